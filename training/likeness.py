"""Grows likeness.tsv: `python likeness.py STORE ECBPLUS`.

Whether two tellings are one act: boosted trees over the features of link/likeness.py, on pairs of portal reports
that readers judged (pairs_judged/*.tsv: report, start of the trigger, report, start of the trigger, verdict). STORE
is a store with these reports; a part of a longer act counts as another. Five folds print what it finds on pairs not
seen. The trees for tellings without a type ("bare") come from the training half of ECB+ in the folder ECBPLUS.
"""

import json
import math
import random
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
from boosting import fit, held_out, write
from logistic import Row, precision_recall

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "accuracy"))
from ecbplus import candidates, drawn

from verbale.codebook.resources import data_root
from verbale.link.across import THRESHOLD
from verbale.link.likeness import likeness_features
from verbale.link.sketches import Sketch, sketches
from verbale.pipeline.tellings import telling_of

HERE = Path(__file__).parent
KEPT = 0.3
# Given mentions are linked from a chance of two in five on, coded events from THRESHOLD: there the figure is flat.
BARE_THRESHOLD = 0.4


def main() -> None:
    rows = list(judged(Path(sys.argv[1])))
    right = [r.right for r in rows]
    odds = held_out(rows)
    for floor in (-1.0, -0.5, 0.0, 0.5, 1.0):
        precision, recall = precision_recall(right, [o > floor for o in odds])
        print(f"log-odds over {floor}: precision {precision:.3f}, recall {recall:.3f} on held-out folds")
    bare = fit(list(of_ecbplus(Path(sys.argv[2]))))
    # Of the pairs that are not one event only a part was shown.
    shift = math.log(KEPT) + log_odds_of(THRESHOLD) - log_odds_of(BARE_THRESHOLD)
    first = replace(bare[0][0], value=bare[0][0].value + shift)
    write({"coded": fit(rows), "bare": ((first,), *bare[1:])}, data_root() / "likeness.tsv")


def log_odds_of(chance: float) -> float:
    return math.log(chance / (1 - chance))


def of_ecbplus(folder: Path) -> Iterator[Row]:
    sketched, gold = drawn(folder, "Train")
    chain = {name: n for n, names in enumerate(gold) for name in names}
    rng = random.Random(1)
    for i, j in candidates(sketched):
        one, other = sketched[i], sketched[j]
        same = chain[one.telling.event_id] == chain[other.telling.event_id]
        if same or rng.random() < KEPT:
            yield Row(text=0, features=list(likeness_features(one, other)), right=same)


def judged(store: Path) -> Iterator[Row]:
    lines = [
        line.split("\t") for p in sorted((HERE / "pairs_judged").glob("*.tsv")) for line in p.read_text().splitlines()
    ]
    found = sketched(store, {a for a, _, _, _, _ in lines} | {b for _, _, b, _, _ in lines})
    for a, start_a, b, start_b, verdict in lines:
        one, other = found.get((a, int(start_a))), found.get((b, int(start_b)))
        if one is not None and other is not None and verdict != "unclear":
            features = list(likeness_features(one, other))
            # Pairs of one day fall into one fold: they share happenings.
            yield Row(text=zlib.crc32(a[4:14].encode()), features=features, right=verdict == "same")


def sketched(store: Path, reports: set[str]) -> dict[tuple[str, int], Sketch]:
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(
            "SELECT e.record, a.text FROM event e JOIN article a USING (article_id)"
            " WHERE e.known_until IS NULL AND a.known_until IS NULL AND article_id IN (SELECT unnest(?::VARCHAR[]))",
            [sorted(reports)],
        ).fetchall()
    records = [(json.loads(record), text) for record, text in rows]
    tellings = [telling_of(record, text) for record, text in records]
    drawn = sketches(tellings, {r["article_id"]: text for r, text in records})
    return {(r["article_id"], r["trigger"]["start"]): s for (r, _), s in zip(records, drawn, strict=True)}


if __name__ == "__main__":
    main()
