"""An article from a text: the text stays as it is, furniture is masked."""

import hashlib

from verbale.errors import IngestError
from verbale.ingest.dates import iso_date
from verbale.ingest.furniture import blanked, furniture_masks
from verbale.ingest.language import check_language
from verbale.model.article import Article


def article_from_text(
    text: str,
    *,
    article_id: str | int | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published_at: str | None = None,
    retrieved_at: str | None = None,
    language: str | None = None,
) -> Article:
    """An Article over `text`, unchanged, with page furniture masked.

    Without `article_id` the id is "a-" and 16 hexadecimal digits of the SHA-256 of the URL, else of the text.
    Dates are brought to ISO 8601; one that is not clear becomes None. Raises IngestError "empty", "binary",
    "bad-encoding" or "not-english".
    """
    check_text(text)
    masks = furniture_masks(text)
    readable = blanked(text, masks).strip()
    if not readable:
        raise IngestError("empty", "it holds nothing but page furniture")
    check_language(readable, _given(language))
    return Article(
        article_id=_given(str(article_id) if article_id is not None else None) or hashed_id(_given(url) or text),
        text=text,
        title=_given(title),
        url=_given(url),
        publisher=_given(publisher),
        author=_given(author),
        published_at=iso_date(published_at),
        retrieved_at=iso_date(retrieved_at),
        language=_given(language),
        masks=masks,
    )


def check_text(text: str) -> None:
    """Raises IngestError when there is nothing in `text` that could be read."""
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0"):
        raise IngestError("empty", "it holds no text")
    if "\0" in text:
        raise IngestError("binary", "it holds NUL characters")
    # Half a surrogate pair cannot be written out again, and replacing it would alter the text.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise IngestError("bad-encoding", "it holds half of a surrogate pair")


def hashed_id(key: str) -> str:
    """A stable article id from a URL or a text."""
    return "a-" + hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]


def _given(value: str | None) -> str | None:
    """Surrounding space is no part of a field, and an empty field is none."""
    return value.strip() or None if value is not None else None
