"""Logistic models over sparse yes-no features, by scikit-learn with L2."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

FOLDS = 5
# Weights nearer to nil than this are left out of the file.
LEAST = 0.03

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case: features, and the answer. `text` numbers the text it is from, so that a text falls into one fold."""

    text: int
    features: Sequence[str]
    right: bool


def fit(rows: Sequence[Row], strength: float, count: int = 4) -> Weights:
    """A weight for every feature seen `count` times; `strength` is scikit-learn's C."""
    counts = Counter(f for row in rows for f in dict.fromkeys(row.features))
    index = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= count))}
    where = [[index[f] for f in dict.fromkeys(row.features) if f in index] for row in rows]
    starts = np.cumsum([0, *(len(w) for w in where)])
    x = csr_matrix((np.ones(starts[-1]), [k for w in where for k in w], starts), shape=(len(rows), len(index)))
    model = LogisticRegression(C=strength, max_iter=500, fit_intercept=False)
    model.fit(x, [row.right for row in rows])
    return dict(zip(index, model.coef_[0].tolist(), strict=True))


def log_odds(weights: Weights, row: Row) -> float:
    return sum(weights.get(f, 0.0) for f in dict.fromkeys(row.features))


def held_out(rows: Sequence[Row], strength: float) -> list[float]:
    """The log-odds of every row by the model of the folds that it is not in."""
    said = [0.0] * len(rows)
    for fold in range(FOLDS):
        weights = fit([r for r in rows if r.text % FOLDS != fold], strength)
        for k, row in enumerate(rows):
            if row.text % FOLDS == fold:
                said[k] = log_odds(weights, row)
    return said


def precision_recall(right: Sequence[bool], said: Sequence[bool]) -> tuple[float, float]:
    hits = sum(r and s for r, s in zip(right, said, strict=True))
    return hits / max(1, sum(said)), hits / max(1, sum(right))


def f1(right: Sequence[bool], said: Sequence[bool]) -> float:
    precision, recall = precision_recall(right, said)
    return 2 * precision * recall / max(1e-9, precision + recall)


def write(columns: Mapping[str, Weights], target: Path) -> None:
    """One line a feature, one column a question."""
    names = sorted({f for found in columns.values() for f, w in found.items() if abs(w) >= LEAST})
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(("feature", *columns)) + "\n")
        file.writelines("\t".join((n, *(f"{c.get(n, 0.0):.3f}" for c in columns.values()))) + "\n" for n in names)
    print(len(names), "weights")
