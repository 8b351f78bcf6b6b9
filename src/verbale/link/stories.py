"""A story: one happening as all its reports tell it, what they agree on and where they contradict each other."""

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from verbale.model.events import HAPPENED
from verbale.model.tellings import Telling

# How far a status goes towards an act that is done: of reports of one day the farther comes later in a chain.
_STAGES = ("hypothetical", "planned", "negated", "ongoing", "occurred")
ID_CHARS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One value that reports give a field: the words that say so, and who tells it."""

    value: str
    words: str
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of status: the first report of it."""

    status: str
    event_id: str
    published: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One happening. `origins` counts reports that do not go back to one another; `tellings` stand in order of time.

    `agreed` gives the fields on which all reports that state them agree; `contradictions` the rival versions per field;
    `chain` the steps from plan or claim to what came of it (one step where nothing changed).
    """

    story_id: str
    tellings: tuple[Telling, ...]
    articles: int
    publishers: int
    origins: int
    agreed: Mapping[str, str]
    contradictions: Mapping[str, tuple[Version, ...]]
    chain: tuple[Step, ...]

    @property
    def first(self) -> Telling:
        return self.tellings[0]

    @property
    def status(self) -> str | None:
        return self.chain[-1].status if self.chain else None


def story_of(tellings: Sequence[Telling], origin_of: Mapping[str, str]) -> Story:
    """The story of tellings that are one happening, whatever their order.

    `origin_of` gives for an article the one that it goes back to; an article that it lacks goes back to itself.
    """
    ordered = tuple(sorted(tellings, key=_when))
    articles = {t.article_id for t in ordered}
    contradictions = {
        name: versions for name, values in _DISPUTED.items() if len(versions := _rivals(ordered, values, origin_of)) > 1
    }
    return Story(
        story_id="s-" + hashlib.sha256(ordered[0].event_id.encode("utf-8")).hexdigest()[:ID_CHARS],
        tellings=ordered,
        articles=len(articles),
        publishers=len({t.publisher for t in ordered if t.publisher is not None}),
        origins=len({origin_of.get(a, a) for a in articles}),
        agreed=_agreed(ordered, contradictions),
        contradictions=contradictions,
        chain=_chain(ordered),
    )


def _when(telling: Telling) -> tuple[str, str, int, str, str]:
    stage = _STAGES.index(telling.status) if telling.status in _STAGES else 0
    day = telling.published or "9999-99-99"
    return day, telling.published_at or day, stage, telling.article_id, telling.event_id


def _chain(ordered: Sequence[Telling]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for telling in ordered:
        if telling.status is None or (steps and _alike(steps[-1].status, telling.status)):
            continue
        if steps and telling.historical:
            continue
        steps.append(
            Step(status=telling.status, event_id=telling.event_id, published=telling.published, words=telling.text)
        )
    return tuple(steps)


def _alike(one: str, other: str) -> bool:
    """Whether a report of this status adds nothing behind one of that: a plan told again after the act is no news."""
    return one == other or (one in HAPPENED and other not in {"negated"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """What a telling gives a field: an interval (of numbers or days), or names of which one is enough to agree."""

    label: str
    low: float | str | None = None
    high: float | str | None = None
    names: frozenset[str] = frozenset()

    def excludes(self, other: "_Value") -> bool:
        if self.low is not None and other.low is not None:
            return self.high < other.low or other.high < self.low  # type: ignore[operator]
        return not self.names & other.names


_Values = Callable[[Telling], Iterator[_Value]]


def _count(kind: str) -> _Values:
    def found(telling: Telling) -> Iterator[_Value]:
        for name, low, high in telling.counts:
            if name == kind and high is None:
                yield _Value(label=f"at least {low}", low=low, high=math.inf)
            elif name == kind:
                yield _Value(label=str(low) if high == low else f"{low} to {high}", low=low, high=high)

    return found


def _status(telling: Telling) -> Iterator[_Value]:
    if telling.status in HAPPENED or telling.status == "negated":
        label = "negated" if telling.status == "negated" else "occurred"
        yield _Value(label=label, names=frozenset({label}))


def _source(telling: Telling) -> Iterator[_Value]:
    if telling.sources:
        yield _Value(label="; ".join(telling.source_names), names=telling.sources)


def _target(telling: Telling) -> Iterator[_Value]:
    if telling.targets:
        yield _Value(label="; ".join(telling.target_names), names=telling.targets)


def _date(telling: Telling) -> Iterator[_Value]:
    first, last = telling.earliest, telling.latest
    if telling.date_stated and first and last:
        yield _Value(label=first if first == last else f"{first} to {last}", low=first, high=last)


def _place(telling: Telling) -> Iterator[_Value]:
    if telling.place is not None and telling.place.name:
        names = (telling.place.name, str(telling.place.geonames_id or ""))
        yield _Value(label=telling.place.name, names=frozenset(names) - {""})


def _type(telling: Telling) -> Iterator[_Value]:
    if telling.event_type:
        yield _Value(label=telling.event_type, names=frozenset({telling.event_type}))


_COUNTS = {f"counts.{kind}": _count(kind) for kind in ("dead", "injured", "arrested", "displaced", "participants")}
# Fields on which reports can be told to contradict each other; a nearer or wider place is no contradiction.
_DISPUTED: Mapping[str, _Values] = {
    "status": _status, "source": _source, "target": _target, "date": _date, **_COUNTS,
}  # fmt: skip
_AGREED: Mapping[str, _Values] = {"event_type": _type, "place": _place, **_DISPUTED}


def _rivals(ordered: Sequence[Telling], values: _Values, origin_of: Mapping[str, str]) -> tuple[Version, ...]:
    """The versions of a field of which some two, from different origins, exclude each other, as first told."""
    said: dict[_Value, list[Telling]] = defaultdict(list)
    for telling in ordered:
        for value in values(telling):
            said[value].append(telling)
    rival: set[_Value] = set()
    for one, other in combinations(said, 2):
        if (
            one.excludes(other)
            and len({origin_of.get(t.article_id, t.article_id) for t in said[one] + said[other]}) > 1
        ):
            rival |= {one, other}
    return tuple(
        Version(value=value.label, words=told[0].text, event_ids=tuple(t.event_id for t in told))
        for value, told in said.items()
        if value in rival
    )


def _agreed(ordered: Sequence[Telling], contradictions: Mapping[str, object]) -> dict[str, str]:
    """The fields that at least one report states and no two tell apart, with the value that most of them give."""
    found = {}
    for name, values in _AGREED.items():
        told = Counter(value for telling in ordered for value in values(telling))
        apart = any(one.excludes(other) for one, other in combinations(told, 2))
        if told and not apart and name not in contradictions:
            found[name] = min(told, key=lambda v: (-told[v], v.label)).label
    return found
