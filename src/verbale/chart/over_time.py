"""Acts over time: what happened above, what was only planned, threatened or denied in lanes below."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from verbale.chart.figure import Spec, no_events, to_chart
from verbale.chart.stacks import bar_pixels, bars, lanes, span, within_window
from verbale.chart.theme import FONT_SIZE, QUAD_COLOURS, mirrored
from verbale.errors import ConfigError
from verbale.model.claims import DONE, GLYPHS, NOT_DONE
from verbale.model.quad_classes import QUAD_NAMES

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

MEASURES = {"events": "acts", "score": "sum of scores"}
SHAPES = {
    "planned": "diamond",
    "threatened": "triangle-up",
    "denied": "M-.8,-.8L.8,.8M.8,-.8L-.8,.8",
    "historical": "M.1,-.8A.8,.8,0,1,1,-.8,0M-1.1,-.4L-.8,0L-.4,-.3",
}
# What the fillings mean; a legend of opacities does not say it.
KEY = f"{GLYPHS['reported']} filled: reported   {GLYPHS['alleged']} faint: alleged, somebody says so"
_THIN = 6
_AXIS_WIDTH = 106
# In pixels: two names of classes side by side.
_ROOM_FOR_NAMES = 290
_LANE_HEIGHT = 22


def timeline_chart(
    rows: Iterable[Mapping[str, Any]],
    *,
    by: str = "month",
    measure: str = "events",
    brush: bool = False,
    width: int = 720,
    height: int = 220,
) -> "AnyChart":
    """Acts per period: bars of what is reported (solid) and alleged (light), lanes of what was not done or long past.

    `rows` have `period` (ISO day, its first), `quad_class`, `claim`, `events` and `score` (sum of scores). Cooperation
    stands above zero, conflict below; `measure` "score" draws the sums of scores as they are. `brush` lets a reader
    select days in the bars: a selection named "brush" over the field `from`. `width` is that of the whole figure,
    `height` that of the bars, in pixels. Raises ConfigError for an unknown period or measure.
    """
    if measure not in MEASURES:
        raise ConfigError(f"no measure {measure!r}; one of {', '.join(MEASURES)}")
    kept = [dict(row) for row in rows]
    if not kept:
        return to_chart(no_events(width))
    kept, outside = within_window(kept)
    inner = max(width - _AXIS_WIDTH, 120)
    pixels = bar_pixels(kept, by, inner)
    panels = [
        _bar_panel(measure=measure, brush=brush, width=inner, height=height, pixels=pixels),
        _lane_panel(span(kept, by), width=inner, pixels=pixels),
    ]
    return to_chart(
        {
            "datasets": {"bars": bars(kept, by, measure), "lanes": lanes(kept, by), "zero": [{"zero": 0}]},
            "title": {"text": [KEY, *outside], "fontSize": FONT_SIZE, "fontWeight": "normal", "anchor": "start"},
            "vconcat": panels,
            "spacing": 8,
            "resolve": {"scale": {"x": "shared", "color": "shared"}},
        }
    )


def _bar_panel(*, measure: str, brush: bool, width: int, height: int, pixels: float) -> Spec:
    above = {"orient": "top", "direction": "horizontal", "title": None, "columns": 4 if width > 500 else 2, "offset": 6}
    if width < _ROOM_FOR_NAMES:
        above["labelExpr"] = "replace(datum.label, 'cooperation', 'coop.')"
    acts: Spec = {
        "name": "acts",
        "params": [{"name": "brush", "select": {"type": "interval", "encodings": ["x"]}}] if brush else [],
        "data": {"name": "bars"},
        "mark": {
            "type": "bar",
            # Outlines of thin bars would cover what they hold.
            "strokeWidth": 1 if pixels >= _THIN else 0,
            "clip": True,
            "cursor": "crosshair" if brush else "default",
        },
        "encoding": {
            "x": {
                "field": "from",
                "type": "temporal",
                "scale": {"type": "utc"},
                "axis": {"title": None, "grid": False, "tickCount": max(width // 80, 2), "labelFlush": True},
            },
            "x2": {"field": "to"},
            "y": {
                "field": "low",
                "type": "quantitative",
                "axis": {
                    "title": f"conflict ↓   {MEASURES[measure]}   ↑ cooperation",
                    "labelExpr": "format(abs(datum.value), '~s')"
                    if measure == "events"
                    else "format(datum.value, '~s')",
                    "tickCount": 5,
                },
            },
            "y2": {"field": "high"},
            "color": {"field": "class", "type": "nominal", "scale": _class_scale(), "legend": above},
            "stroke": {"field": "class", "type": "nominal", "scale": mirrored(_class_scale()), "legend": None},
            "fillOpacity": {
                "field": "claim",
                "type": "ordinal",
                "scale": {"domain": list(DONE), "range": [0.95, 0.18 if pixels >= _THIN else 0.45]},
                "legend": None,
            },
            "tooltip": [
                {"field": "when", "type": "nominal", "title": "when"},
                {"field": "class", "type": "nominal", "title": "acts of"},
                {"field": "claim", "type": "nominal", "title": "claim"},
                {"field": "events", "type": "quantitative", "title": "number"},
                {"field": "score", "type": "quantitative", "title": "sum of scores", "format": ".1f"},
            ],
        },
    }
    zero: Spec = {
        "data": {"name": "zero"},
        "mark": {"type": "rule", "style": "guide"},
        "encoding": {"y": {"field": "zero", "type": "quantitative"}},
    }
    return {"width": width, "height": height, "layer": [acts, zero]}


def _lane_panel(span: tuple[str, str], *, width: int, pixels: float) -> Spec:
    labels = [f"{GLYPHS[claim]} {claim}" for claim in NOT_DONE]
    # In square pixels; neighbours may overlap by a third.
    largest = min(max((1.5 * pixels) ** 2, 50), 260)
    return {
        "data": {"name": "lanes"},
        "width": width,
        "height": _LANE_HEIGHT * len(NOT_DONE),
        "mark": {"type": "point", "filled": False, "strokeWidth": 1.6, "opacity": 0.85},
        "encoding": {
            "x": {
                "field": "middle",
                "type": "temporal",
                "scale": {"type": "utc", "domain": list(span)},
                "axis": {"title": None, "labels": False, "ticks": False, "grid": False},
            },
            "y": {
                "field": "lane",
                "type": "nominal",
                "scale": {"domain": labels},
                "axis": {"title": None, "grid": True, "domain": False, "ticks": False, "labelPadding": 6},
            },
            "shape": {
                "field": "lane",
                "type": "nominal",
                "scale": {"domain": labels, "range": [SHAPES[claim] for claim in NOT_DONE]},
                "legend": None,
            },
            "size": {
                "field": "events",
                "type": "quantitative",
                "scale": {"type": "sqrt", "range": [24, largest], "zero": True},
                "legend": None,
            },
            "color": {"field": "class", "type": "nominal", "scale": _class_scale()},
            "tooltip": [
                {"field": "when", "type": "nominal", "title": "when"},
                {"field": "lane", "type": "nominal", "title": "claim"},
                {"field": "events", "type": "quantitative", "title": "number"},
                *({"field": name, "type": "quantitative", "title": name} for name in QUAD_NAMES.values()),
            ],
        },
    }


def _class_scale() -> Spec:
    ordered = (2, 1, 3, 4)
    return {"domain": [QUAD_NAMES[q] for q in ordered], "range": [QUAD_COLOURS[q] for q in ordered]}
