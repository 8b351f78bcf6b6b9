"""Event records and rows of tables as the few facts that figures count."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

from verbale.chart.shapes import country_name
from verbale.codebook.mutual import is_mutual
from verbale.errors import ConfigError
from verbale.model.claims import claim_of
from verbale.model.keys import actor_key, country_of_actor

if TYPE_CHECKING:
    import pandas

# Event records (docs/output.md), flat rows, or a data frame of these.
Events = Union[Iterable[Mapping[str, Any]], "pandas.DataFrame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor as it is counted: a country, or a body without one and a breakaway region by its id."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where an act happened; `precision` as in the event record."""

    name: str | None
    country: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    precision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One event; `targets` of a mutual act are its sources. `day` is the first that its date allows."""

    day: datetime.date | None
    claim: str
    quad_class: int | None
    score: float | None
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    mutual: bool
    site: Site | None


def acts_of(events: Events) -> Iterator[Act]:
    """The acts of event records or of a table with the flat columns of docs/output.md.

    In flat rows, where several actors stand in one cell and their codes are fewer, each code counts as one actor.
    Without a column `mutual`, an act of several sources and no target counts as mutual. Raises ConfigError for what is
    neither a record nor such a row.
    """
    rows: Iterable[Any] = events.to_dict("records") if hasattr(events, "to_dict") else events
    for row in rows:
        try:
            yield _of_record(row) if "event_date" in row else _of_row({k: _known(v) for k, v in row.items()})
        except (KeyError, TypeError, AttributeError) as error:
            raise ConfigError(f"not an event record or a row with its flat columns: {error!r}") from error


def _of_record(record: Mapping[str, Any]) -> Act:
    date, place = record["event_date"] or {}, record["place"]
    sources = tuple(_parties(record["source"]))
    mutual = is_mutual(dict(record))
    return Act(
        day=_day(date.get("earliest"), date.get("latest"), record["published_at"]),
        claim=claim_of(record["status"], historical=record["historical"], attributed=bool(record["attribution"])),
        quad_class=record["quad_class"],
        score=record["plover_score"],
        sources=sources,
        targets=sources if mutual else tuple(_parties(record["target"])),
        mutual=mutual,
        site=_site(place, "name", "country", "precision") if place else None,
    )


def _of_row(row: Mapping[str, Any]) -> Act:
    sources, targets = (tuple(_parties(_actors(row, side))) for side in ("source", "target"))
    mutual = bool(row["mutual"]) if "mutual" in row else not row["target"] and len(sources) > 1
    published = row.get("published_day") or row.get("published_at")
    quad_class, score = row["quad_class"], row["plover_score"]
    return Act(
        day=_day(row["date_earliest"], row["date_latest"], published),
        claim=claim_of(
            row["status"], historical=bool(row["historical"]), attributed=row["attribution_kind"] is not None
        ),
        quad_class=None if quad_class is None else int(quad_class),
        score=None if score is None else float(score),
        sources=sources,
        targets=sources if mutual else targets,
        mutual=mutual,
        site=_site(row, "place", "place_country", "place_precision") if row["place_precision"] else None,
    )


def _parties(actors: Iterable[Mapping[str, Any]]) -> Iterator[Party]:
    """Each key once, in the order of the report."""
    seen = set()
    for actor in actors:
        country = country_of_actor(actor["code"], actor["sector"])
        key = actor_key(actor)
        if key and key not in seen:
            seen.add(key)
            yield Party(key=key, name=country_name(country) if country else actor["name"] or key)


def _actors(row: Mapping[str, Any], side: str) -> list[dict[str, Any]]:
    """The actors of a cell of joined lists, as far as their parts can be put together."""
    cells = {"name": side, "code": f"{side}_code", "sector": f"{side}_sector", "actor_id": f"{side}_actor_id"}
    parts = {field: str(row[cell]).split("; ") if row[cell] else [] for field, cell in cells.items()}
    number = len(parts["name"])
    if len(parts["code"]) not in (0, number):
        return [{"name": code, "code": code, "sector": None, "actor_id": None} for code in parts["code"]]
    whole = {field: found if len(found) == number else [None] * number for field, found in parts.items()}
    return [{field: found[i] for field, found in whole.items()} for i in range(number)]


def _site(place: Mapping[str, Any], name: str, country: str, precision: str) -> Site:
    geonames_id = place["geonames_id"]
    return Site(
        name=place[name],
        country=place[country],
        geonames_id=None if geonames_id is None else int(geonames_id),
        latitude=place["latitude"],
        longitude=place["longitude"],
        precision=place[precision],
    )


def _day(*candidates: Any) -> datetime.date | None:
    """The first of days, moments or ISO strings that is known and whole."""
    for candidate in candidates:
        if candidate is not None:
            try:
                return datetime.date.fromisoformat(str(candidate)[:10])
            except ValueError:
                continue
    return None


def _known(value: Any) -> Any:
    """None for what pandas writes where nothing is: NaN, NaT and NA, the values that are not true to themselves."""
    try:
        return value if bool(value == value) else None
    except (TypeError, ValueError):
        return None
