"""Pairwise F1 of copies and rewrites: `python copies.py [GOLD_FOLDER] [--half 0|1]`.

500 articles made from 50 (copies/*.jsonl and what is made of them here), reports of the same happenings by others, and
500 unrelated articles: press releases in the folder data beside GOLD_FOLDER. Without it only the fifty happenings stand
against each other. `--half 1` takes the happenings on which rewrites.tsv was not fitted.
"""

import argparse
import csv
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from measure import print_figures

from verbale.link.copies import copy_pairs, runs
from verbale.link.rewrites import outline, rewrite_pairs

TEXTS = Path(__file__).parent / "copies"
VERBATIM = {"wire", "verbatim", "trimmed", "reordered"}
REWRITTEN = {"spun", "restructured", "translated"}
UNRELATED = 500
LEAST_CHARS = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One text; `base` names the happening."""

    base: str
    kind: str
    text: str
    day: int | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("verbale", nargs="?", help="not used: gate.py names it to every measure")
    parser.add_argument("--half", type=int, choices=(0, 1))
    options = parser.parse_args()
    pieces = list(pieces_of(options.half))
    if options.gold:
        pieces += unrelated(options.gold.parent / "data" / "leaders_press_2022")
    print(len(pieces), "articles")
    copied = with_the_same({(p.first, p.second) for p in copy_pairs([p.text for p in pieces])}, pieces)
    verbatim = gold_pairs(pieces, VERBATIM)
    rewritten = {(p.first, p.second) for p in rewrite_pairs([outline(p.text, p.day) for p in pieces])}
    rest = gold_pairs(pieces, VERBATIM | REWRITTEN) - verbatim
    print_figures(
        verbatim=f1_of("verbatim and trimmed", copied, verbatim),
        rewritten=f1_of("spun and restructured", (rewritten | copied) - verbatim, rest),
    )


def with_the_same(found: set[tuple[int, int]], pieces: list[Piece]) -> set[tuple[int, int]]:
    """Of texts with the same runs only the first is paired with others: the rest are as it is."""
    alike: dict[frozenset[int], list[int]] = {}
    for number, piece in enumerate(pieces):
        alike.setdefault(runs(piece.text), []).append(number)
    same = {group[0]: group for group in alike.values()}
    pairs = {(a, b) for i, j in found for a in same.get(i, [i]) for b in same.get(j, [j])}
    pairs |= {pair for group in alike.values() for pair in combinations(group, 2)}
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def f1_of(name: str, found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> float:
    hits = len(found & gold)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(gold))
    print(f"{name}: precision {precision:.3f} recall {recall:.3f} ({len(gold)} pairs, {len(found)} found)")
    return 2 * precision * recall / max(1e-9, precision + recall)


def unrelated(folder: Path) -> Iterator[Piece]:
    """Long enough articles of other matters, picked at random."""
    csv.field_size_limit(10**7)
    texts = []
    for path in sorted(folder.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            texts += [row["body"] for row in csv.DictReader(file) if len(row["body"]) > LEAST_CHARS]
    random.Random(3).shuffle(texts)
    for n, text in enumerate(texts[:UNRELATED]):
        yield Piece(base=f"u{n}", kind="unrelated", text=text, day=None)


def gold_pairs(pieces: list[Piece], kinds: set[str]) -> set[tuple[int, int]]:
    """Pairs of pieces of these kinds that go back to the same wire."""
    return {
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(pieces), 2)
        if a.base == b.base and a.kind in kinds and b.kind in kinds
    }


def pieces_of(half: int | None = None) -> Iterator[Piece]:
    """The written texts and the made ones, happening by happening."""
    import datetime

    bases: dict[str, list[dict[str, str]]] = {}
    for path in sorted(TEXTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            bases.setdefault(row["base"], []).append(row)
    for number, rows in enumerate(bases.values()):
        if half is None or number % 2 == half:
            for row in rows:
                day = datetime.date.fromisoformat(row["published_at"]).toordinal()
                yield Piece(base=row["base"], kind=row["kind"], text=row["text"], day=day)
                if row["kind"] == "wire":
                    for kind, text in made_of(row["text"], random.Random(row["base"])):
                        yield Piece(base=row["base"], kind=kind, text=text, day=day)


def made_of(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """What a desk does to a wire without writing: another masthead, the end cut off, paragraphs moved."""
    paragraphs = text.split("\n\n")
    yield "verbatim", f"{rng.choice(('From our correspondents', 'Wire services'))}\n\n{text}\n\nAll rights reserved."
    yield "verbatim", text.replace("\n\n", "\n")
    yield "trimmed", "\n\n".join(paragraphs[: max(2, round(len(paragraphs) * rng.uniform(0.5, 0.7)))])
    yield "trimmed", "\n\n".join(p for n, p in enumerate(paragraphs) if n == 0 or rng.random() < 0.6)
    moved = paragraphs[1:]
    rng.shuffle(moved)
    yield "reordered", "\n\n".join((paragraphs[0], *moved))


if __name__ == "__main__":
    main()
