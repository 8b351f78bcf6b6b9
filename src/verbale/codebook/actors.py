"""The tables of who is who: countries, persons with dated roles, bodies, groups, and generic nouns."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from verbale.codebook.resources import cells, data_root, read_tsv
from verbale.errors import CodebookError
from verbale.model.mentions import SECTORS

COUNTRY_COLUMNS = (
    "code", "alpha2", "name", "aliases", "demonyms", "adjectives", "capital", "capital_aliases",
    "metonyms", "region", "latitude", "longitude",
)  # fmt: skip
ROLE_COLUMNS = ("actor_id", "name", "aliases", "code", "sector", "since", "until", "wikidata", "reference")
AGENT_COLUMNS = ("noun", "sector", "kind")
# How long after a snapshot the role is still taken as held.
ATTESTED_YEARS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory; `code` ISO 3166-1 alpha-3 (XKX for Kosovo), coordinates in degrees."""

    code: str
    alpha2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    capital_aliases: tuple[str, ...]
    metonyms: tuple[str, ...]
    region: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who somebody (or a body) was from `since` to `until` (ISO days, "" where open).

    `attested` is the year of a snapshot that names the role without its bounds, `reference` the record it is from,
    `certainty` how exact the days are: "" to the day, month, year, or uncertain.
    """

    actor_id: str
    name: str
    aliases: tuple[str, ...]
    code: str | None
    sector: str | None
    office: str
    since: str
    until: str
    wikidata: str | None
    attested: str = ""
    reference: str = ""
    certainty: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether it is held on an ISO day; a role that a snapshot attests, in that year and the one after."""
        if self.attested and not self.since:
            return self.attested[:4] <= day[:4] <= str(int(self.attested[:4]) + ATTESTED_YEARS)
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A common noun that denotes an actor; `kind` is person, group, body, any, or name: no actor alone."""

    noun: str
    sector: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ActorTables:
    """Who is who: the shipped tables, with a user's rows laid over them."""

    countries: Mapping[str, Country]
    persons: tuple[Role, ...]
    bodies: tuple[Role, ...]
    agents: Mapping[str, Agent]


def load_actors(overlay: Path | None = None) -> ActorTables:
    """The tables of the codebook; files under `overlay`/actors of the same names are laid over them, row by row.

    A row replaces the shipped one with the same key (a country's `code`; a role's `actor_id`, `since` and `attested`;
    a noun), any other is added. Raises CodebookError with file and line, and for an overlay without tables.
    """
    return _load(overlay)


@functools.cache
def _load(overlay: Path | None) -> ActorTables:
    folder = overlay / "actors" if overlay is not None else None
    if folder is not None and not any((folder / name).is_file() for name in _KEYS):
        raise CodebookError(f"none of {', '.join(_KEYS)} in it", where=str(folder))
    return ActorTables(
        countries=_countries(folder),
        persons=tuple(_roles("persons.tsv", folder)),
        bodies=(*_roles("organizations.tsv", folder), *_roles("groups.tsv", folder)),
        agents=_agents(folder),
    )


def countries() -> Mapping[str, Country]:
    """The shipped countries by alpha-3 code. Raises CodebookError with file and line."""
    return load_actors().countries


_KEYS = {
    "countries.tsv": ("code",),
    "persons.tsv": ("actor_id", "since", "attested"),
    "organizations.tsv": ("actor_id", "since"),
    "groups.tsv": ("actor_id", "since"),
    "agents.tsv": ("noun",),
}


def _rows(name: str, columns: tuple[str, ...], folder: Path | None) -> Iterator[tuple[str, dict[str, str]]]:
    """`(where, row)` of the shipped table, each replaced by the user's row of the same key, then the user's others."""
    shipped = data_root() / "actors" / name
    own: dict[tuple[str, ...], tuple[str, dict[str, str]]] = {}
    if folder is not None and (folder / name).is_file():
        for line, row in read_tsv(folder / name, columns):
            own[_key(name, row)] = (f"{folder / name}:{line}", row)
    for line, row in read_tsv(shipped, columns):
        yield own.pop(_key(name, row), (f"{name}:{line}", row))
    yield from own.values()


def _key(name: str, row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in _KEYS[name])


def _countries(folder: Path | None) -> Mapping[str, Country]:
    found = {}
    for where, row in _rows("countries.tsv", COUNTRY_COLUMNS, folder):
        try:
            latitude, longitude = (float(row[c]) if row[c] else None for c in ("latitude", "longitude"))
        except ValueError as error:
            raise CodebookError("latitude and longitude must be numbers", where=where) from error
        found[row["code"]] = Country(
            code=row["code"],
            alpha2=row["alpha2"],
            name=row["name"],
            aliases=cells(row["aliases"]),
            demonyms=cells(row["demonyms"]),
            adjectives=cells(row["adjectives"]),
            capital=row["capital"],
            capital_aliases=cells(row["capital_aliases"]),
            metonyms=cells(row["metonyms"]),
            region=row["region"],
            latitude=latitude,
            longitude=longitude,
        )
    return found


def _roles(name: str, folder: Path | None) -> Iterator[Role]:
    for where, row in _rows(name, ROLE_COLUMNS, folder):
        sector = row["sector"] or None
        if sector is not None and sector not in SECTORS:
            raise CodebookError(f"no sector {sector}", where=where)
        yield Role(
            actor_id=row["actor_id"],
            name=row["name"],
            aliases=cells(row["aliases"]),
            code=row["code"] or None,
            sector=sector,
            office=row.get("office", ""),
            since=row["since"],
            until=row["until"],
            wikidata=row["wikidata"] or None,
            attested=row.get("attested", ""),
            reference=row["reference"],
            certainty=row.get("certainty", ""),
        )


def _agents(folder: Path | None) -> Mapping[str, Agent]:
    """Generic nouns by lemma ("troop", "prime minister")."""
    found = {}
    for where, row in _rows("agents.tsv", AGENT_COLUMNS, folder):
        if row["sector"] and row["sector"] not in SECTORS:
            raise CodebookError(f"no sector {row['sector']}", where=where)
        found[row["noun"]] = Agent(noun=row["noun"], sector=row["sector"], kind=row["kind"])
    return found
