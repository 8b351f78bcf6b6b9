"""Clusters from scored pairs: average linkage that keeps to what must and must never be joined, in any order of input."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def clusters(
    ids: Iterable[str],
    scores: Mapping[Pair, float],
    *,
    threshold: float,
    must: Iterable[Pair] = (),
    never: Iterable[Pair] = (),
) -> list[tuple[str, ...]]:
    """Groups of ids, each sorted, in the order of their first; every id stands in one.

    Two groups are joined while the mean score over the pairs between them is at least `threshold`, the nearest groups
    first, ties by id. A pair without a score counts as 0. `must` pairs are joined before any score is read. No group
    ever holds a `never` pair, whatever else would join its two: a `must` pair that would bring one in is left out.
    """
    state = _Groups(ids, never)
    for one, other in sorted(_ordered(pair) for pair in must):
        state.join(state.group_of(one), state.group_of(other))
    state.take(scores)
    state.agglomerate(threshold)
    return state.groups()


def _ordered(pair: Pair) -> Pair:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


class _Groups:
    """Groups by the number of their first id in sorted order, with the sums of the scores between them."""

    def __init__(self, ids: Iterable[str], never: Iterable[Pair]) -> None:
        self._ids = sorted(set(ids))
        self._number = {name: k for k, name in enumerate(self._ids)}
        self._home = list(range(len(self._ids)))
        self._members = {k: [k] for k in self._home}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._sums: dict[int, dict[int, float]] = defaultdict(dict)
        for one, other in never:
            if one in self._number and other in self._number and one != other:
                a, b = self._number[one], self._number[other]
                self._apart[a].add(b)
                self._apart[b].add(a)

    def group_of(self, name: str) -> int | None:
        return self._home[self._number[name]] if name in self._number else None

    def take(self, scores: Mapping[Pair, float]) -> None:
        """The scores, summed by pair of groups in sorted order, so that the sums are the same to the last bit."""
        between: dict[Pair, float] = {_ordered(pair): score for pair, score in scores.items()}
        for one, other in sorted(between):
            a, b = self.group_of(one), self.group_of(other)
            if a is None or b is None or a == b:
                continue
            total = self._sums[a].get(b, 0.0) + between[one, other]
            self._sums[a][b] = self._sums[b][a] = total

    def agglomerate(self, threshold: float) -> None:
        heap = [self._entry(a, b) for a in sorted(self._sums) for b in sorted(self._sums[a]) if a < b]
        heapq.heapify(heap)
        while heap:
            worth, a, b = heapq.heappop(heap)
            if -worth < threshold:
                return
            if b not in self._sums.get(a, {}) or self._entry(a, b)[0] != worth or not self.join(a, b):
                continue
            for c in self._sums[a]:
                heapq.heappush(heap, self._entry(*sorted((a, c))))

    def join(self, a: int | None, b: int | None) -> bool:
        """Make two groups one, under the number of the first; False where a `never` pair stands between them."""
        if a is None or b is None or a == b or b in self._apart[a]:
            return False
        a, b = min(a, b), max(a, b)
        for member in self._members[b]:
            self._home[member] = a
        self._members[a].extend(self._members.pop(b))
        for enemy in self._apart.pop(b, set()):
            self._apart[enemy].discard(b)
            self._apart[enemy].add(a)
            self._apart[a].add(enemy)
        self._merge_sums(a, b)
        return True

    def groups(self) -> list[tuple[str, ...]]:
        return [tuple(self._ids[m] for m in sorted(self._members[k])) for k in sorted(self._members)]

    def _merge_sums(self, a: int, b: int) -> None:
        gone = self._sums.pop(b, {})
        for c, total in gone.items():
            self._sums[c].pop(b, None)
            if c != a:
                self._sums[a][c] = self._sums[c][a] = self._sums[a].get(c, 0.0) + total

    def _entry(self, a: int, b: int) -> tuple[float, int, int]:
        return -self._sums[a][b] / (len(self._members[a]) * len(self._members[b])), a, b
