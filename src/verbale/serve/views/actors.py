"""What the site tells of one actor and of a pair of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from verbale.errors import UnknownIdError
from verbale.pipeline.asking import actor_names
from verbale.serve.views.series import Course, Frame, course, frame
from verbale.store.actor_queries import actor_totals, appearances, partners
from verbale.store.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor by the key that it is counted by; `names` are those of the keys in `partners`."""

    key: str
    name: str
    totals: dict[str, Any]
    appearances: list[dict[str, Any]]
    partners: list[dict[str, Any]]
    names: dict[str, str]
    frame: Frame | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The acts of one actor on another."""

    source: str
    target: str
    totals: dict[str, Any]
    course: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors and what either does to the other, over the same days."""

    names: dict[str, str]
    frame: Frame | None
    there: Direction
    back: Direction


def actor(index: Index, key: str, by: str | None) -> Actor:
    """What the record tells of an actor. Raises UnknownIdError for a key that nothing is counted by."""
    counted = _counted(index, key)
    beside = partners(index, key)
    names = actor_names({key, *(row["partner"] for row in beside)})
    return Actor(
        key=key,
        name=names[key],
        totals=counted,
        appearances=appearances(index, key),
        partners=beside,
        names=names,
        frame=frame(counted["first_published"], counted["last_published"], by),
    )


def pair(index: Index, source: str, target: str, by: str | None) -> Pair:
    """What two actors do to each other. Raises UnknownIdError for a key that nothing is counted by."""
    for key in (source, target):
        _counted(index, key)
    there = actor_totals(index, source=source, target=target)
    back = actor_totals(index, source=target, target=source)
    shown = frame(_first(there, back), _last(there, back), by, coarsest="month")
    return Pair(
        names=actor_names({source, target}),
        frame=shown,
        there=Direction(source=source, target=target, totals=there, course=_one(index, shown, source, target)),
        back=Direction(source=target, target=source, totals=back, course=_one(index, shown, target, source)),
    )


def _one(index: Index, shown: Frame | None, source: str, target: str) -> Course:
    return course(index, shown, source=source, target=target)


def _counted(index: Index, key: str) -> dict[str, Any]:
    found = actor_totals(index, actor=key)
    if not found["events"]:
        raise UnknownIdError(f"the record has no actor {key!r}; an actor's key is a country code or the id of a body")
    return found


def _first(*counted: dict[str, Any]) -> datetime.date | None:
    return min((row["first_published"] for row in counted if row["first_published"]), default=None)


def _last(*counted: dict[str, Any]) -> datetime.date | None:
    return max((row["last_published"] for row in counted if row["last_published"]), default=None)
