"""Fits rewrites.tsv: `python rewrites.py INDEPENDENT.jsonl ...`.

Whether one article was written after another: a logistic model over the features of link/rewrites.py, on every second
happening of benchmarks/accuracy/copies (`copies.py --half 1` there measures on the others), and on files of real
articles (`text` a line) of which none was written after another, many of them on the same happening.
"""

import json
import sys
import zlib
from pathlib import Path

from logistic import Row, fit, held_out, precision_recall, write

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "accuracy"))
from copies import REWRITTEN, Piece, pieces_of

from verbale.codebook.resources import data_root
from verbale.link.rewrites import candidates, outline, rewrite_features

STRENGTH = 0.3


def main() -> None:
    pieces = [p for p in pieces_of(half=0) if p.kind in REWRITTEN | {"wire", "independent", "followup"}]
    rows = rows_of(pieces)
    for path in sys.argv[1:]:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
        rows += rows_of([Piece(base=f"{path}:{n}", kind="unrelated", text=t, day=None) for n, t in enumerate(texts)])
    right = [r.right for r in rows]
    precision, recall = precision_recall(right, [odds > 0 for odds in held_out(rows, STRENGTH)])
    print(f"{len(rows)} pairs: precision {precision:.3f}, recall {recall:.3f} on held-out folds")
    write({"weight": fit(rows, STRENGTH)}, data_root() / "rewrites.tsv")


def rows_of(pieces: list[Piece]) -> list[Row]:
    outlines = [outline(p.text, p.day) for p in pieces]
    numbers = {p.base: zlib.crc32(p.base.encode("utf-8")) for p in pieces}
    rows = []
    for first, second in candidates(outlines):
        one, other = pieces[first], pieces[second]
        same = one.base == other.base and {one.kind, other.kind} <= REWRITTEN | {"wire"}
        found = list(rewrite_features(outlines[first], outlines[second]))
        rows.append(Row(text=numbers[one.base], features=found, right=same))
    return rows


if __name__ == "__main__":
    main()
