"""The tables of who is who: countries, persons with dated roles, bodies, groups, and generic nouns."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.codebook.resources import cells, data_root, read_tsv
from verbale.errors import CodebookError
from verbale.model.mentions import SECTORS

COUNTRY_COLUMNS = (
    "code", "alpha2", "name", "aliases", "demonyms", "adjectives", "capital", "capital_aliases",
    "metonyms", "region", "latitude", "longitude",
)  # fmt: skip
ROLE_COLUMNS = ("actor_id", "name", "aliases", "code", "sector", "since", "until", "wikidata", "reference")
AGENT_COLUMNS = ("noun", "sector", "kind")


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
    """Who somebody (or a body) was from `since` to `until` (ISO days, "" where open)."""

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

    def holds_on(self, day: str) -> bool:
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A common noun that denotes an actor; `kind` is person, group, body or any."""

    noun: str
    sector: str
    kind: str


@functools.cache
def countries() -> Mapping[str, Country]:
    """Countries by alpha-3 code. Raises CodebookError with file and line."""
    path = data_root() / "actors" / "countries.tsv"
    found = {}
    for _, row in read_tsv(path, COUNTRY_COLUMNS):
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
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
        )
    return found


def _roles(name: str) -> tuple[Role, ...]:
    path = data_root() / "actors" / name
    found = []
    for line, row in read_tsv(path, ROLE_COLUMNS):
        sector = row["sector"] or None
        if sector is not None and sector not in SECTORS:
            raise CodebookError(f"no sector {sector}", where=f"{name}:{line}")
        found.append(
            Role(
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
            )
        )
    return tuple(found)


@functools.cache
def persons() -> tuple[Role, ...]:
    """Persons with their dated roles, one record a role."""
    return _roles("persons.tsv")


@functools.cache
def bodies() -> tuple[Role, ...]:
    """International, state and private bodies, and armed groups."""
    return _roles("organizations.tsv") + _roles("groups.tsv")


@functools.cache
def agents() -> Mapping[str, Agent]:
    """Generic nouns by lemma ("troop", "prime minister")."""
    path = data_root() / "actors" / "agents.tsv"
    found = {}
    for line, row in read_tsv(path, AGENT_COLUMNS):
        if row["sector"] and row["sector"] not in SECTORS:
            raise CodebookError(f"no sector {row['sector']}", where=f"agents.tsv:{line}")
        found[row["noun"]] = Agent(noun=row["noun"], sector=row["sector"], kind=row["kind"])
    return found
