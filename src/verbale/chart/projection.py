"""Where the Equal Earth projection puts a place, to fit a map to the part of the world that it is about."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

# West, south, east, north; east may exceed 180.
Box = tuple[float, float, float, float]
WORLD: Box = (-180.0, -57.0, 180.0, 84.0)
# Šavrič, Patterson, Jenny (2018), The Equal Earth map projection, equations 1 to 4.
_A = (1.340264, -0.081106, 0.000893, 0.003796)
# Wider than this, the rest of the world is a margin.
_WIDE_DEGREES = 170
_LEAST_DEGREES = 6
_MARGIN = 0.12


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in units of the globe's radius, y upwards, for a map around the meridian 0."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    a1, a2, a3, a4 = _A
    slope = a1 + 3 * a2 * t**2 + 7 * a3 * t**6 + 9 * a4 * t**8
    x = 2 * math.sqrt(3) / 3 * math.radians(longitude) * math.cos(t) / slope
    return x, a1 * t + a2 * t**3 + a3 * t**7 + a4 * t**9


def box_around(boxes: Iterable[Box]) -> Box:
    """The narrowest box around all, with a margin, across the 180th meridian where that is shorter; else the world."""
    found = list(boxes)
    if not found:
        return WORLD
    west, east = _narrowest([(w, e) for w, _, e, _ in found])
    south, north = min(s for _, s, _, _ in found), max(n for _, _, _, n in found)
    if east - west > _WIDE_DEGREES:
        return WORLD
    across, up = (
        max(east - west, _LEAST_DEGREES) * (1 + 2 * _MARGIN),
        max(north - south, _LEAST_DEGREES) * (1 + 2 * _MARGIN),
    )
    x, y = (west + east) / 2, (south + north) / 2
    return x - across / 2, max(y - up / 2, -89.0), x + across / 2, min(y + up / 2, 89.0)


def fitted(box: Box, width: float, height: float) -> dict[str, Any]:
    """The Vega-Lite projection that shows a box as large as the figure allows, around its own meridian."""
    west, south, east, north = box
    middle = (west + east) / 2
    outline = [
        equal_earth(longitude - middle, south + (north - south) * step / 8)
        for longitude in (west, middle, east)
        for step in range(9)
    ]
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
    return {
        "type": "equalEarth",
        "rotate": [-middle, 0, 0],
        "scale": round(scale, 2),
        "translate": [
            round(width / 2 - scale * (max(xs) + min(xs)) / 2, 1),
            round(height / 2 + scale * (max(ys) + min(ys)) / 2, 1),
        ],
        "clipExtent": [[0, 0], [width, height]],
    }


def _narrowest(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The shortest arc of longitudes that holds all spans: the globe without its widest gap."""
    turned = sorted((west % 360, west % 360 + (east - west)) for west, east in spans)
    gap, begin, end = -math.inf, 0.0, 0.0
    before = max(east for _, east in turned) - 360
    for west, east in turned:
        if west - before > gap:
            gap, begin, end = west - before, west, before
        before = max(before, east)
    if gap <= 0:
        return -180.0, 180.0
    begin, length = (begin + 180) % 360 - 180, (end - begin) % 360
    return begin, begin + length
