"""Background and news, on parses built by hand; published on Monday 24 June 2019."""

import pytest
from builders import parse_of

from verbale.coding.background import why_background
from verbale.coding.reading import Reading
from verbale.model.article import Article
from verbale.model.events import Document, EventDate

TAGS = {
    "recently": ("ADV", "RB"), "who": ("PRON", "WP"), "expelled": ("VERB", "VBN"), "returns": ("VERB", "VBZ"),
    "previous": ("ADJ", "JJ"), "attacks": ("NOUN", "NNS"), "anniversary": ("NOUN", "NN"), "were": ("AUX", "VBD"),
    "massacre": ("NOUN", "NN"), "marks": ("VERB", "VBZ"),
}  # fmt: skip


def background(
    text: str, word: str, date: EventDate | None = None, perfect: bool = False, **heads: tuple[str, str]
) -> bool:
    parse = parse_of(text, heads=heads, tags=TAGS)
    document = Document(article=Article(article_id="a", text=text, published_at="2019-06-24"), parse=parse)
    trigger = next(t for t in parse.tokens if t.text == word)
    return why_background(document, trigger, Reading(status="occurred", past_perfect=perfect), date) != ""


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2019-06-23", "2019-06-23", False),
        ("2019-05-02", "2019-05-02", True),
        ("2018-06-24", "2019-06-24", True),
        ("2019-06-01", "2019-06-24", False),
    ],
)
def test_by_its_date(earliest: str, latest: str, expected: bool) -> None:
    date = EventDate(earliest=earliest, latest=latest, precision="day", basis="stated")
    assert background("Rebels attacked the town.", "attacked", date) is expected


def test_the_past_perfect_why_background() -> None:
    assert background("Rebels had attacked the town.", "attacked", perfect=True)


def test_earlier_acts_by_their_adjective_or_noun() -> None:
    assert background("Ghana condemned previous attacks.", "attacks", previous=("attacks", "amod"))
    heads = {"anniversary": ("marks", "dobj"), "of": ("anniversary", "prep"), "massacre": ("of", "pobj")}
    assert background("Ghana marks anniversary of massacre.", "massacre", **heads)


def test_who_was_recently_expelled_why_background_and_who_was_expelled_may_be_news() -> None:
    heads = {"expelled": ("envoy", "relcl"), "who": ("expelled", "nsubjpass"), "were": ("expelled", "auxpass"),
             "recently": ("expelled", "advmod"), "envoy": ("returns", "nsubj")}  # fmt: skip
    assert background("The envoy who were recently expelled returns.", "expelled", **heads)
    del heads["recently"]
    assert not background("The envoy who were expelled returns.", "expelled", **heads)
