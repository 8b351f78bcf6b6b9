"""Place names of an article: found, told apart, and tied to the acts that happen there."""

from verbale.places.dateline import Dateline, find_dateline
from verbale.places.locate import locate
from verbale.places.toponyms import find_toponyms

__all__ = ["Dateline", "find_dateline", "find_toponyms", "locate"]
