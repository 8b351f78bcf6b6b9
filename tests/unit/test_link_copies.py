"""Copies and rewrites, and which article goes back to which."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from verbale.link.copies import copy_pairs
from verbale.link.origins import Source, origins
from verbale.link.rewrites import outline, rewrite_pairs

WIRE = (
    "Gunmen on motorcycles attacked the market town of Dorko in eastern Kavania on Monday, killing 14 traders and"
    " wounding 23 others, the regional governor, Tomas Ilunde, said. The attackers arrived at dawn, set fire to 40"
    " stalls and left with some 200 head of cattle, according to Ilunde. He said that soldiers from the garrison in"
    " Merema reached Dorko only three hours later. A spokeswoman for the army, Colonel Ada Nwoka, said that a bridge"
    " on the road from Merema had been blown up in the night. Nobody claimed the attack, but officials blamed the"
    " Brotherhood of the Dunes, which has fought the government in Kavania since 2013. The United Nations refugee"
    " agency said that 1,300 people had fled towards the border with Surenia by Monday evening."
)
REWRITE = (
    "Fourteen traders died and 23 people were hurt when armed men on motorbikes raided Dorko, a market town in the"
    " east of Kavania, on Monday, Governor Tomas Ilunde announced. Having come at first light, the raiders burned 40"
    " stalls and drove off about 200 cattle, Ilunde added. It took troops based at Merema three hours to get to Dorko,"
    " he said. During the night a bridge along the Merema road was destroyed with explosives, explained Colonel Ada"
    " Nwoka, who speaks for the army. While there was no claim of responsibility, authorities pointed to the"
    " Brotherhood of the Dunes, a group at war with the Kavania government since 2013. By the evening 1,300 villagers"
    " were on the run to the frontier with Surenia, the refugee agency of the United Nations reported."
)
OWN = (
    "Survivors of Monday's raid on Dorko described how the gunmen went from stall to stall. \"They asked for money,"
    ' then they shot," said Mariam Sote, a cloth seller who hid under a cart with her two daughters. The hospital in'
    " Merema received 19 of the wounded, six of them children, its director, Paul Anike, said by telephone. Traders"
    " have asked for a permanent post of gendarmes since a similar raid last spring in which nine men lost their"
    " lives. The interior minister, Elena Duarte, cut short a visit abroad and will travel to the region on Wednesday,"
    " her office said. The opposition accused her of neglecting the east and demanded a debate in parliament."
)


def test_trimmed_and_retouched_texts_are_copies() -> None:
    trimmed = ". ".join(WIRE.split(". ")[:3])
    retouched = WIRE.replace("Gunmen on motorcycles", "Armed men").replace("arrived at dawn", "came early")
    found = copy_pairs([WIRE, OWN, trimmed, retouched])
    assert {(p.first, p.second) for p in found} >= {(0, 2), (0, 3)}
    assert not {1} & {n for p in found for n in (p.first, p.second)}
    assert found[0].share == 1.0


def test_a_rewrite_shares_no_runs_and_is_found_all_the_same() -> None:
    assert copy_pairs([WIRE, REWRITE]) == []
    (pair,) = rewrite_pairs([outline(t, 1) for t in (WIRE, REWRITE, OWN)])
    assert (pair.first, pair.second) == (0, 1)


def test_short_texts_and_distant_days_are_no_rewrites() -> None:
    assert outline("Gunmen attacked Dorko on Monday.", 1) is None
    assert rewrite_pairs([outline(WIRE, 1), outline(REWRITE, 40)]) == []


def test_the_origin_is_the_earliest_of_its_group() -> None:
    texts = {"b": (REWRITE, 5), "a": (WIRE, 4), "c": (OWN, 5), "d": (f"From our desk. {WIRE}", 6)}
    found = origins([Source(article_id=k, text=t, day=d) for k, (t, d) in texts.items()])
    assert {k: (o.article_id, o.likeness) for k, o in found.items()} == {
        "a": ("a", None), "b": ("a", "rewrite"), "c": ("c", None), "d": ("a", "copy"),
    }  # fmt: skip


@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: Random) -> None:
    sources = [Source(article_id=str(n), text=t, day=n) for n, t in enumerate((WIRE, OWN, REWRITE, WIRE[:600]))]
    expected = origins(sources)
    rng.shuffle(sources)
    assert origins(sources) == expected


def test_many_of_the_same_text_are_paired_with_the_first() -> None:
    found = copy_pairs([WIRE] * 50)
    assert [(p.first, p.second) for p in found] == [(0, n) for n in range(1, 50)]


def test_who_rewrites_a_rewrite_is_no_copy_for_being_copied() -> None:
    sources = [Source(article_id=k, text=t, day=1) for k, t in (("a", WIRE), ("b", REWRITE), ("c", REWRITE))]
    assert {k: o.likeness for k, o in origins(sources).items()} == {"a": None, "b": "rewrite", "c": "rewrite"}


def test_old_articles_with_the_same_names_hide_no_rewrite() -> None:
    old = [outline(f"{WIRE} Report {n}.", 1) for n in range(250)]
    found = rewrite_pairs([*old, outline(WIRE, 5000), outline(REWRITE, 5001)])
    assert (250, 251) in {(p.first, p.second) for p in found}


def test_the_hour_tells_which_of_a_day_is_the_origin() -> None:
    sources = [
        Source(article_id="a", text=WIRE, day=1, published_at="2022-02-21T20:00:00"),
        Source(article_id="b", text=WIRE, day=1, published_at="2022-02-21T06:00:00"),
    ]
    assert {o.article_id for o in origins(sources).values()} == {"b"}
