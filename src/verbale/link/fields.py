"""Whether the coded fields of two tellings meet: type, sides, place, day, status, numbers."""

import datetime
import math
from collections.abc import Iterator

from verbale.link.rarity import dice, within
from verbale.link.sketches import Sketch
from verbale.link.steps import both, over
from verbale.model.tellings import Telling

_DAYS = (0, 1, 2, 4, 7)
# More acts of one type in an article than this make no difference.
_MOST_ACTS = 3


def field_features(one: Sketch, other: Sketch) -> Iterator[str]:
    """The same in either order."""
    a, b = one.telling, other.telling
    yield from _type_features(one, other)
    yield from _side_features(one, other)
    yield from _place_features(one, other)
    yield from _day_features(*sorted((a, b), key=lambda t: (t.published or "", t.event_id)))
    yield f"numbers={_meet(one.numbers, other.numbers)}"
    yield f"counts={_counts(a, b)}"


def _type_features(one: Sketch, other: Sketch) -> Iterator[str]:
    a, b = one.telling, other.telling
    if a.event_type is None or b.event_type is None:
        yield "type=unknown"
        return
    modes = "no mode" if None in (a.mode, b.mode) else "mode" if a.mode == b.mode else "other mode"
    if a.event_type == b.event_type:
        yield f"type={a.event_type}&{modes}"
        yield f"same type={modes}"
    else:
        yield f"type={'&'.join(sorted((a.event_type, b.event_type)))}"
        yield "other type"
    if a.article_id != b.article_id:
        yield f"acts of the type={_least_most(one.types[a.event_type], other.types[b.event_type])}"
        yield f"acts of the other's type={_least_most(one.types[b.event_type], other.types[a.event_type])}"
        yield f"acts={_least_most(sum(one.types.values()), sum(other.types.values()))}"


def _least_most(one: int, other: int) -> str:
    least, most = sorted((min(one, _MOST_ACTS), min(other, _MOST_ACTS)))
    return f"{least}&{most}"


def _side_features(one: Sketch, other: Sketch) -> Iterator[str]:
    a, b = one.telling, other.telling
    yield f"source={_actors(a.sources, b.sources)}"
    yield f"target={_actors(a.targets, b.targets)}"
    yield f"crossed={'one' in (_meet(a.sources, b.targets), _meet(a.targets, b.sources))}"
    for name, mine, theirs in (("source", one.source, other.source), ("target", one.target, other.target)):
        yield from over(f"{name} words", dice(mine, theirs) if mine and theirs else None)
        yield from both(f"{name} in sentence", within(mine, other.sentence), within(theirs, one.sentence))
        if a.article_id != b.article_id:
            yield from both(f"{name} in article", within(mine, other.article), within(theirs, one.article))


def _place_features(one: Sketch, other: Sketch) -> Iterator[str]:
    yield f"place={_place(one.telling, other.telling)}"
    if one.telling.place is not None and other.telling.place is not None:
        yield f"same country={one.telling.place.country == other.telling.place.country}"
    yield from both("place in sentence", within(one.site, other.sentence), within(other.site, one.sentence))
    if one.telling.article_id != other.telling.article_id:
        yield from both("place in article", within(one.site, other.article), within(other.site, one.article))


def _day_features(first: Telling, then: Telling) -> Iterator[str]:
    """Of two tellings in the order of their publication; a day that is not stated is that of publication."""
    yield f"status={first.status}&{then.status}"
    yield f"historical={'&'.join(sorted(str(t.historical) for t in (first, then)))}"
    yield f"historical, in order={first.historical}&{then.historical}"
    yield f"date={_date(first, then)}"
    if first.published is None or then.published is None:
        yield "days=none"
        return
    published = _day(first.published)
    yield from over("days", abs((_day(then.published) - published).days), _DAYS)
    one, other = _days(first), _days(then)
    apart = max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)
    yield from over("days of the act", apart, _DAYS)
    yield f"days of the act={min(apart, 3)}&{first.date_stated}&{then.date_stated}"
    if then.date_stated:
        yield f"before the later report={other[1] < _day(then.published)}"
        yield f"since the earlier report={max(-3, min(3, (other[0] - published).days))}"


def _days(telling: Telling) -> tuple[datetime.date, datetime.date]:
    if telling.date_stated and telling.earliest is not None:
        return _day(telling.earliest), _day(telling.latest or telling.earliest)
    day = _day(telling.published or "")
    return day, day


def _day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def _meet(one: frozenset[str], other: frozenset[str]) -> str:
    return "none" if not one or not other else "one" if one & other else "apart"


def _actors(one: frozenset[str], other: frozenset[str]) -> str:
    """Whether two sides share a name or id, or only the country, or nothing."""
    if not one or not other:
        return "none"
    shared = one & other
    if any(not _is_code(key) for key in shared):
        return "name"
    if not shared:
        return "apart"
    # "two tourists, Ann Lee" and "a nurse, Bo Wong" are of one country and two people.
    return "country" if min(len(one), len(other)) > 1 else "country alone"


def _is_code(key: str) -> bool:
    return len(key) == 3 and key.isupper()


def _place(a: Telling, b: Telling) -> str:
    if a.place is None or b.place is None:
        return "none"
    if a.place.country != b.place.country:
        return "other country"
    if a.place.precision != b.place.precision:
        return "wider"
    return f"same {a.place.precision}" if a.place.name == b.place.name else "other"


def _date(a: Telling, b: Telling) -> str:
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return "none"
    apart = a.earliest > b.latest or b.earliest > a.latest  # type: ignore[operator]
    exact = a.earliest == a.latest == b.earliest == b.latest
    return f"{'apart' if apart else 'the day' if exact else 'meet'}&{a.date_stated + b.date_stated}"


def _counts(a: Telling, b: Telling) -> str:
    said = [{kind: (low, math.inf if high is None else high) for kind, low, high in t.counts} for t in (a, b)]
    shared = said[0].keys() & said[1].keys()
    if not shared:
        return "none"
    near = [said[0][k][0] <= said[1][k][1] and said[1][k][0] <= said[0][k][1] for k in shared]
    return "same" if any(near) else "other"
