"""A coding worker in a process of its own: slow or hostile text can cost that process, never the caller's."""

import contextlib
import multiprocessing
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Self

from verbale.errors import CodingBusy, CodingStopped, CodingTimeout, ConfigError, VerbaleError
from verbale.model.article import Article, Rejection
from verbale.pipeline.records import Record
from verbale.pipeline.run import Settings
from verbale.serve.coding.child import FORMATS, OUT_OF_MEMORY, Coded, Given, Request, serve_coding

LIMIT_SECONDS = 20.0
# Address space. Loaded it takes 0.6 GB, and 1.2 GB over a text of 100,000 characters.
MEMORY_BYTES = 3 * 1024**3
# Loading takes some 3 seconds, and more where the towns are compiled for the first time or the machine is loaded.
START_SECONDS = 180.0
MOST_WAITING = 4
WAIT_SECONDS = 60.0
# What a process that has closed its pipe may take to end by itself, with the status that says why.
GRACE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Child:
    """One worker process and this end of its pipe."""

    process: SpawnProcess
    connection: Connection


class Coder:
    """Codes one text a time in a process that is started on first use and killed when it takes too long.

    Safe to call from several threads: calls take turns. `limit_seconds` is what one article may take,
    `start_seconds` what loading the models may; `memory_bytes` bounds the address space of the process (None: no
    bound). Of the calls that come while one is served, `most_waiting` wait, each for at most `wait_seconds`.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        limit_seconds: float = LIMIT_SECONDS,
        memory_bytes: int | None = MEMORY_BYTES,
        start_seconds: float = START_SECONDS,
        most_waiting: int = MOST_WAITING,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        # A daemonic process may have no children, and one article needs none.
        self._settings = replace(settings or Settings(), workers=1)
        self._limit_seconds = limit_seconds
        self._memory_bytes = memory_bytes
        self._start_seconds = start_seconds
        self._wait_seconds = wait_seconds
        self._places = threading.BoundedSemaphore(1 + most_waiting)
        # Whoever holds the turn alone talks to the child.
        self._turn = threading.Lock()
        # Guards the three below and every kill: an id is given anew once its process is reaped.
        self._state = threading.Lock()
        self._child: _Child | None = None
        self._ready = False
        self._closed = False

    def code(
        self, data: bytes, *, media_type: str = "text/plain", published: str | None = None, title: str | None = None
    ) -> Coded | Rejection:
        """The article in `data`, with its layers and events, or why it cannot be read as news.

        `media_type` is text/plain or text/html, `published` an ISO day for what states none itself; `title` wins over
        the page's own. Raises ConfigError for another media type or a wrong day, ModelError and CodebookError as a
        run does, and CodingTimeout, CodingBusy or CodingStopped.
        """
        if media_type not in FORMATS:
            raise ConfigError(f"no media type {media_type!r}; one of {', '.join(FORMATS)}")
        given = Given(data=data, input_format=FORMATS[media_type], published=published, title=title)
        answer: Coded | Rejection = self._ask(given)
        return answer

    def layers(self, article: Article) -> Record | Rejection:
        """The annotation record of docs/output.md for `article`, or why it has none; raises as `code` does."""
        answer: Record | Rejection = self._ask(article)
        return answer

    def warm(self) -> None:
        """Start the process and load the models, without waiting for it; a fault shows at the next call."""
        # While somebody has the turn, the process is there or on its way, and no place is taken from who has a text.
        if not self._turn.locked() and not self._ready:
            threading.Thread(target=self._warm, name="verbale-coder-warm", daemon=True).start()

    def close(self) -> None:
        """Kill the process, also in the middle of an article; later calls raise CodingStopped."""
        with self._state:
            self._closed = True
            if self._child is not None:
                self._child.process.kill()
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _warm(self) -> None:
        with contextlib.suppress(VerbaleError), self._in_turn():
            self._started()

    def _ask(self, request: Request) -> Any:
        with self._in_turn():
            child = self._started()
            answer = self._exchange(child, request)
        if isinstance(answer, VerbaleError):
            raise answer
        return answer

    @contextlib.contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise CodingBusy("too many texts wait to be coded")
        try:
            if not self._turn.acquire(timeout=self._wait_seconds):
                raise CodingBusy(f"the coder was not free within {self._wait_seconds:g} seconds")
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def _started(self) -> _Child:
        """The child with its models loaded; one that has died since its last answer is replaced."""
        if self._child is not None and not self._child.process.is_alive():
            self._end()
        with self._state:
            if self._closed:
                raise CodingStopped("the coder is closed")
            child = self._child = self._child or self._spawned()
        if not self._ready:
            answer = self._received(child, self._start_seconds, "loading the models")
            if isinstance(answer, VerbaleError):
                self._end()
                raise answer
            self._ready = True
        return child

    def _spawned(self) -> _Child:
        # Forked, the child would inherit locks that other threads hold, and their open stores.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve_coding, args=(theirs, self._settings, self._memory_bytes), name="verbale-coder", daemon=True
        )
        process.start()
        # Held here too, the pipe would never end when the child does.
        theirs.close()
        return _Child(process=process, connection=ours)

    def _exchange(self, child: _Child, request: Request) -> Any:
        try:
            child.connection.send(request)
            return self._received(child, self._limit_seconds, "coding the text")
        except OSError as error:
            raise self._stopped(child) from error
        except VerbaleError:
            raise
        except BaseException:
            # Left alive (Ctrl-C in this thread), the child would answer the next call with this text's events.
            self._end()
            raise

    def _received(self, child: _Child, seconds: float, what: str) -> Any:
        try:
            if child.connection.poll(seconds):
                return child.connection.recv()
        except (EOFError, OSError) as error:
            raise self._stopped(child) from error
        self._end()
        raise CodingTimeout(f"{what} took longer than {seconds:g} seconds")

    def _stopped(self, child: _Child) -> CodingStopped:
        self._end(grace_seconds=GRACE_SECONDS)
        if self._closed:
            return CodingStopped("the coder was closed")
        if child.process.exitcode == OUT_OF_MEMORY:
            return CodingStopped("the coding process ran out of memory")
        return CodingStopped(f"the coding process ended with status {child.process.exitcode}")

    def _end(self, grace_seconds: float = 0.0) -> None:
        """Kill and reap the child, if there is one. Only for who holds the turn."""
        with self._state:
            child, self._child, self._ready = self._child, None, False
            if child is not None:
                child.process.join(grace_seconds)
                child.process.kill()
                child.process.join()
                child.connection.close()
