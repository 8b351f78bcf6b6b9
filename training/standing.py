"""Fits standing.tsv: `python standing.py --portal PORTAL --scorer FOLDER [--earlier FOLDER LABELS]`.

Whether words that frames or scorer take for acts tell of one: a logistic model over the features of coding/standing.py,
by scikit-learn with L2, on the reports of held/*.jsonl, which the scorer in FOLDER must not have learned from.
`--earlier` adds an earlier scorer and a folder of labels that it had not seen, for the sake of the rarer frames. Five
folds of texts print how well it does on what it was not fitted on.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from acts import Act, fully_labelled
from logistic import Row, fit, held_out, precision_recall, write
from pairs import NONE

from verbale.codebook.frames import load_frames
from verbale.codebook.resources import data_root
from verbale.coding.match import FrameMatcher
from verbale.coding.passages import acts_read
from verbale.coding.standing import Candidate, candidates_of, features
from verbale.coding.unframed import words_without_frame
from verbale.pipeline.stages import annotate_document
from verbale.scorer import load_scorer
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
STRENGTH = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True, help="the exported scorer")
    parser.add_argument("--earlier", type=Path, nargs=2, help="another exported scorer, and a folder of labels")
    options = parser.parse_args()
    rows = list(read(HERE / "held", options.portal, options.scorer))
    if options.earlier:
        scorer, folder = options.earlier
        rows += read(folder, options.portal, scorer, first=len(rows))
    right = [row.right for row in rows]
    precision, recall = precision_recall(right, [odds > 0 for odds in held_out(rows, STRENGTH)])
    print(f"{len(rows)} words, {sum(right)} acts; on held-out folds precision {precision:.3f}, recall {recall:.3f}")
    write({"weight": fit(rows, STRENGTH)}, data_root() / "standing.tsv")


def read(folder: Path, portal: Path, scorer: Path, first: int = 0) -> Iterator[Row]:
    """The words of a folder's texts, these numbered from `first` on."""
    coded = list(fully_labelled(folder, portal))
    frames, said = load_frames(), load_scorer(scorer).read
    texts = parse_articles(article for article, _ in coded)
    for number, ((_, acts), (article, parse)) in enumerate(zip(coded, texts, strict=True), first):
        document = annotate_document(article, parse)
        matches = FrameMatcher(frames, parse, document.actors).matches()
        asked = {m.trigger.index for m in matches} | {t.index for t in words_without_frame(parse, matches)}
        candidates = candidates_of(document, matches, acts_read(document, asked, said))
        for candidate in candidates:
            right = is_right(candidate, acts)
            if right is not None:
                found = list(features(document, candidate, candidates))
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


if __name__ == "__main__":
    main()
