"""Which country an actor is of whom nobody calls by name: features of the countries named around, and their weights.

The weights are those of a conditional logit over the countries that the text names and the choice of none, fitted by
`training/homes.py` on reports coded by hand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verbale.codebook.weights import total, weights
from verbale.model.events import Document, EventPlace
from verbale.model.mentions import BETWEEN_STATES, Actor
from verbale.model.parse import Parse, Token

_DISTANCES = ((2, "1-2"), (5, "3-5"), (10, "6-10"), (20, "11-20"), (40, "21-40"))
_RANKS = 3
_UP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place in the text that names a country, and as what: an actor's sector or a place name's use."""

    code: str
    head: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """An actor without a country: who stands on which side of which act, and where it happens."""

    actor: Actor
    head: int
    side: str
    event_type: str
    other: tuple[Actor, ...]
    place: EventPlace | None
    main: str | None


def home_of(document: Document, case: Unplaced) -> str | None:
    """The likeliest country, or None where the text does not let one know."""
    table = weights("homes.tsv")
    named = namings(document)
    scores = {c: total(table, fs) for c, fs in country_features(document, case, named).items()}
    best = max(scores, key=lambda c: scores[c], default=None)
    none = total(table, none_features(document, case, named))
    return best if best is not None and scores[best] > none else None


def namings(document: Document) -> list[Naming]:
    """Every naming of a country, in text order."""
    found = [
        Naming(code=m.actor.code, head=m.head, kind=_kind(m.actor))
        for m in document.actors
        if m.actor.code is not None and m.actor.code not in BETWEEN_STATES
    ]
    found += [
        Naming(code=t.place.country, head=t.head, kind=t.use)
        for t in document.toponyms
        if t.place is not None and t.place.country is not None
    ]
    return sorted(found, key=lambda n: (n.head, n.kind))


def _kind(actor: Actor) -> str:
    state = "state" if actor.actor_id is not None and actor.actor_id == actor.code else "actor"
    return f"{state} {actor.sector}"


def country_features(document: Document, case: Unplaced, named: Sequence[Naming]) -> dict[str, list[str]]:
    """Per country that the text names its features."""
    counts = Counter(n.code for n in named)
    by_distance = list(dict.fromkeys(n.code for n in sorted(named, key=lambda n: abs(n.head - case.head))))
    by_count = [code for code, _ in counts.most_common()]
    by_order = list(dict.fromkeys(n.code for n in named))
    found = {}
    for code in by_order:
        ranks = {
            "near": min(_RANKS, by_distance.index(code)),
            "often": min(_RANKS, by_count.index(code)),
            "early": min(_RANKS, by_order.index(code)),
        }
        own = [n for n in named if n.code == code]
        found[code] = list(_of_country(document, case, code, own, ranks, len(by_order)))
    return found


def _of_country(
    document: Document, case: Unplaced, code: str, own: Sequence[Naming], ranks: Mapping[str, int], countries: int
) -> Iterator[str]:
    sector, act, side = case.actor.sector, case.event_type, case.side
    yield f"countries={min(4, countries)}"
    facts = [f"{name}={rank}" for name, rank in ranks.items()]
    if case.place is not None:
        facts.append(f"place={case.place.place.country == code}&{case.place.basis}")
    facts.append(f"main={case.main == code}")
    others = {a.code for a in case.other if a.code is not None} - BETWEEN_STATES
    facts.append(f"other={code in others}&{bool(others)}")
    nearest = min(own, key=lambda n: abs(n.head - case.head))
    facts.append(f"nearest={nearest.kind}&{_distance(document.parse, case.head, nearest.head)}")
    for fact in facts:
        yield fact
        yield f"{fact}&{sector}"
        yield f"{fact}&{act}&{side}"
    yield "&".join(facts[3:-1])
    yield f"{'&'.join(facts[3:-1])}&{sector}"
    yield f"place&near={facts[3]}&{ranks['near']}"
    for naming in own:
        way = _way(document.parse, case.head, naming.head)
        if way:
            yield f"way={way}"
            yield f"way&kind={way}&{naming.kind}"


def none_features(document: Document, case: Unplaced, named: Sequence[Naming]) -> Iterator[str]:
    """The features of the choice that the text does not let one know."""
    sector, act, side = case.actor.sector, case.event_type, case.side
    token = document.parse.tokens[case.head]
    others = {a.code for a in case.other if a.code is not None} - BETWEEN_STATES
    yield "none"
    yield f"none:countries={min(4, len({n.code for n in named}))}"
    yield f"none:sector={sector}"
    yield f"none:act={act}&{side}"
    yield f"none:act&sector={act}&{side}&{sector}"
    yield f"none:lemma={token.lemma}"
    yield f"none:tag={token.tag}&{case.actor.text[:1].isupper()}"
    yield f"none:place={case.place is not None}&{sector}"
    yield f"none:place&act={case.place is not None}&{act}&{side}"
    yield f"none:other={bool(others)}&{act}&{side}"
    for kid in document.parse.children(token, "det", "nummod", "poss", "amod"):
        yield f"none:with={kid.dep if kid.dep in {'nummod', 'poss'} else kid.lemma}"


def _distance(parse: Parse, one: int, other: int) -> str:
    apart = abs(other - one)
    bucket = next((name for most, name in _DISTANCES if apart <= most), "more")
    side = ">" if other > one else "<" if other < one else "="
    return f"{bucket}{side}{parse.tokens[one].sentence == parse.tokens[other].sentence}"


def _way(parse: Parse, head: int, naming: int) -> str:
    """How the naming hangs on the actor's word, or on the one above it."""
    token = parse.tokens[naming]
    if token.index == head:
        return "itself"
    steps = []
    for _ in range(_UP):
        steps.append(_step(token))
        if token.head == token.index:
            return ""
        token = parse.head(token)
        if token.index == head:
            return "<".join(steps)
    return ""


def _step(token: Token) -> str:
    return token.lemma if token.pos == "ADP" else token.dep
