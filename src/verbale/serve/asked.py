"""The filters of an address: the same names on every page, in every download and in the API."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request
from pydantic import Field

from verbale.pipeline.asking import event_filter, story_filter
from verbale.store.asking import UNITS, EventFilter
from verbale.store.story_queries import StoryFilter

# Each value is looked for in every event, so is each word.
MOST_VALUES = 20
MOST_WORDS = 12
Several = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=MOST_VALUES)] | None
Words = Annotated[str | None, Field(max_length=300)]
Pairs = tuple[tuple[str, str], ...]

UNIT_WORDS = "story counts an act once however many articles tell it, event counts every article's telling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The parameters of an address as they came."""

    given: Pairs

    def query(self, *, without: tuple[str, ...] = (), **changed: str | int | None) -> str:
        """The parameters as a query string that begins with "?" (or is empty), some left out, some set anew."""
        kept = [(name, value) for name, value in self.given if name not in without and name not in changed]
        kept += [(name, str(value)) for name, value in changed.items() if value is not None]
        return f"?{urlencode(kept)}" if kept else ""

    def rest(self, path: str, total: int, *, order: str, limit: int, offset: int) -> str | None:
        """The address of the next page of so many in all, None on the last."""
        following = offset + limit
        return path + self.query(order=order, limit=limit, offset=following) if following < total else None

    def values(self, name: str) -> list[str]:
        """The values of a parameter, as a form shows them."""
        return [value for given, value in self.given if given == name]

    def value(self, name: str) -> str:
        """Its first value, or nothing."""
        return next(iter(self.values(name)), "")

    def beside(self, single: Sequence[str], several: Sequence[str]) -> list[tuple[str, str]]:
        """What is asked beside a form with a field for one value of `single` and for all values of `several`."""
        first = {name: value for name, value in reversed(self.given) if name in single}
        left = []
        for name, value in self.given:
            if first.get(name) == value:
                del first[name]
            elif value and name not in several:
                left.append((name, value))
        return left


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Given):
    """What an address asks of the events: the filter, how acts are counted, by which period."""

    events: EventFilter
    unit: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedStories(Given):
    """What an address asks of the stories."""

    stories: StoryFilter


def asked_events(
    request: Request,
    source: Annotated[
        Several, Query(description="who did it: a country code, an actor id, words of a name or =KEY")
    ] = None,
    target: Annotated[Several, Query(description="to whom")] = None,
    actor: Annotated[Several, Query(description="on either side")] = None,
    type: Annotated[Several, Query(description="PLOVER type, as SANCTION")] = None,
    mode: Annotated[Several, Query(description="PLOVER mode, as embargo")] = None,
    status: Annotated[Several, Query(description="occurred, ongoing, planned, hypothetical or negated")] = None,
    claim: Annotated[Several, Query(description="reported, alleged, planned, threatened, denied or historical")] = None,
    country: Annotated[Several, Query(description="where: country code, alpha-3")] = None,
    place: Annotated[Words, Query(description="where: words of a name, or a GeoNames id")] = None,
    publisher: Annotated[Several, Query(description="who published it")] = None,
    since: Annotated[Words, Query(description="happened on this day (YYYY-MM-DD) or later")] = None,
    until: Annotated[Words, Query(description="happened on this day or before")] = None,
    counted_since: Annotated[
        Words, Query(description="its first possible day, by which series count, is this or later")
    ] = None,
    published_since: Annotated[Words, Query(description="reported on this day or later")] = None,
    published_until: Annotated[Words, Query(description="reported on this day or before")] = None,
    attributed: Annotated[
        bool | None, Query(description="only what somebody says, or only the reporter's word")
    ] = None,
    historical: Annotated[bool | None, Query(description="only background, or only not")] = None,
    min_confidence: Annotated[float | None, Query(ge=0, le=1, description="at least so likely to be told")] = None,
    articles: Annotated[int, Query(ge=1, le=10**6, description="told by so many articles or more")] = 1,
    origins: Annotated[int, Query(ge=1, le=10**6, description="by so many that are no copies, or more")] = 1,
    story: Annotated[Words, Query(description="only events of this story")] = None,
    article: Annotated[
        str | None, Query(max_length=2000, description="only events of the article with this id")
    ] = None,
    search: Annotated[
        Words, Query(description="words that all stand in the evidence, title, names or place; the first dozen count")
    ] = None,
    unit: Annotated[str, Query(description=UNIT_WORDS, json_schema_extra={"enum": list(UNITS)})] = "story",
    by: Annotated[
        str | None,
        Query(description="period of the timeline; by the span if not given: day, week, month, quarter, year"),
    ] = None,
) -> Asked:
    """The filter that an address's parameters say; an empty one asks nothing. Raises ConfigError for a wrong one."""
    filtered = event_filter(
        source=_said(source),
        target=_said(target),
        actor=_said(actor),
        event_type=_said(type),
        mode=_said(mode),
        status=_said(status),
        claim=_said(claim),
        country=_said(country),
        place=place or None,
        publisher=_said(publisher),
        since=since or None,
        until=until or None,
        counted_since=counted_since or None,
        published_since=published_since or None,
        published_until=published_until or None,
        attributed=attributed,
        historical=historical,
        least_confidence=min_confidence,
        least_articles=articles,
        least_origins=origins,
        story_id=story or None,
        article_id=article or None,
        search=first_words(search or "") or None,
    )
    return Asked(events=filtered, unit=unit, by=by or None, given=_given(request, asked_events))


def asked_stories(
    request: Request,
    type: Annotated[Several, Query(description="PLOVER type, as SANCTION")] = None,
    actor: Annotated[Several, Query(description="a country code on either side")] = None,
    since: Annotated[Words, Query(description="first reported on this day (YYYY-MM-DD) or later")] = None,
    until: Annotated[Words, Query(description="first reported on this day or before")] = None,
    articles: Annotated[int, Query(ge=1, le=10**6, description="told by so many articles or more")] = 2,
    origins: Annotated[int, Query(ge=1, le=10**6, description="by so many that are no copies, or more")] = 1,
    disputed: Annotated[bool, Query(description="only where reports contradict each other")] = False,
    words: Annotated[Words, Query(description="words of its title")] = None,
) -> AskedStories:
    """The same for stories."""
    filtered = story_filter(
        since=since or None,
        until=until or None,
        event_type=_said(type),
        actor=_said(actor),
        words=words or None,
        least_articles=articles,
        least_origins=origins,
        disputed=disputed,
    )
    return AskedStories(stories=filtered, given=_given(request, asked_stories))


def first_words(given: str) -> str:
    """So many of the words given as are looked for, none twice."""
    return " ".join(list(dict.fromkeys(given.split()))[:MOST_WORDS])


def _said(given: Several) -> list[str]:
    """An empty field of a form says nothing."""
    return [value for value in given or () if value.strip()]


def _given(request: Request, asked: Callable[..., Any]) -> Pairs:
    names = inspect.signature(asked).parameters
    return tuple((name, value) for name, value in request.query_params.multi_items() if value and name in names)
