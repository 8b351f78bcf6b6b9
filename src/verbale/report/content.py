"""What stands in a report, gathered from a store."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.pipeline.asking import actor_names
from verbale.report import MOST_EVENTS
from verbale.report.asked import in_words
from verbale.report.cards import Card, cards
from verbale.report.tables import PeriodRow, by_period
from verbale.store import Store
from verbale.store.asking import EventFilter
from verbale.store.browsing import count_events, event_page
from verbale.store.details import event_records_of
from verbale.store.index import load_index
from verbale.store.story_queries import whole_stories_of_events
from verbale.store.summaries import Overview, overview

MOST_STORIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a report shows.

    `made_at` is when it was made, `moment` when the record last changed (both UTC). `asked` are names and values of the
    filter, `names` those of actors and countries by key, `pairs` the overview's with names. `events` are the most told
    of `total_events`, here with the newest first, `stories` the most told of the `total_stories` of several articles.
    """

    title: str
    store_name: str
    made_at: datetime.datetime
    moment: datetime.datetime | None
    asked: Sequence[tuple[str, str]]
    unit: str
    overview: Overview
    periods: Sequence[PeriodRow]
    pairs: Sequence[Mapping[str, Any]]
    names: Mapping[str, str]
    stories: Sequence[Mapping[str, Any]]
    total_stories: int
    events: Sequence[Card]
    total_events: int


def gather(
    store: Store,
    asked: EventFilter,
    *,
    made_at: datetime.datetime,
    title: str | None = None,
    unit: str = "story",
    most_events: int = MOST_EVENTS,
) -> Content:
    """The content of a report on the events asked for.

    At most `most_events` are shown one by one. The same store, filter and options give the same content. Raises
    StoreError as `Store.reading` does, ConfigError for another unit.
    """
    index = load_index(store, asked.known_on)
    made = overview(index, asked, unit=unit)
    told, total_stories = whole_stories_of_events(index, asked, limit=MOST_STORIES)
    names = actor_names(_keys(made, told))
    rows = list(event_page(index, asked, order="most told", limit=most_events).records())
    rows.sort(key=lambda row: (row["published_at"] or "", str(row["day"] or ""), row["event_id"]), reverse=True)
    records = event_records_of(store, [row["event_id"] for row in rows], asked.known_on or index.moment)
    return Content(
        title=title or f"Events of {store.path.stem}",
        store_name=store.path.name,
        made_at=made_at,
        moment=index.moment,
        asked=in_words(asked),
        unit=unit,
        overview=made,
        periods=by_period(made.timeline, made.window.by),
        pairs=[{**row, "source_name": names[row["source"]], "target_name": names[row["target"]]} for row in made.pairs],
        names=names,
        stories=told,
        total_stories=total_stories,
        events=cards(rows, records),
        total_events=count_events(index, asked),
    )


def _keys(made: Overview, stories: Sequence[Mapping[str, Any]]) -> list[str]:
    """The keys of all actors whose names are shown."""
    pairs = [key for row in made.pairs for key in (row["source"], row["target"])]
    sides = [row[side] or "" for row in stories for side in ("source_code", "target_code")]
    named = [key for side in sides for key in side.split("; ") if key]
    counted = [row["value"] for field in ("actor", "country") for row in made.facets[field]]
    return list(dict.fromkeys([*pairs, *counted, *(row["country"] for row in made.countries), *named]))
