"""The frames: schema errors name the place, the shipped ones hold together."""

from pathlib import Path

import pytest

from verbale.codebook.frames import frames_of, load_frames, word_sets
from verbale.codebook.types import event_types
from verbale.errors import CodebookError

GOOD = "- id: accuse.x\n  verb: [blame, charge with]\n  mode: allege\n  codes: A b c d.\n  skips: B c d e.\n"


def _frames(tmp_path: Path, text: str, name: str = "accuse.yaml") -> list[object]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(frames_of(path, {"bomb": frozenset({"mine"})}, 0))


def test_defaults(tmp_path: Path) -> None:
    (frame,) = frames_of_one(tmp_path, GOOD)
    assert frame.words == (("blame",), ("charge", "with"))
    assert frame.source == ("subject",)
    assert frame.target == ("object",)
    assert frame.event_type == "ACCUSE"


def frames_of_one(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "accuse.yaml"
    path.write_text(text, encoding="utf-8")
    return frames_of(path, {}, 0)


def test_sets_are_spread_out(tmp_path: Path) -> None:
    (frame,) = _frames(tmp_path, GOOD + "  with: {subject: [$bomb, shell]}\n")
    assert frame.having["subject"] == {"mine", "shell"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("mode: allege", "mode: shouting"), "no mode shouting"),
        (("verb: [blame, charge with]", "nothing: x"), "unknown field"),
        (("verb:", "noun: y\n  verb:"), "exactly one"),
        (("  codes: A b c d.\n", ""), "codes is missing"),
        (("  skips", "  needs: luck\n  skips"), "needs is one of"),
        (("  skips", "  with: {subject: [$none]}\n  skips"), "no word set"),
        (("  skips", "  contexts: [sport]\n  skips"), "no context"),
    ],
)
def test_errors_name_file_and_frame(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(CodebookError, match=message) as caught:
        _frames(tmp_path, GOOD.replace(*change))
    assert "accuse.yaml" in str(caught.value)


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"accuse\.yaml:\d"):
        _frames(tmp_path, "- id: [\n")


def test_unknown_type(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no event type"):
        _frames(tmp_path, GOOD, "gossip.yaml")


def test_a_set_stands_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("bomb: [mine]\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="stands twice"):
        word_sets(tmp_path)


def test_shipped_frames() -> None:
    frames = load_frames().frames
    assert len(frames) >= 700
    assert {f.event_type for f in frames} == set(event_types())
    examples = [f.codes for f in frames]
    assert len(set(examples)) > 0.97 * len(examples)
