"""`verbale relation`: given pairs of actors scored."""

import json
import subprocess
import sys

import pytest

TEXT = "Police in Lima arrested forty demonstrators outside the ministry."
PAIR = {"id": "one", "text": TEXT, "source": [0, 6], "target": [24, 43]}


def run(*args: str, lines: list[object]) -> subprocess.CompletedProcess[bytes]:
    stdin = "".join(f"{x if isinstance(x, str) else json.dumps(x)}\n" for x in lines).encode()
    return subprocess.run(
        [sys.executable, "-m", "verbale", "relation", "-", *args], input=stdin, capture_output=True, check=False
    )


def rows(output: bytes) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in output.splitlines()]


def test_an_arrest_is_coercion_by_the_police() -> None:
    done = run(lines=[PAIR])
    assert done.returncode == 0, done.stderr
    (row,) = rows(done.stdout)
    assert (row["id"], row["event_type"]) == ("one", "COERCE")
    assert len(row["scores"]) == 17


def test_plv_roots_are_fifteen_and_sum_to_one() -> None:
    (row,) = rows(run("--roots", "plv", lines=[PAIR]).stdout)
    assert len(row["scores"]) == 15
    assert "NONE" not in row["scores"]
    assert sum(row["scores"].values()) == pytest.approx(1, abs=0.002)


def test_what_cannot_be_scored_is_named_and_the_rest_goes_on() -> None:
    done = run(lines=[{**PAIR, "source": [0, 999]}, "{", {"id": 3}, PAIR])
    assert done.returncode == 0
    assert [row["id"] for row in rows(done.stdout)] == ["one"]
    said = done.stderr.decode()
    assert all(f"-:{n}: bad-record" in said for n in (1, 2, 3))
    assert "1 pairs scored, 3 rejected" in said


def test_the_order_and_company_of_pairs_changes_no_score() -> None:
    other = {"id": "two", "text": "Chad and Niger signed a treaty.", "source": [0, 4], "target": [9, 14]}
    first = rows(run(lines=[PAIR, other]).stdout)
    second = rows(run(lines=[other, PAIR]).stdout)
    assert [r["id"] for r in first] == ["one", "two"]
    for row, again in zip(first, reversed(second), strict=True):
        assert row["event_type"] == again["event_type"]
        # An int8 network rounds by the largest value of its batch, so the last digits may differ.
        assert row["scores"] == pytest.approx(again["scores"], abs=0.05)


def test_wrong_roots_and_models_stop_before_the_first_pair() -> None:
    for args, message in ((("--roots", "root"), "no roots 'root'"), (("--model", "nowhere"), "no scorer in nowhere")):
        done = run(*args, lines=[PAIR])
        assert done.returncode == 2
        assert message in done.stderr.decode()
        assert not done.stdout
