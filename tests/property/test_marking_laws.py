"""The laws of marking: cutting loses nothing, and every mark covers the words that it quotes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model.display import visible
from verbale.serve.marks.segments import Mark, paragraphs, segments, shown

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "🙂", "\u202e", "\0", " ", "Gao"]), st.text(max_size=8)
    ),
    max_size=12,
).map("".join)
PLACES = st.integers(-3, 60)
MARKS = st.lists(
    st.builds(
        lambda start, length, kind: Mark(start=start, end=start + length, kind=kind, label=kind),
        PLACES, st.integers(-2, 40), st.sampled_from("abc"),
    ),
    max_size=12,
)  # fmt: skip


@given(TEXTS, MARKS)
@settings(deadline=None)
def test_joined_segments_are_the_text(text: str, marks: list[Mark]) -> None:
    parts = segments(text, marks)
    assert "".join(part.text for part in parts) == text
    assert all(part.text == text[part.start : part.start + len(part.text)] and part.text for part in parts)


@given(TEXTS, MARKS)
@settings(deadline=None)
def test_the_segments_of_a_mark_are_its_words(text: str, marks: list[Mark]) -> None:
    parts = segments(text, marks)
    for mark in marks:
        start = max(0, mark.start)
        end = max(start, min(len(text), mark.end))
        covered = [p.text for p in parts if start <= p.start < end]
        assert "".join(covered) == text[start:end]
        for part in parts:
            inside = start <= part.start < end
            assert (mark in part.marks) == inside


@given(TEXTS, MARKS)
@settings(deadline=None)
def test_the_longest_mark_stands_first(text: str, marks: list[Mark]) -> None:
    for part in segments(text, marks):
        lengths = [m.end - m.start for m in part.marks]
        assert lengths == sorted(lengths, reverse=True)


@given(TEXTS, MARKS)
@settings(deadline=None)
def test_paragraphs_keep_every_character_and_mark(text: str, marks: list[Mark]) -> None:
    parts = segments(text, marks)
    pieces = [piece for paragraph in paragraphs(parts) for piece in paragraph]
    before = [(character, part.marks) for part in parts for character in part.text]
    assert [(character, piece.marks) for piece in pieces for character in piece.text] == before
    assert all(piece.text == text[piece.start : piece.start + len(piece.text)] for piece in pieces)


@given(TEXTS, MARKS, st.integers(0, 40))
@settings(deadline=None)
def test_what_is_shown_is_the_beginning(text: str, marks: list[Mark], limit: int) -> None:
    view = shown(text, marks, limit_chars=limit)
    assert "".join(part.text for part in view.segments) == text[:limit]
    assert view.clipped == (len(text) > limit) == (view.note is not None)


@given(st.text())
@settings(deadline=None)
def test_seen_twice_is_seen_once(text: str) -> None:
    seen = visible(text)
    assert visible(seen) == seen
    seen.encode("utf-8")
