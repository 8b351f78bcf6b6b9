"""Marks on a text: from records (`records`), cut where they begin and end (`segments`), for a page (`pieces`)."""
