"""What is handed to the parser: unmasked stretches, line by line, hard-wrapped lines kept together."""

from verbale.model.article import Article
from verbale.model.spans import Span
from verbale.text.parser import MAX_BLOCK_CHARS, blocks


def _texts(text: str, *masks: Span) -> list[str]:
    return [span.quote(text) for span, _ in blocks(Article(article_id="a", text=text, masks=masks))]


def test_lines_are_blocks() -> None:
    assert _texts("A headline here\n\nFirst paragraph.\nSecond one.") == [
        "A headline here",
        "First paragraph.",
        "Second one.",
    ]


def test_hard_wrapped_lines_stay_together() -> None:
    first = "The foreign minister of Chile said on Monday that the talks"
    assert _texts(f"{first}\nwould go on in Lima.") == [f"{first}\nwould go on in Lima."]


def test_masked_stretches_are_left_out() -> None:
    text = "Skip to content\nRebels attacked a town. find out more"
    at = text.index(" find")
    assert _texts(text, Span(0, 15), Span(at, len(text))) == ["Rebels attacked a town."]


def test_headline_is_known() -> None:
    text = "Rebels attack a town in the north\n\nRebels attacked a town on Monday, the army said in a statement."
    found = blocks(Article(article_id="a", text=text))
    assert [headline for _, headline in found] == [True, False]


def test_a_line_without_end_is_cut_at_spaces() -> None:
    text = "word " * 10_000
    pieces = _texts(text)
    assert all(len(p) <= MAX_BLOCK_CHARS for p in pieces)
    assert "".join(pieces).split() == text.split()


def test_empty_text_has_no_blocks() -> None:
    assert _texts(" \n \n") == []
