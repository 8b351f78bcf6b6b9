"""Fits verdicts.tsv: `python verdicts.py --portal PORTAL --articles ARTICLES --scorer FOLDER`.

Whether acts happened, are background, and are told by somebody: three logistic models over the features of
coding/verdicts.py, by scikit-learn with L2, on the acts of reports/*.jsonl and held/*.jsonl that the coder finds. Five
folds of texts print how well each does on what it was not fitted on.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from acts import Act, fully_labelled
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from verbale.codebook.frames import load_frames
from verbale.codebook.resources import data_root
from verbale.coding.coder import Coder
from verbale.coding.reading import HAPPENED
from verbale.coding.verdicts import QUESTIONS, WEIGHTS, Case, features
from verbale.pipeline.stages import annotate_document, find_date, find_place
from verbale.scorer import load_scorer
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
MIN_COUNT, STRENGTH, LEAST, FOLDS = 4, 1.0, 0.05, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act: features, per question the right answer (None where either is), and whether the rules say yes."""

    text: int
    features: list[str]
    right: dict[str, bool | None]
    by_rules: dict[str, bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the exported scorer")
    options = parser.parse_args()
    rows = [
        r
        for folder in ("reports", "held")
        for r in read(HERE / folder, options.portal, options.articles, options.scorer)
    ]
    weights = {}
    for question in QUESTIONS:
        asked = asked_of(rows, question)
        print(f"{question}: {report(asked, question)}")
        weights[question] = fit(asked, question)
    write(weights)


def read(folder: Path, portal: Path, articles: Path | None, scorer: Path) -> Iterator[Row]:
    coded = list(fully_labelled(folder, portal, articles))
    coder = Coder(frames=load_frames(), find_place=find_place, find_date=find_date, read=load_scorer(scorer).read)
    texts = parse_articles(article for article, _ in coded)
    for number, ((_, acts), (article, parse)) in enumerate(zip(coded, texts, strict=True)):
        document = annotate_document(article, parse)
        for judged in coder.judge(document):
            case = coder.case(document, *judged)
            act = act_at(case, acts)
            if act is not None:
                yield row_of(case, act, number)


def act_at(case: Case, acts: list[Act]) -> Act | None:
    """The act as coded by hand that the trigger is a word of, its type being right."""
    at = case.match.trigger.start
    return next(
        (a for a in acts if a.trigger and a.trigger.start <= at < a.trigger.end
         and case.match.frame.event_type in a.types), None
    )  # fmt: skip


def row_of(case: Case, act: Act, number: int) -> Row:
    sides = {status in HAPPENED for status in act.statuses}
    return Row(
        text=number,
        features=list(dict.fromkeys(features(case))),
        right={
            "happened": sides.pop() if len(sides) == 1 else None,
            "historical": act.historical,
            "attributed": act.attributed,
        },
        by_rules={
            "happened": case.status in HAPPENED,
            "historical": bool(case.history),
            "attributed": bool(case.attribution),
        },
    )


def asked_of(rows: list[Row], question: str) -> list[Row]:
    """Those with an answer; whether somebody tells of it is only asked where the rules find who."""
    return [r for r in rows if r.right[question] is not None and (question != "attributed" or r.by_rules[question])]


def matrix(rows: list[Row], index: dict[str, int]) -> csr_matrix:
    where = [[index[f] for f in row.features if f in index] for row in rows]
    starts = np.cumsum([0, *(len(w) for w in where)])
    return csr_matrix((np.ones(starts[-1]), [k for w in where for k in w], starts), shape=(len(rows), len(index)))


def fit(rows: list[Row], question: str) -> dict[str, float]:
    counts = Counter(f for row in rows for f in row.features)
    index = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False)
    model.fit(matrix(rows, index), [row.right[question] for row in rows])
    return dict(zip(index, model.coef_[0].tolist(), strict=True))


def report(rows: list[Row], question: str) -> str:
    """F1 of the rarer answer by rules and, on five folds, by weights."""
    rare = sum(bool(r.right[question]) for r in rows) * 2 < len(rows)
    said: dict[int, bool] = {}
    for fold in range(FOLDS):
        weights = fit([r for r in rows if r.text % FOLDS != fold], question)
        for k, row in enumerate(rows):
            if row.text % FOLDS == fold:
                said[k] = sum(weights.get(f, 0.0) for f in row.features) > 0
    right = [r.right[question] == rare for r in rows]
    by_rules = f1(right, [r.by_rules[question] == rare for r in rows])
    by_weights = f1(right, [said[k] == rare for k in range(len(rows))])
    of_them = f"{len(rows)} acts, {sum(right)} of them {'' if rare else 'not '}so"
    return f"{of_them}; F1 {by_rules:.3f} by rules, {by_weights:.3f} by weights"


def f1(right: list[bool], said: list[bool]) -> float:
    hits = sum(r and s for r, s in zip(right, said, strict=True))
    return 2 * hits / max(1, sum(right) + sum(said))


def write(weights: dict[str, dict[str, float]]) -> None:
    names = sorted({f for found in weights.values() for f, w in found.items() if abs(w) >= LEAST})
    with (data_root() / WEIGHTS).open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(("feature", *QUESTIONS)) + "\n")
        file.writelines("\t".join((n, *(f"{weights[q].get(n, 0.0):.3f}" for q in QUESTIONS))) + "\n" for n in names)
    print(len(names), "weights")


if __name__ == "__main__":
    main()
