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
    """The Altair chart of a specification, or of a part of one, whose data stand in `datasets` at its top.

    Raises ConfigError where Altair is not installed: it is an extra, since coding and keeping never need it.
    """
    try:
        import altair
    except ImportError as error:
        raise ConfigError('altair is not installed: pip install "verbale[chart]"') from error

    parts = dict(figure)
    if "params" in parts:
        # Altair lifts them to the top of the figure, with the names that it gives to views.
        parts["params"] = [altair.SelectionParameter(**param) for param in parts["params"]]
    if "vconcat" in parts:
        return altair.VConcatChart(vconcat=[to_chart(part) for part in parts.pop("vconcat")], **parts)
    if "layer" in parts:
        return altair.LayerChart(layer=[to_chart(part) for part in parts.pop("layer")], **parts)
    return altair.Chart(**{**parts, "encoding": altair.FacetedEncoding(**parts.get("encoding", {}))})


def spec(chart: "AnyChart") -> Spec:
    """The Vega-Lite specification of a chart as plain JSON: data inline, no config but its own, nothing to fetch."""
    import altair

    bare = chart.copy(deep=False)
    datasets = bare.datasets
    bare.datasets = altair.Undefined
    # Within another chart Altair adds neither its own theme nor a schema.
    figure: Spec = bare.to_dict(validate=False, context={"top_level": False})
    return {"$schema": altair.SCHEMA_URL, **figure, "datasets": datasets}


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
