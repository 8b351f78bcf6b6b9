"""What a run writes: versions of articles, codings anew, rejections, times that only go forward."""

import datetime
import threading
from pathlib import Path

import pytest

from coded import NEW, OLD, TEXT, article, coded, event, keep, rows
from verbale.errors import StoreError
from verbale.model.article import Rejection
from verbale.store import RunWriter, Store
from verbale.store.reading import articles, coded_otherwise

CURRENT = "SELECT article_id, version FROM article WHERE known_until IS NULL ORDER BY article_id"
LATER = "Russia shelled Kharkiv on Monday, officials said."
REFUSED = Rejection(article_id="b", stage="ingest", reason="empty", detail="it holds no text")


def test_an_article_comes_back_as_it_was(store: Store) -> None:
    given = article(url="https://a.example/1", title="Shells “fall” 🕊", publisher="A", author="B", language="en")
    keep(store, coded(given, event()))
    assert list(articles(store, ["a", "none"])) == [given]


def test_the_same_article_changes_nothing(store: Store) -> None:
    keep(store, coded(article(), event()))
    again = keep(store, coded(article(), event()))
    assert again.run_id is None
    assert rows(store, "SELECT run_id, articles, events FROM run") == [(1, 1, 1)]
    assert rows(store, CURRENT) == [("a", 1)]


def test_a_changed_text_is_a_new_version_and_the_old_stays(dated: Store) -> None:
    keep(dated, coded(article(), event(), event("denounced")))
    keep(dated, coded(article(text=LATER), event(text=LATER)))
    assert rows(dated, CURRENT) == [("a", 2)]
    assert rows(dated, "SELECT article_version, events FROM coding WHERE known_until IS NULL") == [(2, 1)]
    for table in ("article", "coding", "event", "mention"):
        ended = rows(dated, f"SELECT DISTINCT known_until FROM {table} WHERE run_id = 1")
        begun = rows(dated, f"SELECT DISTINCT known_from FROM {table} WHERE run_id = 2")
        assert ended == begun
    assert len(rows(dated, "SELECT 1 FROM event")) == 3


def test_coding_anew_keeps_the_old_rows(store: Store) -> None:
    keep(store, coded(article(), event()))
    keep(store, coded(article(), event(status="negated")), versions=NEW, anew=True)
    assert rows(store, CURRENT) == [("a", 1)]
    assert rows(store, "SELECT status, coder, known_until IS NULL FROM event ORDER BY known_from") == [
        ("occurred", "1", False),
        ("negated", "2", True),
    ]


def test_a_coding_of_a_text_that_has_changed_since_is_left_out(store: Store) -> None:
    keep(store, coded(article(text=LATER), event(text=LATER)))
    late = keep(store, coded(article(), event()), versions=NEW, anew=True)
    assert (late.run_id, late.articles) == (None, 0)


def test_what_other_versions_coded_is_coded_again(store: Store) -> None:
    keep(store, *(coded(article(i), event()) for i in "abc"))
    keep(store, coded(article("b"), event()), versions=NEW, anew=True, finish=False)
    assert coded_otherwise(store, NEW) == ["a", "c"]
    assert coded_otherwise(store, OLD) == ["b"]
    assert coded_otherwise(store, None) == ["a", "b", "c"]


def test_the_last_of_an_id_in_a_batch_stands(store: Store) -> None:
    keep(store, coded(article(), event()), coded(article(text=LATER), event(text=LATER)))
    assert rows(store, "SELECT text, version FROM article") == [(LATER, 1)]


def test_a_rejection_is_told_once_by_the_same_versions(store: Store) -> None:
    for versions in (OLD, OLD, NEW):
        RunWriter(store=store, kind="ingest", versions=versions).add([], [REFUSED, REFUSED])
    assert rows(store, "SELECT article_id, reason, coder, run_id FROM rejection") == [
        ("b", "empty", "1", 1),
        ("b", "empty", "2", 2),
    ]


def test_a_run_without_an_end_was_cut_short(store: Store) -> None:
    keep(store, coded(article("a"), event()), finish=False)
    keep(store, coded(article("b"), event()))
    assert rows(store, "SELECT run_id, finished_at IS NULL FROM run") == [(1, True), (2, False)]


def test_a_clock_set_back_turns_no_times_round(tmp_path: Path) -> None:
    moments = iter([datetime.datetime(2022, 2, 20 - n) for n in range(15)])
    store = Store(path=tmp_path / "s.duckdb", clock=lambda: next(moments))
    keep(store, coded(article(), event()))
    keep(store, coded(article(), event(status="planned")), versions=NEW, anew=True)
    keep(store, coded(article(text=LATER), event(text=LATER)), versions=NEW)
    for table in ("article", "coding", "event", "mention"):
        assert not rows(store, f"SELECT 1 FROM {table} WHERE known_until <= known_from")
    assert rows(store, "SELECT run_id FROM run ORDER BY started_at") == [(1,), (2,), (3,)]


def test_a_run_whose_first_batch_failed_begins_with_the_next(store: Store) -> None:
    writer = RunWriter(store=store, kind="ingest", versions=OLD)

    def fail() -> None:
        with writer.writing() as connection:
            writer.stamp(connection)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    writer.add([coded(article(), event())])
    writer.finish()
    assert rows(store, "SELECT run_id, articles, finished_at IS NULL FROM run") == [(1, 1, False)]


def test_two_writers_of_one_process_take_turns(store: Store) -> None:
    def write(letter: str) -> None:
        writer = RunWriter(store=store, kind="ingest", versions=OLD)
        for number in range(5):
            writer.add([coded(article(f"{letter}{number}"), event())])
        writer.finish()

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(store, "SELECT run_id, articles, finished_at IS NULL FROM run ORDER BY run_id") == [
        (n, 5, False) for n in (1, 2, 3)
    ]
    assert len(rows(store, CURRENT)) == 15


def test_a_reader_of_the_same_process_is_named(store: Store) -> None:
    keep(store, coded(article(), event()))
    impatient = Store(path=store.path, patience_seconds=0)
    with store.reading(), pytest.raises(StoreError, match="held by this process"), impatient.writing():
        pass


def test_every_row_carries_run_and_versions(store: Store) -> None:
    writer = keep(store, coded(article(), event()))
    writer.add([], [REFUSED])
    for table in ("run", "article", "coding", "event", "mention", "rejection"):
        assert rows(store, f"SELECT run_id, coder, codebook, models, schema FROM {table}") == [
            (1, "1", "2022.1", "parser x", "1")
        ]


def test_mentions_quote_the_text(store: Store) -> None:
    keep(store, coded(article(), event(others=(event("denounced").mention,))))
    found = rows(store, 'SELECT number, "trigger", trigger_start, trigger_end FROM mention ORDER BY number')
    assert [n for n, *_ in found] == [1, 2]
    assert all(TEXT[start:end] == words for _, words, start, end in found)
