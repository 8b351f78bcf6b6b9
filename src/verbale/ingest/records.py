"""Articles from records: JSON Lines, JSON documents and CSV, read one record at a time."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from verbale.errors import IngestError
from verbale.ingest.encoding import decode
from verbale.ingest.html import article_from_html
from verbale.ingest.plaintext import article_from_text
from verbale.ingest.sources import LIMIT_BYTES, TOO_LARGE, Opened, read_whole, rejected
from verbale.model.article import Article, Rejection

FIELDS = ("title", "url", "publisher", "author", "published_at", "retrieved_at", "language")
CONTENT = ("text", "html")
DELIMITERS = "\t;,|"
_WIDE_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

Items = Iterator[Article | Rejection]


def read_json(source: Opened, name: str) -> Items:
    """Articles of JSON Lines, or of a JSON document that holds a list of records or one.

    A record that cannot be used is a Rejection named `name:line`, or by its id; reading goes on behind it.
    """
    if _is_document(source.head):
        yield from _document(source, name)
        return
    for number, line in _lines(source):
        where = f"{name}:{number}"
        if isinstance(line, IngestError):
            yield rejected(where, line.reason, line.detail)
        elif line.strip("\ufeff \t\r\n"):
            yield _parsed(line, where)


def read_csv(source: Opened, name: str) -> Items:
    """Articles of a CSV or TSV file with a header; the delimiter is the one that the header uses most.

    Rejections as for `read_json`; the line is the one on which the record begins.
    """
    # Python's default of 128 KB a cell is less than many a page; the limit can only be set for the whole process.
    if csv.field_size_limit() < LIMIT_BYTES:
        csv.field_size_limit(LIMIT_BYTES)
    # Unlike a generator, map goes on behind a line that raised.
    lines = map(_checked, (line for _, line in _lines(source)))
    first = next(lines, "")
    columns = _columns(first)
    if not set(columns) & set(CONTENT):
        yield rejected(name, "bad-record", f"its first line names no column text or html: {first.strip()[:80]!r}")
        return
    reader = csv.reader(lines, delimiter=_delimiter(first))
    while True:
        where = f"{name}:{reader.line_num + 2}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield rejected(where, "bad-record", f"the row cannot be read: {error}")
            continue
        except IngestError as error:
            yield rejected(where, error.reason, error.detail)
            continue
        if row:
            yield _row(row, columns, where)


def article_from_record(record: Mapping[str, Any]) -> Article:
    """An Article from one record. Raises IngestError "bad-record" for a wrong type or no text, and as its text does.

    `text` wins over `html`; the fields given win over what a page says. `id` may be a whole number.
    """
    fields = {field: _field(record, field) for field in FIELDS}
    text, html = (_field(record, field) for field in CONTENT)
    if text is None and html is None:
        raise IngestError("bad-record", "it has neither text nor html")
    article_id = _identity(record)
    if html is not None and not (text or "").strip():
        return article_from_html(html, article_id=article_id, **fields)
    return article_from_text(text or "", article_id=article_id, **fields)


def _identity(record: Mapping[str, Any]) -> str | None:
    value = record.get("id", record.get("article_id"))
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise IngestError("bad-record", f"its id is {_kind(value)}, not text or a whole number")
    name = str(value).strip()
    if name != _mended(name):
        raise IngestError("bad-encoding", "its id holds half of a surrogate pair")
    return name or None


def _mended(value: str) -> str:
    """Without half surrogates, which JSON can spell and no file can hold."""
    return value.encode("utf-8", "replace").decode("utf-8")


def _field(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        raise IngestError("bad-record", f"its {field} is {_kind(value)}, not text")
    # Metadata is no evidence, so it may be mended; a text is refused with the other checks on it.
    return value if field in CONTENT else _mended(value)


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), type(value).__name__)


def _parsed(line: str, where: str) -> Article | Rejection:
    try:
        # Raw tabs and line ends inside strings are common in dumps and harmless.
        record = json.loads(line.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        return rejected(where, "bad-json", _json_fault(error))
    return _article(record, where)


def _json_fault(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return str(error) or type(error).__name__


def _article(record: object, where: str) -> Article | Rejection:
    if not isinstance(record, dict):
        return rejected(where, "bad-record", f"it is {_kind(record)}, not an object")
    name = where
    try:
        name = _identity(record) or where
        return article_from_record(record)
    except IngestError as error:
        return rejected(name, error.reason, error.detail)


def _is_document(head: bytes) -> bool:
    """A document opens a list, or an object whose first line is not complete and goes on with a key."""
    try:
        text = decode(head[:-4]).lstrip("\ufeff \t\r\n")
    except IngestError:
        return False
    if text.startswith("["):
        return True
    first, _, rest = text.partition("\n")
    return first.strip() == "{" or (first.rstrip().endswith(",") and rest.lstrip().startswith('"'))


def _document(source: Opened, name: str) -> Items:
    try:
        content = json.loads(decode(read_whole(source)), strict=False)
    except IngestError as error:
        yield rejected(name, error.reason, error.detail)
        return
    except (ValueError, RecursionError) as error:
        yield rejected(name, "bad-json", _json_fault(error))
        return
    for number, record in enumerate(content if isinstance(content, list) else [content], start=1):
        yield _article(record, f"{name}:{number}")


def _lines(source: Opened) -> Iterator[tuple[int, str | IngestError]]:
    """Lines with their ends, numbered from 1, each decoded by itself: one odd line does not spoil the rest."""
    wide = next((encoding for mark, encoding in _WIDE_MARKS if source.head.startswith(mark)), None)
    if wide is not None:
        yield from enumerate(io.TextIOWrapper(source.stream, wide, errors="replace", newline=""), start=1)
        return
    number = 0
    while line := source.stream.readline(LIMIT_BYTES + 1):
        number += 1
        if len(line) > LIMIT_BYTES and not line.endswith(b"\n"):
            while (more := source.stream.readline(LIMIT_BYTES)) and not more.endswith(b"\n"):
                pass
            yield number, IngestError("too-large", TOO_LARGE)
            continue
        try:
            yield number, decode(line)
        except IngestError as error:
            yield number, error


def _checked(line: str | IngestError) -> str:
    if isinstance(line, IngestError):
        raise line
    return line


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _columns(header: str) -> list[str]:
    try:
        row = next(csv.reader([header.strip("\ufeff\r\n")], delimiter=_delimiter(header)), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in row]


def _row(row: list[str], columns: list[str], where: str) -> Article | Rejection:
    if len(row) > len(columns):
        return rejected(where, "bad-record", f"{len(row)} cells under {len(columns)} columns")
    # An empty cell is how CSV writes that there is nothing, except in the text itself, which is then empty.
    record = {column: cell for column, cell in zip(columns, row, strict=False) if cell or column == "text"}
    return _article(record, where)
