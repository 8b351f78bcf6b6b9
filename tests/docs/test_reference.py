"""The documents must say what the code does."""

import re
from pathlib import Path

import verbale
from verbale.cli.main import app
from verbale.codebook.frames import _FIELDS

ROOT = Path(__file__).parents[2]


def test_output_document_lists_every_field() -> None:
    (event,) = verbale.code_text("Kenya accused Somalia of sheltering gunmen.")
    table = (ROOT / "docs" / "output.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)
    assert documented == list(event)


def test_frames_document_names_every_field() -> None:
    text = (ROOT / "docs" / "frames.md").read_text(encoding="utf-8")
    assert not [name for name in _FIELDS if name not in text]


def test_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = {c.name for c in app.registered_commands} | {g.name for g in app.registered_groups}
    assert not [name for name in names if f"verbale {name}" not in text]


def test_architecture_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = [p.name for p in (ROOT / "src" / "verbale").iterdir() if (p / "__init__.py").exists()]
    assert not [name for name in packages if name not in text]
