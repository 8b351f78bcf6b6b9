"""Place names of an article: found, told apart, and tied to the acts that happen there."""

from typing import Any

from verbale.places.cities import prepare as prepare_gazetteer
from verbale.places.dateline import find_dateline
from verbale.places.site_of_act import place_of_act
from verbale.places.toponyms import find_toponyms

__all__ = ["find_dateline", "find_toponyms", "locate", "place_of_act", "prepare_gazetteer"]


def __getattr__(name: str) -> Any:
    """`verbale.places.locate(text, start, end)` needs a parser, so it stands with the pipeline, which has one."""
    if name == "locate":
        import importlib

        return importlib.import_module("verbale.pipeline.api").locate
    raise AttributeError(f"module 'verbale.places' has no attribute {name!r}")
