"""Acts that their parties do to each other."""

import functools
import re
from typing import Any

from verbale.codebook.frames import load_frames

_FRAME = re.compile(r"frame (\S+): ")


def is_mutual(record: dict[str, Any]) -> bool:
    """Whether an event's sources do the act to each other; without a target it may also be that nobody says to whom.

    `record` is one of docs/output.md; the frame that its trace names decides.
    """
    if record["target"] or len(record["source"]) < 2:
        return False
    named = (_FRAME.match(step) for step in record["provenance"]["trace"][:1])
    return any(found[1] in _mutual_frames() for found in named if found)


@functools.cache
def _mutual_frames() -> frozenset[str]:
    return frozenset(frame.id for frame in load_frames().frames if frame.mutual)
