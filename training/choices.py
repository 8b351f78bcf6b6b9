"""A conditional logit: which of a few options is right, each with features, by Adagrad with L2."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

MIN_COUNT, EPOCHS, RATE, L2, LEAST = 4, 10, 0.05, 1e-2, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The options of one case: features, whether right, what counts as the answer, and a score known before.

    `text` numbers the text it is from, so that a text falls into one fold with all its cases.
    """

    text: int
    features: list[list[str]]
    right: list[bool]
    answers: list[str | None]
    wanted: str | None
    given: list[float] = field(default_factory=list)


def fit(choices: Sequence[Choice]) -> dict[str, float]:
    """A weight for every feature seen MIN_COUNT times; cases without a right option teach nothing."""
    counts = Counter(f for c in choices for fs in c.features for f in dict.fromkeys(fs))
    index = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    cases = [
        (
            np.array(c.given or [0.0] * len(c.right)),
            [[index[f] for f in dict.fromkeys(fs) if f in index] for fs in c.features],
            np.array(c.right) / sum(c.right),
        )
        for c in choices if any(c.right) and len(c.right) > 1
    ]  # fmt: skip
    found, squares = np.zeros(len(index)), np.full(len(index), 1e-2)
    order = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for k in order.permutation(len(cases)):
            given, rows, right = cases[k]
            scores = given + np.array([found[row].sum() for row in rows])
            odds = np.exp(scores - scores.max())
            gradient: dict[int, float] = defaultdict(float)
            for row, share, wanted in zip(rows, odds / odds.sum(), right, strict=True):
                for feature in row:
                    gradient[feature] += share - wanted
            for feature, value in gradient.items():
                step = value + L2 * found[feature]
                squares[feature] += step * step
                found[feature] -= RATE * step / np.sqrt(squares[feature])
    return {f: float(found[k]) for f, k in index.items()}


def accuracy(found: dict[str, float], choices: Sequence[Choice]) -> float:
    """Share of cases whose answer is the one wanted."""
    hits = 0
    for c in choices:
        given = c.given or [0.0] * len(c.right)
        scores = [
            g + sum(found.get(f, 0.0) for f in dict.fromkeys(fs)) for g, fs in zip(given, c.features, strict=True)
        ]
        hits += c.answers[int(np.argmax(scores))] == c.wanted
    return hits / max(1, len(choices))


def held_out(choices: Sequence[Choice]) -> tuple[dict[str, float], list[Choice]]:
    """Weights fitted without a fifth of the texts, and the cases of these."""
    texts = sorted({c.text for c in choices})
    held = set(random.Random(5).sample(texts, len(texts) // 5))
    return fit([c for c in choices if c.text not in held]), [c for c in choices if c.text in held]


def write(found: dict[str, float], target: Path) -> None:
    kept = {f: w for f, w in found.items() if abs(w) >= LEAST}
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write("feature\tweight\n")
        file.writelines(f"{name}\t{weight:.3f}\n" for name, weight in sorted(kept.items()))
    print(len(kept), "weights")
