"""Clusters from scored pairs: average linkage, what must and what must never be joined."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from verbale.link.clustering import Pair, clusters


def test_joins_what_is_near_and_keeps_the_rest() -> None:
    found = clusters("abcd", {("a", "b"): 0.9, ("b", "c"): 0.2, ("c", "d"): 0.6}, threshold=0.5)
    assert found == [("a", "b"), ("c", "d")]


def test_the_mean_counts_pairs_without_a_score() -> None:
    chain = {("a", "b"): 0.9, ("b", "c"): 0.8}
    assert clusters("abc", chain, threshold=0.5) == [("a", "b"), ("c",)]
    assert clusters("abc", chain, threshold=0.4) == [("a", "b", "c")]


def test_never_is_not_crossed_through_a_third() -> None:
    near = {("a", "b"): 0.9, ("b", "c"): 0.9, ("a", "c"): 0.9}
    assert clusters("abc", near, threshold=0.1, never=[("c", "a")]) == [("a", "b"), ("c",)]


def test_must_wins_over_scores_but_not_over_never() -> None:
    assert clusters("abc", {("b", "c"): 0.9}, threshold=0.5, must=[("b", "a")]) == [("a", "b"), ("c",)]
    found = clusters("abc", {}, threshold=0.5, must=[("a", "b"), ("b", "c")], never=[("a", "c")])
    assert found == [("a", "b"), ("c",)]


def test_unknown_ids_in_must_and_never_are_left_out() -> None:
    assert clusters("ab", {("a", "x"): 0.9}, threshold=0.5, must=[("a", "x")], never=[("x", "b")]) == [("a",), ("b",)]


def pairs(most: int) -> st.SearchStrategy[list[Pair]]:
    names = st.sampled_from("abcdefgh")
    return st.lists(st.tuples(names, names).filter(lambda p: p[0] != p[1]), max_size=most)


def scored() -> st.SearchStrategy[dict[Pair, float]]:
    names = st.sampled_from("abcdefgh")
    return st.dictionaries(
        st.tuples(names, names).filter(lambda p: p[0] < p[1]), st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9])
    )


@given(scored(), pairs(4), pairs(4), st.integers(0, 99))
def test_order_does_not_matter_and_constraints_hold(
    scores: dict[Pair, float], must: list[Pair], never: list[Pair], seed: int
) -> None:
    found = clusters("abcdefgh", scores, threshold=0.4, must=must, never=never)
    random = Random(seed)
    ids, items = random.sample("abcdefgh", 8), random.sample(sorted(scores.items()), len(scores))
    turned = {(b, a) if random.random() < 0.5 else (a, b): score for (a, b), score in items}
    again = clusters(
        ids,
        turned,
        threshold=0.4,
        must=random.sample([(b, a) for a, b in must], len(must)),
        never=random.sample([(b, a) for a, b in never], len(never)),
    )
    assert found == again
    assert sorted(m for group in found for m in group) == list("abcdefgh")
    home = {m: k for k, group in enumerate(found) for m in group}
    assert all(home[a] != home[b] for a, b in never)
    if not never:
        assert all(home[a] == home[b] for a, b in must)
