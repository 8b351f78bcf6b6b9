"""Labelled pairs of actors, from every source that the scorer learns from.

A pair is a text with a source and a target marked. What is labelled differs by source: an unknown label is None (or no
event type at all) and costs nothing in training.
"""

import csv
import gzip
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

NONE = "NONE"
EVENT_TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN", NONE,
)  # fmt: skip
MODES = (
    "", "CONSULT/visit", "CONSULT/third-party", "CONSULT/multilateral", "CONSULT/phone", "RETREAT/withdraw",
    "RETREAT/release", "RETREAT/disarm", "RETREAT/ceasefire", "RETREAT/access", "RETREAT/resign", "REQUEST/assist",
    "REQUEST/change", "REQUEST/yield", "REQUEST/meet", "ACCUSE/disapprove", "ACCUSE/investigate", "ACCUSE/allege",
    "REJECT/assist", "REJECT/change", "REJECT/yield", "REJECT/meet", "THREATEN/restrict", "THREATEN/arrest",
    "THREATEN/relations", "THREATEN/expel", "THREATEN/territory", "THREATEN/violence", "PROTEST/demo", "PROTEST/riot",
    "PROTEST/strike", "PROTEST/hunger", "PROTEST/boycott", "PROTEST/obstruct", "SANCTION/convict", "SANCTION/expel",
    "SANCTION/withdraw", "SANCTION/discontinue", "MOBILIZE/troops", "MOBILIZE/weapons", "MOBILIZE/police",
    "MOBILIZE/militia", "COERCE/seize", "COERCE/restrict", "COERCE/censor", "COERCE/curfew", "COERCE/martial-law",
    "COERCE/arrest", "COERCE/deport", "COERCE/withhold", "COERCE/misinformation", "COERCE/cyber", "ASSAULT/abduct",
    "ASSAULT/beat", "ASSAULT/torture", "ASSAULT/sexual", "ASSAULT/targeted", "ASSAULT/destroy", "ASSAULT/primitive",
    "ASSAULT/firearms", "ASSAULT/explosives", "ASSAULT/suicide-attack", "ASSAULT/aerial", "ASSAULT/drone",
    "ASSAULT/heavy-weapons", "ASSAULT/crowd-control", "ASSAULT/unconventional",
)  # fmt: skip
STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated")
# Acts that both sides do together: the pair swapped is as good as the pair.
MUTUAL = {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"}
# The types of each CAMEO quad class, by number; 0 is a text without any.
QUAD_CLASSES = (
    {NONE}, {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}, {"COOPERATE", "AID", "RETREAT"},
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}, {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
)  # fmt: skip
# One PLV class holds two PLOVER types.
OF_PLV = {"YIELD": frozenset({"CONCEDE", "RETREAT"})}
MARK = re.compile(r"</?([st])>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A text with two spans (half-open, code points) and what is known of the act from the first to the second.

    Without spans the labels are about the text as a whole. `event_types` holds every type that counts as right;
    `forward` is False where the act goes from the target to the source; `teacher` holds a larger model's probabilities
    per head.
    """

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    event_types: frozenset[str] = frozenset()
    mode: str | None = None
    status: str | None = None
    attributed: bool | None = None
    forward: bool | None = None
    teacher: dict[str, list[float]] = field(default_factory=dict)


def unmarked(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]] | None:
    """The text and its two spans of a sentence marked with <s></s> and <t></t>; None where a mark is missing."""
    text, position = "", 0
    spans: dict[str, list[int]] = {}
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        ends = spans.setdefault(match.group(1), [])
        if len(ends) < 2:
            ends.append(len(text))
    text += marked[position:]
    if len(spans.get("s", [])) != 2 or len(spans.get("t", [])) != 2:
        return None
    (s0, s1), (t0, t1) = spans["s"], spans["t"]
    return text, (s0, s1), (t0, t1)


def own_sentences(folder: Path) -> Iterator[Pair]:
    """Sentences of our own: `type mode status attributed sentence` a line, tab-separated, the spans marked."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            event_type, mode, status, attributed, marked = line.split("\t")
            found = unmarked(marked)
            if found is None:
                raise ValueError(f"{path}: no two marked spans in {marked!r}")
            text, source, target = found
            yield _labelled(text, source, target, event_type, mode, status, attributed)


def coded_reports(folder: Path, portal: Path) -> Iterator[Pair]:
    """Portal reports coded by hand: `report_id type mode status attributed source target` a line, without the text."""
    texts = {r["id"]: r["text"] for r in reports(portal)}
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            report_id, event_type, mode, status, attributed, source, target = line.split("\t")
            text = texts[report_id]
            yield _labelled(text, _span(text, source), _span(text, target), event_type, mode, status, attributed)


def fully_coded(folder: Path, portal: Path) -> Iterator[Pair]:
    """Pairs of the reports that are coded in full (JSONL, offsets instead of words), of acts with one type only."""
    texts = {r["id"]: r["text"] for r in reports(portal)}
    for path in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            for act in row["events"] if row["id"] in texts else ():
                yield from _pairs_of_act(texts[row["id"]], act)


def _pairs_of_act(text: str, act: dict) -> Iterator[Pair]:
    if len(set(act["type"])) > 1:
        return
    mode, status = ((act[k][0] or "") if len(act[k]) == 1 else "" for k in ("mode", "status"))
    said = "yes" if act["attribution"] else "no"
    sources, targets = ([tuple(a["span"]) for a in act[side]] for side in ("source", "target"))
    if not targets:
        sources, targets = sources[:1], sources[1:2]
    for source, target in itertools.islice(itertools.product(sources, targets), 2):
        if source[1] <= target[0] or target[1] <= source[0]:
            yield _labelled(text, source, target, act["type"][0], mode, status, said)


def reports(portal: Path) -> Iterator[dict[str, str]]:
    with gzip.open(portal, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def plv(path: Path) -> list[Pair]:
    """Sentences of the PLV set (PLV layout, 15 roots), in the file's order; rows without both marks are left out."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found = unmarked(row["marked_sentence"])
            if found:
                text, source, target = found
                types = OF_PLV.get(row["gold_root"], frozenset({row["gold_root"]}))
                pairs.append(Pair(text=text, source=source, target=target, event_types=types, forward=True))
    return pairs


def quad_classed(path: Path) -> list[Pair]:
    """Sentences with the number of their quad class, tab-separated, no spans: every type of the class is right."""
    rows = (line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Pair(text=text, source=None, target=None, event_types=frozenset(QUAD_CLASSES[int(number)]))
        for text, number in rows
    ]


def with_reversed(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Every pair, and those of one-way acts once more with the sides swapped, to teach which of the two acts."""
    pairs = list(pairs)
    known = {(p.text, p.source, p.target) for p in pairs}
    for pair in pairs:
        yield pair
        one_way = pair.source and pair.event_types and not pair.event_types & (MUTUAL | {NONE})
        if one_way and (pair.text, pair.target, pair.source) not in known:
            yield replace(
                pair, source=pair.target, target=pair.source, event_types=frozenset(), forward=False,
                mode=None, status=None, attributed=None,
            )  # fmt: skip


def _labelled(
    text: str,
    source: tuple[int, int],
    target: tuple[int, int],
    event_type: str,
    mode: str,
    status: str,
    attributed: str,
) -> Pair:
    if event_type not in EVENT_TYPES:
        raise ValueError(f"no event type {event_type!r}: {text[:60]}")
    if event_type == NONE:
        return Pair(text=text, source=source, target=target, event_types=frozenset({NONE}))
    named = f"{event_type}/{mode}" if mode else ""
    return Pair(
        text=text,
        source=source,
        target=target,
        event_types=frozenset({event_type}),
        mode=named if named in MODES else None,
        status=status if status in STATUSES else None,
        attributed={"yes": True, "no": False}.get(attributed),
        forward=None if event_type in MUTUAL else True,
    )


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)
