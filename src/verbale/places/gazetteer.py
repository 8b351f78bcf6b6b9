"""All names of places with what they may stand for: countries, regions, and cities from 500 inhabitants."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.codebook.actors import countries
from verbale.codebook.resources import cells, data_root, read_tsv
from verbale.errors import CodebookError
from verbale.model.folding import fold
from verbale.model.mentions import Place
from verbale.places.cities import City, cities_named, longest_name

REGION_COLUMNS = ("name", "aliases", "country", "admin1", "precision", "latitude", "longitude")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a name. `kind` is country, demonym, region or city; `primary` where it is the main name."""

    place: Place
    kind: str
    population: int = 0
    admin1_code: str = ""
    primary: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Areas:
    """Countries and regions: `names` maps a key to its readings, `longest` a first word to the most words of a name."""

    names: Mapping[str, tuple[Candidate, ...]]
    longest: Mapping[str, int]


def _key(name: str) -> str:
    """Short acronyms keep their case, so that "us" is no country."""
    letters = name.replace(".", "")
    return "=" + letters if letters.isupper() and len(letters) <= 4 else fold(name)


@functools.cache
def _areas() -> _Areas:
    """The names of the codebook's tables, read on first use. Raises CodebookError with file and line."""
    found: dict[str, list[Candidate]] = {}
    for name, candidate in (*_country_names(), *_region_names()):
        held = found.setdefault(_key(name), [])
        if all(c.place is not candidate.place or c.kind != candidate.kind for c in held):
            held.append(candidate)
    longest: dict[str, int] = {}
    for key, held in found.items():
        # A part of a country that has a row of its own is not the country.
        parts = {c.place.country for c in held if c.kind == "region" and c.primary}
        found[key] = [c for c in held if c.kind != "country" or c.place.country not in parts]
        words = key.split()
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return _Areas(names={k: tuple(v) for k, v in found.items()}, longest=longest)


def lookup(words: str) -> tuple[Candidate, ...]:
    """What a name in the text may stand for; () where it is none."""
    letters = words.replace(".", "")
    if letters.isupper() and len(letters) <= 4:
        return _areas().names.get("=" + letters) or (_readings(fold(words)) if len(letters) > 3 else ())
    return _readings(fold(words))


def most_words(first: str) -> int:
    """Words of the longest name that begins with the folded word `first`; 0 where none does."""
    return max(_areas().longest.get(first, 0), longest_name(first))


@functools.lru_cache(maxsize=65_536)
def _readings(key: str) -> tuple[Candidate, ...]:
    areas = _areas().names.get(key, ())
    # Mexico City is called Mexico at home, not in the news.
    named = {c.place.country for c in areas if c.kind == "country"}
    cities = [_city(city) for city in cities_named(key)]
    return (*areas, *(c for c in cities if c.primary or c.place.country not in named))


@functools.cache
def town_words() -> frozenset[str]:
    """Names of towns that are words, offices or persons far more often: by their lower-case use in the news."""
    return frozenset((data_root() / "places" / "words.txt").read_text(encoding="utf-8").split())


@functools.cache
def capitals() -> Mapping[str, str]:
    """Folded names of capitals and seats of government, with the country's code."""
    found = {}
    for country in countries().values():
        for name in (country.capital, *country.capital_aliases, *country.metonyms):
            if name:
                found[fold(name)] = country.code
    return found


def _country_names() -> list[tuple[str, Candidate]]:
    found = []
    for country in countries().values():
        place = Place(
            name=country.name, country=country.code, precision="country",
            latitude=country.latitude, longitude=country.longitude,
        )  # fmt: skip
        for name in dict.fromkeys((country.name, *country.aliases)):
            found.append((name, Candidate(place=place, kind="country")))
        # "U.S." stands before nouns as the country's name, not as an adjective formed from it.
        own = {_key(name) for name in (country.name, *country.aliases)}
        for name in dict.fromkeys((*country.demonyms, *country.adjectives)):
            if _key(name) in own:
                continue
            found.append((name, Candidate(place=place, kind="demonym")))
    return found


@functools.cache
def regions() -> tuple[tuple[tuple[str, ...], Candidate], ...]:
    """Every region and first-level division with its names. Raises CodebookError with file and line."""
    path = data_root() / "places" / "regions.tsv"
    found = []
    for line, row in read_tsv(path, REGION_COLUMNS):
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except ValueError as error:
            raise CodebookError("latitude and longitude must be numbers", where=f"regions.tsv:{line}") from error
        place = Place(
            name=row["name"], country=row["country"] or None, precision=row["precision"],
            admin1=row["name"] if row["precision"] == "admin1" else None, latitude=latitude, longitude=longitude,
        )  # fmt: skip
        names = tuple(dict.fromkeys((row["name"], *cells(row["aliases"]))))
        found.append((names, Candidate(place=place, kind="region", admin1_code=row["admin1"])))
    return tuple(found)


def _region_names() -> list[tuple[str, Candidate]]:
    return [(name, candidate) for names, candidate in regions() for name in names]


@functools.cache
def _codes() -> Mapping[str, str]:
    return {c.alpha2: c.code for c in countries().values() if c.alpha2}


@functools.cache
def _divisions() -> Mapping[tuple[str | None, str], str]:
    return {(c.place.country, c.admin1_code): c.place.name for _, c in regions() if c.admin1_code}


def _city(city: City) -> Candidate:
    country = _codes().get(city.country)
    place = Place(
        name=city.name, country=country, precision="city", admin1=_divisions().get((country, city.admin1)),
        geonames_id=city.geonames_id, latitude=city.latitude, longitude=city.longitude,
    )  # fmt: skip
    return Candidate(place=place, kind="city", population=city.population, admin1_code=city.admin1, primary=city.main)
