"""What changed between two runs, and why."""

from dataclasses import replace

import pytest

from coded import NEW, RUSSIA, UNION, article, coded, event, keep
from verbale.errors import ConfigError
from verbale.store import Store
from verbale.store.changes import Change, diff

SEEN = event(trace=("frame x.y: 'shelled' names ASSAULT", "status occurred"))
DOUBTED = replace(
    SEEN, status="negated", source=(UNION,), trace=("frame x.y: 'shelled' names ASSAULT", "status negated by 'not'")
)


def changes(store: Store, first: int = 1, second: int = 2) -> list[Change]:
    return list(diff(store, first, second))


def test_fields_and_reasons(store: Store) -> None:
    keep(store, coded(article("a"), SEEN), coded(article("b"), SEEN))
    keep(store, coded(article("a"), DOUBTED), versions=NEW, anew=True)
    (change,) = changes(store)
    assert (change.kind, change.article_id) == ("changed", "a")
    assert change.fields["status"] == ("occurred", "negated")
    assert {side["name"] for side in change.fields["source"][1]} == {"European Union"}
    assert change.why == ("coder 1 -> 2", "status negated by 'not'")
    assert (change.before or {})["status"] == "occurred"


def test_an_event_found_before_others_leaves_them_as_they_are(store: Store) -> None:
    later = event("denounced", event_type="ACCUSE")
    keep(store, coded(article(), later))
    keep(store, coded(article(), SEEN, later), versions=NEW, anew=True)
    (change,) = changes(store)
    assert (change.kind, change.before) == ("added", None)
    assert change.why == ("coder 1 -> 2", *SEEN.trace)


def test_an_event_that_went(store: Store) -> None:
    keep(store, coded(article(), SEEN))
    keep(store, coded(article()), versions=NEW, anew=True)
    (change,) = changes(store)
    assert (change.kind, change.after, change.fields) == ("removed", None, {})
    assert change.why == ("coder 1 -> 2",)


def test_how_it_was_coded_is_no_change(store: Store) -> None:
    keep(store, coded(article(retrieved_at="2022-02-21"), SEEN))
    keep(store, coded(article(), replace(SEEN, confidence=0.1, trace=())), versions=NEW, anew=True)
    assert changes(store) == []


def test_an_article_that_only_one_run_knew_is_no_change(store: Store) -> None:
    keep(store, coded(article("a"), SEEN))
    keep(store, coded(article("b"), SEEN))
    assert changes(store) == []


def test_a_changed_text_is_named_as_the_reason(store: Store) -> None:
    text = "Russia shelled Kharkiv."
    keep(store, coded(article(), SEEN))
    keep(store, coded(article(text=text), event(text=text, source=(RUSSIA,))))
    assert [c.kind for c in changes(store)] == ["removed", "added"] or [c.kind for c in changes(store)] == [
        "added",
        "removed",
    ]
    assert all("article version 1 -> 2" in c.why for c in changes(store))


def test_a_run_cut_short_ends_where_it_last_wrote(store: Store) -> None:
    keep(store, coded(article("a"), SEEN), coded(article("b"), SEEN), coded(article("c"), SEEN))
    short = keep(store, coded(article("a"), DOUBTED), versions=NEW, anew=True, finish=False)
    short.add([coded(article("b"), DOUBTED)], anew=True)
    keep(store, coded(article("c"), DOUBTED), versions=NEW, anew=True)
    assert [c.article_id for c in changes(store, 1, 2)] == ["a", "b"]
    assert [c.article_id for c in changes(store, 2, 3)] == ["c"]
    assert [c.article_id for c in changes(store, 1, 3)] == ["a", "b", "c"]
    assert [c.fields["status"] for c in changes(store, 3, 1)] == [("negated", "occurred")] * 3


def test_an_unknown_run_is_said(store: Store) -> None:
    keep(store, coded(article(), SEEN))
    with pytest.raises(ConfigError, match="no run 7"):
        changes(store, 1, 7)
