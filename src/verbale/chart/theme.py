"""Colours and fonts: how every figure looks, on a light page and on a dark one."""

from typing import Any

# Orange against blue is told apart by those who do not tell red from green, and by lightness in print.
QUAD_COLOURS = {1: "#38a3a5", 2: "#1d4ed8", 3: "#f59e0b", 4: "#c2410c"}
# From -10, conflict, over 0 to 10, cooperation; the middle stands out from land and page on either ground.
SCORE_DOMAIN = (-10, -5, 0, 5, 10)
SCORE_COLOURS = ("#c2410c", "#ee9350", "#c9ccd1", "#7d9fe6", "#1d4ed8")
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
FONT_SIZE = 11


def score_scale() -> dict[str, Any]:
    """The scale of colours for a mean score, from conflict to cooperation."""
    return {
        "type": "linear",
        "domain": list(SCORE_DOMAIN),
        "range": list(SCORE_COLOURS),
        "clamp": True,
        "interpolate": "rgb",
    }


def mirrored(scale: dict[str, Any]) -> dict[str, Any]:
    """The same scale written backwards, for a channel without a legend of its own.

    Vega-Lite merges the legends of equal domains, so that one which is hidden would quarrel with the one shown.
    """
    return {**scale, "domain": scale["domain"][::-1], "range": scale["range"][::-1]}


def score_legend() -> dict[str, Any]:
    """What the colours of a mean score mean, below a figure."""
    return {
        "type": "gradient",
        "title": "mean score: conflict to cooperation",
        "orient": "bottom",
        "direction": "horizontal",
        "gradientLength": 140,
        "gradientThickness": 10,
        "titleLimit": 260,
    }


def theme_config(dark: bool) -> dict[str, Any]:
    """A Vega-Lite config with the colours of text, grid and land for a dark or a light page.

    The ground is transparent, so that a figure stands on whatever the page has. Figures name these styles:
    `land` (countries nothing is told of), `note` (words inside a figure), `guide` (lines that lead the eye) and
    `plain` (bars and lines without a class of their own).
    """
    ink, soft, grid, land = (
        ("#e5e7eb", "#a3aab5", "#333a45", "#2b323c") if dark else ("#1f2937", "#5b6472", "#e3e6ea", "#e9ebee")
    )
    border = "#4b5563" if dark else "#b6bcc6"
    return {
        "background": "transparent",
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "labelColor": ink,
            "labelFontSize": FONT_SIZE,
            "titleColor": soft,
            "titleFontSize": FONT_SIZE,
            "titleFontWeight": "normal",
            "gridColor": grid,
            "domainColor": border,
            "tickColor": border,
        },
        "legend": {
            "labelColor": ink,
            "labelFontSize": FONT_SIZE,
            "titleColor": soft,
            "titleFontSize": FONT_SIZE,
            "titleFontWeight": "normal",
            "symbolStrokeColor": soft,
            "symbolBaseFillColor": soft,
            "symbolBaseStrokeColor": soft,
        },
        "title": {"color": ink, "fontSize": 13, "fontWeight": 600, "anchor": "start"},
        "style": {
            "land": {"fill": land, "color": land, "stroke": border, "strokeWidth": 0.5},
            "note": {"fill": soft, "color": soft, "fontSize": FONT_SIZE},
            "guide": {"stroke": soft, "color": soft},
            "plain": {"fill": soft, "color": soft},
            "cell": {"stroke": "transparent"},
        },
        "range": {"category": list(QUAD_COLOURS.values())},
    }
