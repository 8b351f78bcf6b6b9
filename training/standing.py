"""Fits standing.tsv: `python standing.py --portal PORTAL --articles ARTICLES --scorer FOLDER`.

Whether words that frames or scorer take for acts tell of one: a logistic model over the features of coding/standing.py,
by scikit-learn with L2, on reports and articles that the scorer in FOLDER has not learned from. Five folds of texts
print how well it does on what it was not fitted on.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from acts import Act, fully_labelled
from pairs import NONE
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from verbale.codebook.frames import load_frames
from verbale.codebook.resources import data_root
from verbale.coding.match import FrameMatcher
from verbale.coding.passages import acts_read
from verbale.coding.standing import WEIGHTS, Candidate, candidates_of, features
from verbale.coding.unframed import words_without_frame
from verbale.pipeline.stages import annotate_document
from verbale.scorer import load_scorer
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
MIN_COUNT, STRENGTH, LEAST, FOLDS = 4, 0.1, 0.02, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    text: int
    features: list[str]
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--scorer", type=Path, required=True, help="the exported scorer")
    options = parser.parse_args()
    rows = list(read(HERE / "held", options.portal, options.articles, options.scorer))
    print(report(rows))
    write(fit(rows))


def read(folder: Path, portal: Path, articles: Path | None, scorer: Path) -> Iterator[Row]:
    coded = list(fully_labelled(folder, portal, articles))
    frames, said = load_frames(), load_scorer(scorer).read
    texts = parse_articles(article for article, _ in coded)
    for number, ((_, acts), (article, parse)) in enumerate(zip(coded, texts, strict=True)):
        document = annotate_document(article, parse)
        matches = FrameMatcher(frames, parse, document.actors).matches()
        asked = {m.trigger.index for m in matches} | {t.index for t in words_without_frame(parse, matches)}
        candidates = candidates_of(document, matches, acts_read(document, asked, said))
        for candidate in candidates:
            right = is_right(candidate, acts)
            if right is not None:
                found = list(dict.fromkeys(features(document, candidate, candidates)))
                yield Row(text=number, features=found, right=right)


def is_right(candidate: Candidate, acts: list[Act]) -> bool | None:
    """Whether the act was coded; None for optional acts and for what may be a second mention of a coded one."""
    trigger, event_type = candidate.match.trigger, candidate.match.frame.event_type
    here = [a for a in acts if a.trigger and a.trigger.start <= trigger.start < a.trigger.end]
    if any(event_type in a.types for a in here):
        return None if any(NONE in a.types for a in here) else True
    if any(NONE in a.types for a in here) or any(event_type in a.types for a in acts):
        return None
    return False


def matrix(rows: list[Row], index: dict[str, int]) -> csr_matrix:
    where = [[index[f] for f in row.features if f in index] for row in rows]
    starts = np.cumsum([0, *(len(w) for w in where)])
    return csr_matrix((np.ones(starts[-1]), [k for w in where for k in w], starts), shape=(len(rows), len(index)))


def fit(rows: list[Row]) -> dict[str, float]:
    counts = Counter(f for row in rows for f in row.features)
    index = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False)
    model.fit(matrix(rows, index), [row.right for row in rows])
    return dict(zip(index, model.coef_[0].tolist(), strict=True))


def report(rows: list[Row]) -> str:
    """Precision and recall on five folds."""
    hits = said = 0
    for fold in range(FOLDS):
        weights = fit([r for r in rows if r.text % FOLDS != fold])
        for row in rows:
            if row.text % FOLDS == fold and sum(weights.get(f, 0.0) for f in row.features) > 0:
                said, hits = said + 1, hits + row.right
    right = sum(r.right for r in rows)
    return f"{len(rows)} words, {right} of them acts; precision {hits / said:.3f}, recall {hits / right:.3f}"


def write(weights: dict[str, float]) -> None:
    names = sorted(f for f, w in weights.items() if abs(w) >= LEAST)
    with (data_root() / WEIGHTS).open("w", encoding="utf-8", newline="") as file:
        file.write("feature\tweight\n")
        file.writelines(f"{name}\t{weights[name]:.3f}\n" for name in names)
    print(len(names), "weights")


if __name__ == "__main__":
    main()
