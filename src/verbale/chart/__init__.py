"""Figures, drawn by the same functions for the page, the report and notebooks."""
