"""Events over the API: counts, pages of them, one whole, and files."""

from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Request, Response

from verbale.pipeline.asking import actor_names
from verbale.pipeline.output import FLAT_COLUMNS, flatten
from verbale.serve.answers import answer
from verbale.serve.api.described import answers, files
from verbale.serve.asked import Asked
from verbale.serve.downloads import MEDIA, geojson_file, table_file
from verbale.serve.library import Library
from verbale.serve.parameters import Limit, Offset, Order
from verbale.serve.state import EventsAsked, TheLibrary
from verbale.serve.turns import FileTurn, ReaderTurn
from verbale.store import Table, details
from verbale.store.browsing import count_events, event_page, event_table

router = APIRouter(prefix="/api", tags=["events"])

FileForm = Literal["csv", "parquet", "jsonl", "geojson"]


@router.get(
    "/overview",
    summary="Counts over all events asked for",
    responses=answers(
        "counts",
        totals="how many acts, events, articles and publishers, and between which days",
        window="the days that the timeline shows, its period, and how many acts lie before and after",
        timeline="by period, quad class and claim: number of acts and sum of PLOVER scores",
        places="by place finer than a country",
        countries="by country, where no finer place is told",
        pairs="by ordered pair of the busiest actors",
        facets="values that occur in each filter, and how often",
    ),
)
def overview(request: Request, asked: EventsAsked, library: TheLibrary) -> Response:
    return answer(request, overview_payload(library, asked))


def overview_payload(library: Library, asked: Asked) -> dict[str, Any]:
    """The overview as JSON shows it, actors with their names beside their keys."""
    made = library.overview(asked.events, unit=asked.unit, by=asked.by)
    payload: dict[str, Any] = msgspec.to_builtins(made)
    keys = {key for row in made.pairs for key in (row["source"], row["target"])}
    names = actor_names({*keys, *(row["value"] for row in made.facets["actor"])})
    payload["pairs"] = [
        {**row, "source_name": names[row["source"]], "target_name": names[row["target"]]} for row in made.pairs
    ]
    payload["facets"]["actor"] = [{**row, "name": names[row["value"]]} for row in made.facets["actor"]]
    return payload


@router.get(
    "/events",
    summary="Events, page by page",
    responses=answers(
        "a page of events",
        total="how many there are",
        events="flat rows: who, what, to whom, when, where, claim, evidence, story",
        next="the address of the next page, null on the last",
    ),
)
def events(
    request: Request,
    asked: EventsAsked,
    library: TheLibrary,
    order: Order = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    index = library.index
    total = count_events(index, asked.events)
    found = event_page(index, asked.events, order=order, limit=limit, offset=offset)
    rest = asked.rest("/api/events", total, order=order, limit=limit, offset=offset)
    return answer(request, {"total": total, "events": list(found.records()), "next": rest})


@router.get(
    "/events.{form}",
    summary="All events asked for as a file",
    description="CSV and Parquet have the columns of `verbale code`, JSON Lines the same rows, GeoJSON a feature each.",
    responses=files("the file", forms=MEDIA),
    dependencies=[FileTurn],
)
def events_file(form: FileForm, asked: EventsAsked, library: TheLibrary) -> Response:
    found = event_table(library.index, asked.events, FLAT_COLUMNS)
    return geojson_file(found, "events") if form == "geojson" else table_file(found, form, "events")


@router.get(
    "/events/{event_id}",
    summary="One event whole, with its history",
    dependencies=[ReaderTurn],
    responses=answers(
        "the event",
        404,
        record="as docs/output.md describes it",
        current="whether the record still holds it",
        article="its article with the text in which all offsets count",
        story_id="its story",
        history="every coding that found it",
    ),
)
def event(request: Request, event_id: str, library: TheLibrary) -> Response:
    return answer(request, details.event(library.store, event_id))


@router.get(
    "/events/{event_id}/geojson",
    summary="One event as GeoJSON",
    description="A feature without a point where no place nearer than a country is told.",
    responses=files("the file", 404, forms=("geojson",)),
    dependencies=[ReaderTurn],
)
def event_geojson(event_id: str, library: TheLibrary) -> Response:
    row = flatten(details.event(library.store, event_id)["record"])
    return geojson_file(Table(columns=dict.fromkeys(row, "VARCHAR"), rows=[tuple(row.values())]), event_id)
