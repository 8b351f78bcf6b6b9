"""Reading inputs one after the other: articles and rejections in the order of the inputs."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path

from verbale.errors import ConfigError, IngestError
from verbale.ingest.dates import iso_date
from verbale.ingest.encoding import check_binary, decode
from verbale.ingest.html import article_from_html
from verbale.ingest.plaintext import article_from_text
from verbale.ingest.records import read_csv, read_json
from verbale.ingest.sources import (
    FORMATS,
    SUFFIXES,
    UNREADABLE,
    Opened,
    Source,
    Stdin,
    check_inputs,
    opened,
    read_whole,
    rejected,
    sniff,
    sources,
    suffix_format,
)
from verbale.model.article import Article, Rejection

Items = Iterator[Article | Rejection]


def read(inputs: Sequence[Path | Stdin], *, input_format: str | None = None, published: str | None = None) -> Items:
    """Articles of files, folders and streams, lazily and in order; what cannot be read is a Rejection.

    `input_format` is text, html, jsonl or csv and holds for every input; else the suffix tells, then the first
    bytes. `published` dates articles that carry no date. An id that came before in this run is rejected as
    "duplicate-id". Raises ConfigError at once for a path that does not exist and for wrong options.
    """
    if input_format is not None and input_format not in FORMATS:
        raise ConfigError(f"no input format {input_format!r}; one of {', '.join(FORMATS)}")
    day = iso_date(published)
    if published is not None and day is None:
        raise ConfigError(f"{published!r} is not a day of publication as YYYY-MM-DD")
    check_inputs(inputs)
    return _unique(_dated(_all(inputs, input_format), day))


def _all(inputs: Sequence[Path | Stdin], input_format: str | None) -> Items:
    for source in sources(inputs):
        if isinstance(source, Rejection):
            yield source
        else:
            yield from _source(source, input_format)


def _source(source: Source, input_format: str | None) -> Items:
    try:
        form = input_format or suffix_format(source.name)
        if form is None and source.listed:
            known = " ".join(SUFFIXES)
            raise IngestError("unknown-format", f"its suffix is none of {known}, with or without .gz")
        with opened(source) as content:
            yield from _content(content, source.name, form)
    except IngestError as error:
        yield rejected(source.name, error.reason, error.detail)
    except UNREADABLE as error:
        yield rejected(source.name, "unreadable", str(error) or type(error).__name__)


def _content(content: Opened, name: str, form: str | None) -> Items:
    if not content.head:
        raise IngestError("empty", "it holds no bytes")
    check_binary(content.head)
    match form or sniff(content.head):
        case "jsonl":
            yield from read_json(content, name)
        case "csv":
            yield from read_csv(content, name)
        case "html":
            yield dataclasses.replace(article_from_html(decode(read_whole(content), html=True)), input_path=name)
        case _:
            yield dataclasses.replace(article_from_text(decode(read_whole(content))), input_path=name)


def _dated(items: Items, day: str | None) -> Items:
    for item in items:
        if day is not None and isinstance(item, Article) and item.published_at is None:
            yield dataclasses.replace(item, published_at=day)
        else:
            yield item


def _unique(items: Items) -> Items:
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Rejection):
            yield item
        elif item.article_id in seen:
            yield rejected(item.article_id, "duplicate-id", "an article with this id came before in this run")
        else:
            seen.add(item.article_id)
            yield item
