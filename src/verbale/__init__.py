"""Verbale reads the news and keeps the record: who did what to whom, when and where."""
