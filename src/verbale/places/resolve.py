"""Telling places of one name apart: what stands after the name, what else the text names, then size."""

import math
from collections import Counter
from dataclasses import dataclass

from verbale.model.parse import Parse
from verbale.places.gazetteer import Candidate, capitals, fold
from verbale.places.names import NameMatch

# In orders of magnitude of population: a co-mentioned country outweighs a city thirty times as large.
_CONTAINER, _COUNTRY_NAMED, _ADMIN1_NAMED, _PRIMARY, _CAPITAL = 20.0, 1.3, 1.3, 0.7, 1.0
_COUNTRY_SIZE, _REGION_SIZE, _ADMIN1_SIZE, _ADMIN1_BESIDE_CITY = 9.0, 8.0, 6.8, 4.0
_ADMIN_NOUNS = frozenset({"province", "state", "governorate", "region", "oblast", "county", "prefecture", "department"})
_CITY_NOUNS = frozenset({"city", "town", "airport", "mayor", "village"})
# How much a country must be spoken of before its weight is full.
_FULL_COUNT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Which countries and first-level regions the whole text names, with counts."""

    countries: Counter[str]
    regions: Counter[tuple[str | None, str]]


def surroundings(matches: list[NameMatch]) -> Surroundings:
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str | None, str]] = Counter()
    for match in matches:
        sure = [c for c in match.candidates if c.kind in ("country", "demonym")] or _only_reading(match)
        for candidate in sure[:1]:
            if candidate.place.country:
                countries[candidate.place.country] += 1
        for candidate in match.candidates:
            if candidate.kind == "region" and candidate.admin1_code:
                regions[candidate.place.country, candidate.admin1_code] += 1
    return Surroundings(countries=countries, regions=regions)


def _only_reading(match: NameMatch) -> list[Candidate]:
    """Readings of a name that lie in one country alone say as much as the country's name."""
    codes = {c.place.country for c in match.candidates}
    return list(match.candidates) if len(codes) == 1 else []


def resolve(parse: Parse, matches: list[NameMatch]) -> list[Candidate | None]:
    """The best reading of each match, in order; None for a name without any."""
    context = surroundings(matches)
    return [_best(parse, k, matches, context) for k in range(len(matches))]


def _best(parse: Parse, k: int, matches: list[NameMatch], context: Surroundings) -> Candidate | None:
    match = matches[k]
    if not match.candidates:
        return None
    if len(match.candidates) == 1:
        return match.candidates[0]
    container = container_of(parse, k, matches)
    own = Counter(c.place.country for c in match.candidates if c.kind in ("country", "demonym"))
    return max(
        match.candidates,
        key=lambda c: (_score(parse, match, c, context, container, own), c.population, -(c.place.geonames_id or 0)),
    )


def container_of(parse: Parse, k: int, matches: list[NameMatch]) -> tuple[Candidate, ...]:
    """Readings of the name that stands right after: "Tripoli, Lebanon", "Tripoli (Lebanon)", "Tripoli in Lebanon"."""
    if k + 1 >= len(matches):
        return ()
    here, following = matches[k], matches[k + 1]
    between = [t.text.lower() for t in parse.tokens[here.last : following.first]]
    near = len(between) <= 4 and bool(between) and between[0] in (",", "(", "in", "'s", "’s")
    same = parse.tokens[here.first].sentence == parse.tokens[following.first].sentence
    directions = {"in", "the", "northern", "southern", "eastern", "western", "central", "southeastern", "southwestern",
                  "northeastern", "northwestern", "north", "south", "east", "west"}  # fmt: skip
    if near and same and set(between[1:]) <= directions:
        around = tuple(c for c in following.candidates if c.kind in ("country", "region"))
        return () if between[0] == "," and _is_list(here, around) else around
    return ()


def _is_list(here: NameMatch, around: tuple[Candidate, ...]) -> bool:
    """ "Iraq, Syria" and "Ohio, Michigan" are lists, not places within places."""
    level = {c.place.precision for c in here.candidates if c.kind in ("country", "region")}
    return bool(around) and bool(level & {c.place.precision for c in around})


def _score(
    parse: Parse,
    match: NameMatch,
    candidate: Candidate,
    context: Surroundings,
    container: tuple[Candidate, ...],
    own: Counter[str | None],
) -> float:
    code = candidate.place.country
    score = _size(parse, match, candidate)
    score += _PRIMARY if candidate.primary else 0.0
    if any(_lies_in(candidate, around) for around in container):
        score += _CONTAINER
    # A country's own name must not vote for itself.
    named = context.countries[code] - own[code] if code else 0
    score += _COUNTRY_NAMED * min(named, _FULL_COUNT) / _FULL_COUNT if candidate.kind != "country" else 0.0
    score += 0.4 if named > 0 and candidate.kind != "country" else 0.0
    if candidate.kind == "city" and context.regions[code, candidate.admin1_code]:
        score += _ADMIN1_NAMED
    if candidate.kind == "city" and capitals().get(fold(candidate.place.name)) == code:
        score += _CAPITAL
    return score


def _lies_in(candidate: Candidate, around: Candidate) -> bool:
    if candidate.kind == "country" or candidate.place.country != around.place.country:
        return False
    if around.kind == "country" or not around.admin1_code:
        return True
    return candidate.kind == "city" and candidate.admin1_code == around.admin1_code


def _size(parse: Parse, match: NameMatch, candidate: Candidate) -> float:
    """Population as a power of ten; tables without one stand at the height of what news means by them."""
    if candidate.kind in ("country", "demonym"):
        return _COUNTRY_SIZE
    if candidate.kind == "city":
        following = _noun_after(parse, match)
        return math.log10(candidate.population + 10) + (3.0 if following in _CITY_NOUNS else 0.0)
    if candidate.place.precision == "region":
        return _REGION_SIZE
    if _noun_after(parse, match) in _ADMIN_NOUNS or _noun_before(parse, match) in _ADMIN_NOUNS:
        return _REGION_SIZE + 4.0
    beside_city = any(c.kind == "city" and c.place.country == candidate.place.country and c.population > 100_000
                      for c in match.candidates)  # fmt: skip
    return _ADMIN1_BESIDE_CITY if beside_city else _ADMIN1_SIZE


def _noun_after(parse: Parse, match: NameMatch) -> str:
    return parse.tokens[match.last].text.lower() if match.last < len(parse.tokens) else ""


def _noun_before(parse: Parse, match: NameMatch) -> str:
    """The noun of "the province of X" and "the state of X"."""
    if match.first < 2 or parse.tokens[match.first - 1].text.lower() != "of":
        return ""
    return parse.tokens[match.first - 2].lemma
