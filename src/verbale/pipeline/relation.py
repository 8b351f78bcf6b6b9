"""Scoring given pairs of actors: lines with two spans in, event types with probabilities out."""

import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from verbale.codebook.types import event_types
from verbale.errors import ConfigError
from verbale.model.article import Rejection
from verbale.model.scores import NO_ACT, ActorPair
from verbale.model.spans import Span
from verbale.pipeline.records import Record
from verbale.scorer import load_scorer

ROOTS = ("plover", "plv")
# The 15 classes of the PLV set hold one that PLOVER has split since.
YIELD = ("CONCEDE", "RETREAT")
CHUNK = 256


def score_pairs(lines: Iterable[str], name: str, *, roots: str, model: Path | None) -> Iterator[Record | Rejection]:
    """A record `{id, event_type, scores}` per line of `{id, text, source, target}`, in order, or its rejection.

    `roots`: "plover" scores the 16 types and NONE; "plv" the 15 classes of the PLV set, in which an act is certain.
    Raises ConfigError for other roots and ModelError for a model that cannot be loaded.
    """
    if roots not in ROOTS:
        raise ConfigError(f"no roots {roots!r}; one of {', '.join(ROOTS)}")
    scorer = load_scorer(model)
    items = (_parsed(line, f"{name}:{number}") for number, line in enumerate(lines, 1) if line.strip())
    while chunk := list(itertools.islice(items, CHUNK)):
        good = [item for item in chunk if not isinstance(item, Rejection)]
        scores = iter(scorer.score([pair for _, pair in good]))
        for item in chunk:
            yield item if isinstance(item, Rejection) else _record(item[0], next(scores).event_type, roots)


def _record(pair_id: Any, chances: dict[str, float], roots: str) -> Record:
    if roots == "plv":
        chances = {k: v for k, v in chances.items() if k != NO_ACT and k not in YIELD} | {
            "YIELD": sum(chances[k] for k in YIELD)
        }
        total = sum(chances.values())
        chances = {k: v / total for k, v in chances.items()}
    else:
        chances = {k: chances[k] for k in (*event_types(), NO_ACT)}
    best = max(chances, key=lambda k: chances[k])
    return {"id": pair_id, "event_type": best, "scores": {k: round(v, 4) for k, v in chances.items()}}


def _parsed(line: str, where: str) -> tuple[Any, ActorPair] | Rejection:
    try:
        row = json.loads(line)
        text = row["text"]
        pair = ActorPair(text=text, source=_span(row, "source", text), target=_span(row, "target", text))
        return row.get("id", where), pair
    except json.JSONDecodeError as error:
        detail = f"no JSON: {error}"
    except (TypeError, KeyError, ValueError) as error:
        detail = f"not a line {{id, text, source: [start, end], target: [start, end]}}: {error}"
    return Rejection(article_id=where, stage="relation", reason="bad-record", detail=detail)


def _span(row: dict[str, Any], side: str, text: str) -> Span:
    start, end = row[side]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise ValueError(f"{side} {row[side]!r} is no stretch of the text's {len(text)} characters")
    return Span(start, end)
