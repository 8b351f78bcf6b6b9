"""Fits sides.tsv: `python sides.py --portal PORTAL --scorer FOLDER`.

Who stands on which side of an act: a logistic model per side over the features of coding/siding.py, fitted by
scikit-learn with L2 on the acts of held/*.jsonl, which the scorer in FOLDER must not have learned from. A fifth of the
texts is left out first, to print how well it finds the sides there.
"""

import argparse
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from acts import Act, fully_labelled, head_of, same_actors, word_at
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from verbale.codebook.frames import load_frames
from verbale.coding.match import FrameMatcher, Match, Side
from verbale.coding.passages import acts_read
from verbale.coding.siding import SIDES, candidates, heard_of, side_features
from verbale.coding.unframed import frame_of, words_without_frame
from verbale.model.events import Document
from verbale.model.parse import Token
from verbale.model.scores import ActScores
from verbale.pipeline.stages import annotate_document
from verbale.scorer import load_scorer
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "verbale" / "codebook" / "data" / "sides.tsv"
MIN_COUNT, STRENGTH, LEAST = 3, 1.0, 0.03
# Features, whether it is a source, whether it is a target, and the number of the text.
Row = tuple[list[str], bool, bool, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True, help="the exported scorer")
    options = parser.parse_args()
    rows = read(options)
    texts = sorted({n for *_, n in rows})
    held = set(random.Random(5).sample(texts, len(texts) // 5))
    inside, outside = [r for r in rows if r[3] not in held], [r for r in rows if r[3] in held]
    weights = fit(inside)
    for side, (precision, recall) in measured(weights, outside).items():
        print(f"{side}: precision {precision:.3f}, recall {recall:.3f} on a fifth left out")
    write(fit(rows))


def read(options: argparse.Namespace) -> list[Row]:
    coded = list(fully_labelled(HERE / "held", options.portal))
    frames, scorer = load_frames(), load_scorer(options.scorer)
    rows: list[Row] = []
    for number, ((_, acts), (article, parse)) in enumerate(
        zip(coded, parse_articles(a for a, _ in coded), strict=True)
    ):
        document = annotate_document(article, parse)
        matches = FrameMatcher(frames, parse, document.actors).matches()
        asked = {m.trigger.index for m in matches} | {t.index for t in words_without_frame(parse, matches)}
        said = acts_read(document, asked, scorer.read)
        for act in acts:
            rows.extend(rows_of(document, act, matches, said, number))
    return rows


def rows_of(
    document: Document, act: Act, matches: list[Match], said: Mapping[int, ActScores], number: int
) -> list[Row]:
    trigger = word_at(document, act.trigger) if act.trigger else None
    if trigger is None:
        return []
    match = match_at(act, trigger, matches)
    if match.trigger.index not in said:
        return []
    heard = heard_of(said[match.trigger.index])
    at = {t.start: t.index for t in document.parse.tokens}
    sources, targets = ({head_of(document, s.span) for s in side} for side in (act.sources, act.targets))
    open_ = {at[s] for s in same_actors(document, sources | targets)}
    sources, targets = {at[s] for s in sources if s in at}, {at[s] for s in targets if s in at}
    return [
        (list(side_features(document, match, c, heard)), c.token.index in sources, c.token.index in targets, number)
        for c in candidates(document, match.trigger)
        if c.token.index not in open_ or c.token.index in sources | targets
    ]


def match_at(act: Act, trigger: Token, matches: list[Match]) -> Match:
    """The frame that the coder would read there, else the stand-in that an act without a frame gets."""
    here = [m for m in matches if trigger.index in (*m.words, m.trigger.index)]
    fitting = [m for m in here if m.frame.event_type in act.types]
    if fitting:
        return fitting[0]
    frame = frame_of(act.types[0], None, trigger)
    return Match(frame=frame, trigger=trigger, words=(trigger.index,), source=Side(), target=Side())


Weights = dict[str, dict[str, float]]


def fit(rows: list[Row]) -> Weights:
    counts = Counter(f for features, *_ in rows for f in features)
    names = sorted(f for f, n in counts.items() if n >= MIN_COUNT)
    at = {name: k for k, name in enumerate(names)}
    where = [[at[f] for f in dict.fromkeys(features) if f in at] for features, *_ in rows]
    starts = np.cumsum([0, *(len(w) for w in where)])
    x = csr_matrix((np.ones(starts[-1]), [k for w in where for k in w], starts), shape=(len(rows), len(names)))
    found: Weights = {}
    for column, side in enumerate(SIDES, 1):
        model = LogisticRegression(C=STRENGTH, max_iter=300, fit_intercept=False)
        model.fit(x, [row[column] for row in rows])
        found[side] = dict(zip(names, model.coef_[0].tolist(), strict=True))
    return found


def measured(weights: Weights, rows: list[Row]) -> dict[str, tuple[float, float]]:
    found = {}
    for column, side in enumerate(SIDES, 1):
        said = [sum(weights[side].get(f, 0.0) for f in row[0]) > 0 for row in rows]
        hits = sum(s and row[column] for s, row in zip(said, rows, strict=True))
        found[side] = (hits / max(1, sum(said)), hits / max(1, sum(row[column] for row in rows)))
    return found


def write(weights: Weights) -> None:
    names = sorted(n for n in weights["source"] if max(abs(weights[side][n]) for side in SIDES) >= LEAST)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(("feature", *SIDES)) + "\n")
        file.writelines("\t".join((n, *(f"{weights[side][n]:.3f}" for side in SIDES))) + "\n" for n in names)
    print(len(names), "weights")


if __name__ == "__main__":
    main()
