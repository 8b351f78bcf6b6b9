"""Learned trees of the codebook: sums of small decision trees over yes-no features, for what weights alone miss.

A file has one node a line: `model`, number of the `tree`, number of the `node` in it, the `feature` asked for, the
nodes to go to `without` and `within` it, and the `value` there, in log-odds; a leaf asks for nothing. The values of
inner nodes say what is known so far: the change along the way is what a feature brought. Tree 0 is where all begins.
"""

import functools
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from verbale.codebook.resources import data_root, read_tsv
from verbale.errors import CodebookError

# Every file, below the codebook's data, with its models.
FILES = {"likeness.tsv": ("coded", "bare")}
COLUMNS = ("model", "tree", "node", "feature", "without", "within", "value")


@dataclass(frozen=True, slots=True)
class Node:
    """`without` and `within` are places in the tree; both 0 in a leaf."""

    feature: str
    without: int
    within: int
    value: float


Trees = tuple[tuple[Node, ...], ...]


@functools.cache
def trees(name: str, model: str) -> Trees:
    """The trees of one model of one of FILES. Raises CodebookError with file and line."""
    path = data_root().joinpath(*name.split("/"))
    found: dict[int, list[Node]] = defaultdict(list)
    for line, row in read_tsv(path, COLUMNS):
        if row["model"] == model:
            try:
                node = Node(row["feature"], int(row["without"]), int(row["within"]), float(row["value"]))
                tree, place = found[int(row["tree"])], int(row["node"])
            except ValueError as error:
                raise CodebookError(str(error), where=f"{path.name}:{line}") from error
            if place != len(tree):
                raise CodebookError("nodes must be numbered from 0 in order", where=f"{path.name}:{line}")
            if node.feature and min(node.without, node.within) <= place:
                raise CodebookError("a node must lead to later ones", where=f"{path.name}:{line}")
            tree.append(node)
    for tree in found.values():
        if any(max(node.without, node.within) >= len(tree) for node in tree):
            raise CodebookError("a node leads out of its tree", where=path.name)
    return tuple(tuple(found[n]) for n in sorted(found))


def odds(model: Trees, features: Set[str]) -> float:
    """The log-odds that the trees give a case with these features."""
    total = 0.0
    for tree in model:
        node = tree[0]
        while node.feature:
            node = tree[node.within if node.feature in features else node.without]
        total += node.value
    return total


def contributions(model: Trees, features: Set[str]) -> Mapping[str, float]:
    """What each question brought for or against, in log-odds; "not X" where a feature's absence told."""
    found: dict[str, float] = defaultdict(float)
    for tree in model:
        node = tree[0]
        while node.feature:
            has = node.feature in features
            following = tree[node.within if has else node.without]
            found[node.feature if has else f"not {node.feature}"] += following.value - node.value
            node = following
    return dict(found)
