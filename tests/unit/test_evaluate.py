"""The record as it is now against what people said of it."""

from typing import Any

import pytest

from coded import KENYA, NEW, OLD, article, coded, event, keep, on, rows
from verbale.evaluate import FieldShare, Verdict, calibration, field_shares, verdicts_on
from verbale.evaluate.intervals import wilson
from verbale.store import Store
from verbale.store.judgements.fields import judge_field


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_interval(hits: int, cases: int, low: float, high: float) -> None:
    """The last is the worked example of Newcombe (1998, Statistics in Medicine 17: 857-872), table I."""
    assert wilson(hits, cases) == pytest.approx((low, high), abs=5e-5)


def ids(store: Store) -> list[str]:
    return [i for (i,) in rows(store, "SELECT event_id FROM event WHERE known_until IS NULL ORDER BY article_id")]


def say(store: Store, verdict: str, event_id: str, field: str, correct: Any = None) -> None:
    judge_field(store, verdict, event_id, field, correct=correct, reason="r", judge="Ana", versions=OLD)


def found(store: Store) -> dict[str, str]:
    return {v.field: v.verdict for v in verdicts_on(store)}


def recoded(store: Store, **fields: Any) -> None:
    keep(store, coded(article("a"), event(**fields)), versions=NEW, anew=True)


def test_a_verdict_stands_as_long_as_the_value_does(store: Store) -> None:
    keep(store, coded(article("a"), event()))
    (event_id,) = ids(store)
    say(store, "right", event_id, "status")
    say(store, "right", event_id, "event")
    say(store, "wrong", event_id, "event_date")
    say(store, "wrong", event_id, "source", ["KEN"])
    say(store, "wrong", event_id, "mode", "")
    before = {"event": "right", "mode": "wrong", "source": "wrong", "event_date": "wrong", "status": "right"}
    assert found(store) == before
    assert list(found(store)) == list(before)
    recoded(store)
    assert found(store) == before
    recoded(store, source=(KENYA,), mode="drone", status="ongoing", event_date=on("2022-02-19"))
    after = {"event": "right", "mode": "wrong", "source": "right", "event_date": "open", "status": "open"}
    assert found(store) == after
    say(store, "right", event_id, "event_date")
    assert found(store)["event_date"] == "right"


def test_an_event_that_the_record_lost_is_gone(store: Store) -> None:
    keep(store, coded(article("a"), event()))
    say(store, "wrong", ids(store)[0], "event")
    keep(store, coded(article("a")), versions=NEW, anew=True)
    (row,) = field_shares(verdicts_on(store))
    assert row == FieldShare(
        field="event", event_type=None, judged=1, right=0, wrong=0, open=0, gone=1, share=None, low=0.0, high=1.0
    )
    assert calibration(verdicts_on(store)) == []


def verdict(field: str, said: str, event_type: str = "ASSAULT", confidence: float | None = None) -> Verdict:
    return Verdict(event_id="e", event_type=event_type, field=field, verdict=said, confidence=confidence)


def test_shares_by_field_and_type() -> None:
    judged = [
        verdict("status", "right"),
        verdict("event", "right"),
        verdict("event", "wrong", "AID"),
        verdict("event", "open", "AID"),
        verdict("event", "right", "AID"),
    ]
    total, status = field_shares(judged)
    assert (total.field, total.judged, total.right, total.wrong, total.open, total.share) == (
        "event",
        4,
        2,
        1,
        1,
        2 / 3,
    )
    assert (status.field, status.share) == ("status", 1.0)
    assert 0 < status.low < status.high == 1.0
    by_type = [(row.field, row.event_type, row.judged) for row in field_shares(judged, by_type=True)]
    assert by_type == [
        ("event", None, 4), ("event", "AID", 3), ("event", "ASSAULT", 1), ("status", None, 1), ("status", "ASSAULT", 1)
    ]  # fmt: skip
    assert field_shares([]) == []


def test_confidence_is_held_against_what_people_call_events() -> None:
    judged = [
        verdict("event", "right", confidence=1.0),
        verdict("event", "right", confidence=0.8),
        verdict("event", "wrong", confidence=0.6),
        verdict("event", "gone", confidence=0.6),
        verdict("event", "right"),
        verdict("status", "right", confidence=0.1),
    ]
    total, middle, sure = calibration(judged)
    assert (total.events, total.mean_confidence, total.right) == (3, pytest.approx(0.8), 2)
    assert (middle.confidence_from, middle.confidence_to, middle.events, middle.share) == (0.6, 0.8, 1, 0.0)
    assert (sure.confidence_from, sure.confidence_to, sure.events, sure.share) == (0.8, 1.0, 2, 1.0)
