"""Gradient-boosted trees over sparse yes-no features, by scikit-learn, written as codebook/trees.py reads them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from logistic import FOLDS, Row
from sklearn.ensemble import HistGradientBoostingClassifier

from verbale.codebook.trees import COLUMNS, Node, Trees, odds

LEAST_SEEN = 15
SETTINGS = {
    "max_iter": 400, "learning_rate": 0.04, "max_leaf_nodes": 12, "min_samples_leaf": 15, "l2_regularization": 2.0,
    "max_features": 0.15, "random_state": 1,
}  # fmt: skip


def fit(rows: Sequence[Row]) -> Trees:
    """Trees that give the log-odds of `right`."""
    counts = Counter(f for row in rows for f in set(row.features))
    names = sorted(f for f, n in counts.items() if n >= LEAST_SEEN)
    index = {name: n for n, name in enumerate(names)}
    cases = np.zeros((len(rows), len(names)), dtype=np.float32)
    for n, row in enumerate(rows):
        cases[n, [index[f] for f in row.features if f in index]] = 1
    model = HistGradientBoostingClassifier(**SETTINGS).fit(cases, [row.right for row in rows])
    first = Node("", 0, 0, float(np.ravel(model._baseline_prediction)[0]))
    return ((first,), *(_tree(p[0].nodes, names) for p in model._predictors))


def _tree(nodes: np.ndarray, names: Sequence[str]) -> tuple[Node, ...]:
    """Nodes in the order of scikit-learn; an inner one's value is the mean of its leaves."""
    values = [0.0] * len(nodes)
    for n in reversed(range(len(nodes))):
        node = nodes[n]
        if node["is_leaf"]:
            values[n] = float(node["value"])
        else:
            left, right = int(node["left"]), int(node["right"])
            shares = float(nodes[left]["count"]), float(nodes[right]["count"])
            values[n] = (values[left] * shares[0] + values[right] * shares[1]) / sum(shares)
    return tuple(
        Node("", 0, 0, values[n])
        if node["is_leaf"]
        else Node(names[int(node["feature_idx"])], int(node["left"]), int(node["right"]), values[n])
        for n, node in enumerate(nodes)
    )


def held_out(rows: Sequence[Row]) -> list[float]:
    """The log-odds of every row by the trees of the folds that it is not in."""
    said = [0.0] * len(rows)
    for fold in range(FOLDS):
        model = fit([r for r in rows if r.text % FOLDS != fold])
        for k, row in enumerate(rows):
            if row.text % FOLDS == fold:
                said[k] = odds(model, set(row.features))
    return said


def write(models: Mapping[str, Trees], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for name, found in models.items():
            for t, tree in enumerate(found):
                for n, node in enumerate(tree):
                    cells = (name, t, n, node.feature, node.without, node.within, f"{node.value:.4f}")
                    file.write("\t".join(map(str, cells)) + "\n")
