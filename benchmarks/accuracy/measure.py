"""Runs a scorer of the gold folder over the installed command, and says where the gold is missing."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def gold_folder() -> Path:
    """The first argument of the script; ends the script with a word where it is not there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder is None or not folder.is_dir():
        sys.exit(f"usage: {Path(sys.argv[0]).name} GOLD_FOLDER [VERBALE]; the gold is not part of the repository")
    return folder


def scorer(script: str, *gold: str, floors: tuple[str, ...]) -> None:
    """Run `script` of the gold folder on `gold` files in it; it prints its figures beside the floors."""
    folder = gold_folder()
    verbale = sys.argv[2] if len(sys.argv) > 2 else shutil.which("verbale")
    if verbale is None:
        sys.exit("verbale is not installed here; name the command as the second argument")
    files = ",".join(str(folder / name) for name in gold)
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run([sys.executable, str(folder / script), verbale, files, out, *floors], check=False)
    if done.returncode:
        print("below a floor")
