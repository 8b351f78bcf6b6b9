"""Likeness of tellings, who is compared, groups of articles."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from verbale.link.across import link_tellings
from verbale.link.blocking import candidates
from verbale.link.documents import happenings, report_of
from verbale.link.likeness import likeness, likeness_features, reasons
from verbale.link.sketches import sketches
from verbale.model.tellings import Telling, TellingPlace, actor_keys

RAID = "Gunmen raided the market of Dorko on Monday and killed 14 traders."
ECHO = "The governor will visit Dorko, where gunmen killed 14 traders in a raid on the market on Monday."
TALKS = "The foreign ministers of Kavania and Surenia held talks in Merema about fishing rights."
TEXTS = {"a": RAID, "b": ECHO, "c": TALKS}


def telling(article_id: str, trigger: str, **fields: object) -> Telling:
    base = Telling(
        event_id=f"e-{article_id}", article_id=article_id, published="2022-03-01", event_type="ASSAULT",
        status="occurred", trigger=trigger, sources=frozenset({"gunmen"}), targets=frozenset({"14 traders"}),
        source_names=("gunmen",), target_names=("14 traders",),
        place=TellingPlace(name="dorko", country="KEN", precision="city"), counts=(("dead", 14, 14),),
        text=TEXTS[article_id], sentence=TEXTS[article_id],
    )  # fmt: skip
    return replace(base, **fields)


def three() -> list[Telling]:
    talks = telling(
        "c",
        "talks",
        event_type="CONSULT",
        sources=frozenset({"KAV", "SUR"}),
        targets=frozenset(),
        source_names=("Kavania", "Surenia"),
        target_names=(),
        place=None,
        counts=(),
    )
    return [telling("a", "killed"), telling("b", "killed", published="2022-03-02"), talks]


def test_one_act_is_likelier_than_two() -> None:
    raid, echo, talks = sketches(three(), TEXTS)
    assert likeness(raid, echo) > 0.5 > likeness(raid, talks)


def test_likeness_is_the_same_either_way_and_says_why() -> None:
    raid, echo, _ = sketches(three(), TEXTS)
    assert set(likeness_features(raid, echo)) == set(likeness_features(echo, raid))
    assert "counts=same" in set(likeness_features(raid, echo))
    assert reasons(raid, echo)


def test_words_of_one_root_and_what_the_main_report_says_speak_for_a_mention_in_passing() -> None:
    texts = {
        "a": "Kavania expels eight Surenian envoys from Merema, accusing them of espionage.",
        "b": "Surenia closes its consulate. It answers the expulsion of eight envoys from Merema two days ago.",
    }
    passing = texts["b"].split(". ")[1]
    expels = telling("a", "expels", target_names=("eight Surenian envoys",), text=texts["a"], sentence=texts["a"])
    expulsion = telling("b", "expulsion", target_names=("eight envoys",), text=passing, sentence=passing)
    found = set(likeness_features(*sketches([expels, expulsion], texts)))
    assert {"letters>2", "near in article, most>0.4", "target words>0.4", "acts=1&1"} <= found
    assert "letters>3" not in found


def test_a_day_that_a_later_report_states_meets_the_day_of_the_earlier_one() -> None:
    stated = {"published": "2022-03-03", "earliest": "2022-03-01", "latest": "2022-03-01", "date_stated": True}
    first, then = telling("a", "killed"), telling("b", "killed", **stated)
    found = set(likeness_features(*sketches([then, first], TEXTS)))
    assert {"days of the act=0&False&True", "since the earlier report=0", "before the later report=True"} <= found
    assert "days of the act>0" not in found


def test_acts_of_an_article_are_counted_by_type() -> None:
    told = [*three(), telling("b", "raid", event_id="e-d"), telling("b", "visit", event_id="e-f", event_type="CONSULT")]
    raid, echo = sketches(told, TEXTS)[:2]
    found = set(likeness_features(raid, echo))
    assert {"acts of the type=1&2", "acts=1&3"} <= found


def test_words_without_a_coded_type_are_judged_apart() -> None:
    raid, echo, _ = sketches([replace(t, event_type=None) for t in three()], TEXTS)
    assert set(reasons(raid, echo)) != set(reasons(*sketches(three(), TEXTS)[:2]))


def test_only_what_is_near_in_time_and_in_another_article_is_compared() -> None:
    drawn = sketches(three(), TEXTS)
    assert (0, 1) in candidates(drawn)
    late = [replace(t, published="2022-06-01") if t.article_id == "b" else t for t in three()]
    assert (0, 1) not in candidates(sketches(late, TEXTS))
    inside = [telling("a", "killed"), telling("a", "raided", event_id="e-2")]
    assert candidates(sketches(inside, TEXTS)) == []


def test_links_name_the_nearest_with_reasons() -> None:
    links = link_tellings(three(), TEXTS)
    assert links.groups == (("e-a", "e-b"), ("e-c",))
    assert links.nearest["e-a"].event_id == "e-b"
    assert links.nearest["e-a"].reasons
    assert "e-c" not in links.nearest


def test_judgements_win_over_scores() -> None:
    assert link_tellings(three(), TEXTS, never=[("e-b", "e-a")]).groups == (("e-a",), ("e-b",), ("e-c",))
    assert ("e-a", "e-b", "e-c") in link_tellings(three(), TEXTS, must=[("e-a", "e-c"), ("e-a", "e-b")]).groups


@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: Random) -> None:
    told = three()
    expected = link_tellings(told, TEXTS)
    rng.shuffle(told)
    assert link_tellings(told, TEXTS) == expected


def test_actors_are_one_by_id_country_or_name() -> None:
    assert actor_keys("vladimir-putin", "RUS", "GOV", "Vladimir Putin") == {"vladimir-putin", "RUS", "vladimir putin"}
    assert "UKR" not in actor_keys("donetsk", "UKR", "PRE", "Donetsk")
    assert actor_keys(None, None, None, "Société") == {"societe"}


def test_articles_on_one_happening_are_grouped() -> None:
    texts = {**TEXTS, "d": TALKS.replace("held talks", "met"), "e": ECHO}
    found = happenings(report_of(name, text, "2022-03-01") for name, text in texts.items())
    assert ("c", "d") in found
    assert any({"b", "e"} <= set(group) for group in found)
