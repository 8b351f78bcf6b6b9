"""Figures straight from events, for notebooks."""

from typing import TYPE_CHECKING

from verbale.chart import summaries
from verbale.chart.acts import Events, acts_of
from verbale.chart.changes import change_points
from verbale.chart.curve import series_chart
from verbale.chart.matrix import pairs_chart
from verbale.chart.over_time import timeline_chart
from verbale.chart.theme import theme_config
from verbale.chart.worldmap import map_chart

if TYPE_CHECKING:
    from verbale.chart.figure import AnyChart


def timeline(events: Events, *, by: str | None = None, measure: str = "events", width: int = 720) -> "AnyChart":
    """Acts over time, what happened apart from what was only planned, threatened or denied; see `timeline_chart`.

    `events` are event records or a data frame with their flat columns. `by` is day, week, month, quarter or year,
    chosen by the span of days if None; `measure` is events or score. Raises ConfigError for others.
    """
    acts = list(acts_of(events))
    by = by or summaries.period_of(acts)
    return _light(timeline_chart(summaries.timeline_rows(acts, by), by=by, measure=measure, width=width))


def map(events: Events, *, width: int = 720) -> "AnyChart":
    """Where acts happened; see `map_chart`. `events` as for `timeline`."""
    return _light(map_chart(*summaries.map_rows(acts_of(events)), width=width))


def pairs(events: Events, *, limit: int = 15, width: int = 720) -> "AnyChart":
    """Who did what to whom among the most active actors; see `pairs_chart`. `events` as for `timeline`."""
    return _light(pairs_chart(summaries.pair_rows(acts_of(events)), limit, width=width))


def series(
    events: Events,
    *,
    source: str | None = None,
    target: str | None = None,
    by: str | None = None,
    width: int = 720,
) -> "AnyChart":
    """What one actor did, or one to another, over time, with the points at which that changes; see `series_chart`.

    `source` and `target` are keys: a country's code, or the id of a body without one. `events` and `by` as for
    `timeline`.
    """
    acts = list(acts_of(events))
    by = by or summaries.period_of(acts)
    rows = summaries.series_rows(acts, by, source, target)
    return _light(series_chart(rows, change_points(rows, by=by), by=by, width=width))


def _light(chart: "AnyChart") -> "AnyChart":
    """With the colours of a light page, and its ground too: a notebook may be dark."""
    chart.config = {**theme_config(dark=False), "background": "white"}
    return chart
