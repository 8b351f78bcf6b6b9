"""The laws of masking: the text stays, masks are in order, and masking twice is masking once."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.ingest.furniture import blanked, furniture_masks, furniture_rules
from verbale.ingest.plaintext import article_from_text

SENTENCES = (
    "Kenya rejected the demand of Somalia.",
    "Police in Gao hope to find out more.",
    "“We will not leave,” the envoy said of the two towns that the army had taken before the truce.",
    "Minister quits after border raid",
)


def pieces() -> st.SearchStrategy[str]:
    """True sentences, the furniture of every rule, odd characters and line ends."""
    furniture = [words for rules in furniture_rules().values() for rule in rules for words in rule.masks]
    odd = st.text(alphabet=st.sampled_from(" \t\r\n.,|*()©\u2028\u00a0“”aB1é中🙂"), max_size=6)
    return st.one_of(st.sampled_from(SENTENCES), st.sampled_from(furniture), odd, st.text(max_size=12))


def pages() -> st.SearchStrategy[str]:
    ends = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", " ", ""])
    return st.lists(st.tuples(pieces(), ends), max_size=12).map(lambda parts: "".join(a + b for a, b in parts))


@given(pages())
@settings(deadline=None, max_examples=150)
def test_masks_are_sorted_apart_and_inside(text: str) -> None:
    masks = furniture_masks(text)
    assert all(0 <= mask.start < mask.end <= len(text) for mask in masks)
    assert all(before.end < after.start for before, after in itertools.pairwise(masks))


@given(pages())
@settings(deadline=None, max_examples=150)
def test_masking_twice_is_masking_once(text: str) -> None:
    masks = furniture_masks(text)
    assert furniture_masks(text) == masks
    rest = blanked(text, masks)
    assert len(rest) == len(text)
    assert furniture_masks(rest) == ()


@given(pages())
@settings(deadline=None, max_examples=100)
def test_no_mask_begins_or_ends_in_space(text: str) -> None:
    for mask in furniture_masks(text):
        assert not mask.quote(text)[0].isspace()


@given(pages(), st.sampled_from(SENTENCES))
@settings(deadline=None, max_examples=100)
def test_text_is_never_altered(page: str, sentence: str) -> None:
    text = page.replace("\0", "") + "\n\n" + sentence + "\n\nThe border stayed shut for the rest of the week."
    article = article_from_text(text)
    assert article.text == text
    assert article.masks == furniture_masks(text)
