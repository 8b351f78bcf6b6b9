"""How pairs of actors are shown to the network."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import ModelError
from verbale.model.spans import Span
from verbale.scorer import load_scorer
from verbale.scorer.marking import marked

TEXT = "Ghana's army shelled rebels near the border with Togo."


def test_both_spans_are_marked() -> None:
    shown = marked(TEXT, Span(0, 12), Span(21, 27))
    assert shown == "[s] Ghana's army [/s] shelled [t] rebels [/t] near the border with Togo."


def test_the_inner_of_two_nested_spans_is_marked_inside() -> None:
    assert marked(TEXT, Span(0, 5), Span(0, 12)).startswith("[t] [s] Ghana [/s]'s army [/t] shelled")


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span(start, draw(st.integers(start + 1, len(TEXT))))


@given(spans(), spans())
def test_the_text_survives(source: Span, target: Span) -> None:
    shown = marked(TEXT, source, target)
    assert re.sub(r"\[[st]\] | \[/[st]\]", "", shown) == TEXT


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=re.escape(f"{tmp_path}: model.onnx, tokenizer.json, labels.json missing")):
        load_scorer(tmp_path)


def test_a_broken_model_is_an_error_of_the_model(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json", "labels.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_scorer(tmp_path)
