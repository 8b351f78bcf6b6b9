"""Fits siting.tsv: `python tools/train_siting.py EVENT_LOCATION.jsonl.gz [HELD_OUT]`.

The file holds one record a line: `text`, `tokens` (`start`, `end`, `id`) and `spans` with `token_start`, `token_end`
and a `label`, VERB for the act, LOCATION for its place; a record without LOCATION names no place. The model is a
conditional logit over the names of the sentence and "none", fitted by Adagrad with L2. The first HELD_OUT records
(1,500), in an order shuffled with seed 5, are left out of the fit and scored at its end.
"""

import collections
import gzip
import json
import random
import sys
from pathlib import Path

import numpy as np

from verbale.ingest import article_from_text
from verbale.pipeline.stages import annotate_document, without_dateline
from verbale.places.siting import name_features, none_features
from verbale.text.parser import parse_articles

TARGET = Path(__file__).parent.parent / "src" / "verbale" / "codebook" / "data" / "places" / "siting.tsv"
MIN_COUNT, EPOCHS, RATE, L2, MARGIN = 8, 12, 0.3, 1e-4, 0.0


def main() -> None:
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    random.Random(5).shuffle(records)
    held_out = int(sys.argv[2]) if len(sys.argv) > 2 else 1500
    choices = list(read(records))
    weights = fit(choices[held_out:])
    print(f"fitted on: F1 {f1(choices[held_out:], weights):.3f}; held out: F1 {f1(choices[:held_out], weights):.3f}")
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write("feature\tweight\n")
        file.writelines(f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items()))
    print(len(weights), "weights")


def read(records):  # type: ignore[no-untyped-def]
    """Per record the gold tokens, the names as (features, tokens), and the features of none."""
    articles = [without_dateline(article_from_text(r["text"], article_id=str(k))) for k, r in enumerate(records)]
    for record, (article, parse) in zip(records, parse_articles(articles), strict=True):
        spans = record.get("spans", [])
        acts = [s for s in spans if s["label"] == "VERB"]
        gold = {i for s in spans if s["label"] == "LOCATION" for i in range(s["token_start"], s["token_end"] + 1)}
        trigger = next(
            (t for t in parse.tokens if acts and t.start < acts[0]["end"] and acts[0]["start"] < t.end), None
        )
        if trigger is None:
            yield gold, [], []
            continue
        sentence = parse.sentences[trigger.sentence]
        toponyms = annotate_document(article, parse).toponyms
        here = [t for t in toponyms if t.use == "literal" and t.place and sentence.first <= t.head < sentence.last]
        names = [
            (
                list(name_features(parse, trigger, t, here)),
                {k["id"] for k in record["tokens"] if k["start"] < t.span.end and t.span.start < k["end"]},
            )
            for t in here
        ]
        yield gold, names, list(none_features(parse, trigger, here))


def fit(choices) -> dict[str, float]:  # type: ignore[no-untyped-def]
    counts = collections.Counter(f for _, names, none in choices for fs in (*(n[0] for n in names), none) for f in fs)
    index = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    examples = []
    for gold, names, none in choices:
        overlap = [len(gold & ids) / len(gold | ids) for _, ids in names] if gold else [0.0 for _ in names]
        if not names or (gold and not max(overlap)):
            continue
        best = max(overlap)
        right = [float(o == best) for o in overlap] + [0.0] if gold else [0.0] * len(names) + [1.0]
        rows = [[index[f] for f in fs if f in index] for fs in (*(n[0] for n in names), none)]
        examples.append((rows, np.array(right) / sum(right)))
    weights, squares = np.zeros(len(index)), np.full(len(index), 1e-6)
    order = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for k in order.permutation(len(examples)):
            rows, right = examples[k]
            scores = np.array([weights[row].sum() for row in rows])
            odds = np.exp(scores - scores.max())
            gradient: dict[int, float] = collections.defaultdict(float)
            for row, share, wanted in zip(rows, odds / odds.sum(), right, strict=True):
                for feature in row:
                    gradient[feature] += share - wanted
            for feature, value in gradient.items():
                step = value + L2 * weights[feature]
                squares[feature] += step * step
                weights[feature] -= RATE * step / np.sqrt(squares[feature])
    return {f: float(weights[k]) for f, k in index.items()}


def f1(choices, weights: dict[str, float]) -> float:  # type: ignore[no-untyped-def]
    """Micro F1 over tokens, records without a place included."""
    hits = extra = missed = 0
    for gold, names, none in choices:
        scores = [sum(weights.get(f, 0.0) for f in fs) for fs, _ in names]
        floor = sum(weights.get(f, 0.0) for f in none) - MARGIN
        chosen = names[int(np.argmax(scores))][1] if scores and max(scores) >= floor else set()
        hits, extra, missed = hits + len(gold & chosen), extra + len(chosen - gold), missed + len(gold - chosen)
    return 2 * hits / (2 * hits + extra + missed)


if __name__ == "__main__":
    main()
