"""Pairwise F1 of copies and rewrites: `python copies.py [UNRELATED.jsonl]`.

500 articles made from 50 (copies/*.jsonl and what is made of them here) and UNRELATED ones (JSON Lines with `text`), of
which the first 500 are taken; without a file, only the fifty happenings stand against each other. `--half 0|1` takes
every second happening: rewrites.tsv is fitted on half 0.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from verbale.link.copies import copy_pairs
from verbale.link.rewrites import outline, rewrite_pairs

TEXTS = Path(__file__).parent / "copies"
VERBATIM = {"wire", "verbatim", "trimmed", "reordered"}
REWRITTEN = {"spun", "restructured", "translated"}
UNRELATED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One text; `base` names the happening."""

    base: str
    kind: str
    text: str
    day: int | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("unrelated", type=Path, nargs="?")
    parser.add_argument("--half", type=int, choices=(0, 1))
    options = parser.parse_args()
    pieces = list(pieces_of(options.half))
    if options.unrelated:
        lines = options.unrelated.read_text(encoding="utf-8").splitlines()[:UNRELATED]
        pieces += [
            Piece(base=f"u{n}", kind="unrelated", text=json.loads(x)["text"], day=None) for n, x in enumerate(lines)
        ]
    print(len(pieces), "articles")
    copied = {(p.first, p.second) for p in copy_pairs([p.text for p in pieces])}
    verbatim = gold_pairs(pieces, VERBATIM)
    print("verbatim and trimmed:", figures(copied, verbatim))
    rewritten = {(p.first, p.second) for p in rewrite_pairs([outline(p.text, p.day) for p in pieces])}
    both = gold_pairs(pieces, VERBATIM | REWRITTEN)
    print(
        "spun and restructured:",
        figures((rewritten | copied) - gold_pairs(pieces, VERBATIM), both - gold_pairs(pieces, VERBATIM)),
    )


def figures(found: set[tuple[int, int]], gold: set[tuple[int, int]]) -> str:
    hits = len(found & gold)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(gold))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} ({len(gold)} pairs, {len(found)} found)"


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
