"""The measures of coreference: examples worked out by hand, and what holds for any clusters."""

import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "accuracy"))
from coreference import Agreement, b_cubed, best_assignment, ceaf_e, conll_f1, muc

Clusters = list[set[int]]

# Gold {1 2 3} {4 5 6 7}, system {1 2} {3 4 5} {6 7}.
GOLD: Clusters = [{1, 2, 3}, {4, 5, 6, 7}]
SYSTEM: Clusters = [{1, 2}, {3, 4, 5}, {6, 7}]


def test_muc_counts_links() -> None:
    # Gold needs 5 links; each of its clusters lies in two parts, so 3 are kept. The system has 4 links, of which
    # 1 + 1 + 1 stay within a gold cluster.
    assert muc(GOLD, SYSTEM) == Agreement(3 / 4, 3 / 5)


def test_b_cubed_counts_mentions() -> None:
    precision = (2 * 2 / 2 + (1 * 1 + 2 * 2) / 3 + 2 * 2 / 2) / 7
    recall = ((2 * 2 + 1 * 1) / 3 + (2 * 2 + 2 * 2) / 4) / 7
    found = b_cubed(GOLD, SYSTEM)
    assert found.precision == pytest.approx(precision)
    assert found.recall == pytest.approx(recall)


def test_ceaf_e_pairs_clusters() -> None:
    # {1 2 3} with {1 2}: 4/5. {4 5 6 7} with {6 7}: 4/6, with {3 4 5}: 4/7.
    best = 4 / 5 + 4 / 6
    found = ceaf_e(GOLD, SYSTEM)
    assert found.precision == pytest.approx(best / 3)
    assert found.recall == pytest.approx(best / 2)


def test_conll_is_the_mean() -> None:
    mean = (muc(GOLD, SYSTEM).f1 + b_cubed(GOLD, SYSTEM).f1 + ceaf_e(GOLD, SYSTEM).f1) / 3
    assert conll_f1(GOLD, SYSTEM) == pytest.approx(mean)


def test_all_apart_has_no_links() -> None:
    apart = [{m} for m in range(1, 8)]
    assert muc(GOLD, apart) == Agreement(0.0, 0.0)
    assert b_cubed(GOLD, apart).precision == 1
    assert b_cubed(GOLD, apart).recall == pytest.approx(2 / 7)


def test_a_mention_stands_in_one_cluster() -> None:
    with pytest.raises(ValueError, match="two clusters"):
        muc([{1}, {1, 2}], SYSTEM)


def test_best_assignment_is_not_the_greedy_one() -> None:
    assert best_assignment([[0.9, 0.8], [0.8, 0.1]]) == pytest.approx(1.6)
    assert best_assignment([[0.2, 0.5, 0.3]]) == pytest.approx(0.5)
    assert best_assignment([]) == 0


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 9).map(float), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_best_assignment_is_the_best_of_all(worth: list[list[float]]) -> None:
    square = worth if len(worth) <= len(worth[0]) else [list(c) for c in zip(*worth, strict=True)]
    tried = (
        sum(square[row][column] for row, column in enumerate(chosen))
        for chosen in itertools.permutations(range(len(square[0])), len(square))
    )
    assert best_assignment(worth) == max(tried)


def clusterings(size: int = 9) -> st.SearchStrategy[Clusters]:
    labels = st.lists(st.integers(0, 4), min_size=size, max_size=size)
    return labels.map(lambda named: [{m for m, n in enumerate(named) if n == k} for k in sorted(set(named))])


@given(clusterings(), clusterings())
def test_bounds_and_mirror(one: Clusters, other: Clusters) -> None:
    for measure in (muc, b_cubed, ceaf_e):
        there, back = measure(one, other), measure(other, one)
        assert 0 <= there.precision <= 1 + 1e-9
        assert 0 <= there.recall <= 1 + 1e-9
        assert there.precision == pytest.approx(back.recall)


@given(clusterings())
def test_gold_against_itself_is_perfect(clusters: Clusters) -> None:
    assert b_cubed(clusters, clusters).f1 == pytest.approx(1)
    assert ceaf_e(clusters, clusters).f1 == pytest.approx(1)
    if any(len(c) > 1 for c in clusters):
        assert conll_f1(clusters, clusters) == pytest.approx(1)


@given(clusterings(), clusterings(), st.randoms())
def test_order_of_clusters_does_not_matter(one: Clusters, other: Clusters, random: object) -> None:
    shuffled = list(one)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert conll_f1(one, other) == pytest.approx(conll_f1(shuffled, other))
