"""Figures, drawn by the same functions for the page, the report and notebooks.

`timeline`, `map`, `pairs` and `series` take events; the functions called `_chart` take rows that are already counted.
"""

from verbale.chart.changes import change_points
from verbale.chart.curve import series_chart
from verbale.chart.figure import spec
from verbale.chart.javascript import bundle
from verbale.chart.matrix import pairs_chart
from verbale.chart.notebook import map, pairs, series, timeline
from verbale.chart.over_time import timeline_chart
from verbale.chart.theme import theme_config
from verbale.chart.worldmap import map_chart

__all__ = [
    "bundle",
    "change_points",
    "map",
    "map_chart",
    "pairs",
    "pairs_chart",
    "series",
    "series_chart",
    "spec",
    "theme_config",
    "timeline",
    "timeline_chart",
]
