"""Page furniture: each rule's own examples, and whole pages."""

import time

import pytest

from verbale.ingest.furniture import blanked, furniture_masks, furniture_rules

RULES = [(kind, rule) for kind, rules in furniture_rules().items() for rule in rules]

PAGE = """Skip to content

Kenya shuts its border with Somalia

By Awa Example

Updated at 8:15 a.m. GMT Thursday

NAIROBI (Reuters) - Kenya closed its border with Somalia on Thursday.

Advertisement

The African Union has rejected the move. find out more

Troops took up posts in Mandera, officials said.Read more

FILE PHOTO: Soldiers stand guard in Mandera, Kenya, in 2019. REUTERS/Jo Sample

Sign up for our daily newsletter

Related stories
Five facts about the border
Who are the gunmen

"We will read more history," the envoy said.

(Reporting by Awa Example; Editing by Jo Sample)

© 2024 The Example Courier. All rights reserved.

Leave a Reply

Your email address will not be published. Required fields are marked *
"""


def masked(text: str) -> list[str]:
    return [mask.quote(text) for mask in furniture_masks(text)]


@pytest.mark.parametrize(("kind", "rule"), RULES, ids=[rule.rule_id for _, rule in RULES])
def test_rule_examples(kind: str, rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.masks, "a rule needs an example"
    assert rule.keeps, "a rule needs a counter-example"
    for words in rule.masks:
        if kind in ("lines", "sections"):
            assert rule.pattern.fullmatch(words), words
            assert masked(words) == [words]
        else:
            match = rule.pattern.search(words)
            assert match, words
            assert (match["mask"] if kind == "tails" else match[0]) != words, "only a part of the line is furniture"
            assert masked(words)
    for words in rule.keeps:
        assert masked(words) == []


def test_rule_ids_are_unique() -> None:
    ids = [rule.rule_id for _, rule in RULES]
    assert len(ids) == len(set(ids))


def test_whole_page_leaves_only_the_news() -> None:
    rest = [line.strip() for line in blanked(PAGE, furniture_masks(PAGE)).splitlines() if line.strip()]
    assert rest == [
        "Kenya shuts its border with Somalia",
        "NAIROBI (Reuters) - Kenya closed its border with Somalia on Thursday.",
        "The African Union has rejected the move.",
        "Troops took up posts in Mandera, officials said.",
        '"We will read more history," the envoy said.',
    ]


def test_glued_words_are_masked_alone() -> None:
    assert masked("Kenya rejected the demand. find out more") == ["find out more"]
    assert masked("Kenya rejected the demand.Read more") == ["Read more"]
    assert masked("He said: “We will stay.” Read more »") == ["Read more »"]


def test_two_tails_on_one_line() -> None:
    text = "Kenya rejected the demand. (Reuters), (BBC). Read more. Advertisement"
    assert blanked(text, furniture_masks(text)).rstrip() == "Kenya rejected the demand."


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Kenya rejects the demand of Somalia. (Reuters), (BBC)", "(Reuters), (BBC)"),
        ("Kenya rejects the demand of Somalia (The Guardian),", "(The Guardian),"),
        ("Kenya rejects the demand of Somalia (BBC).", "(BBC)"),
        ("Kenya rejects the demand of Somalia. (AP via Example Times)", "(AP via Example Times)"),
    ],
)
def test_sources_of_short_reports(text: str, tail: str) -> None:
    assert masked(text) == [tail]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya joins the Intergovernmental Authority on Development (IGAD)",
        "KYIV (Reuters) - Russian troops entered Donetsk.",
        "Officials said they needed time to find out more.",
        "The rebels' leader told reporters to read more",
        "By Friday, the army had taken the town.",
        "Follow the money, the prosecutor told the court.",
        "Share prices fell after the attack.",
        "The group related the story of its flight.",
        "Advertisement of arms is banned under the deal.",
        "Updated sanctions take effect on Monday.",
        "Protesters click on the link to sign.",
        "We use force only in defence, the general said.",
        "Sign up, the general told young men in Gao.",
        "Comment: silence is consent, wrote the minister.",
    ],
)
def test_true_sentences_stay(text: str) -> None:
    assert masked(text) == []


def test_link_list_ends_at_a_sentence() -> None:
    text = "Most read\nFive facts\nTen pictures\nKenya closed its border with Somalia."
    assert masked(text) == ["Most read", "Five facts", "Ten pictures"]


def test_link_list_ends_at_a_blank_line_unless_nothing_but_links_follows() -> None:
    text = "Related\nFive facts\n\nKenya shuts border\n\nKenya closed its border with Somalia."
    assert masked(text) == ["Related", "Five facts"]
    assert masked("Kenya shut it.\n\nRelated\n\nFive facts\n\nTen pictures") == [
        "Related",
        "Five facts",
        "Ten pictures",
    ]


@pytest.mark.parametrize(
    "unit", ["live tv ", "1 ", "By A B, ", "READ MORE: ", "(AP) ", "A", "us & canada ", "© ", "more "]
)
def test_odd_lines_do_not_take_long(unit: str) -> None:
    start = time.perf_counter()
    furniture_masks(unit * 400 + "!")
    furniture_masks((unit * 40)[:190] + "!")
    furniture_masks("Reporting by " + unit * 30 + "!")
    furniture_masks("Updated " + unit * 30 + "!")
    assert time.perf_counter() - start < 2
