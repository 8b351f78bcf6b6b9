"""Fits homes.tsv: `python homes.py --portal PORTAL --articles ARTICLES`.

Whose country unnamed actors are of, on reports/*.jsonl and held/*.jsonl: a conditional logit (choices.py) over the
countries that the text names and the choice of none. A fifth of the texts is left out first, to print how often the
right one is found there.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from acts import Act, Side, fully_labelled, head_of, word_at
from choices import Choice, accuracy, fit, held_out, write

from verbale.codebook.resources import data_root
from verbale.coding.homes import Unplaced, country_features, namings, none_features
from verbale.coding.opinions import actors_at, mentions_by_head
from verbale.coding.setting import has_home, main_country
from verbale.model.events import Document
from verbale.model.mentions import BETWEEN_STATES, Actor
from verbale.pipeline.stages import annotate_document, find_place
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    options = parser.parse_args()
    choices = list(read(options.portal, options.articles))
    found, outside = held_out(choices)
    print(f"right: {accuracy(found, outside):.3f} of a fifth left out")
    write(fit(choices), data_root() / "homes.tsv")


def read(portal: Path, articles: Path | None) -> Iterator[Choice]:
    coded = [pair for folder in ("reports", "held") for pair in fully_labelled(HERE / folder, portal, articles)]
    for number, ((_, acts), (article, parse)) in enumerate(
        zip(coded, parse_articles(a for a, _ in coded), strict=True)
    ):
        document = annotate_document(article, parse)
        for act in acts:
            yield from choices_of(document, act, number)


def choices_of(document: Document, act: Act, number: int) -> Iterator[Choice]:
    trigger = word_at(document, act.trigger) if act.trigger else None
    if trigger is None:
        return
    place = find_place(document, trigger, act.types[0])
    named = namings(document)
    sides = {name: list(known(document, coded)) for name, coded in (("source", act.sources), ("target", act.targets))}
    for name, other in (("source", "target"), ("target", "source")):
        for actor, head, wanted in sides[name]:
            if has_home(actor) or wanted in BETWEEN_STATES:
                continue
            case = Unplaced(
                actor=actor, head=head, side=name, event_type=act.types[0], main=main_country(document),
                other=tuple(a for a, _, _ in sides[other]), place=place[0] if place else None,
            )  # fmt: skip
            yield choice(document, case, named, wanted, number)


def known(document: Document, coded: list[Side]) -> Iterator[tuple[Actor, int, str | None]]:
    """The actors of a side as the coder would know them, with the country that they were coded with."""
    at = {t.start: t.index for t in document.parse.tokens}
    mentions = mentions_by_head(document)
    for side in coded:
        head = at.get(head_of(document, side.span))
        if head is not None:
            yield from ((actor, head, side.code) for actor in actors_at(document, head, mentions, {}))


def choice(document: Document, case: Unplaced, named, wanted: str | None, number: int) -> Choice:
    countries = country_features(document, case, named)
    return Choice(
        text=number,
        features=[*countries.values(), list(none_features(document, case, named))],
        right=[*(code == wanted for code in countries), wanted is None],
        answers=[*countries, None],
        wanted=wanted,
    )


if __name__ == "__main__":
    main()
