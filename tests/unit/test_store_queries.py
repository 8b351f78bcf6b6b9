"""Questions to the record: every filter, what was known when, sums per pair and period."""

import datetime
import json
from collections.abc import Sequence
from typing import Any

import pytest

from coded import (
    DONETSK,
    GUNMEN,
    KENYA,
    NEW,
    RUSSIA,
    SOMALIA,
    TEXT,
    UKRAINE,
    UNION,
    article,
    at,
    coded,
    event,
    keep,
    on,
    said_by,
)
from verbale.errors import ConfigError
from verbale.store import RunWriter, Store, insert
from verbale.store.asking import EventFilter
from verbale.store.queries import dyads, event_records, query

MEETING = {"event_type": "CONSULT", "mode": "meet", "target": (), "trace": ("frame consult.meet: 'met'",)}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Five acts, each in an article of its own and known by its id; only read."""
    store = Store(path=tmp_path_factory.mktemp("filled") / "store.duckdb")
    keep(
        store,
        coded(article("shelling", title="Shells on Kharkiv"), event(place=at("Kharkiv", "UKR"))),
        coded(article("sanction", published_at="2022-03-05"),
              event(event_type="SANCTION", mode="embargo", source=(UNION,), target=(RUSSIA,), status="planned",
                    event_date=on("2022-03-10"), attribution=(said_by(UNION),), confidence=0.5)),
        coded(article("history"), event("denounced", historical=True, event_date=on("2014-03-01", "2014-03-18"))),
        coded(article("region", published_at="2022-02-25"),
              event(event_type="ACCUSE", mode=None, source=(DONETSK,), target=(UKRAINE,), event_date=on(None))),
        coded(article("meeting", published_at="2022-02-28"),
              event(**MEETING, source=(RUSSIA, UKRAINE), event_date=on("2022-02-28"), place=at("Gomel", "BLR"))),
    )  # fmt: skip
    return store


def found(store: Store, limit: int | None = None, **asked: Any) -> list[str]:
    return [json.loads(r)["article_id"] for r in event_records(store, EventFilter(**asked), limit)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["history", "shelling", "region", "meeting", "sanction"]),
        ({"event_type": ["SANCTION", "CONSULT"]}, ["meeting", "sanction"]),
        ({"mode": ["embargo"]}, ["sanction"]),
        ({"status": ["planned"]}, ["sanction"]),
        ({"country": ["BLR"]}, ["meeting"]),
        ({"country": ["BLR", "UKR"]}, ["shelling", "meeting"]),
        ({"since": day("2022-02-28")}, ["meeting", "sanction"]),
        ({"since": day("2014-03-10"), "until": day("2014-03-11")}, ["history"]),
        ({"until": day("2022-02-20")}, ["history", "shelling"]),
        ({"published_since": day("2022-02-28")}, ["meeting", "sanction"]),
        ({"published_until": day("2022-02-21")}, ["history", "shelling"]),
        ({"historical": True}, ["history"]),
        ({"historical": False, "until": day("2022-02-20")}, ["shelling"]),
        ({"attributed": True}, ["sanction"]),
        ({"attributed": False, "event_type": ["SANCTION"]}, []),
        ({"least_confidence": 0.6, "event_type": ["SANCTION", "CONSULT"]}, ["meeting"]),
        ({"words": "shells ON"}, ["shelling"]),
        ({"words": "denounced the shelling", "since": day("2022-03-01")}, ["sanction"]),
        ({"story_id": "none"}, []),
    ],
)
def test_filters(filled: Store, asked: dict[str, Any], expected: list[str]) -> None:
    assert found(filled, **asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"source": ["RUS"]}, ["history", "shelling", "meeting"]),
        ({"target": ["RUS"]}, ["meeting", "sanction"]),
        # Both parties of a meeting are its target too.
        ({"source": ["UKR"], "target": ["RUS"]}, ["meeting"]),
        ({"actor": ["RUS"]}, ["history", "shelling", "meeting", "sanction"]),
        # A region that left is not the state that it left, by whose code it goes.
        ({"source": ["UKR"]}, ["meeting"]),
        ({"source": ["donetsk-peoples-republic"]}, ["region"]),
        ({"source": ["people's republic"]}, ["region"]),
        ({"source": ["IGO"]}, ["sanction"]),
        ({"source": ["european-union"]}, ["sanction"]),
        ({"source": ["European"]}, ["sanction"]),
        ({"source": ["KEN"]}, []),
        ({"source": ["KEN", "european-union"]}, ["sanction"]),
    ],
)
def test_actors(filled: Store, asked: dict[str, Any], expected: list[str]) -> None:
    assert found(filled, **asked) == expected


def test_limit_takes_the_earliest(filled: Store) -> None:
    assert found(filled, limit=2) == ["history", "shelling"]


def test_an_open_beginning_meets_what_is_before_its_end(store: Store) -> None:
    before = event(event_date=on(None, "2020-06-01"))
    keep(store, coded(article(), before))
    assert found(store, until=day("2020-12-31")) == ["a"]
    assert found(store, since=day("2020-07-01")) == []


def test_what_was_known_when(dated: Store) -> None:
    """The first run writes at noon of the 20th or later, each later one on later days."""
    keep(dated, coded(article("a"), event()))
    keep(dated, coded(article("a"), event(status="negated")), versions=NEW, anew=True)
    keep(dated, coded(article("b"), event()))
    with dated.reading() as connection:
        (first,), (second,), (third,) = connection.execute(
            "SELECT DISTINCT known_from FROM coding ORDER BY known_from"
        ).fetchall()
    moment = datetime.timedelta(microseconds=1)
    assert _known(dated, first - moment) == []
    assert _known(dated, first) == [("a", "occurred")]
    assert _known(dated, second - moment) == [("a", "occurred")]
    assert _known(dated, second) == [("a", "negated")]
    assert _known(dated, third) == _known(dated, None) == [("a", "negated"), ("b", "occurred")]


def _known(store: Store, moment: datetime.datetime | None) -> list[tuple[str, str]]:
    records = [json.loads(r) for r in event_records(store, EventFilter(known_on=moment))]
    return [(r["article_id"], r["status"]) for r in records]


def sums(store: Store, asked: EventFilter | None = None, **options: str) -> list[tuple[Any, ...]]:
    found = dyads(store, asked or EventFilter(), **options)
    return [(str(period), *rest) for period, *rest in found.rows]


def test_a_region_and_a_body_are_actors_of_their_own(store: Store) -> None:
    keep(
        store,
        coded(article("a"), event(source=(DONETSK,), target=(UKRAINE,))),
        coded(article("b"), event("denounced", source=(RUSSIA,), target=(UKRAINE, DONETSK))),
        coded(article("c"), event(source=(UNION,), target=(RUSSIA,))),
        coded(article("d"), event(source=(GUNMEN,), target=(UKRAINE,))),
    )
    pairs = [(source, target) for _, source, target, *_ in sums(store)]
    assert pairs == [
        ("RUS", "UKR"),
        ("RUS", "donetsk-peoples-republic"),
        ("donetsk-peoples-republic", "UKR"),
        ("european-union", "RUS"),
    ]


def test_a_mutual_act_counts_in_both_directions_and_an_unknown_target_in_none(store: Store) -> None:
    keep(
        store,
        coded(article("a"), event(**MEETING, source=(KENYA, SOMALIA))),
        coded(article("b"), event(source=(RUSSIA, UKRAINE), target=())),
    )
    assert [(s, t, n) for _, s, t, n, *_ in sums(store)] == [("KEN", "SOM", 1), ("SOM", "KEN", 1)]


def test_only_the_sides_asked_for_are_counted(store: Store) -> None:
    keep(
        store,
        coded(article("a"), event(**MEETING, source=(KENYA, SOMALIA, RUSSIA))),
        coded(article("b"), event(source=(RUSSIA, UNION), target=(UKRAINE, KENYA))),
    )
    asked = EventFilter(source=["RUS"], target=["KEN", "UKR"])
    assert [(s, t) for _, s, t, *_ in sums(store, asked)] == [("RUS", "KEN"), ("RUS", "UKR")]
    one = sums(store, EventFilter(actor=["SOM"]))
    assert {(s, t) for _, s, t, *_ in one} == {("SOM", "KEN"), ("KEN", "SOM"), ("SOM", "RUS"), ("RUS", "SOM")}


def test_only_what_happened_counts_unless_asked(filled: Store) -> None:
    assert [(p, s, t) for p, s, t, *_ in sums(filled)] == [
        ("2022-02-01", "RUS", "UKR"),
        ("2022-02-01", "UKR", "RUS"),
        ("2022-02-01", "donetsk-peoples-republic", "UKR"),
    ]
    assert [s for _, s, *_ in sums(filled, EventFilter(status=["planned"]))] == ["european-union"]
    assert [p for p, *_ in sums(filled, EventFilter(historical=True))] == ["2014-03-01"]


@pytest.mark.parametrize(
    ("by", "period"),
    [
        ("day", "2022-02-20"),
        ("week", "2022-02-14"),
        ("month", "2022-02-01"),
        ("quarter", "2022-01-01"),
        ("year", "2022-01-01"),
    ],
)
def test_periods(store: Store, by: str, period: str) -> None:
    keep(store, coded(article(), event()))
    assert [p for p, *_ in sums(store, by=by)] == [period]


def test_scores_are_summed(store: Store) -> None:
    keep(store, coded(article("a"), event()), coded(article("b"), event(mode=None, cameo_code="190")))
    (one,), (other,) = sums(store), sums(store, score="goldstein")
    scores = [json.loads(r) for r in event_records(store, EventFilter())]
    for row, field in ((one, "plover_score"), (other, "goldstein")):
        values = [s[field] for s in scores]
        assert row[3:] == (2, round(sum(values), 3), round(sum(values) / 2, 3))


def linked(store: Store, story_id: str, *event_ids: str) -> None:
    """The events of one story, as linking would write them."""
    with store.writing() as connection:
        stamp = RunWriter(store=store, kind="link", versions=NEW).stamp(connection)
        row = {"story_id": story_id, "article_id": "a", "origin": "a", "reasons": [], **stamp}
        insert(connection, "link", [{**row, "event_id": e} for e in event_ids])


def ids(store: Store) -> Sequence[str]:
    return [json.loads(r)["event_id"] for r in event_records(store, EventFilter())]


def test_an_act_told_by_many_counts_once(store: Store) -> None:
    keep(store, *(coded(article(i), event()) for i in "abc"))
    first, second, _ = ids(store)
    linked(store, "s-1", first, second)
    assert [n for *_, n, _, _ in sums(store)] == [2]
    assert [n for *_, n, _, _ in sums(store, unit="event")] == [3]
    assert len(found(store, story_id="s-1")) == 2


def test_a_story_as_it_was_known(dated: Store) -> None:
    keep(dated, coded(article("a"), event()), coded(article("b"), event()))
    before = query(dated, "SELECT max(finished_at) FROM run").rows[0][0]
    linked(dated, "s-1", *ids(dated))
    assert found(dated, story_id="s-1", known_on=before) == []
    assert [n for *_, n, _, _ in sums(dated, EventFilter(known_on=before))] == [2]
    assert [n for *_, n, _, _ in sums(dated)] == [1]


@pytest.mark.parametrize("option", [{"by": "decade"}, {"score": "love"}, {"unit": "word"}])
def test_wrong_options_say_what_there_is(store: Store, option: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="one of "):
        dyads(store, EventFilter(), **option)


def test_a_query_gives_names_types_and_rows(filled: Store) -> None:
    found = query(filled, "SELECT article_id, article_id, confidence FROM event ORDER BY 1 LIMIT 1")
    assert dict(found.columns) == {"article_id": "VARCHAR", "article_id_2": "VARCHAR", "confidence": "DOUBLE"}
    assert list(found.records()) == [{"article_id": "history", "article_id_2": "history", "confidence": 0.9}]


@pytest.mark.parametrize(
    ("sql", "message"), [("SELECT nothing FROM event", "nothing"), ("DELETE FROM event", "read-only"), ("", "nothing")]
)
def test_a_query_that_fails_says_why(filled: Store, sql: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        query(filled, sql)
    assert len(found(filled)) == 5


def test_words_are_no_patterns(store: Store) -> None:
    keep(store, coded(article(), event()))
    assert found(store, words=TEXT[:20]) == ["a"]
    assert found(store, words="%") == []
