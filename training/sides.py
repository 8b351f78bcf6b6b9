"""Fits sides.tsv: `python sides.py --portal PORTAL --scorer FOLDER`.

Who stands on which side of an act: a logistic model per side over the features of coding/siding.py, fitted by
scikit-learn with L2 on the acts of held/*.jsonl, which the scorer in FOLDER must not have learned from. Five folds of
texts print how well it finds the sides on what it was not fitted on.
"""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from acts import Act, fully_labelled, head_of, same_actors, word_at
from logistic import Row, fit, held_out, precision_recall, write

from verbale.codebook.frames import load_frames
from verbale.codebook.resources import data_root
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
STRENGTH = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that may head an actor: features, and whether it stands on either side."""

    text: int
    features: list[str]
    right: dict[str, bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True, help="the exported scorer")
    options = parser.parse_args()
    rows = read(options)
    found = {}
    for side in SIDES:
        asked = [Row(text=r.text, features=r.features, right=r.right[side]) for r in rows]
        right = [r.right for r in asked]
        precision, recall = precision_recall(right, [odds > 0 for odds in held_out(asked, STRENGTH)])
        print(f"{side}: precision {precision:.3f}, recall {recall:.3f} on held-out folds")
        found[side] = fit(asked, STRENGTH)
    write(found, data_root() / "sides.tsv")


def read(options: argparse.Namespace) -> list[Word]:
    coded = list(fully_labelled(HERE / "held", options.portal))
    frames, scorer = load_frames(), load_scorer(options.scorer)
    rows: list[Word] = []
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
) -> list[Word]:
    trigger = word_at(document, act.trigger) if act.trigger else None
    if trigger is None:
        return []
    match = match_at(act, trigger, matches)
    if match.trigger.index not in said or not said[match.trigger.index].source:
        return []
    heard = heard_of(said[match.trigger.index])
    at = {t.start: t.index for t in document.parse.tokens}
    sources, targets = ({head_of(document, s.span) for s in side} for side in (act.sources, act.targets))
    open_ = {at[s] for s in same_actors(document, sources | targets)}
    sources, targets = {at[s] for s in sources if s in at}, {at[s] for s in targets if s in at}
    return [
        Word(
            text=number,
            features=list(side_features(document, match, c, heard)),
            right={"source": c.token.index in sources, "target": c.token.index in targets},
        )
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


if __name__ == "__main__":
    main()
