"""Bytes to articles: pages, plain text, JSON Lines and CSV, from files, folders and standard input."""

from verbale.ingest.furniture import furniture_masks
from verbale.ingest.plaintext import article_from_text, hashed_id
from verbale.ingest.reader import read
from verbale.ingest.sources import Stdin

__all__ = ["Stdin", "article_from_text", "furniture_masks", "hashed_id", "read"]
