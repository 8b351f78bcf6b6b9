"""Given pairs of actors: `python benchmarks/accuracy/relations.py GOLD_FOLDER [VERBALE] [--model PATH]`.

AW_train: cooperation (quad classes 1 and 2) or conflict (3 and 4, REQUEST included) of the pair by `verbale relation`,
macro-F1. PLV_train from raw sentences, no spans given: the class predicted is that of the most
confident event whose two actors each share a content word with one of the marked spans, else none; macro-F1 over the
15 roots. The shipped scorer has learned from PLV_train, so that the second figure flatters it.
"""

import argparse
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import print_figures

from verbale.ingest import article_from_text
from verbale.model.scores import ActorPair
from verbale.model.spans import Span
from verbale.pipeline.run import Result, Settings, run_code
from verbale.scorer import load_scorer

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
YIELD = frozenset({"CONCEDE", "RETREAT"})
MARK = re.compile(r"</?([st])>")
STOP = frozenset("the a an of and for to in on at by with from its his her their".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence, the spans of its two actors, and the class that annotators gave the pair."""

    text: str
    source: Span
    target: Span
    answer: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("verbale", nargs="?", help="not used: scored in this process")
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    print_figures(**figures(options.gold, options.model))


def figures(gold: Path, model: Path | None = None) -> dict[str, float]:
    folder = gold / "relations"
    return {
        "aw": binary(list(marked_sentences(folder / "AW_train.tsv", "gold_binary")), model),
        "plv_end_to_end": end_to_end(list(marked_sentences(folder / "PLV_train.tsv", "gold_root")), model),
    }


def binary(rows: list[Marked], model: Path | None) -> float:
    pairs = [ActorPair(text=r.text, source=r.source, target=r.target) for r in rows]
    found = []
    for scores in load_scorer(model).score(pairs):
        friendly = sum(p for t, p in scores.event_type.items() if t in COOPERATION)
        hostile = sum(p for t, p in scores.event_type.items() if t not in COOPERATION and t != "NONE")
        found.append("1" if hostile > friendly else "0")
    return macro_f1([r.answer for r in rows], found)


def end_to_end(rows: list[Marked], model: Path | None) -> float:
    articles = [article_from_text(row.text, article_id=str(n)) for n, row in enumerate(rows)]
    outcomes = run_code(articles, Settings(model=model))
    found = [
        root_of(outcome.records if isinstance(outcome, Result) else (), row)
        for outcome, row in zip(outcomes, rows, strict=True)
    ]
    return macro_f1([row.answer for row in rows], found)


def root_of(events: Iterable[dict], row: Marked) -> str | None:
    """The root of the surest event between the two marked actors, whichever of them acts."""
    ours = [words(row.source.quote(row.text)), words(row.target.quote(row.text))]
    fitting = [e for e in events if between(e, *ours)]
    best = max(fitting, key=lambda e: e["confidence"] or 0.0, default=None)
    if best is None:
        return None
    return "YIELD" if best["event_type"] in YIELD else best["event_type"]


def between(event: dict, one: set[str], two: set[str]) -> bool:
    sides = [words(" ".join(f"{a['text']} {a['name']}" for a in event[side])) for side in ("source", "target")]
    if not event["target"]:
        sides[1] = sides[0]
    return any(bool(sides[i] & one) and bool(sides[1 - i] & two) for i in (0, 1))


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - STOP


def marked_sentences(path: Path, column: str) -> Iterator[Marked]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            text, spans = unmarked(row["marked_sentence"])
            if len(spans.get("s", [])) >= 2 and len(spans.get("t", [])) >= 2:
                source, target = (Span(*spans[k][:2]) for k in "st")
                yield Marked(text=text, source=source, target=target, answer=row[column])


def unmarked(marked: str) -> tuple[str, dict[str, list[int]]]:
    text, position = "", 0
    spans: dict[str, list[int]] = {}
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        position = match.end()
        spans.setdefault(match.group(1), []).append(len(text))
    return text + marked[position:], spans


def macro_f1(gold: list[str], found: list[str | None]) -> float:
    scores = []
    for kind in sorted(set(gold)):
        hits = sum(g == kind == f for g, f in zip(gold, found, strict=True))
        scores.append(2 * hits / max(1, gold.count(kind) + found.count(kind)))
    return sum(scores) / len(scores)


if __name__ == "__main__":
    main()
