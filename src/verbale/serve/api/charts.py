"""Figures as Vega-Lite, drawn by the functions that the report and notebooks use."""

from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from verbale.chart import map_chart, pairs_chart, spec, theme_config, timeline_chart
from verbale.chart.shapes import shapes
from verbale.serve.answers import answer
from verbale.serve.api.described import answers
from verbale.serve.api.events import overview_payload
from verbale.serve.parameters import Width
from verbale.serve.state import EventsAsked, TheLibrary

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

router = APIRouter(prefix="/api", tags=["charts"])

Measure = Annotated[Literal["events", "score"], Query(description="what a bar's height is: acts or their scores")]
# The shapes of the countries come once, from their own address.
SHAPES = "shapes"


@router.get(
    "/charts/{name}",
    summary="A figure of the overview as Vega-Lite",
    description="The map leaves out its dataset `shapes`: it is at /api/shapes.",
    responses=answers("a Vega-Lite specification with its data"),
)
def chart(
    request: Request,
    name: Literal["timeline", "map", "pairs"],
    asked: EventsAsked,
    library: TheLibrary,
    width: Width = 720,
    measure: Measure = "events",
    brush: bool = False,
    dark: bool = False,
) -> Response:
    made = overview_payload(library, asked)
    if name == "timeline":
        drawn = timeline_chart(
            made["timeline"], by=made["window"]["by"], measure=measure, brush=brush, width=width, height=190
        )
    elif name == "map":
        drawn = map_chart(made["places"], made["countries"], width=width)
    else:
        drawn = pairs_chart(made["pairs"], width=width)
    return figure(request, drawn, dark=dark)


def figure(request: Request, drawn: "AnyChart", *, dark: bool) -> Response:
    """A chart as the page draws it: in the colours of a light or dark page, without what has its own address."""
    made = {**spec(drawn), "config": theme_config(dark)}
    made["datasets"].pop(SHAPES, None)
    return answer(request, made)


@router.get("/shapes", summary="Countries as TopoJSON, for the map", responses=answers("TopoJSON with alpha-3 ids"))
def countries(request: Request) -> Response:
    found = answer(request, shapes())
    found.headers["Cache-Control"] = "max-age=86400"
    return found
