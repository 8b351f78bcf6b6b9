"""The one-sentence cases in the YAML files beside this one."""

from pathlib import Path
from typing import Any

import pytest
import yaml

import verbale

FOLDER = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")))
]


def _codes(value: Any) -> list[str]:
    return sorted(value) if isinstance(value, list) else [value]


def _fits(event: dict[str, Any], wanted: dict[str, Any]) -> bool:
    for field, value in wanted.items():
        if field == "type" and event["event_type"] != value:
            return False
        if field in {"mode", "status", "historical"} and event[field] != value:
            return False
        if field in {"source", "target"} and sorted({a["code"] for a in event[field]}) != _codes(value):
            return False
        if field in {"source_sector", "target_sector"}:
            side = event[field.removesuffix("_sector")]
            if {a["sector"] for a in side} != {value}:
                return False
        if field in {"date", "date_basis"}:
            date = event["event_date"] or {}
            if date.get("earliest" if field == "date" else "basis") != value:
                return False
        if field in {"place", "place_basis"}:
            place = event["place"] or {}
            if place.get("country" if field == "place" else "basis") != value:
                return False
        if field == "unsaid" and bool(event["attribution"]) == value:
            return False
        if field == "says" and not any(value in a["text"] for a in event["attribution"]):
            return False
    return True


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, Any]) -> None:
    events = verbale.code_text(case["text"], published=case.get("published"))
    shown = [{k: e[k] for k in ("event_type", "mode", "status", "source", "target", "attribution")} for e in events]
    for wanted in case.get("expect", []):
        assert any(_fits(e, wanted) for e in events), f"{wanted} not among {shown}"
    for unwanted in case.get("never", []):
        assert not any(_fits(e, unwanted) for e in events), f"{unwanted} among {shown}"
    if case.get("none"):
        assert not events, shown
