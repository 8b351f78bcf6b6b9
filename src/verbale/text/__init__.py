"""Text: sentences and parse, and who says what."""
