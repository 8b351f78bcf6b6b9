"""Judging fields and evaluating, as a user meets them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from verbale.cli.main import app
from verbale.errors import ConfigError

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


def ran(*args: object) -> str:
    """What a command that must succeed says."""
    done = run(*args)
    assert done.exit_code == 0, done.output
    return done.stdout


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def coded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("store") / "store.duckdb"
    ran("ingest", EXAMPLES, "--no-link", "--store", where)
    return where


@pytest.fixture
def path(coded_once: Path, tmp_path: Path) -> Path:
    """The shipped examples in a store, not linked yet."""
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(coded_once.read_bytes())
    return copy


@pytest.fixture
def event(path: Path) -> dict[str, Any]:
    """Eleven people or more killed by gunmen in a town of Mali."""
    (found,) = lines(ran("events", "--source", "MLI", "--words", "eleven", "--type", "ASSAULT", "--store", path))[:1]
    return found


def test_right_and_wrong_are_kept_and_start_no_linking(path: Path, event: dict[str, Any]) -> None:
    named = event["event_id"]
    said = ran("judge", "right", named, "event", "--reason", "so it reads", "--judge", "Ana", "--store", path)
    assert said == f"judgement 1: event of {named} is right: yes\n"
    said = ran("judge", "wrong", named, "source", "--correct", "KEN; Wagner Group", "--reason", "r", "--store", path)
    assert said.startswith(f"judgement 2: source of {named} is wrong: ")
    assert said.endswith(', should be ["KEN", "Wagner Group"]\n')
    assert ran("judge", "undo", 2, "--reason", "a slip", "--store", path) == "judgement 2 undone\n"
    assert ran("query", "SELECT 1 FROM story", "--store", path) == ""
    listed = lines(ran("judge", "list", "--store", path))
    assert [(j["verdict"], j["field"], j["stands"]) for j in listed] == [
        ("right", "event", True), ("wrong", "source", False), ("undo", None, False)
    ]  # fmt: skip
    assert (listed[0]["value"], listed[0]["judge"]) == (True, "Ana")
    assert (listed[1]["value"], listed[1]["correct"]) == (event["source"], ["KEN", "Wagner Group"])
    table = ran("judge", "list", "--format", "table", "--store", path)
    assert event["source"][0]["name"] in table
    assert "actor_id" not in table


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("right", "{}", "evidence"), "no field 'evidence'"),
        (("wrong", "{}", "status", "--correct", "done"), "no status 'done'"),
        (("right", "none", "event"), "no event 'none'"),
    ],
)
def test_wrong_use_says_what_there_is(path: Path, event: dict[str, Any], args: tuple[str, ...], message: str) -> None:
    done = run("judge", *(a.format(event["event_id"]) for a in args), "--reason", "r", "--store", path)
    assert isinstance(done.exception, ConfigError)
    with pytest.raises(ConfigError, match=message):
        raise done.exception


def test_evaluate(path: Path, event: dict[str, Any]) -> None:
    asked = run("evaluate", "--store", path)
    assert (asked.exit_code, asked.stdout) == (0, "")
    assert "nobody has judged a field yet" in asked.stderr
    ran("judge", "right", event["event_id"], "event", "--reason", "r", "--store", path)
    ran("judge", "wrong", event["event_id"], "place", "--correct", "", "--reason", "r", "--store", path)
    first, second = lines(ran("evaluate", "--store", path))
    assert first == {
        "field": "event", "event_type": None, "judged": 1, "right": 1, "wrong": 0, "open": 0, "gone": 0,
        "share": 1.0, "low": 0.207, "high": 1.0,
    }  # fmt: skip
    assert (second["field"], second["wrong"], second["share"]) == ("place", 1, 0.0)
    by_type = ran("evaluate", "--by-type", "--format", "csv", "--store", path).splitlines()
    assert by_type[0] == "field,event_type,judged,right,wrong,open,gone,share,low,high"
    assert [line.split(",")[1] for line in by_type[1:]] == ["", "ASSAULT", "", "ASSAULT"]
    assert "place" in ran("evaluate", "--format", "table", "--store", path)
    total, _ = lines(ran("evaluate", "--calibration", "--store", path))
    assert (total["events"], total["share"]) == (1, 1.0)
    assert total["mean_confidence"] == pytest.approx(event["confidence"], abs=5e-4)


def test_export(path: Path, event: dict[str, Any], tmp_path: Path) -> None:
    ran("judge", "wrong", event["event_id"], "status", "--reason", "r", "--judge", "Ana", "--store", path)
    ran("judge", "export", "-o", tmp_path / "gold.jsonl", "--store", path)
    (line,) = lines((tmp_path / "gold.jsonl").read_text(encoding="utf-8"))
    assert (line["event_id"], line["held"], line["record"]) == (event["event_id"], True, event)
    evidence = event["evidence"]
    assert line["article"]["text"][evidence["start"] : evidence["end"]] == evidence["text"]
    (said,) = line["judgements"]
    assert (said["verdict"], said["field"], said["value"], said["judge"]) == ("wrong", "status", event["status"], "Ana")
    assert ran("judge", "export", "--store", path) == (tmp_path / "gold.jsonl").read_text(encoding="utf-8")
