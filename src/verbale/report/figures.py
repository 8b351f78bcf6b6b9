"""The figures of the overview as data for the report's script, each for several widths."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from verbale.chart import map_chart, pairs_chart, spec, timeline_chart
from verbale.chart.theme import theme_config
from verbale.model.display import visible

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart

Rows = Sequence[Mapping[str, Any]]
# The content of the page on a phone, of half and of all of it on a tablet and a wide screen.
WIDTHS = {"timeline": (310, 480, 700, 1060), "map": (310, 500, 700), "pairs": (310, 500, 700)}


def figures(*, timeline: Rows, by: str, places: Rows, countries: Rows, pairs: Rows) -> dict[str, Any]:
    """`config` of light and dark pages and, by name, `figures`.

    A figure has `sizes`, narrowest first: `width` in pixels and its Vega-Lite `spec`, which holds those `datasets` that
    differ from the figure's own. Raises ConfigError where Altair is not installed.
    """
    places, pairs = _seen(places), _seen(pairs)
    drawn: dict[str, Callable[[int], AnyChart]] = {
        "timeline": lambda width: timeline_chart(timeline, by=by, width=width, height=190),
        "map": lambda width: map_chart(places, countries, width=width),
        "pairs": lambda width: pairs_chart(pairs, width=width),
    }
    return {
        "config": {"light": theme_config(False), "dark": theme_config(True)},
        "figures": {name: _sized([(width, draw(width)) for width in WIDTHS[name]]) for name, draw in drawn.items()},
    }


def _sized(drawn: "Sequence[tuple[int, AnyChart]]") -> dict[str, Any]:
    made = {width: spec(chart) for width, chart in drawn}
    common = made[max(made)]["datasets"]
    for figure in made.values():
        figure["datasets"] = {name: rows for name, rows in figure["datasets"].items() if rows != common.get(name)}
    return {"datasets": common, "sizes": [{"width": width, "spec": figure} for width, figure in sorted(made.items())]}


def _seen(rows: Rows) -> Rows:
    """Names come from articles: what cannot be seen in them is made seen."""
    return [
        {name: visible(v) if isinstance(v, str) and name not in ("source", "target") else v for name, v in row.items()}
        for row in rows
    ]
