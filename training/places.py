"""Fits places/siting_acts.tsv: `python places.py --portal PORTAL --articles ARTICLES`.

Where acts of a known type happen, on reports/*.jsonl and held/*.jsonl: a conditional logit over the names near the act
and the choice of none (choices.py), what `siting.tsv` says being given. A fifth of the texts is left out
first, to print how often the right country is found there.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from acts import article_of, texts_of
from choices import Choice, accuracy, fit, held_out, write

from verbale.pipeline.stages import annotate_document
from verbale.places.site_of_act import named_near
from verbale.places.siting import (
    ACTS,
    act_name_features,
    act_none_features,
    name_score,
    none_score,
)
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "verbale" / "codebook" / "data" / ACTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    options = parser.parse_args()
    choices = list(read(options.portal, options.articles))
    found, outside = held_out(choices)
    print(f"without: {accuracy({}, outside):.3f}; with: {accuracy(found, outside):.3f} of a fifth left out")
    write(fit(choices), TARGET)


def read(portal: Path, articles: Path | None) -> Iterator[Choice]:
    files = [path for folder in ("reports", "held") for path in sorted((HERE / folder).glob("*.jsonl"))]
    rows = [row for path in files for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())]
    texts = texts_of(portal, articles)
    rows = [row for row in rows if row["id"] in texts]
    parsed = parse_articles(article_of(texts[row["id"]]) for row in rows)
    for number, (row, (article, parse)) in enumerate(zip(rows, parsed, strict=True)):
        toponyms = annotate_document(article, parse).toponyms
        for act in row["events"]:
            trigger = next((t for t in parse.tokens if t.start <= act["trigger"][0] < t.end), None)
            if trigger is not None:
                yield choice(parse, trigger, toponyms, act, number)


def choice(parse, trigger, toponyms, act: dict, number: int) -> Choice:
    event_type, place = act["type"][0], act["place"]
    near = named_near(parse, trigger, toponyms)
    here = [t for t in near if t.use == "literal" and parse.tokens[t.head].sentence == trigger.sentence]
    names = [list(act_name_features(parse, trigger, t, here, event_type)) for t in near]
    return Choice(
        text=number,
        given=[*(name_score(parse, trigger, t, here) for t in near), none_score(parse, trigger, here)],
        features=[*names, list(act_none_features(parse, trigger, here, event_type))],
        right=[*right_names(parse, near, place), place is None],
        answers=[*(str(t.place.country) for t in near), None],
        wanted=str(place["country"]) if place else None,
    )


def right_names(parse, near, place: dict | None) -> list[bool]:
    """Names that share a word with the place coded, in its country; else all of its country."""
    if place is None:
        return [False for _ in near]
    words = set(place["name"].split())
    inside = [t.place.country == place["country"] for t in near]
    named = [i and bool(words & set(t.span.quote(parse.text).split())) for i, t in zip(inside, near, strict=True)]
    return named if any(named) else [i and place["country"] is not None for i in inside]


if __name__ == "__main__":
    main()
