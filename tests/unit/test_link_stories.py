"""What a story says of its tellings: counts, agreement, contradiction, chain."""

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from verbale.link.stories import story_of
from verbale.model.tellings import Telling, TellingPlace


def telling(number: int, **fields: Any) -> Telling:
    defaults = {
        "event_id": f"e{number}",
        "article_id": f"a{number}",
        "publisher": f"paper {number}",
        "published": f"2022-03-0{number}",
        "event_type": "ASSAULT",
        "status": "occurred",
        "sources": frozenset({"RUS"}),
        "source_names": ("Russia",),
        "text": f"words {number}",
    }
    return Telling(**(defaults | fields))


def test_counts_articles_publishers_and_origins() -> None:
    story = story_of([telling(1), telling(2, publisher="paper 1"), telling(3)], {"a3": "a1"})
    assert (story.articles, story.publishers, story.origins) == (3, 2, 2)
    assert story.first.event_id == "e1"


def test_different_tolls_contradict_with_the_words_behind_each() -> None:
    story = story_of([telling(1, counts=(("dead", 3, 3),)), telling(2, counts=(("dead", 5, 5),))], {})
    assert [(v.value, v.words, v.event_ids) for v in story.contradictions["counts.dead"]] == [
        ("3", "words 1", ("e1",)), ("5", "words 2", ("e2",)),
    ]  # fmt: skip


def test_a_toll_within_a_range_agrees() -> None:
    story = story_of([telling(1, counts=(("dead", 3, 6),)), telling(2, counts=(("dead", 5, 5),))], {})
    assert "counts.dead" not in story.contradictions


def test_at_least_so_many_agrees_with_more_and_not_with_fewer() -> None:
    least = telling(1, counts=(("dead", 3, None),))
    assert "counts.dead" not in story_of([least, telling(2, counts=(("dead", 5, 5),))], {}).contradictions
    fewer = story_of([least, telling(2, counts=(("dead", 2, 2),))], {})
    assert [v.value for v in fewer.contradictions["counts.dead"]] == ["at least 3", "2"]


def test_copies_of_one_origin_do_not_contradict_it() -> None:
    told = [telling(1, counts=(("dead", 3, 3),)), telling(2, counts=(("dead", 5, 5),))]
    assert not story_of(told, {"a2": "a1"}).contradictions


def test_who_did_it_is_disputed_when_no_key_is_shared() -> None:
    other = telling(2, sources=frozenset({"UKR", "azov"}), source_names=("Azov",))
    story = story_of(
        [telling(1), other, telling(3, sources=frozenset({"RUS", "wagner"}), source_names=("Wagner",))], {}
    )
    assert [v.value for v in story.contradictions["source"]] == ["Russia", "Azov", "Wagner"]
    assert "source" not in story_of([telling(1), telling(3, sources=frozenset({"RUS", "wagner"}))], {}).contradictions


def test_an_act_that_some_deny_is_disputed() -> None:
    story = story_of([telling(1), telling(2, status="negated")], {})
    assert [v.value for v in story.contradictions["status"]] == ["occurred", "negated"]


def test_stated_days_that_do_not_meet_contradict() -> None:
    days = {"date_stated": True, "earliest": "2022-03-01", "latest": "2022-03-01"}
    later = {"date_stated": True, "earliest": "2022-02-20", "latest": "2022-02-27"}
    assert "date" in story_of([telling(1, **days), telling(2, **later)], {}).contradictions
    week = later | {"latest": "2022-03-05"}
    assert "date" not in story_of([telling(1, **days), telling(2, **week)], {}).contradictions


def test_a_plan_that_came_true_is_a_chain_and_its_echo_is_none() -> None:
    told = [telling(3, status="occurred"), telling(1, status="planned"), telling(4, status="planned"), telling(5)]
    story = story_of(told, {})
    assert [(s.status, s.event_id) for s in story.chain] == [("planned", "e1"), ("occurred", "e3")]
    assert story.status == "occurred"


def test_a_report_that_was_denied_ends_denied() -> None:
    story = story_of([telling(1), telling(2, status="negated")], {})
    assert [s.status for s in story.chain] == ["occurred", "negated"]


def test_agreed_fields_give_what_most_say() -> None:
    place = TellingPlace(geonames_id=1, name="gao", country="MLI", precision="city")
    story = story_of([telling(1, place=place), telling(2)], {})
    assert story.agreed["place"] == "gao"
    assert story.agreed["source"] == "Russia"


@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: Random) -> None:
    told = [telling(n, status=s, counts=(("dead", n, n),)) for n, s in enumerate(("planned", "occurred", "negated"), 1)]
    expected = story_of(told, {"a2": "a1"})
    rng.shuffle(told)
    assert story_of(told, {"a2": "a1"}) == expected
