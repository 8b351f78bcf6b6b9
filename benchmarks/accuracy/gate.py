"""Every accuracy figure against its floor: `python benchmarks/accuracy/gate.py GOLD_FOLDER VERBALE [NAME ...]`.

floors.json holds the floors by measure. They rise freely and fall only with a stated reason. Exit status 1 when one is
not met; where GOLD_FOLDER is absent nothing is measured, and the script says so. NAMEs pick measures.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
POOLED = "portal_dev.jsonl,portal_hard_dev.jsonl,articles_dev.jsonl"
# Scripts of the gold folder that hold their figures against floors given as arguments: the script and its gold.
CODED = {
    "portal_dev": "portal_dev.jsonl", "portal_hard_dev": "portal_hard_dev.jsonl", "articles_dev": "articles_dev.jsonl",
    "pooled": POOLED,
}  # fmt: skip
ORDERED = {
    "timex": ("timex.py", "tempeval3", ("relaxed", "value")),
    "geovirus": ("geo.py", "geoparsing/GeoVirus.xml", ("within_161_km", "toponym")),
    "geowebnews": ("geo.py", "geoparsing/GWN.xml", ("within_161_km", "toponym")),
}
# Scripts beside this one that print `figures name=value ...` last.
OWN = ("relations", "polnear", "factuality", "event_location", "ecbplus", "newswcl50", "copies")


def main() -> None:
    gold, verbale, names = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    floors = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    if not gold.is_dir():
        print(f"nothing measured: no gold folder {gold}")
        return
    failed = [name for name in names or floors if not met(name, floors[name], gold, verbale)]
    if failed:
        sys.exit(f"below a floor: {', '.join(failed)}")


def met(name: str, floors: Mapping[str, float], gold: Path, verbale: str) -> bool:
    if name in CODED:
        files = ",".join(str(gold / f) for f in CODED[name].split(","))
        return given(gold / "coded.py", verbale, files, [f"{k}={v}" for k, v in floors.items()])
    if name in ORDERED:
        script, file, keys = ORDERED[name]
        return given(gold / script, verbale, str(gold / file), [str(floors.get(k, 0)) for k in keys])
    if name not in OWN:
        raise SystemExit(f"floors.json names no measure {name!r}")
    return own(name, floors, gold, verbale)


def given(script: Path, verbale: str, files: str, floors: list[str]) -> bool:
    """A script of the gold folder, which knows its floors and exits with 1 below one."""
    with tempfile.TemporaryDirectory() as out:
        return subprocess.run([sys.executable, str(script), verbale, files, out, *floors], check=False).returncode == 0


def own(name: str, floors: Mapping[str, float], gold: Path, verbale: str) -> bool:
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), str(gold), verbale], check=True, capture_output=True, text=True
    )
    line = done.stdout.strip().splitlines()[-1]
    figures = {key: float(value) for key, value in re.findall(r"(\w+)=([\d.]+)", line)}
    short = [f"{key} {figures[key]:.3f}<{floor}" for key, floor in floors.items() if figures[key] < floor]
    print(name, " ".join(f"{k} {v:.3f}" for k, v in figures.items()), f"| short: {'; '.join(short)}" if short else "")
    return not short


if __name__ == "__main__":
    main()
