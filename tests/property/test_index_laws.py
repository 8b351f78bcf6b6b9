"""Laws of the index: it answers every filter as the store does, its counts add up, and so do those of its views."""

import datetime
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coded import (
    DONETSK,
    KENYA,
    NEW,
    RUSSIA,
    SOMALIA,
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
from verbale.model.claims import CLAIMS
from verbale.model.events import STATUSES
from verbale.model.periods import PERIODS
from verbale.pipeline.linking import link
from verbale.store import CodedArticle, Store
from verbale.store.actor_queries import actor_totals, partners, series
from verbale.store.asking import UNITS, EventFilter
from verbale.store.browsing import ORDERS, count_events, event_page
from verbale.store.index import Index, load_index
from verbale.store.queries import dyads, event_records
from verbale.store.story_queries import StoryFilter, stories, stories_of_events, whole_stories_of_events
from verbale.store.summaries import overview

ACTORS = (RUSSIA, UKRAINE, KENYA, SOMALIA, DONETSK, UNION)
TYPES = (("ASSAULT", "artillery"), ("CONSULT", "meet"), ("ACCUSE", None))
DAYS = tuple(f"2022-02-{day:02}" for day in range(18, 25))
WORDS = ("shelled", "denounced")
NAMES = ("RUS", "UKR", "IGO", "donetsk-peoples-republic", "european-union", "union", "=UKR", "=european-union")

relaxed = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
sides = st.lists(st.sampled_from(ACTORS), max_size=2).map(tuple)
days = st.none() | st.sampled_from((*DAYS, "1204-04-12", "2050-01-01"))


@st.composite
def events(draw: st.DrawFn, word: str) -> Any:
    event_type, mode = draw(st.sampled_from(TYPES))
    first, last = draw(days), draw(days)
    met = ("frame consult.meet: 'met'",) if event_type == "CONSULT" else ("frame x.y: 'shelled'",)
    return event(
        word, event_type=event_type, mode=mode, source=draw(sides), target=draw(sides), trace=met,
        status=draw(st.sampled_from(STATUSES)), historical=draw(st.booleans()),
        attribution=(said_by(UKRAINE),) if draw(st.booleans()) else (),
        event_date=draw(st.sampled_from([None, on(first, last)])) if first or last else None,
        place=draw(st.sampled_from([None, at("Kharkiv", "UKR"), at("Nairobi", "KEN")])),
        confidence=draw(st.sampled_from([None, 0.4, 0.9])),
    )  # fmt: skip


@st.composite
def coded_articles(draw: st.DrawFn, name: str) -> CodedArticle:
    told = [draw(events(word)) for word in WORDS if draw(st.booleans())]
    return coded(
        article(
            name,
            url=f"http://{name}.example/",
            publisher=draw(st.sampled_from([None, "Post", "Wire"])),
            title=draw(st.sampled_from([None, "Shelling of Kharkiv"])),
            published_at=draw(st.none() | st.sampled_from(DAYS)),
        ),
        *told,
    )


batches = st.tuples(*(coded_articles(name) for name in "abcd"))
some_days = st.none() | st.sampled_from(DAYS).map(datetime.date.fromisoformat)
several = {
    "source": NAMES, "target": NAMES, "actor": NAMES, "event_type": ("ASSAULT", "CONSULT"), "mode": ("meet",),
    "status": STATUSES, "country": ("UKR", "KEN"), "claim": CLAIMS, "publisher": ("Post", "Nobody"),
}  # fmt: skip
filters = st.builds(
    EventFilter,
    **{
        name: st.just(()) | st.lists(st.sampled_from(values), min_size=1, max_size=2)
        for name, values in several.items()
    },
    **dict.fromkeys(("since", "until", "counted_since", "published_since", "published_until"), some_days),
    **dict.fromkeys(("historical", "attributed"), st.none() | st.booleans()),
    **dict.fromkeys(("least_articles", "least_origins"), st.sampled_from((1, 1, 2))),
    least_confidence=st.sampled_from((None, 0.5)),
    words=st.sampled_from((None, "shelling", "%", "'")),
    place=st.sampled_from((None, "khark", "")),
    search=st.sampled_from((None, "russia kharkiv", "post", "_")),
)
# Most filters at random find nothing: those of one question find something.
narrow = st.sampled_from(sorted(several)).flatmap(
    lambda name: st.lists(st.sampled_from(several[name]), min_size=1).map(lambda found: EventFilter(**{name: found}))
)
questions = st.just(EventFilter()) | narrow | filters


def _filled(folder: str, batch: tuple[CodedArticle, ...]) -> Store:
    """A store with a past: one article was coded otherwise before."""
    store = Store(path=Path(folder) / "store.duckdb")
    keep(store, coded(article("a", url="http://a.example/"), event(), event("denounced", status="planned")))
    keep(store, *batch, versions=NEW, anew=True)
    link(store, everything=True)
    return store


def _ids(store: Store | Index, asked: EventFilter) -> set[str]:
    if isinstance(store, Index):
        return {row["event_id"] for row in event_page(store, asked, limit=None).records()}
    return {json.loads(record)["event_id"] for record in event_records(store, asked)}


@relaxed
@given(batches, st.lists(questions, min_size=4, max_size=8))
def test_store_and_index_answer_alike(batch: tuple[CodedArticle, ...], asked: list[EventFilter]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = _filled(folder, batch)
        index = load_index(store)
        assert stories(index, StoryFilter()) == stories(store, StoryFilter())
        for one in asked:
            found = _ids(store, one)
            assert _ids(index, one) == found
            assert count_events(index, one) == len(found)
            assert dyads(index, one) == dyads(store, one)
            assert stories_of_events(index, one) == stories_of_events(store, one)
            whole, number = whole_stories_of_events(index, one)
            listed = [row["story_id"] for row in stories_of_events(index, one).records()]
            assert ([row["story_id"] for row in whole], number) == (listed, len(listed))
            for order in ORDERS:
                assert {row["event_id"] for row in event_page(index, one, order=order).records()} == found


@relaxed
@given(batches, questions, st.none() | st.sampled_from(PERIODS))
def test_an_overview_adds_up(batch: tuple[CodedArticle, ...], asked: EventFilter, by: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = load_index(_filled(folder, batch))
        for unit in UNITS:
            made = overview(index, asked, unit=unit, by=by)
            rows = list(event_page(index, asked, limit=None).records())
            acts = {row["event_id"] if unit == "event" else row["story_id"] or row["event_id"] for row in rows}
            assert (made.totals["acts"], made.totals["events"]) == (len(acts), len(rows))
            assert made.totals["articles"] == len({row["article_id"] for row in rows})
            dated = [row for row in rows if row["day"]]
            inside = sum(row["events"] for row in made.timeline)
            beside = made.window.before + made.window.after
            if unit == "event":
                assert inside + beside == len(dated)
                assert sum(row["events"] for row in made.facets["claim"]) == len(rows)
                assert sum(row["events"] for row in made.countries + made.places) <= len(rows)
            # An act told as two claims, or of two days, is in two rows.
            assert inside + beside >= len({row["story_id"] or row["event_id"] for row in dated})
            if made.window.since and made.window.until and not (asked.since and asked.until):
                assert made.window.since <= made.window.until


@relaxed
@given(batches)
def test_what_is_told_of_actors_adds_up(batch: tuple[CodedArticle, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = load_index(_filled(folder, batch))
        keys = [row["value"] for row in overview(index, EventFilter()).facets["actor"]]
        for key in keys:
            counted = actor_totals(index, actor=key)
            assert counted["events"] == count_events(index, EventFilter(actor=[f"={key}"]))
            assert counted["done"] <= counted["acts"] <= counted["events"]
            one_sided = [actor_totals(index, **{side: key})["acts"] for side in ("source", "target")]
            assert max(one_sided) <= counted["acts"] <= sum(one_sided)
            for partner in partners(index, key):
                there = actor_totals(index, source=key, target=partner["partner"])
                back = actor_totals(index, source=partner["partner"], target=key)
                assert (there["acts"], back["acts"]) == (partner["acts_by"], partner["acts_on"])
                for by in PERIODS:
                    found = series(index, source=key, target=partner["partner"], by=by)
                    assert sum(row["events"] for row in found) <= there["done"]
