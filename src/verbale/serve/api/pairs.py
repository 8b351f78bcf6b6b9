"""What two actors do to each other over time, over the API."""

from fastapi import APIRouter, Request, Response

from verbale.chart import series_chart
from verbale.serve.answers import answer
from verbale.serve.api.charts import figure
from verbale.serve.api.described import answers, files
from verbale.serve.downloads import rows_table, table_file
from verbale.serve.parameters import By, Key, TableForm, Width
from verbale.serve.state import TheLibrary
from verbale.serve.views.actors import pair
from verbale.serve.views.series import COLUMNS, drawn

router = APIRouter(prefix="/api", tags=["actors"])


@router.get(
    "/pair",
    summary="Two actors over time, in both directions",
    responses=answers(
        "the pair",
        404,
        names="of the two keys",
        there="acts of the source on the target: totals, and their course by period with its changes of level",
        back="acts of the target on the source likewise",
    ),
)
def one(request: Request, source: Key, target: Key, library: TheLibrary, by: By = None) -> Response:
    found = pair(library.index, source, target, by or None)
    return answer(request, {"names": found.names, "there": found.there, "back": found.back})


@router.get(
    "/pair.{form}",
    summary="Acts of one actor on another over time as a file",
    responses=files("the file", 404),
)
def as_file(form: TableForm, source: Key, target: Key, library: TheLibrary, by: By = None) -> Response:
    found = pair(library.index, source, target, by or None)
    return table_file(rows_table(found.there.course.rows, COLUMNS), form, "pair")


@router.get(
    "/charts/pair",
    summary="Acts of one actor on another over time as Vega-Lite",
    responses=answers("a Vega-Lite specification with its data", 404),
)
def chart(
    request: Request,
    source: Key,
    target: Key,
    library: TheLibrary,
    by: By = None,
    width: Width = 720,
    dark: bool = False,
) -> Response:
    found = pair(library.index, source, target, by or None)
    shown = found.there.course
    made = series_chart(drawn(shown, found.frame), shown.changes, by=shown.by, width=width)
    return figure(request, made, dark=dark)
