"""Learned weights: every table of the codebook reads, and a broken one says where."""

import math

import pytest

from verbale.codebook import resources
from verbale.codebook.weights import FILES, total, weights
from verbale.errors import CodebookError


@pytest.mark.parametrize(("name", "column"), [(n, c) for n, columns in FILES.items() for c in columns])
def test_every_table_has_finite_weights(name: str, column: str) -> None:
    table = weights(name, column)
    assert len(table) > 5
    assert all(map(math.isfinite, table.values()))


def test_a_feature_counts_once() -> None:
    assert total({"a": 1.5, "b": -1.0}, ["a", "b", "a", "unknown"]) == 0.5


def test_a_weight_that_is_no_number_is_named(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "homes.tsv").write_text("feature\tweight\nnone\t1.0\nnear\tmuch\n", encoding="utf-8")
    monkeypatch.setattr("verbale.codebook.weights.data_root", lambda: tmp_path)
    weights.cache_clear()
    try:
        with pytest.raises(CodebookError, match=r"homes.tsv:3"):
            weights("homes.tsv")
    finally:
        weights.cache_clear()
    assert resources.data_root() != tmp_path
