"""Portal reports coded by hand for status, attribution and history, rebuilt from labels and texts.

    python benchmarks/accuracy/reports.py GOLD_FOLDER PORTAL.jsonl.gz [VERBALE]     all figures on them
    python benchmarks/accuracy/reports.py --write OUT.jsonl PORTAL.jsonl.gz [LABELS ...]   the gold records alone

reports/coded.jsonl keeps offsets into the portal's reports, by id, and none of their words; one coder read each report.
Nothing is trained or fitted on them, but their errors have been read: a development set, not a held-out one.
reports/fresh.jsonl holds 200 more, drawn at random, on which nothing was chosen; write them with `--write` and score
them with the gold folder's score.py.
"""

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LABELS = Path(__file__).parent / "reports" / "coded.jsonl"


def main() -> None:
    if sys.argv[1] == "--write":
        write(Path(sys.argv[2]), Path(sys.argv[3]), [Path(p) for p in sys.argv[4:]] or [LABELS])
        return
    folder, portal = Path(sys.argv[1]), Path(sys.argv[2])
    verbale = sys.argv[3] if len(sys.argv) > 3 else "verbale"
    with tempfile.TemporaryDirectory() as out:
        gold = Path(out) / "reports.jsonl"
        write(gold, portal, [LABELS])
        subprocess.run([sys.executable, str(folder / "coded.py"), verbale, str(gold), out], check=False)


def write(out: Path, portal: Path, labels: list[Path]) -> None:
    with out.open("w", encoding="utf-8") as file:
        for path in labels:
            file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in gold_records(path, portal))


def gold_records(labels: Path, portal: Path) -> Iterator[dict]:
    """Records in the layout of the gold folder: labels with the words that their offsets quote."""
    rows = {r["id"]: r for r in map(json.loads, labels.read_text(encoding="utf-8").splitlines())}
    with gzip.open(portal, "rt", encoding="utf-8") as file:
        reports = {r["id"]: r for r in map(json.loads, file) if r["id"] in rows}
    for report_id, row in rows.items():
        text = reports[report_id]["text"]
        yield {
            "id": report_id,
            "published": reports[report_id]["published_at"],
            "text": text,
            "events": [_event(text, e) for e in row["events"]],
            "optional": [_event(text, e) for e in row["optional"]],
            "traps": [{"quote": text[a:b], "start": a, "end": b} for a, b in row["traps"]],
        }


def _event(text: str, row: dict) -> dict:
    start, end = row["evidence"]
    return row | {
        "trigger": _words(text, row["trigger"]),
        "evidence": {"quote": text[start:end], "start": start, "end": end},
        "source": [_actor(text, a) for a in row["source"]],
        "target": [_actor(text, a) for a in row["target"]],
        "attribution": [_words(text, s) for s in row["attribution"]],
    }


def _actor(text: str, row: dict) -> dict:
    words = _words(text, row["span"])
    return {"text": words, "name": words, "code": row["code"], "sector": row["sector"]}


def _words(text: str, span: list[int]) -> str:
    return text[span[0] : span[1]]


if __name__ == "__main__":
    main()
