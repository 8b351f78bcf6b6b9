"""An article as ingested, and the record of one that was not."""

import datetime
from dataclasses import dataclass

from verbale.model.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One piece of news. Every later offset refers to `text`, which is never altered after ingest.

    `masks` are the spans of page furniture: sorted, not overlapping, never coded.
    `published_at` and `retrieved_at` are ISO 8601 strings as given (a day at least), or None. `input_path` is the file
    that held this article alone.
    """

    article_id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: str | None = None
    retrieved_at: str | None = None
    language: str | None = None
    input_path: str | None = None
    masks: tuple[Span, ...] = ()

    @property
    def published_day(self) -> datetime.date | None:
        """The day of publication, the anchor of relative dates; None when not known."""
        if self.published_at is None:
            return None
        return datetime.date.fromisoformat(self.published_at[:10])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that was not coded, and why.

    `reason` is a short fixed word ("empty", "binary", "bad-json", ...), `stage` the pipeline stage
    that refused it, `detail` a sentence for the reader. `article_id` is the id, path or path:line.
    """

    article_id: str
    stage: str
    reason: str
    detail: str
