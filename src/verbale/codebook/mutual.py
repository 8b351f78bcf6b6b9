"""For which pairs of actors an act counts; acts that their parties do to each other."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from verbale.codebook.frames import load_frames
from verbale.model.keys import actor_key

_FRAME = re.compile(r"frame (\S+): ")


def is_mutual(record: Mapping[str, Any]) -> bool:
    """Whether an event's sources do the act to each other; without a target it may also be that nobody says to whom.

    `record` is one of docs/output.md; the frame that its trace names decides.
    """
    if record["target"] or len(record["source"]) < 2:
        return False
    named = (_FRAME.match(step) for step in record["provenance"]["trace"][:1])
    return any(found[1] in _mutual_frames() for found in named if found)


def sides_of(record: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The keys by which those who do it and those to whom it is done are counted; parties of a mutual act are both."""
    source, target = (
        list(dict.fromkeys(key for key in map(actor_key, record[side]) if key)) for side in ("source", "target")
    )
    return source, (source if is_mutual(record) else target)


def pairs_of(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The ordered pairs of actors, by key, that the act counts for; nobody does a mutual act to himself."""
    source, target = sides_of(record)
    return [(one, other) for one in source for other in target if not (one == other and is_mutual(record))]


@functools.cache
def _mutual_frames() -> frozenset[str]:
    return frozenset(frame.id for frame in load_frames().frames if frame.mutual)
