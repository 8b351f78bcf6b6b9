"""The status of an act from the words that embed it, on parses built by hand."""

import pytest
from builders import parse_of

from verbale.coding.reading import Reading
from verbale.coding.status import StatusReader

TAGS = {
    "did": ("AUX", "VBD"), "not": ("PART", "RB"), "or": ("CCONJ", "CC"), "arrest": ("VERB", "VB"),
    "refuse": ("VERB", "VB"), "refused": ("VERB", "VBD"), "managed": ("VERB", "VBD"), "want": ("VERB", "VBP"),
    "know": ("VERB", "VB"), "if": ("SCONJ", "IN"), "until": ("SCONJ", "IN"), "acted": ("VERB", "VBD"),
    "only": ("ADV", "RB"), "attack": ("VERB", "VB"), "perhaps": ("ADV", "RB"), "halted": ("VERB", "VBD"),
    "strike": ("NOUN", "NN"), "vowed": ("VERB", "VBD"),
}  # fmt: skip


def read(text: str, word: str, **heads: tuple[str, str]) -> Reading:
    parse = parse_of(text, heads=heads, tags=TAGS)
    return StatusReader(parse).read(next(t for t in parse.tokens if t.text == word))


NEGATED = {"did": ("attack", "aux"), "not": ("attack", "neg")}


def test_an_act_that_nothing_embeds_occurred() -> None:
    reading = read("Rebels attacked the town.", "attacked")
    assert (reading.status, reading.steps, reading.expected) == ("occurred", (), True)


def test_negation() -> None:
    reading = read("Rebels did not attack.", "attack", **NEGATED)
    assert (reading.status, reading.expected) == ("negated", False)


def test_not_only_denies_nothing() -> None:
    reading = read("Rebels did not only attack.", "attack", only=("attack", "advmod"), **NEGATED)
    assert reading.status == "occurred"


def test_one_negation_covers_verbs_joined_by_or() -> None:
    heads = {**NEGATED, "or": ("attack", "cc"), "arrest": ("attack", "conj")}
    assert read("Rebels did not attack or arrest villagers.", "arrest", **heads).status == "negated"


def test_refusing_negates_and_not_refusing_does_not() -> None:
    assert read("Rebels refused to attack.", "attack", attack=("refused", "xcomp")).status == "negated"
    heads = {"did": ("refuse", "aux"), "not": ("refuse", "neg"), "attack": ("refuse", "xcomp")}
    assert read("Rebels did not refuse to attack.", "attack", **heads).status == "occurred"


@pytest.mark.parametrize(
    ("verb", "status", "expected"),
    [("managed", "occurred", True), ("vowed", "planned", True), ("want", "hypothetical", False)],
)
def test_verbs_over_an_infinitive(verb: str, status: str, expected: bool) -> None:
    reading = read(f"Rebels {verb} to attack.", "attack", attack=(verb, "xcomp"))
    assert (reading.status, reading.expected) == (status, expected)
    assert bool(reading.embedders) == (status != "occurred")


def test_what_is_not_known_happened_all_the_same() -> None:
    heads = {"did": ("know", "aux"), "not": ("know", "neg"), "attacked": ("know", "ccomp")}
    assert read("He did not know rebels attacked.", "attacked", **heads).status == "occurred"


def test_until_is_a_condition_only_without_a_past_tense() -> None:
    heads = {"until": ("attacked", "mark"), "attacked": ("acted", "advcl"), "rebels": ("attacked", "nsubj")}
    assert read("Guards acted until rebels attacked.", "attacked", **heads).status == "occurred"
    heads = {"if": ("attacked", "mark"), "attacked": ("acted", "advcl"), "rebels": ("attacked", "nsubj")}
    assert read("Guards acted if rebels attacked.", "attacked", **heads).status == "hypothetical"


def test_a_guess_is_not_expected() -> None:
    reading = read("Rebels perhaps attacked.", "attacked", perhaps=("attacked", "advmod"))
    assert (reading.status, reading.expected) == ("hypothetical", False)


def test_what_was_halted_was_there() -> None:
    reading = read("Police halted the strike.", "strike", strike=("halted", "dobj"))
    assert (reading.status, reading.expected) == ("ongoing", True)
