"""The command line as a user meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import verbale
from verbale.pipeline.output import FLAT_COLUMNS

EXAMPLES = Path(__file__).parents[2] / "examples"
SENTENCE = "Kenya accused Somalia of sheltering gunmen."


def run(*args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "verbale", *args], input=stdin, capture_output=True, check=False)


def lines(output: bytes) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in output.splitlines()]


def test_standard_input_text() -> None:
    done = run("code", "-", stdin=SENTENCE.encode())
    assert done.returncode == 0, done.stderr
    (event,) = lines(done.stdout)
    assert event["event_type"] == "ACCUSE"
    assert event["trigger"]["text"] == "accused"


def test_formats_agree(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(SENTENCE, encoding="utf-8")
    for form in ("jsonl", "csv", "parquet"):
        done = run("code", str(article), "--format", form, "-o", str(tmp_path / f"e.{form}"))
        assert done.returncode == 0, done.stderr
    header, row = (tmp_path / "e.csv").read_text(encoding="utf-8").splitlines()
    assert header == ",".join(FLAT_COLUMNS)
    assert "ACCUSE" in row
    import duckdb

    found = duckdb.sql(f"SELECT event_type, source_code FROM '{tmp_path / 'e.parquet'}'").fetchall()
    assert found == [("ACCUSE", "KEN")]


def test_no_event_is_success_and_files_are_whole(tmp_path: Path) -> None:
    out = tmp_path / "e.jsonl"
    done = run("code", "-", "-o", str(out), stdin=b"The weather was mild and sunny all day in the valley.")
    assert done.returncode == 0
    assert out.read_bytes() == b""
    assert [p.name for p in tmp_path.iterdir()] == ["e.jsonl"]


def test_all_rejected_is_status_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    done = run("code", str(tmp_path), "--rejects", str(tmp_path / "r.jsonl"))
    assert done.returncode == 3
    rejected = lines((tmp_path / "r.jsonl").read_bytes())
    assert {r["reason"] for r in rejected} == {"empty", "binary"}


def test_broken_line_does_not_stop_the_rest(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    records = [json.dumps({"id": str(n), "text": SENTENCE}) for n in range(8)]
    records[6] = '{"id": "6", "text": '
    news.write_text("\n".join(records), encoding="utf-8")
    done = run("code", str(news), "-o", str(tmp_path / "events.jsonl"))
    assert done.returncode == 0
    assert len(lines((tmp_path / "events.jsonl").read_bytes())) == 7
    (rejection,) = lines((tmp_path / "events.rejects.jsonl").read_bytes())
    assert rejection["reason"] == "bad-json"
    assert rejection["article_id"].endswith(":7")


@pytest.mark.parametrize(
    "args",
    [
        ("code", "-", "--format", "xml"),
        ("code", "no-such-file.txt"),
        ("code", "-", "--published", "yesterday"),
        ("code", "-", "--input-format", "pdf"),
        ("code",),
        ("codebook", "show", "WAR"),
        ("nonsense",),
    ],
)
def test_wrong_use_is_status_2(args: tuple[str, ...]) -> None:
    done = run(*args, stdin=b"x")
    assert done.returncode == 2
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr


def test_annotate_quotes_the_text() -> None:
    article = (EXAMPLES / "strait-standoff.txt").read_text(encoding="utf-8")
    done = run("annotate", "-", "--published", "2024-05-15", stdin=article.encode())
    (record,) = lines(done.stdout)
    assert record["text"] == article
    for layer in ("sentences", "actors", "toponyms", "times", "attributions"):
        assert record[layer], layer
        for member in record[layer]:
            assert article[member["start"] : member["end"]] == member["text"]


def test_explain_gives_reasons() -> None:
    done = run("explain", "-", stdin=SENTENCE.encode())
    assert b"accuse" in done.stdout
    assert b"frame" in done.stdout


def test_python_interface() -> None:
    events = verbale.code(EXAMPLES / "wire.jsonl")
    frame = verbale.to_frame(events)
    assert list(frame.columns) == list(FLAT_COLUMNS)
    assert len(frame) == len(events) > 0
    assert not events.rejections


def test_a_frame_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(verbale.ConfigError, match=r"verbale\[pandas\]"):
        verbale.to_frame([])


def test_workers_do_not_change_results() -> None:
    one = verbale.code(EXAMPLES)
    two = verbale.code(EXAMPLES, workers=2)
    assert list(one) == list(two)


def test_table_on_request() -> None:
    done = run("code", "-", "--format", "table", stdin=SENTENCE.encode())
    assert b"ACCUSE" in done.stdout


def test_stdin_sniffs_html() -> None:
    page = (EXAMPLES / "border-clashes.html").read_bytes()
    events = lines(run("code", "-", stdin=page).stdout)
    assert events
    assert all(e["publisher"] == "The Example Courier" for e in events)
    assert events[0]["published_at"].startswith("2024-05-14")
