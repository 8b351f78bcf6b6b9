"""Marks on a text as segments, paragraphs and what a reader can see."""

import pytest

from verbale.serve.marks.segments import Mark, Segment, paragraphs, segments, shown

TEXT = "Chad’s army shelled Gao, 🙂 radio said."


def mark(words: str, kind: str, text: str = TEXT) -> Mark:
    start = text.index(words)
    return Mark(start=start, end=start + len(words), kind=kind, label=f"{kind}: {words}")


def kinds(parts: list[Segment]) -> list[tuple[str, list[str]]]:
    return [(part.text, [m.kind for m in part.marks]) for part in parts]


def test_nested_marks_stand_outermost_first() -> None:
    marks = [mark("Gao", "place"), mark("Chad’s army shelled Gao", "evidence"), mark("Chad’s army", "source")]
    assert kinds(segments(TEXT, marks)) == [
        ("Chad’s army", ["evidence", "source"]),
        (" shelled ", ["evidence"]),
        ("Gao", ["evidence", "place"]),
        (", 🙂 radio said.", []),
    ]


def test_crossing_marks_are_cut_where_they_cross() -> None:
    marks = [mark("army shelled", "a"), mark("shelled Gao, 🙂", "b")]
    assert kinds(segments(TEXT, marks))[1:4] == [("army ", ["a"]), ("shelled", ["b", "a"]), (" Gao, 🙂", ["b"])]


def test_marks_on_the_same_words_keep_their_order() -> None:
    marks = [mark("Gao", kind) for kind in ("target", "place", "actor")]
    assert kinds(segments(TEXT, marks))[1] == ("Gao", ["target", "place", "actor"])


def test_what_lies_outside_the_text_is_left_out() -> None:
    marks = [Mark(start=a, end=b, kind=k, label="") for a, b, k in ((2, 99, "over"), (7, 9, "out"), (1, 1, "none"))]
    assert kinds(segments("abcd", marks)) == [("ab", []), ("cd", ["over"])]
    assert segments("", marks) == []


def test_a_long_text_is_clipped_and_says_so() -> None:
    text = "x" * 5_000_000
    view = shown(text, [Mark(start=5, end=4_000_000, kind="place", label="")], limit_chars=200_000)
    assert [len(part.text) for part in view.segments] == [5, 199_995]
    assert view.clipped
    assert view.note == "The first 200,000 of 5,000,000 characters are shown."


def test_a_short_text_is_shown_whole_without_a_note() -> None:
    view = shown(TEXT, [])
    assert (view.clipped, view.note) == (False, None)
    assert [part.text for part in view.segments] == [TEXT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", ["one\n", "two"]),
        ("one\r\ntwo\r\n", ["one\r\n", "two\r\n"]),
        ("wrapped\nline\n\nnext", ["wrapped\nline\n\n", "next"]),
        ("one\r\n \r\n\r\ntwo\r\nmore", ["one\r\n \r\n\r\n", "two\r\nmore"]),
        ("one\u2029two", ["one\u2029", "two"]),
        ("one", ["one"]),
        ("", []),
    ],
)
def test_paragraphs_end_at_blank_lines_else_at_line_ends(text: str, expected: list[str]) -> None:
    found = paragraphs(segments(text, []))
    assert ["".join(part.text for part in paragraph) for paragraph in found] == expected


def test_a_mark_over_two_paragraphs_covers_its_words_in_both() -> None:
    text = "said one\n\ntwo then"
    first, second = paragraphs(segments(text, [Mark(start=5, end=13, kind="quote", label="")]))
    assert kinds(first) == [("said ", []), ("one\n\n", ["quote"])]
    assert kinds(second) == [("two", ["quote"]), (" then", [])]
    assert [part.start for part in second] == [10, 13]
