"""The store as the site reads it: an index in memory, brought up to date behind the readers' backs."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from verbale.errors import StoreError
from verbale.store import Store
from verbale.store.asking import EventFilter
from verbale.store.index import Index, load_index, moment_of
from verbale.store.summaries import Overview, overview

# How often the file is looked at, and how many overviews are kept.
LOOK_SECONDS = 2.0
KEPT_OVERVIEWS = 64

Stamp = tuple[int, int, int]


class Library:
    """Answers from the index; a changed store is read anew in the background while the older index still answers."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self.store = store
        self._clock = clock
        # Guards what is below; the other lets one thread read the store anew at a time, so that none puts an older
        # index in the place of a newer one.
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._stamp = self._file_stamp()
        self._index = load_index(store)
        self._number = 1
        self._looked_at = clock()
        self._reading: threading.Thread | None = None
        self._overviews: OrderedDict[tuple[Any, ...], Future[Overview]] = OrderedDict()

    @property
    def index(self) -> Index:
        """The index as it is; looks, every few seconds, whether the store has changed."""
        with self._lock:
            if self._clock() - self._looked_at > LOOK_SECONDS and self._reading is None:
                self._looked_at = self._clock()
                if self._changed():
                    reading = threading.Thread(target=self._refresh_behind, daemon=True)
                    reading.start()
                    self._reading = reading
            return self._index

    def refresh(self) -> None:
        """Read the store anew if it holds something else; where it cannot be read, the older index stays."""
        with self._refreshing:
            try:
                stamp = self._file_stamp()
                newer = load_index(self.store) if moment_of(self.store) != self._index.moment else self._index
            except (StoreError, OSError):
                # Also a full disk, where the rows go by way of files: the next look tries again.
                return
            with self._lock:
                if newer is not self._index:
                    self._number += 1
                    self._overviews.clear()
                self._stamp, self._index = stamp, newer

    def _refresh_behind(self) -> None:
        try:
            self.refresh()
        finally:
            # Whatever happened: a thread that is never given up would be the last one.
            with self._lock:
                self._reading = None

    def _changed(self) -> bool:
        """Whether the file is another than was read; not one that is gone, for there is nothing newer."""
        stamp = self._file_stamp()
        return stamp is not None and stamp != self._stamp

    def overview(self, asked: EventFilter, *, unit: str, by: str | None) -> Overview:
        """As `verbale.store.summaries.overview`; what was asked before of the same index is kept.

        The figures of a page ask for the same at once: one of them counts, the others wait for it.
        """
        _ = self.index
        with self._lock:
            # The number says which index: another may lie where an older one lay.
            index, key = self._index, (self._number, repr(asked), unit, by)
            mine = key not in self._overviews
            kept = self._overviews.setdefault(key, Future())
            self._overviews.move_to_end(key)
            while len(self._overviews) > KEPT_OVERVIEWS:
                self._overviews.popitem(last=False)
        if mine:
            try:
                kept.set_result(overview(index, asked, unit=unit, by=by))
            except BaseException as error:
                kept.set_exception(error)
                with self._lock:
                    self._overviews.pop(key, None)
                raise
        return kept.result()

    def _file_stamp(self) -> Stamp | None:
        try:
            found = self.store.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
