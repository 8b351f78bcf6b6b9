"""Telling places of one name apart: what stands after the name, what else the text names, then size.

Two passes: the first reads each name by what is sure in the text (countries, demonyms, names with one reading),
the second by where the first found all the others.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verbale.model.folding import fold
from verbale.model.mentions import Place
from verbale.model.parse import Parse
from verbale.places.gazetteer import Candidate, capitals
from verbale.places.names import NameMatch

# In orders of magnitude of population: a co-mentioned country outweighs a city thirty times as large.
_CONTAINER, _COUNTRY_NAMED, _ADMIN1_NAMED, _PRIMARY, _CAPITAL = 20.0, 1.3, 1.3, 1.5, 1.0
_COUNTRY_SIZE, _REGION_SIZE, _ADMIN1_SIZE, _ADMIN1_BESIDE_CITY = 9.0, 8.0, 6.8, 4.0
_ADMIN_NOUNS = frozenset({"province", "state", "governorate", "region", "oblast", "county", "prefecture", "department"})
_DIRECTIONS = frozenset({"northern", "southern", "eastern", "western", "central", "southeastern", "southwestern",
                         "northeastern", "northwestern", "upstate", "rural"})  # fmt: skip
_CITY_NOUNS = frozenset({"city", "town", "airport", "mayor", "village"})
_NEAR, _NEIGHBOURHOOD_KM, _KM_PER_DEGREE = 1.5, 80.0, 111.2
# Beside another division of the country, or behind a town in it, a name is that of the division.
_IN_LINE = 5.0
# How much a country must be spoken of before its weight is full.
_FULL_COUNT = 3


# A small town in a country that nothing else in the text speaks of is hardly the one meant, the less so where
# several countries have one of the name.
_OBSCURE_POPULATION, _OBSCURE_NAMESAKE_POPULATION = 15_000, 100_000
# A state of the union named like a country elsewhere: Georgia among Atlanta and Florida.
_NAMESAKE = 2.6
# A division called like a city (Washington, New York), where two other names of the text lie in it.
_DIVISION_BESIDE = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Which countries the whole text speaks of, with counts, and by which names; which names lie in a division;
    the places finer than a country by their names."""

    countries: Counter[str]
    by_name: Mapping[str, Counter[str]]
    divisions: Mapping[tuple[str | None, str], set[str]]
    points: Mapping[str, Place]

    def elsewhere(self, code: str | None, name: str) -> int:
        """How often other names than `name` speak of the country."""
        own = self.by_name[name][code] if code and name in self.by_name else 0
        return self.countries[code] - own if code else 0

    def beside(self, candidate: Candidate, name: str) -> int:
        """How many other names of the text lie in the same first-level division."""
        names = self.divisions.get((candidate.place.country, candidate.admin1_code), set())
        return len(names - {name}) if candidate.admin1_code else 0

    def near(self, candidate: Candidate, name: str) -> bool:
        """Whether another place of the text lies in the candidate's neighbourhood."""
        return any(_close(candidate.place, place) for other, place in self.points.items() if other != name)


def _close(a: Place, b: Place) -> bool:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return False
    across = (a.longitude - b.longitude) * math.cos(math.radians(a.latitude))
    return math.hypot(a.latitude - b.latitude, across) * _KM_PER_DEGREE <= _NEIGHBOURHOOD_KM


def surroundings(parse: Parse, matches: Sequence[NameMatch], readings: Sequence[Sequence[Candidate]]) -> Surroundings:
    """Counts over the readings taken as sure, the first of each name."""
    countries: Counter[str] = Counter()
    divisions: dict[tuple[str | None, str], set[str]] = {}
    by_name: dict[str, Counter[str]] = {}
    points: dict[str, Place] = {}
    for match, sure in zip(matches, readings, strict=True):
        for candidate in sure[:1]:
            code = candidate.place.country
            if code:
                countries[code] += 1
                by_name.setdefault(_name(parse, match), Counter())[code] += 1
            if candidate.kind == "city":
                points[_name(parse, match)] = candidate.place
            if candidate.admin1_code:
                divisions.setdefault((code, candidate.admin1_code), set()).add(_name(parse, match))
    return Surroundings(countries=countries, by_name=by_name, divisions=divisions, points=points)


def _name(parse: Parse, match: NameMatch) -> str:
    return fold(parse.text[parse.tokens[match.first].start : parse.tokens[match.last - 1].end])


def _sure(match: NameMatch) -> Sequence[Candidate]:
    """Countries and demonyms, and readings of a name that all lie in one country."""
    sure = [c for c in match.candidates if c.kind in ("country", "demonym")]
    codes = {c.place.country for c in match.candidates}
    return sure or (match.candidates if len(codes) == 1 else [])


def resolve(parse: Parse, matches: list[NameMatch]) -> list[Candidate | None]:
    """The best reading of each match, in order; None for a name without any that the text allows."""
    context = surroundings(parse, matches, [_sure(m) for m in matches])
    first = [_best(parse, k, matches, context) for k in range(len(matches))]
    context = surroundings(parse, matches, [[c] if c is not None else [] for c in first])
    return [
        None if c is not None and _obscure(parse, k, matches, c, context) else c
        for k, c in enumerate(_best(parse, k, matches, context) for k in range(len(matches)))
    ]


def _best(parse: Parse, k: int, matches: list[NameMatch], context: Surroundings) -> Candidate | None:
    match = matches[k]
    allowed = [c for c in match.candidates if _may_be(parse, match, c)]
    if len(allowed) < 2:
        return allowed[0] if allowed else None
    container = container_of(parse, k, matches)
    name = _name(parse, match)
    beside = _beside(parse, k, matches)
    return max(
        allowed,
        key=lambda c: (
            _score(parse, match, c, context, container, name) + (_IN_LINE if _in_line(c, beside) else 0.0),
            c.population,
            -(c.place.geonames_id or 0),
        ),
    )


def _beside(parse: Parse, k: int, matches: list[NameMatch]) -> list[Candidate]:
    """Readings of the names right before and after, in a list or an address: "Ohio, Georgia", "Tacoma, Washington"."""
    found: list[Candidate] = []
    for a, b in ((k - 1, k), (k, k + 1)):
        if a >= 0 and b < len(matches):
            between = {t.text.lower() for t in parse.tokens[matches[a].last : matches[b].first]}
            if between and between <= {",", "and", "or"}:
                found.extend(matches[a if b == k else b].candidates)
    return found


def _in_line(candidate: Candidate, beside: list[Candidate]) -> bool:
    """A first-level division next to another of its country, or right after a town that lies in it."""
    if candidate.kind != "region" or not candidate.admin1_code:
        return False
    code = candidate.place.country
    return any(
        c.place.country == code
        and c.admin1_code
        and (c.kind == "region" or (c.kind == "city" and c.admin1_code == candidate.admin1_code))
        and fold(c.place.name) != fold(candidate.place.name)
        for c in beside
    )


def _may_be(parse: Parse, match: NameMatch, candidate: Candidate) -> bool:
    """ "Scott County" is no town called Scott."""
    last = parse.tokens[match.last - 1].text.lower()
    county = "county" in (last, _noun_after(parse, match))
    return not (county and candidate.kind == "city" and not fold(candidate.place.name).endswith("county"))


def _obscure(parse: Parse, k: int, matches: list[NameMatch], candidate: Candidate, context: Surroundings) -> bool:
    single = len({c.place.country for c in matches[k].candidates}) == 1
    limit = _OBSCURE_POPULATION if single else _OBSCURE_NAMESAKE_POPULATION
    if candidate.kind != "city" or candidate.population >= limit or container_of(parse, k, matches):
        return False
    code = candidate.place.country
    name = _name(parse, matches[k])
    if candidate.population < _OBSCURE_POPULATION and not single and not _is_town(parse, matches[k]):
        # One of several towns called Kelly is meant where the text is about its division, or its neighbours.
        return not (context.beside(candidate, name) or context.near(candidate, name))
    others = sum(context.countries.values()) - sum(context.by_name.get(name, Counter()).values())
    return others > 0 and context.elsewhere(code, name) == 0


def container_of(parse: Parse, k: int, matches: list[NameMatch]) -> tuple[Candidate, ...]:
    """Readings of the name that stands right after: "Tripoli, Lebanon", "Tripoli (Lebanon)", "Tripoli in Lebanon"."""
    if k + 1 >= len(matches):
        return ()
    here, following = matches[k], matches[k + 1]
    between = [t.text.lower() for t in parse.tokens[here.last : following.first]]
    near = len(between) <= 4 and bool(between) and between[0] in (",", "(", "in", "'s", "’s")
    same = parse.tokens[here.first].sentence == parse.tokens[following.first].sentence
    if near and same and set(between[1:]) <= _DIRECTIONS | {"in", "the", "north", "south", "east", "west"}:
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
    name: str,
) -> float:
    code = candidate.place.country
    score = _size(parse, match, candidate)
    score += _PRIMARY if candidate.primary else 0.0
    if any(_lies_in(candidate, around) for around in container):
        score += _CONTAINER
    # A name must not vote for itself.
    named = context.elsewhere(code, name)
    if candidate.kind != "country":
        score += _COUNTRY_NAMED * min(named, _FULL_COUNT) / _FULL_COUNT + (0.8 if named else 0.0)
    if candidate.kind == "city" and context.beside(candidate, name):
        score += _ADMIN1_NAMED
    if candidate.kind == "city" and context.near(candidate, name):
        score += _NEAR
    if candidate.kind == "region" and context.beside(candidate, name) > 1:
        score += _DIVISION_BESIDE
    if candidate.kind == "city" and capitals().get(fold(candidate.place.name)) == code:
        score += _CAPITAL
    countries = {c.place.country for c in match.candidates if c.kind == "country"}
    if candidate.kind == "region" and countries and named and not any(context.elsewhere(c, name) for c in countries):
        score += _NAMESAKE
    return score


def _is_town(parse: Parse, match: NameMatch) -> bool:
    return all(t.entity == "GPE" or t.pos == "PUNCT" for t in match.tokens(parse))


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
    towards = match.first > 0 and parse.tokens[match.first - 1].text.lower() in _DIRECTIONS
    if towards or _noun_after(parse, match) in _ADMIN_NOUNS or _noun_before(parse, match) in _ADMIN_NOUNS:
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
