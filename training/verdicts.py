"""Fits verdicts.tsv: `python verdicts.py --portal PORTAL --articles ARTICLES --scorer FOLDER`.

Whether acts are background, and told by somebody: two logistic models over the features of
coding/verdicts.py, by scikit-learn with L2, on the acts of reports/*.jsonl and held/*.jsonl that the coder finds. Five
folds of texts print how well each does on what it was not fitted on.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from acts import Act, fully_labelled
from logistic import Row, f1, fit, held_out, write

from verbale.codebook.frames import load_frames
from verbale.codebook.resources import data_root
from verbale.coding.coder import Coder
from verbale.coding.verdicts import QUESTIONS, Case, features
from verbale.pipeline.stages import annotate_document, find_date, find_place
from verbale.scorer import load_scorer
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
STRENGTH = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
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
        weights[question] = fit(rows_of(asked, question), STRENGTH)
    write(weights, data_root() / "verdicts.tsv")


def read(folder: Path, portal: Path, articles: Path | None, scorer: Path) -> Iterator[Asked]:
    coded = list(fully_labelled(folder, portal, articles))
    coder = Coder(frames=load_frames(), find_place=find_place, find_date=find_date, read=load_scorer(scorer).read)
    texts = parse_articles(article for article, _ in coded)
    for number, ((_, acts), (article, parse)) in enumerate(zip(coded, texts, strict=True)):
        document = annotate_document(article, parse)
        for judged in coder.judge(document):
            case = coder.case(document, judged)
            act = act_at(case, acts)
            if act is not None:
                yield asked(case, act, number)


def act_at(case: Case, acts: list[Act]) -> Act | None:
    """The act as coded by hand that the trigger is a word of, its type being right."""
    at = case.match.trigger.start
    return next(
        (a for a in acts if a.trigger and a.trigger.start <= at < a.trigger.end
         and case.match.frame.event_type in a.types), None
    )  # fmt: skip


def asked(case: Case, act: Act, number: int) -> Asked:
    return Asked(
        text=number,
        features=list(features(case)),
        right={
            "historical": act.historical,
            "attributed": act.attributed,
        },
        by_rules={
            "historical": bool(case.history),
            "attributed": bool(case.attribution),
        },
    )


def asked_of(rows: list[Asked], question: str) -> list[Asked]:
    """Those with an answer; the rules' no stands but in the question of age."""
    vetoed = question != "historical"
    return [r for r in rows if r.right[question] is not None and (r.by_rules[question] or not vetoed)]


def rows_of(asked: list[Asked], question: str) -> list[Row]:
    return [Row(text=a.text, features=a.features, right=bool(a.right[question])) for a in asked]


def report(asked: list[Asked], question: str) -> str:
    """F1 of the rarer answer by rules and, on five folds, by weights."""
    right = [bool(a.right[question]) for a in asked]
    said = [odds > 0 for odds in held_out(rows_of(asked, question), STRENGTH)]
    by_rules = [a.by_rules[question] for a in asked]
    rare = sum(right) * 2 < len(right)
    if not rare:
        right, said, by_rules = ([not x for x in xs] for xs in (right, said, by_rules))
    of_them = f"{len(asked)} acts, {sum(right)} of them {'' if rare else 'not '}so"
    return f"{of_them}; F1 {f1(right, by_rules):.3f} by rules, {f1(right, said):.3f} by weights"


if __name__ == "__main__":
    main()
