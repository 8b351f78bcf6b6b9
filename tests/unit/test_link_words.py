"""Words, names, numbers and sentences of plain texts, and how much they tell."""

from hypothesis import given
from hypothesis import strategies as st

from verbale.link.rarity import dice, rarity
from verbale.link.words import content, names, numbers, sentences, stem


def test_word_forms_meet_in_their_stem() -> None:
    assert len({stem(w) for w in ("attack", "Attacks", "attacked", "attack's")}) == 1


def test_empty_words_and_sayings_carry_no_content() -> None:
    assert content("The minister said that he would not be there") == [stem("minister")]


def test_names_stand_inside_sentences() -> None:
    assert names("Soldiers left Gao. They had come from Mali.") == {stem("Gao"), stem("Mali")}


def test_numbers_in_words_and_figures_are_one() -> None:
    assert numbers("Twelve men and 1,200 cattle, one dog") == {"12", "1200"}


def test_sentences_end_at_stops_and_empty_lines() -> None:
    text = 'He said: "We will go." Then he left.\n\nA HEADLINE\n\nMore at 3.5 per cent.'
    assert sentences(text) == ['He said: "We will go.', "Then he left.", "A HEADLINE", "More at 3.5 per cent."]


def test_rare_words_tell_more() -> None:
    assert rarity(stem("president")) < rarity(stem("ceasefire")) < rarity("zzyzx")


words = st.frozensets(st.sampled_from(["presid", "ceasefir", "gao", "mali", "12", "armi"]))


@given(words, words)
def test_dice_is_a_share_and_the_same_both_ways(one: frozenset[str], other: frozenset[str]) -> None:
    found = dice(one, other)
    assert found == dice(other, one)
    if one | other:
        assert found is not None
        assert 0 <= found <= 1
        assert (found == 1) == (one == other)
    else:
        assert found is None
