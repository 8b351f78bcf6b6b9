"""From a Vega-Lite specification to an Altair chart and back.

Figures are written as plain Vega-Lite, which Altair wraps without looking: building the same through Altair's classes
checks every part against a schema, which takes longer than drawing it. The tests check them instead.
"""

from typing import TYPE_CHECKING, Any

from verbale.errors import ConfigError

if TYPE_CHECKING:
    import altair

    AnyChart = altair.Chart | altair.LayerChart | altair.VConcatChart
Spec = dict[str, Any]
Row = dict[str, Any]


def to_chart(figure: Spec) -> "AnyChart":
    """The Altair chart of a specification whose data stand in `datasets`.

    Raises ConfigError where Altair is not installed: it is an extra, since coding and keeping never need it.
    """
    try:
        import altair
    except ImportError as error:
        raise ConfigError('altair is not installed: pip install "verbale[chart]"') from error

    kind: type[AnyChart] = altair.Chart
    if "vconcat" in figure:
        kind = altair.VConcatChart
    elif "layer" in figure:
        kind = altair.LayerChart
    without_data = {key: value for key, value in figure.items() if key != "datasets"}
    chart: AnyChart = kind.from_dict(without_data, validate=False)
    chart.datasets = figure["datasets"]
    return chart


def spec(chart: "AnyChart") -> Spec:
    """The Vega-Lite specification of a chart as plain JSON: data inline, no config but its own, nothing to fetch."""
    import altair

    bare = chart.copy(deep=False)
    datasets = bare.datasets
    bare.datasets = altair.Undefined
    # Within another chart Altair adds neither its own theme nor a schema.
    figure: Spec = bare.to_dict(validate=False, context={"top_level": False})
    return {"$schema": altair.SCHEMA_URL, **figure, "datasets": datasets}


def selection(name: str, view: str, select: Spec) -> Spec:
    """A selection on one named view, for the top of a figure: Altair takes those written in a view out of it."""
    return {"name": name, "select": select, "views": [view]}


def no_events(width: int) -> Spec:
    """A figure that says that there is nothing to show."""
    return {
        "width": width,
        "height": 60,
        "data": {"name": "none"},
        "datasets": {"none": [{"words": "no events"}]},
        "mark": {"type": "text", "style": "note", "fontSize": 13},
        "encoding": {"text": {"field": "words", "type": "nominal"}},
        "view": {"stroke": None},
    }
