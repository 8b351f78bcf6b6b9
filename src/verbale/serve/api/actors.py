"""One actor over the API: as whom it appears, with whom it acts, its acts over time."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from verbale.chart import series_chart
from verbale.serve.answers import answer
from verbale.serve.api.charts import figure
from verbale.serve.api.described import answers, files
from verbale.serve.downloads import rows_table, table_file
from verbale.serve.parameters import By, Key, TableForm, Width
from verbale.serve.state import TheLibrary
from verbale.serve.views.actors import Actor, actor
from verbale.serve.views.series import COLUMNS, Course, course, drawn
from verbale.store.index import Index

router = APIRouter(prefix="/api", tags=["actors"])

Side = Literal["by", "against"]
_PARTNERS = {
    "partner": "VARCHAR", "name": "VARCHAR", "acts_by": "BIGINT", "acts_on": "BIGINT", "score_by": "DOUBLE",
    "score_on": "DOUBLE",
}  # fmt: skip


@router.get(
    "/actor",
    summary="One actor",
    responses=answers(
        "the actor",
        404,
        name="what it is called",
        totals="how many acts it stands in, how many of them done, and between which days told",
        appearances="as whom it appears: names, sectors, between which days",
        partners="with whom it acts: acts by it and on it, mean scores",
        by="acts by it, by period, and where their level changes",
        against="acts on it likewise",
    ),
)
def one(request: Request, key: Key, library: TheLibrary, by: By = None) -> Response:
    index = library.index
    found = actor(index, key, by or None)
    return answer(
        request,
        {
            "key": key,
            "name": found.name,
            "totals": found.totals,
            "appearances": found.appearances,
            "partners": _named(found),
            "by": course_of(index, found, "by"),
            "against": course_of(index, found, "against"),
        },
    )


@router.get(
    "/actor.{form}",
    summary="One actor's acts over time, or its partners, as a file",
    responses=files("the file", 404),
)
def as_file(
    form: TableForm,
    key: Key,
    library: TheLibrary,
    table: Annotated[Literal["series", "partners"], Query(description="which of the two")] = "series",
    by: By = None,
) -> Response:
    index = library.index
    found = actor(index, key, by or None)
    if table == "partners":
        return table_file(rows_table(_named(found), _PARTNERS), form, "partners")
    rows = [{"side": side, **row} for side in ("by", "against") for row in course_of(index, found, side).rows]
    return table_file(rows_table(rows, {"side": "VARCHAR", **COLUMNS}), form, "actor")


@router.get(
    "/charts/actor",
    summary="Acts by an actor, or on it, over time as Vega-Lite",
    responses=answers("a Vega-Lite specification with its data", 404),
)
def chart(
    request: Request,
    key: Key,
    library: TheLibrary,
    side: Side = "by",
    by: By = None,
    width: Width = 720,
    dark: bool = False,
) -> Response:
    index = library.index
    found = actor(index, key, by or None)
    shown = course_of(index, found, side)
    made = series_chart(drawn(shown, found.frame), shown.changes, by=shown.by, width=width)
    return figure(request, made, dark=dark)


def course_of(index: Index, found: Actor, side: Side) -> Course:
    """Acts by the actor or on it."""
    sides = {"source": found.key} if side == "by" else {"target": found.key}
    return course(index, found.frame, **sides)


def _named(found: Actor) -> list[dict[str, Any]]:
    return [{**row, "name": found.names[row["partner"]]} for row in found.partners]
