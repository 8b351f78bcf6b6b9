"""Who does what to whom: a matrix of the most active actors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from verbale.chart.figure import Row, Spec, no_events, to_chart
from verbale.chart.theme import FONT_SIZE, score_legend, score_scale

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

_LABEL_PIXELS = 120
_CELL_PIXELS = 26
_CELL_HEIGHT = 24
# Where white words stand out better from the colour of a score than black ones.
_DARK = "datum.score < -8.7 || datum.score > 7.5"


def pairs_chart(rows: Iterable[Mapping[str, Any]], limit: int = 15, *, width: int = 720) -> "AnyChart":
    """A matrix of the most active actors: rows do, columns receive, colour is the mean score, the number that of acts.

    `rows` have `source`, `target` (keys), `source_name`, `target_name`, `events`, `score` (mean). At most `limit`
    actors stand on each side, fewer where `width` (of the whole figure, in pixels) is too narrow for their numbers.
    A click selects as "pick" on `source` and `target`.
    """
    found = [dict(row) for row in rows]
    if not found:
        return to_chart(no_events(width))
    labels_wide = min(_LABEL_PIXELS, width // 3)
    inner = width - labels_wide - 16
    actors = _most_active(found, min(limit, max(inner // _CELL_PIXELS, 2)))
    cells = _cells(found, actors)
    order = list(actors.values())
    sources = [name for name in order if any(cell["from"] == name for cell in cells)]
    targets = [name for name in order if any(cell["to"] == name for cell in cells)]
    sides: Spec = {
        "y": {
            "field": "from",
            "type": "nominal",
            "scale": {"domain": sources},
            "axis": _axis("does", labels_wide, orient="left"),
        },
        "x": {
            "field": "to",
            "type": "nominal",
            "scale": {"domain": targets},
            "axis": _axis("to whom", labels_wide, orient="top", labelAngle=-45),
        },
    }
    return to_chart(
        {
            "width": min(inner, 64 * len(targets)),
            "height": _CELL_HEIGHT * len(sources),
            "datasets": {"pairs": cells},
            "layer": [_cell_layer(sides), _number_layer(sides)],
            "view": {"stroke": None},
        }
    )


def _axis(title: str, labels_wide: int, **more: Any) -> Spec:
    plain = {
        "title": title,
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelLimit": labels_wide - 14,
        "labelPadding": 5,
    }
    return {**plain, **more}


def _cell_layer(sides: Spec) -> Spec:
    return {
        "name": "cells",
        "params": [{"name": "pick", "select": {"type": "point", "fields": ["source", "target"]}}],
        "data": {"name": "pairs"},
        "mark": {
            "type": "rect",
            "cornerRadius": 2,
            "cursor": "pointer",
            "xOffset": 0.5,
            "yOffset": 0.5,
            "x2Offset": -0.5,
            "y2Offset": -0.5,
        },
        "encoding": {
            **sides,
            "color": {
                "field": "score",
                "type": "quantitative",
                "scale": score_scale(),
                "legend": score_legend(),
            },
            "tooltip": [
                {"field": "from", "type": "nominal", "title": "does"},
                {"field": "to", "type": "nominal", "title": "to whom"},
                {"field": "events", "type": "quantitative", "title": "acts", "format": ","},
                {"field": "score", "type": "quantitative", "title": "mean score", "format": ".1f"},
            ],
        },
    }


def _number_layer(sides: Spec) -> Spec:
    return {
        "data": {"name": "pairs"},
        "mark": {"type": "text", "fontSize": FONT_SIZE, "tooltip": None},
        "encoding": {
            **sides,
            "text": {"field": "short", "type": "nominal"},
            "color": {
                "condition": {"test": _DARK, "value": "#ffffff"},
                "value": "#111827",
            },
        },
    }


def _most_active(rows: list[Row], limit: int) -> dict[str, str]:
    """Keys and labels, no two alike, of the actors with the most acts on either side."""
    acts: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for row in rows:
        for side in ("source", "target"):
            acts[row[side]] += row["events"]
            names.setdefault(row[side], row[f"{side}_name"] or row[side])
    chosen = sorted(acts, key=lambda key: (-acts[key], key))[:limit]
    called = [names[key] for key in chosen]
    return {key: names[key] if called.count(names[key]) == 1 else f"{names[key]} ({key})" for key in chosen}


def _cells(rows: list[Row], actors: Mapping[str, str]) -> list[Row]:
    return [
        {
            "source": row["source"],
            "target": row["target"],
            "from": actors[row["source"]],
            "to": actors[row["target"]],
            "events": row["events"],
            "short": _short(row["events"]),
            "score": round(row["score"], 2),
        }
        for row in rows
        if row["source"] in actors and row["target"] in actors
    ]


def _short(number: int) -> str:
    """A number in at most four characters."""
    if number < 1000:
        return str(number)
    return f"{number / 1000:.1f}k" if number < 10_000 else f"{number // 1000}k"
