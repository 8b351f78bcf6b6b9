"""The outlines of countries, their extent and names."""

import functools
import importlib.resources
import json
from typing import Any

from verbale.chart.projection import Box


@functools.cache
def shapes() -> dict[str, Any]:
    """Countries as TopoJSON with alpha-3 ids, from Natural Earth (public domain); tools/build_shapes.py makes it."""
    text = importlib.resources.files("verbale.chart").joinpath("data", "countries.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@functools.cache
def shape_boxes() -> dict[str, Box]:
    """West, south, east, north of each country's main part, by alpha-3 code."""
    return {shape["id"]: tuple(shape["properties"]["box"]) for shape in shapes()["objects"]["countries"]["geometries"]}


def country_name(code: str) -> str:
    """A country's name by its alpha-3 code; the code itself for the few islands without an outline."""
    return _names().get(code, code)


@functools.cache
def _names() -> dict[str, str]:
    return {shape["id"]: shape["properties"]["name"] for shape in shapes()["objects"]["countries"]["geometries"]}
