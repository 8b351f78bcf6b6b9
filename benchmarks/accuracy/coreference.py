"""How well clusters of mentions agree with the gold's: MUC, B-cubed, CEAF-e and their mean, the CoNLL F1.

Gold and system are lists of disjoint sets of mention ids over the same mentions. MUC after Vilain et al. (1995),
B-cubed after Bagga & Baldwin (1998), CEAF-e after Luo (2005) with similarity 2|A∩B| / (|A|+|B|), CoNLL F1 after
Pradhan et al. (2012). A figure whose ground is empty (MUC where every cluster is a singleton) is 0, as in the
reference scorer.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass

Clusters = Sequence[Set[Hashable]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(gold: Clusters, system: Clusters) -> Agreement:
    """Of the links needed to hold the clusters together, how many the other side has."""
    return Agreement(_links_kept(system, gold), _links_kept(gold, system))


def b_cubed(gold: Clusters, system: Clusters) -> Agreement:
    """The mean over the mentions of how much of their cluster is right, and how much of the right one is there."""
    return Agreement(_overlap_by_mention(system, gold), _overlap_by_mention(gold, system))


def ceaf_e(gold: Clusters, system: Clusters) -> Agreement:
    """Clusters paired one to one as well as can be; a pair counts by its Dice overlap."""
    best = sum(best_assignment(block) for block in _overlapping(gold, system))
    return Agreement(best / len(system) if system else 0.0, best / len(gold) if gold else 0.0)


def conll_f1(gold: Clusters, system: Clusters) -> float:
    return (muc(gold, system).f1 + b_cubed(gold, system).f1 + ceaf_e(gold, system).f1) / 3


def _home(clusters: Clusters) -> dict[Hashable, int]:
    home: dict[Hashable, int] = {}
    for k, cluster in enumerate(clusters):
        for mention in cluster:
            if mention in home:
                raise ValueError(f"{mention!r} stands in two clusters")
            home[mention] = k
    return home


def _links_kept(clusters: Clusters, other: Clusters) -> float:
    home: dict[Hashable, object] = dict(_home(other))
    kept = needed = 0
    for cluster in clusters:
        parts = {home.get(m, ("apart", m)) for m in cluster}
        kept += len(cluster) - len(parts)
        needed += len(cluster) - 1
    return kept / needed if needed else 0.0


def _overlap_by_mention(clusters: Clusters, other: Clusters) -> float:
    home = _home(other)
    total, count = 0.0, 0
    for cluster in clusters:
        shared: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in home:
                shared[home[mention]] += 1
        total += sum(n * n for n in shared.values()) / len(cluster)
        count += len(cluster)
    return total / count if count else 0.0


def _overlapping(gold: Clusters, system: Clusters) -> list[list[list[float]]]:
    """One matrix of similarities for every group of clusters that overlap, directly or through others.

    Clusters of different groups have nothing in common, so that the best pairing of all is that of each group.
    """
    home = _home(system)
    shared: dict[int, dict[int, int]] = {k: defaultdict(int) for k in range(len(gold))}
    back: dict[int, set[int]] = defaultdict(set)
    for k, cluster in enumerate(gold):
        for mention in cluster:
            if mention in home:
                shared[k][home[mention]] += 1
                back[home[mention]].add(k)
    groups, seen = [], set()
    for first in range(len(gold)):
        if first in seen or not shared[first]:
            continue
        seen.add(first)
        rows, columns = [first], []
        for row in rows:
            for column in sorted(shared[row]):
                if column not in columns:
                    columns.append(column)
                    rows.extend(sorted(back[column] - seen))
                    seen |= back[column]
        groups.append([[2 * shared[r].get(c, 0) / (len(gold[r]) + len(system[c])) for c in columns] for r in rows])
    return groups


def best_assignment(worth: Sequence[Sequence[float]]) -> float:
    """The largest sum of entries, no two of one row or column: Kuhn (1955) and Munkres, with potentials, cubic."""
    if not worth or not worth[0]:
        return 0.0
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    rows, columns = len(worth), len(worth[0])
    # Row and column 0 are the algorithm's own; owner[c] is the row that has column c.
    of_row, of_column, owner = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        column, before = _augmenting_path(row, worth, of_row, of_column, owner)
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return sum(worth[owner[c] - 1][c - 1] for c in range(1, columns + 1) if owner[c])


def _augmenting_path(
    row: int, worth: Sequence[Sequence[float]], of_row: list[float], of_column: list[float], owner: list[int]
) -> tuple[int, list[int]]:
    """A free column to end in and, for every column, the one before it; the potentials are raised on the way."""
    columns = len(of_column) - 1
    slack, before, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    owner[0], at = row, 0
    while owner[at]:
        done[at] = True
        here, step, following = owner[at], float("inf"), 0
        for c in range(1, columns + 1):
            if done[c]:
                continue
            gap = -worth[here - 1][c - 1] - of_row[here] - of_column[c]
            if gap < slack[c]:
                slack[c], before[c] = gap, at
            if slack[c] < step:
                step, following = slack[c], c
        for c in range(columns + 1):
            if done[c]:
                of_row[owner[c]] += step
                of_column[c] -= step
            else:
                slack[c] -= step
        at = following
    return at, before
