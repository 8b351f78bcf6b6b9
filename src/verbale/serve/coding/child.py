"""What the coding worker does in its own process: read what it is given, code it, answer."""

import contextlib
import gc
import io
import os
import signal
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from verbale.errors import IngestError, VerbaleError
from verbale.model.article import Article, Rejection
from verbale.pipeline.records import Record
from verbale.pipeline.run import COLLECT_AFTER, Settings, run_annotate, run_read

FORMATS = {"text/plain": "text", "text/html": "html"}
READY = "ready"
# The exit status that says so; 1 is that of any other fault, which Python writes to standard error.
OUT_OF_MEMORY = 77
# An act, an actor, a place, a day and a speaker in a page, so that what loads on first use is loaded before READY.
FIRST_PAGE = (
    b"<html><body><p>Troops shelled Kharkiv in Ukraine on Monday, the army said. Two people died.</p></body></html>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Bytes to read as one article; `input_format` is text or html, `published` an ISO day."""

    data: bytes
    input_format: str
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One article as read, its layers as `verbale annotate` gives them, and its event records (docs/output.md)."""

    article: Article
    layers: Record
    events: tuple[Record, ...]


Request = Given | Article
Answer = Coded | Record | Rejection


def serve_coding(connection: Connection, settings: Settings, memory_bytes: int | None) -> None:
    """Load the models, send READY, then answer requests until the other end of the pipe is closed.

    A VerbaleError is sent as the answer; one while loading in the place of READY, after which this returns.
    """
    # Ctrl-C in a terminal reaches every process of it; the parent ends this one when it is ready to.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(memory_bytes)
    gc.set_threshold(COLLECT_AFTER)
    try:
        with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
            _answer_all(connection, settings)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _answer_all(connection: Connection, settings: Settings) -> None:
    """Returns where the models cannot be loaded. Raises EOFError when nobody asks any more."""
    first = _answered(Given(data=FIRST_PAGE, input_format="html", published="2022-03-01"), settings)
    if isinstance(first, VerbaleError):
        connection.send(first)
        return
    connection.send(READY)
    while True:
        connection.send(_answered(connection.recv(), settings))


def _answered(request: Request, settings: Settings) -> Answer | VerbaleError:
    try:
        return answer_to(request, settings)
    except VerbaleError as error:
        return error


def answer_to(request: Request, settings: Settings) -> Answer:
    """A Coded for bytes given, the annotation record of an Article, or a Rejection of either.

    Raises ConfigError for a day of publication that is none.
    """
    if isinstance(request, Article):
        (outcome,) = run_annotate([request], settings)
        return outcome if isinstance(outcome, Rejection) else outcome.records[0]
    (outcome,) = run_read(_articles(request), settings)
    if isinstance(outcome, Rejection):
        return outcome
    layers, *events = outcome.records
    return Coded(article=outcome.article, layers=layers, events=tuple(events))


def _articles(given: Given) -> Iterable[Article | Rejection]:
    from verbale.ingest import Stdin, read

    for item in read([Stdin(io.BytesIO(given.data))], input_format=given.input_format, published=given.published):
        yield item if isinstance(item, Rejection) else _titled(item, given.title)


def _titled(article: Article, title: str | None) -> Article | Rejection:
    """The article, which lies in no file, under the title given, if one is."""
    from verbale.ingest.plaintext import check_text

    article = replace(article, input_path=None)
    if title is None or not title.strip():
        return article
    try:
        check_text(title)
    except IngestError as error:
        return Rejection(article_id=article.article_id, stage="ingest", reason=error.reason, detail=error.detail)
    return replace(article, title=title.strip())


def _limit_memory(memory_bytes: int | None) -> None:
    """Let no text take the machine's memory: allocations beyond fail, here and in the native libraries."""
    if memory_bytes is None:
        return
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    # macOS refuses the limit; the one on time still holds.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _end_with_parent() -> None:
    """End at once when the parent is gone, also in the middle of an article."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
