"""Where a place lies that no table lists: in the place that the text names around it."""

from collections import Counter

from verbale.model.parse import Parse
from verbale.places.gazetteer import Candidate
from verbale.places.names import NameMatch
from verbale.places.resolve import container_of

_FINENESS = {"city": 0, "admin1": 1, "country": 3}
# How many tokens away a name in the same or the sentence before still tells where an unlisted one is.
_REACH_TOKENS = 60


def around(parse: Parse, k: int, matches: list[NameMatch], chosen: list[Candidate | None]) -> Candidate | None:
    """What holds the unlisted name `matches[k]`: the name right after it, the nearest finer than a country in its
    sentence or the one before, else a country named there, else the place or country that the text names most; None
    where it names none.
    """
    if container_of(parse, k, matches) and chosen[k + 1] is not None:
        return chosen[k + 1]
    here = parse.tokens[matches[k].first]
    near: list[tuple[bool, int, int, Candidate]] = []
    for j, candidate in enumerate(chosen):
        token = parse.tokens[matches[j].first]
        if candidate is None or candidate.kind == "demonym" or candidate.place.precision not in _FINENESS:
            continue
        back, distance = here.sentence - token.sentence, abs(token.index - here.index)
        if back in (0, 1) and distance <= _REACH_TOKENS:
            near.append((candidate.place.precision == "country", back, distance, candidate))
    return min(near, key=lambda item: item[:3])[3] if near else _most_named(chosen)


def _most_named(chosen: list[Candidate | None]) -> Candidate | None:
    """The finest place of the country that the text names most; demonyms count where it names none."""
    known = [c for c in chosen if c is not None and c.place.country is not None]
    known = [c for c in known if c.kind != "demonym"] or known
    if not known:
        return None
    country, _ = Counter(c.place.country for c in known).most_common(1)[0]
    inside = Counter(c for c in known if c.place.country == country and c.place.precision in _FINENESS)
    ranked = sorted(inside, key=lambda c: (-inside[c], _FINENESS[c.place.precision]))
    return ranked[0] if ranked else None
