"""A story arranged for reading."""

from typing import Any

import pytest

from verbale.serve.pages.html import marked
from verbale.serve.views.story import arranged, reason_words, steps, versions


def report(event_id: str, article_id: str, origin: str | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "event_id": event_id, "article_id": article_id, "origin": origin or article_id,
        "likeness": "copy" if origin else None, "publisher": f"Paper {article_id}", "status": "occurred",
        "historical": False, "attribution": None, **fields,
    }  # fmt: skip


def test_copies_stand_under_the_first_report_of_their_origin() -> None:
    told = arranged(
        [
            report("1", "a"),
            report("2", "b", "a"),
            report("3", "a"),
            report("4", "c", "elsewhere"),
            report("5", "d", "a"),
        ]
    )
    assert [(t.report["event_id"], [r["event_id"] for r in t.under]) for t in told] == [
        ("1", ["2", "5"]), ("3", []), ("4", [])
    ]  # fmt: skip


def test_every_report_stands_once_even_where_an_origin_is_itself_a_copy() -> None:
    given = [report("1", "a", "b"), report("2", "b", "a"), report("3", "c", "b")]
    told = arranged(given)
    shown = [r["event_id"] for t in told for r in (t.report, *t.under)]
    assert sorted(shown) == ["1", "2", "3"]


def test_versions_name_each_publisher_once() -> None:
    record = {
        "reports": [report("1", "a"), report("2", "a"), report("3", "b", publisher=None)],
        "contradictions": {"counts.dead": [
            {"value": "12", "words": "twelve died", "event_ids": ["1", "2"]},
            {"value": "15", "words": "fifteen", "event_ids": ["3", "gone"]},
        ]},
    }  # fmt: skip
    (first, second) = versions(record)["people killed"]
    assert (first.reports, first.publishers) == (2, ("Paper a",))
    assert (second.reports, second.publishers) == (2, ("publisher not known",))


def test_steps_carry_the_claim_of_their_report() -> None:
    reports = [report("1", "a", status="planned"), report("2", "b", attribution="the army"), report("3", "c")]
    chain = [
        {"status": status, "event_id": event_id, "published": None, "words": "w"}
        for event_id, status in (("1", "planned"), ("2", "occurred"), ("gone", "negated"))
    ]
    assert [(s.claim, s.publisher) for s in steps({"reports": reports, "chain": chain})] == [
        ("planned", "Paper a"), ("alleged", "Paper b")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("target=name +2.1", "to whom (name): for it by 2.1"),
        ("not date=apart&1 -0.4", "the day of the act (not apart and 1): against it by 0.4"),
        ("around>0.9 +1.0", "the words around it (>0.9): for it by 1.0"),
        ("type=ASSAULT&no mode +0.3", "the kind of act (ASSAULT and no mode): for it by 0.3"),
        ("something else", "something else"),
    ],
)
def test_reasons_in_words(reason: str, words: str) -> None:
    assert reason_words(reason) == words


def test_words_are_marked_and_nothing_else_is_let_through() -> None:
    assert marked("<b>Shelling</b> & shells", ["shell"], 99) == (
        "&lt;b&gt;<mark>Shell</mark>ing&lt;/b&gt; &amp; <mark>shell</mark>s"
    )
    assert marked("a.b axb", ["a.b"], 99) == "<mark>a.b</mark> axb"
    assert marked("amp & amp", ["amp"], 99) == "<mark>amp</mark> &amp; <mark>amp</mark>"
    assert marked(None, ["a"], 9) == ""


def test_of_a_long_text_the_part_with_the_word_is_shown() -> None:
    found = marked("x " * 300 + "needle " + "y " * 300, ["needle"], 40)
    assert "<mark>needle</mark>" in found
    assert found.startswith("…")
    assert len(found) < 80
    assert marked("x " * 300, ["needle"], 40).endswith("…")
