"""Learned trees: every shipped model is whole, a broken file says where, and what questions bring adds up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.codebook.trees import COLUMNS, FILES, Node, contributions, odds, trees
from verbale.errors import CodebookError

MODEL = (
    (Node("", 0, 0, -0.5),),
    (Node("a", 1, 2, 0.1), Node("", 0, 0, -0.3), Node("b", 3, 4, 0.4), Node("", 0, 0, 0.2), Node("", 0, 0, 1.0)),
    (Node("c", 1, 2, 0.0), Node("", 0, 0, 0.25), Node("", 0, 0, -0.25)),
)


@pytest.mark.parametrize(("name", "model"), [(n, m) for n, models in FILES.items() for m in models])
def test_every_model_leads_from_every_node_to_a_leaf(name: str, model: str) -> None:
    found = trees(name, model)
    assert len(found) > 10
    for tree in found:
        for place, node in enumerate(tree):
            assert math.isfinite(node.value)
            if node.feature:
                assert place < node.without < len(tree)
                assert place < node.within < len(tree)


def test_each_tree_adds_the_leaf_that_it_leads_to() -> None:
    assert odds(MODEL, {"a", "b"}) == pytest.approx(-0.5 + 1.0 + 0.25)
    assert odds(MODEL, {"c"}) == pytest.approx(-0.5 - 0.3 - 0.25)


@given(st.sets(st.sampled_from("abcd")))
def test_what_questions_bring_is_the_way_from_the_roots(features: set[str]) -> None:
    roots = sum(tree[0].value for tree in MODEL)
    brought = contributions(MODEL, features)
    assert roots + sum(brought.values()) == pytest.approx(odds(MODEL, features))
    assert {name.removeprefix("not ") for name in brought} <= set("abc")


@pytest.mark.parametrize(
    "cells",
    ["1 0 x 1 much 0.5", "one 0 x 1 2 0.5", "1 0 x 0 0 0.5", "1 3 x 4 5 0.5"],
    ids=lambda c: c.replace(" ", "-"),
)
def test_a_broken_file_is_named_with_its_line(cells: str, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    lines = ["\t".join(COLUMNS), "coded\t0\t0\t\t0\t0\t0.5", "\t".join(("coded", *cells.split(" ")))]
    (tmp_path / "likeness.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr("verbale.codebook.trees.data_root", lambda: tmp_path)
    trees.cache_clear()
    try:
        with pytest.raises(CodebookError, match=r"likeness.tsv:3"):
            trees("likeness.tsv", "coded")
    finally:
        trees.cache_clear()
