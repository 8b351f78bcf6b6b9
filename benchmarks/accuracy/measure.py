"""What the measures share: where the gold lies, and one way to print figures."""

import sys
from pathlib import Path


def gold_folder() -> Path:
    """The first argument of the script; ends the script with a word where it is not there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder is None or not folder.is_dir():
        sys.exit(f"usage: {Path(sys.argv[0]).name} GOLD_FOLDER ...; the gold is not part of the repository")
    return folder


def print_figures(**figures: float) -> None:
    """The last line of a measure, which gate.py reads: `figures name=value ...`."""
    print("figures", *(f"{name}={value:.4f}" for name, value in figures.items()))
