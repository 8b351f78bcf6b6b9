"""Where acts happened: places by how exactly they are known, countries shaded where only the country is known."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from verbale.chart.figure import Row, Spec, to_chart
from verbale.chart.projection import WORLD, Box, box_around, fitted
from verbale.chart.shapes import country_name, shape_boxes, shapes
from verbale.chart.theme import FONT_SIZE, mirrored, score_legend, score_scale

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

_SHAPES: Spec = {"name": "shapes", "format": {"type": "topojson", "feature": "countries"}}
_SCORE: Spec = {"field": "score", "type": "quantitative", "scale": score_scale()}
_SYMBOLS = {"city or spot": "circle", "province": "square", "region or sea": "triangle-up"}
_KINDS = {"point": "city or spot", "city": "city or spot", "admin1": "province", "region": "region or sea"}


def map_chart(
    places: Iterable[Mapping[str, Any]],
    countries: Iterable[Mapping[str, Any]],
    *,
    width: int = 720,
    height: int | None = None,
    limit: int = 1500,
) -> "AnyChart":
    """Acts on a map: symbols at places, shaded countries where nothing nearer is known than the country.

    `places` have `place`, `country` (alpha-3 or None), `geonames_id`, `latitude`, `longitude`, `precision` (point,
    city, admin1, region), `events`, `done` (reported or alleged) and `score` (mean); `countries` have `country`,
    `events`, `done` and `score`. A symbol is hollow where nothing of it was done. A click on a symbol selects as "pick"
    on `place`, `geonames_id` and `country`, one on a shaded country as "pick_country" on `country`. The map shows the
    part of the world that they are about. Of more than `limit` places those with the most acts are drawn, and a line
    says so. `width` and `height` are in pixels.
    """
    drawn = [_place(row) for row in places if row["precision"] in _KINDS]
    # Large ones below, so that small ones can be seen and clicked.
    drawn.sort(key=lambda row: (-row["events"], row["place"]))
    shaded = [_country(row) for row in countries]
    words = "" if drawn or shaded else "no events"
    if len(drawn) > limit:
        words = f"{limit:,} of {len(drawn):,} places, those of which most is told"
        drawn = drawn[:limit]
    inner = max(width - 8, 160)
    box = box_around(
        [*_boxes_of(drawn), *(shape_boxes()[r["country"]] for r in shaded if r["country"] in shape_boxes())]
    )
    tall = height or max(180, round(inner * (0.48 if box == WORLD else 0.62)))
    return to_chart(
        {
            "width": inner,
            "height": tall,
            "datasets": {"shapes": shapes(), "countries": shaded, "places": drawn},
            "projection": fitted(box, inner, tall),
            "layer": [_land_layer(), _country_layer(), _place_layer(max([row["events"] for row in drawn], default=1))],
            "view": {"stroke": None},
            "title": {"text": words, "fontSize": FONT_SIZE, "fontWeight": "normal", "anchor": "start"},
        }
    )


def _boxes_of(places: list[Row]) -> list[Box]:
    return [(p["longitude"], p["latitude"], p["longitude"], p["latitude"]) for p in places]


def _place(row: Mapping[str, Any]) -> Row:
    return {
        "place": row["place"],
        "country": row["country"],
        "in": row["country"] and country_name(row["country"]),
        "geonames_id": row["geonames_id"],
        "latitude": round(row["latitude"], 3),
        "longitude": round(row["longitude"], 3),
        "kind": _KINDS[row["precision"]],
        "events": row["events"],
        "done": row["done"],
        "score": round(row["score"], 2),
    }


def _country(row: Mapping[str, Any]) -> Row:
    return {"country": row["country"], "events": row["events"], "done": row["done"], "score": round(row["score"], 2)}


def _land_layer() -> Spec:
    return {"data": _SHAPES, "mark": {"type": "geoshape", "style": "land"}}


def _country_layer() -> Spec:
    return {
        "name": "countries",
        "params": [_click("pick_country", ["country"], "countries")],
        "data": _SHAPES,
        "transform": [
            {
                "lookup": "id",
                "from": {
                    "data": {"name": "countries"},
                    "key": "country",
                    "fields": ["country", "events", "done", "score"],
                },
            },
            {"filter": "isValid(datum.events)"},
            {"calculate": "datum.properties.name", "as": "name"},
        ],
        "mark": {"type": "geoshape", "cursor": "pointer"},
        "encoding": {
            "color": {**_SCORE, "legend": score_legend()},
            "fillOpacity": {"condition": {"test": "datum.done == 0", "value": 0.25}, "value": 0.6},
            # A state of a few pixels is seen by its outline.
            "stroke": {**_SCORE, "scale": mirrored(score_scale()), "legend": None},
            "strokeWidth": {"condition": {"test": "datum.properties.small", "value": 2.5}, "value": 0.6},
            "tooltip": [
                {"field": "name", "type": "nominal", "title": "country, no nearer place"},
                *_numbers(),
            ],
        },
    }


def _place_layer(most: int) -> Spec:
    kinds = list(_SYMBOLS)
    return {
        "name": "places",
        "params": [_click("pick", ["place", "geonames_id", "country"], "places")],
        "data": {"name": "places"},
        "mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.4, "clip": True, "cursor": "pointer"},
        "encoding": {
            "longitude": {"field": "longitude", "type": "quantitative"},
            "latitude": {"field": "latitude", "type": "quantitative"},
            "shape": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": [_SYMBOLS[kind] for kind in kinds]},
                "legend": {"title": None, "orient": "top", "direction": "horizontal"},
            },
            "size": {
                "field": "events",
                "type": "quantitative",
                "scale": {"type": "sqrt", "domain": [0, most], "range": [14, 420]},
                "legend": None,
            },
            "stroke": {**_SCORE, "scale": mirrored(score_scale()), "legend": None},
            "color": {**_SCORE, "legend": score_legend()},
            "fillOpacity": {"condition": {"test": "datum.done == 0", "value": 0}, "value": 0.6},
            "tooltip": [
                {"field": "place", "type": "nominal", "title": "place"},
                {"field": "in", "type": "nominal", "title": "country"},
                {"field": "kind", "type": "nominal", "title": "known as"},
                *_numbers(),
            ],
        },
    }


def _click(name: str, fields: list[str], view: str) -> Spec:
    """A selection by clicks on the marks of one view: land around them would select nothing under that name."""
    return {"name": name, "select": {"type": "point", "fields": fields, "on": f"@{view}_marks:click"}}


def _numbers() -> list[Spec]:
    return [
        {"field": "events", "type": "quantitative", "title": "acts told", "format": ","},
        {"field": "done", "type": "quantitative", "title": "of these done", "format": ","},
        {"field": "score", "type": "quantitative", "title": "mean score", "format": ".1f"},
    ]
