"""The shipped articles, coded field by field as a reader would."""

from pathlib import Path
from typing import Any

import pytest

import verbale

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def events() -> list[dict[str, Any]]:
    return verbale.code(EXAMPLES, published="2024-05-15")


def _about(events: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    return [e for e in events if words in e["evidence"]["text"]]


def test_every_offset_quotes_its_text(events: list[dict[str, Any]]) -> None:
    texts = {a["article_id"]: a["text"] for a in verbale.annotate(EXAMPLES, published="2024-05-15")}
    for event in events:
        text = texts[event["article_id"]]
        spans = [event["evidence"], event["trigger"], *event["counts"], *event["attribution"]]
        spans += [m[k] for m in event["mentions"] for k in ("evidence", "trigger")]
        spans += [event[k] for k in ("place", "event_date") if event[k] and event[k]["start"] is not None]
        for span in spans:
            assert text[span["start"] : span["end"]] == span["text"]


def test_furniture_is_never_coded(events: list[dict[str, Any]]) -> None:
    for words in ("Leave a Reply", "Skip to content", "find out more", "Subscribe", "cookies"):
        assert not _about(events, words)


def test_threat_is_a_threat_and_fear_is_not_a_fact(events: list[dict[str, Any]]) -> None:
    threats = [e for e in events if e["event_type"] == "THREATEN"]
    assert any({a["code"] for a in e["source"]} == {"IGO"} for e in threats)
    happened = [e for e in events if e["status"] in {"occurred", "ongoing"}]
    assert not [e for e in happened if "could close" in e["evidence"]["text"] and e["event_type"] == "COERCE"]
    assert not [e for e in happened if e["trigger"]["text"] == "attack" and "might attack" in e["evidence"]["text"]]


def test_history_is_marked(events: list[dict[str, Any]]) -> None:
    old = [e for e in events if e["event_date"] and e["event_date"]["latest"] and e["event_date"]["latest"] < "2020"]
    assert old
    assert all(e["historical"] for e in old)


def test_report_without_event_gives_none(events: list[dict[str, Any]]) -> None:
    assert not [e for e in events if e["article_id"] == "wire-2"]
