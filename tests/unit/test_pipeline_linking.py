"""The record linked: stories as rows, in any order of input, obeying judgements."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coded import OLD, article, at, coded, event, keep, on, rows
from verbale.pipeline import linking
from verbale.pipeline.linking import link
from verbale.pipeline.tellings import moment_of, sentence_around, telling_of
from verbale.store import CodedArticle, Store
from verbale.store.judgements.either import undo
from verbale.store.judgements.pairs import judge
from verbale.store.stories import keep_stories
from verbale.store.story_queries import StoryFilter, stories, story

ONE = "Russian artillery shelled the market of Kharkiv on Sunday, killing nine shoppers, officials said."
TWO = "Nine shoppers were killed when Russian artillery shelled the market of Kharkiv on Sunday."
OTHER = "Russian artillery shelled a railway depot near Dnipro on Friday; nobody was hurt."


def three() -> list[CodedArticle]:
    kharkiv, dnipro = at("Kharkiv", "UKR"), at("Dnipro", "UKR")
    return [
        coded(article("one", ONE, publisher="Courier"), event(text=ONE, place=kharkiv)),
        coded(article("two", TWO, publisher="Herald"), event(text=TWO, place=kharkiv)),
        coded(
            article("three", OTHER, publisher="Herald"), event(text=OTHER, place=dnipro, event_date=on("2022-02-18"))
        ),
    ]


def groups(store: Store) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for story_id, article_id in rows(store, "SELECT story_id, article_id FROM link WHERE known_until IS NULL"):
        found.setdefault(story_id, set()).add(article_id)
    return {frozenset(group) for group in found.values()}


def event_id(store: Store, article_id: str) -> str:
    ((found,),) = rows(store, f"SELECT event_id FROM event WHERE article_id = '{article_id}' AND known_until IS NULL")
    return str(found)


def test_two_reports_of_one_act_are_one_story(store: Store) -> None:
    keep(store, *three())
    tally = link(store)
    assert groups(store) == {frozenset({"one", "two"}), frozenset({"three"})}
    assert (tally.stories, tally.shared, tally.changed) == (2, 1, 2)
    (row,) = stories(store, StoryFilter(least_articles=2)).records()
    assert (row["articles"], row["publishers"], row["origins"], row["status"]) == (2, 2, 2, "occurred")


def test_linking_again_changes_nothing(store: Store) -> None:
    keep(store, *three(), coded(article("titled", ONE, title="[Update] Shelling"), event(text=ONE)))
    link(store)
    before = rows(store, "SELECT * FROM story ORDER BY ALL"), rows(store, "SELECT * FROM run ORDER BY ALL")
    assert link(store).changed == 0
    assert (rows(store, "SELECT * FROM story ORDER BY ALL"), rows(store, "SELECT * FROM run ORDER BY ALL")) == before


@pytest.mark.parametrize("seed", range(4))
def test_articles_in_any_order_and_linked_at_any_time_give_the_same_stories(store: Store, seed: int) -> None:
    articles = three()
    Random(seed).shuffle(articles)
    for one in articles:
        keep(store, one)
        link(store, everything=False)
    assert groups(store) == {frozenset({"one", "two"}), frozenset({"three"})}
    ids = {s for (s,) in rows(store, "SELECT story_id FROM story WHERE known_until IS NULL")}
    first = min(event_id(store, "one"), event_id(store, "two"), key=lambda i: i == event_id(store, "two"))
    assert any(s["first_event_id"] == first for s in stories_rows(store))
    assert len(ids) == 2


def stories_rows(store: Store) -> list[dict[str, str]]:
    return [story(store, s) for (s,) in rows(store, "SELECT story_id FROM story WHERE known_until IS NULL")]


def test_a_judgement_is_obeyed_and_can_be_undone(store: Store) -> None:
    keep(store, *three())
    one, two, other = (event_id(store, a) for a in ("one", "two", "three"))
    apart = judge(store, "different", one, two, reason="two raids", judge="me", versions=OLD)
    link(store)
    assert groups(store) == {frozenset({"one"}), frozenset({"two"}), frozenset({"three"})}
    undo(store, apart.judgement_id, reason="one raid after all", judge="me", versions=OLD)
    judge(store, "same", two, other, reason="one barrage", judge="me", versions=OLD)
    link(store)
    assert any({"two", "three"} <= group for group in groups(store))


def test_what_a_story_was_stays_to_be_read(dated: Store) -> None:
    keep(dated, *three()[:1])
    link(dated)
    ((then,),) = rows(dated, "SELECT max(known_from) FROM story")
    keep(dated, *three()[1:2])
    link(dated)
    one = event_id(dated, "one")
    assert story(dated, one)["articles"] == 2
    assert story(dated, one, then)["articles"] == 1


def test_a_story_tells_its_reports_with_their_links(store: Store) -> None:
    keep(store, *three())
    link(store)
    found = story(store, event_id(store, "two"))
    assert [r["publisher"] for r in found["reports"]] == ["Courier", "Herald"]
    assert found["reports"][0]["nearest_event_id"] == event_id(store, "two")
    assert found["reports"][0]["reasons"]
    assert found["agreed"]["place"] == "Kharkiv"


def test_only_stories_that_were_touched_can_end(store: Store) -> None:
    writer = keep(store, finish=False)
    row = {
        "title": "t", "events": 1, "articles": 1, "publishers": 1, "origins": 1, "first_event_id": "e",
        "agreed": {}, "contradictions": {}, "chain": [],
    }  # fmt: skip
    keep_stories(writer, [row | {"story_id": "a"}, row | {"story_id": "b"}], [])
    assert keep_stories(writer, [row | {"story_id": "a", "title": "new"}], [], touched=["a"]) == (1, 0)
    assert rows(store, "SELECT story_id FROM story WHERE known_until IS NULL ORDER BY 1") == [("a",), ("b",)]


def test_a_record_as_a_telling_quotes_its_sentence() -> None:
    text = f"A headline\n\n{ONE} {OTHER}"
    (row,) = coded(article("x", text), event(text=text)).events
    record = json.loads(json.dumps(row["record"])) | {"evidence": {"text": "shelled", "start": 30, "end": 37}}
    told = telling_of(record, text)
    assert told.sentence == ONE
    assert told.sources == {"RUS", "russia"}
    assert sentence_around("One. Two three. Four", 5, 8) == "Two three."


def months(count: int) -> list[CodedArticle]:
    """Two reports of one shelling on the same day of each month, in another town each time."""
    towns = ("Gavar", "Lodno", "Mirsk", "Ostava", "Pelin", "Rudna", "Selva", "Torun")
    found = []
    for month, town in enumerate(towns[:count], 1):
        day, place = f"2021-{month:02d}-10", at(town, "UKR")
        for n, text in enumerate((ONE, TWO)):
            told = text.replace("Kharkiv", town)
            one = article(f"{town}-{n}", told, published_at=day)
            found.append(coded(one, event(text=told, place=place, event_date=on(day))))
    return found


def test_linking_the_weeks_around_a_run_comes_to_linking_all(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "LARGE_EVENTS", 4)
    whole = Store(path=tmp_path / "whole.duckdb")
    articles = months(6)
    Random(7).shuffle(articles)
    for one in articles:
        keep(store, one)
        link(store, everything=False)
        keep(whole, one)
    link(whole)
    assert groups(store) == groups(whole)
    sql = "SELECT story_id, title, articles FROM story WHERE known_until IS NULL ORDER BY ALL"
    assert rows(store, sql) == rows(whole, sql)


def test_a_recoding_that_loses_an_event_ends_its_story(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "LARGE_EVENTS", 1)
    first, second = months(1)
    keep(store, first, second)
    link(store)
    text = first.article.text
    keep(store, coded(first.article, event("killing", text, place=at("Dnipro", "UKR"))), anew=True)
    link(store, everything=False)
    held = {e for (e,) in rows(store, "SELECT event_id FROM event WHERE known_until IS NULL")}
    assert {e for (e,) in rows(store, "SELECT event_id FROM link WHERE known_until IS NULL")} == held


def test_what_was_left_unlinked_is_linked_with_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "LARGE_EVENTS", 1)
    articles = months(3)
    keep(store, *articles[:2])
    link(store, everything=False)
    keep(store, *articles[2:4])
    keep(store, *articles[4:])
    link(store, everything=False)
    assert len(groups(store)) == 3
    assert link(store, everything=False) == linking.LinkTally()


def test_a_record_that_changed_meanwhile_is_linked_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, other = three()
    keep(store, one, other)
    real = linking.link_tellings

    def disturbed(*given: Any, **options: Any) -> Any:
        monkeypatch.setattr(linking, "link_tellings", real)
        keep(store, two)
        return real(*given, **options)

    monkeypatch.setattr(linking, "link_tellings", disturbed)
    link(store, everything=False)
    assert groups(store) == {frozenset({"one", "two"}), frozenset({"three"})}


def test_a_judgement_outlives_an_edit_of_its_article(store: Store) -> None:
    keep(store, *three())
    judge(store, "different", event_id(store, "one"), event_id(store, "two"), reason="r", judge="me", versions=OLD)
    before = event_id(store, "one")
    edited = article("one", f"{ONE} It rained.", publisher="Courier")
    keep(store, coded(edited, event(text=ONE, place=at("Kharkiv", "UKR"))))
    assert event_id(store, "one") != before
    link(store)
    assert frozenset({"one", "two"}) not in groups(store)


def test_the_hour_tells_who_was_first(store: Store) -> None:
    one, two, _ = three()
    place = at("Kharkiv", "UKR")
    late = replace(one.article, published_at="2022-02-21T20:00:00+00:00")
    early = replace(two.article, published_at="2022-02-21T08:00:00+02:00")
    keep(store, coded(late, event(text=ONE, place=place)), coded(early, event(text=TWO, place=place)))
    wire, hours = f"{ONE} {TWO} {OTHER}", {"x": 20, "y": 10}
    told = [article(name, wire, published_at=f"2022-03-01T{hour}:00:00+00:00") for name, hour in hours.items()]
    keep(store, *(coded(each, event(text=wire)) for each in told))
    link(store)
    assert rows(store, "SELECT DISTINCT origin FROM link WHERE article_id IN ('x', 'y')") == [("y",)]
    found = story(store, event_id(store, "one"))
    assert found["first_event_id"] == event_id(store, "two")
    assert found["first_published_at"] == "2022-02-21T08:00:00+02:00"


def test_days_at_the_end_of_the_calendar_can_be_linked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "LARGE_EVENTS", 1)
    keep(store, *(coded(article(day, ONE, published_at=day), event(text=ONE)) for day in ("9999-12-31", "0001-01-01")))
    assert link(store, everything=False).changed == 2


def test_moments_compare_as_text_even_at_the_end_of_the_calendar() -> None:
    assert moment_of("2022-02-21T08:00:00+02:00") == "2022-02-21T06:00:00"
    assert moment_of("2022-02-21") == "2022-02-21"
    assert moment_of(None) is None
    assert moment_of("0001-01-01T00:00:00+05:00") == "0001-01-01T00:00:00"
