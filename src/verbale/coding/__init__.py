"""Coding: from parse and mentions to events."""
