"""One actor, and a pair of them."""

import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from verbale.model import periods
from verbale.model.claims import DONE
from verbale.pipeline.asking import day_of
from verbale.serve.api.actors import course_of
from verbale.serve.pages.html import page
from verbale.serve.parameters import By, Key
from verbale.serve.state import TheLibrary
from verbale.serve.views.actors import actor, pair
from verbale.serve.views.record import SECTOR_WORDS
from verbale.store.asking import BY_KEY, EventFilter
from verbale.store.browsing import count_events, event_page

router = APIRouter(include_in_schema=False)

LATEST_EVENTS = 15
PERIOD_EVENTS = 100
Day = Annotated[str | None, Query(max_length=20)]


@router.get("/actor")
def actor_page(request: Request, key: Key, library: TheLibrary, by: By = None) -> Response:
    index = library.index
    found = actor(index, key, by or None)
    latest = event_page(index, EventFilter(actor=[BY_KEY + key]), limit=LATEST_EVENTS)
    return page(
        request,
        "actor.html",
        actor=found,
        courses={side: course_of(index, found, side) for side in ("by", "against")},
        chosen_by=by or "",
        periods=periods.PERIODS,
        in_words=_in_words,
        sectors=SECTOR_WORDS,
        events=list(latest.records()),
    )


@router.get("/pair")
def pair_page(
    request: Request,
    source: Key,
    target: Key,
    library: TheLibrary,
    by: By = None,
    counted_since: Day = None,
    until: Day = None,
) -> Response:
    index = library.index
    found = pair(index, source, target, by or None)
    behind = EventFilter(
        source=[BY_KEY + source],
        target=[BY_KEY + target],
        claim=DONE,
        counted_since=day_of("counted-since", counted_since or None),
        until=day_of("until", until or None),
    )
    return page(
        request,
        "pair.html",
        pair=found,
        chosen_by=by or "",
        periods=periods.PERIODS,
        in_words=_in_words,
        counted_since=counted_since or None,
        until=until or None,
        total=count_events(index, behind),
        events=list(event_page(index, behind, limit=PERIOD_EVENTS if counted_since else LATEST_EVENTS).records()),
    )


def _in_words(period: str, by: str) -> str:
    return periods.in_words(datetime.date.fromisoformat(period), by)
