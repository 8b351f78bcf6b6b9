"""Marked texts as pages show them, and records in words."""

import pytest

from coded import DONETSK, KENYA, RUSSIA, SOMALIA, TEXT, UKRAINE, UNION, article, coded, event, on, said_by
from verbale.codebook.mutual import pairs_of
from verbale.model.keys import actor_key
from verbale.serve.marks.pieces import Excerpt, Marked, counted, excerpts, marked
from verbale.serve.marks.records import marks_of_event
from verbale.serve.marks.segments import Mark
from verbale.serve.views.codings import recodings
from verbale.serve.views.record import Record, facts


def record(**fields: object) -> Record:
    return coded(article(), event(**fields)).events[0]["record"]


def text_of(of: Marked | Excerpt) -> str:
    return "".join(piece.text for line in of.paragraphs for piece in line)


def said(of: Record) -> dict[str, list[tuple[str, str | None]]]:
    return {fact.field: [(value.words, value.note) for value in fact.said] for fact in facts(of)}


def test_a_marked_text_is_the_text() -> None:
    made = marked(TEXT, marks_of_event(record()), {}, len(TEXT))
    assert text_of(made) == TEXT
    assert made.note is None


def test_a_piece_has_one_layer_a_kind_with_all_that_is_said() -> None:
    marks = [Mark(start=0, end=6, kind="actor", label=label, ref=ref) for label, ref in (("a", "1"), ("b", "2"))]
    marks.append(Mark(start=0, end=9, kind="quote", label="q", ref="attribution-1"))
    (first, second, _) = marked("Russia shelled", marks, {}, 100).paragraphs[0]
    assert [(layer.kind, layer.group, layer.label) for layer in first.layers] == [
        ("quote", "quote", "q"), ("actor", "actor", "a\nb"),
    ]  # fmt: skip
    assert (first.events, second.events) == (("1", "2"), ())


def test_only_where_a_trigger_begins_is_there_a_link() -> None:
    start = TEXT.index("shelled")
    marks = [*marks_of_event(record()), Mark(start=start + 2, end=start + 4, kind="actor", label="x")]
    made = marked(TEXT, marks, {start: "/event/x"}, len(TEXT))
    linked = [(p.text, p.anchor, p.href) for line in made.paragraphs for p in line if p.href or p.anchor]
    assert linked == [("sh", f"m-{start}", "/event/x")]


def test_a_long_text_is_clipped_with_a_note_and_listed_whole() -> None:
    marks = [Mark(start=at, end=at + 4, kind="place", label="p") for at in (0, 95)]
    made = marked("Kyiv " * 20, marks, {}, 50)
    assert (len(text_of(made)), made.note) == (50, "The first 50 of 100 characters are shown.")
    assert [(row.words, row.label, row.times) for row in made.listing["place"]] == [("Kyiv", "p", 2)]
    assert counted(marks) == {"place": 2}


def test_excerpts_show_the_words_around_each_mark_once() -> None:
    text = " ".join(f"word{n}" for n in range(600))
    marks = [Mark(start=at, end=at + 7, kind="trigger", label="t") for at in map(text.index, ("word200", "word500"))]
    one, two = excerpts(text, marks, around_chars=60)
    assert (one.before, one.after, two.before, two.after) == (True, True, True, True)
    for part, word in ((one, "word200"), (two, "word500")):
        shown = text_of(part)
        assert shown in text
        assert shown.split()[0] in text.split()
        assert shown.split()[-1] in text.split()
        (piece,) = [p for line in part.paragraphs for p in line if p.layers]
        assert (piece.text, piece.anchor) == (word, f"m-{text.index(word)}")
    (whole,) = excerpts(text, marks, around_chars=5000)
    assert (text_of(whole), whole.before, whole.after) == (text, False, False)


@pytest.mark.parametrize(
    ("actor", "key"), [(KENYA, "KEN"), (DONETSK, "donetsk-peoples-republic"), (UNION, "european-union")]
)
def test_an_actor_is_counted_by_its_country_or_itself(actor, key: str) -> None:
    made = record(source=(actor,), target=(SOMALIA,))
    assert actor_key(made["source"][0]) == key
    assert pairs_of(made) == [(key, "SOM")]


def test_a_record_in_words() -> None:
    found = said(record(attribution=(said_by(UKRAINE),), event_date=on("2022-02-18", "2022-02-20", "published")))
    assert found["source"] == [("Russia", "government (RUS GOV)")]
    assert found["event_type"][0][0] == "assault"
    assert found["event_date"] == [("2022-02-18 to 2022-02-20", "to the day, the day of publication")]
    assert found["status"] == [("alleged: done, as somebody says", "status occurred")]
    assert found["confidence"][0] == ("0.90", "of records rated so, about 90 in 100 report an act of this type")
    assert (found["place"], found["counts"], found["contexts"]) == ([], [], [])


def test_fields_without_a_value_say_what_that_means() -> None:
    found = {fact.field: fact.absent for fact in facts(record(source=(), target=(), event_date=None)) if not fact.said}
    assert found["attribution"] == "the reporter, in the report's own voice"
    assert {"source", "target", "event_date", "place"} <= set(found)
    assert said(record(confidence=None))["confidence"] == [("not rated", "coded without a scorer")]


def test_a_recoding_tells_what_changed() -> None:
    old, new = record(status="planned"), record(target=(SOMALIA,), trace=("frame x.y", "status occurred"))
    row = {"known_from": 1, "known_until": 2, "run_id": 1, "article_version": 1, "coder": "1", "codebook": "c"}
    row |= {"models": "m", "schema": "1"}
    first, second = recodings([{**row, "record": old}, {**row, "coder": "2", "record": new}])
    assert first.changed == ()
    assert [(x.field, x.before, x.after) for x in second.changed] == [
        ("target", "Ukraine (UKR GOV)", "Somalia (SOM GOV)"), ("status", "planned", "occurred"),
    ]  # fmt: skip
    assert (second.causes, second.steps) == (("coder 1 -> 2",), ("frame x.y", "status occurred"))


def test_a_value_that_only_moved_is_called_so() -> None:
    old, new = record(), record(source=(RUSSIA,))
    moved = {**new, "source": [{**new["source"][0], "start": 3, "end": 9}]}
    row = {"known_from": 1, "known_until": 2, "run_id": 1, "article_version": 1, "coder": "1", "codebook": "c"}
    row |= {"models": "m", "schema": "1"}
    _, second = recodings([{**row, "record": old}, {**row, "record": moved}])
    assert [(x.field, x.note) for x in second.changed] == [("source", "elsewhere in the text, or in details")]
