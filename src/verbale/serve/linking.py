"""Linking stories anew after a judgement, while the site goes on answering."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from verbale.errors import VerbaleError
from verbale.serve.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Whether stories are being linked, and why the last time failed, if it did."""

    running: bool
    fault: str | None


class Linker:
    """Links what people newly judged in a thread of its own; what is judged meanwhile is linked next."""

    def __init__(self, library: Library, said: Callable[[VerbaleError], str] = str) -> None:
        """`said` puts a fault into words for readers."""
        self._library = library
        self._said = said
        self._lock = threading.Lock()
        self._asked = False
        self._thread: threading.Thread | None = None
        self._fault: str | None = None

    @property
    def state(self) -> Linking:
        with self._lock:
            return Linking(running=self._thread is not None, fault=self._fault)

    def ask(self) -> None:
        """Have stories linked anew soon."""
        with self._lock:
            self._asked = True
            if self._thread is None:
                # A daemon: what a stop interrupts is rolled back, and the next linking begins where this one did.
                self._thread = threading.Thread(target=self._run, name="verbale-linker", daemon=True)
                self._thread.start()

    def wait(self, timeout_seconds: float | None = None) -> None:
        """Until nothing is being linked, or so long."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(timeout_seconds)

    def _run(self) -> None:
        try:
            while self._next():
                self._link()
        finally:
            # Where something unforeseen ended it the next judgement starts another; where it gave up its place as it
            # should, another may have it by now.
            with self._lock:
                if self._thread is threading.current_thread():
                    self._thread = None

    def _next(self) -> bool:
        """Whether there is something to link; if not, the thread gives up its place within the same lock."""
        with self._lock:
            asked, self._asked = self._asked, False
            if not asked:
                self._thread = None
            return asked

    def _link(self) -> None:
        # Loads vectors and trees that a site without judging never needs.
        from verbale.pipeline.linking import link

        fault = None
        try:
            link(self._library.store, everything=False)
        except VerbaleError as error:
            fault = self._said(error)
        self._library.refresh()
        with self._lock:
            self._fault = fault
