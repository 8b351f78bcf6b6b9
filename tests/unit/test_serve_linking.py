"""Linking anew in the background, asked for from many threads."""

import threading
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason='the site needs pip install "verbale[web]"')

from coded import article, coded, event, keep
from verbale.serve.library import Library
from verbale.serve.linking import Linker
from verbale.store import Store


def test_never_two_linkings_at_once_and_none_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article(), event()))
    linker = Linker(Library(store))
    alone, ran, asked = threading.Lock(), [], []

    def linked(store: Store, *, everything: bool) -> None:
        assert alone.acquire(blocking=False)
        ran.append(len(asked))
        alone.release()

    def ask() -> None:
        for _ in range(200):
            asked.append(1)
            linker.ask()

    monkeypatch.setattr("verbale.pipeline.linking.link", linked)
    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    while linker.state.running:
        linker.wait()
    assert ran[-1] == len(asked)
    assert linker.state.fault is None


def test_a_thread_that_was_ended_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article(), event()))
    linker = Linker(Library(store))
    calls = []

    def fails_once(store: Store, *, everything: bool) -> None:
        calls.append(1)
        if len(calls) == 1:
            raise MemoryError

    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    monkeypatch.setattr("verbale.pipeline.linking.link", fails_once)
    for times in (1, 2):
        linker.ask()
        linker.wait(30)
        assert (len(calls), linker.state.running) == (times, False)
