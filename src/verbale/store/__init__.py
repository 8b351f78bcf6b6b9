"""The record kept: coded articles in one DuckDB file, with when each thing was known."""

from verbale.store.connection import Store, utc_now
from verbale.store.rows import Table, insert, select
from verbale.store.writing import CodedArticle, RunWriter, Versions

__all__ = ["CodedArticle", "RunWriter", "Store", "Table", "Versions", "insert", "select", "utc_now"]
