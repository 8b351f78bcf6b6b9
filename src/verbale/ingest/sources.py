"""Where news comes from: files, folders and standard input, opened one at a time."""

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from verbale.errors import ConfigError, IngestError
from verbale.ingest.encoding import check_binary, decode
from verbale.model.article import Rejection

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FORMATS = ("text", "html", "jsonl", "csv")
SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
# For one page, text or JSON document, and for one line or record of a longer file.
LIMIT_MB = 50
LIMIT_BYTES = LIMIT_MB * 1024 * 1024
TOO_LARGE = f"it is larger than the limit of {LIMIT_MB} MB"
HEAD_BYTES = 16_384
UNREADABLE = (OSError, EOFError, zlib.error)

_MARKUP = re.compile(
    r"\s*(?:<\?xml\b|<!doctype html|<!--|<(?:html|head|body|article|section|main|div|p|h1|meta|title|table|span)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stdin:
    """Standard input, or any stream of bytes that is read once; `name` stands in ids of rejections."""

    stream: BinaryIO
    name: str = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file or stream to read; `listed` when it was found in a folder, not named by the user."""

    name: str
    origin: Path | BinaryIO
    listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A stream at its start, gunzipped, with its first bytes."""

    stream: BinaryIO
    head: bytes


def check_inputs(inputs: Sequence[Path | Stdin]) -> None:
    """Raises ConfigError when a path that was named does not exist."""
    missing = [str(item) for item in inputs if isinstance(item, Path) and not os.path.lexists(item)]
    if missing:
        raise ConfigError(f"no such file or folder: {', '.join(missing)}")


def sources(inputs: Sequence[Path | Stdin]) -> Iterator[Source | Rejection]:
    """The files behind `inputs`, in order; folders sorted by name, with all below them.

    Names that start with a dot are not visited inside folders. A file there whose suffix says nothing, and
    what is no regular file, is a Rejection; a file named by the user is taken as it is.
    """
    for item in inputs:
        if isinstance(item, Stdin):
            yield Source(name=item.name, origin=item.stream)
        elif item.is_dir():
            yield from _walk(item)
        else:
            yield Source(name=printable(item), origin=item)


def _walk(folder: Path) -> Iterator[Source | Rejection]:
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield rejected(printable(folder), "unreadable", f"the folder cannot be listed: {error.strerror or error}")
        return
    for entry in entries:
        # A link to a folder may lead back up and never end.
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield _listed(entry)


def _listed(entry: Path) -> Source | Rejection:
    if entry.exists() and not entry.is_file():
        return rejected(printable(entry), "unreadable", "it is no regular file")
    return Source(name=printable(entry), origin=entry, listed=True)


def printable(path: Path) -> str:
    """A path as text that can be written out: bytes of a name that are no UTF-8 stand as escapes."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def rejected(name: str, reason: str, detail: str) -> Rejection:
    """A Rejection of this stage."""
    return Rejection(article_id=name, stage="ingest", reason=reason, detail=detail)


def suffix_format(name: str) -> str | None:
    """The format that a file name tells, a final .gz aside."""
    path = Path(name.lower())
    return SUFFIXES.get(Path(path.stem).suffix if path.suffix == ".gz" else path.suffix)


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """The bytes of a source, gunzipped when they begin as gzip does. Raises one of `UNREADABLE`."""
    if isinstance(source.origin, Path):
        with source.origin.open("rb") as stream:
            yield _begin(stream)
    else:
        yield _begin(source.origin)


def _begin(stream: BinaryIO) -> Opened:
    head = stream.read(HEAD_BYTES)
    whole = _joined(head, stream)
    if head.startswith(b"\x1f\x8b"):
        inner = cast(BinaryIO, gzip.GzipFile(fileobj=whole))
        head = inner.read(HEAD_BYTES)
        whole = _joined(head, inner)
    return Opened(stream=whole, head=head)


def _joined(head: bytes, stream: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Joined(head, stream), 1 << 16)


class _Joined(io.RawIOBase):
    """`head` and then `stream`: a pipe cannot be rewound after its first bytes were looked at."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)] or self._stream.read(len(view))
        self._head = self._head[len(data) :]
        view[: len(data)] = data
        return len(data)


def read_whole(opened_source: Opened) -> bytes:
    """All bytes of one article. Raises IngestError "too-large" without reading more than the limit."""
    data = opened_source.stream.read(LIMIT_BYTES + 1)
    if len(data) > LIMIT_BYTES:
        raise IngestError("too-large", TOO_LARGE)
    return data


def sniff(head: bytes) -> str:
    """The format that the first bytes of a file tell. Raises IngestError "binary"."""
    check_binary(head)
    # A character cut in two at the end of the head must not count as a wrong encoding.
    text = decode(head[:-4] if len(head) == HEAD_BYTES else head).lstrip("\ufeff \t\r\n")
    if _MARKUP.match(text):
        return "html"
    first = text[:2000].split("\n", 1)[0].strip()
    if re.match(r'\{\s*(?:"|$)|\[\s*(?:\{|$)', first):
        return "jsonl"
    columns = {cell.strip().strip('"').lower() for cell in re.split(r"[,;\t|]", first)}
    return "csv" if len(columns) > 1 and columns & {"text", "html"} else "text"
