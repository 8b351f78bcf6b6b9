"""The commands over the store as a user meets them."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import Result
from typer.testing import CliRunner

from coded import rows
from verbale.cli.main import app
from verbale.errors import ConfigError, VerbaleError
from verbale.pipeline.output import FLAT_COLUMNS
from verbale.store import Store

EXAMPLES = Path(__file__).parents[2] / "examples"
KENYA = "Kenya accused Somalia of sheltering gunmen."
MALI = "Mali rejected an offer of talks from France."
MEETING = "The presidents of Kenya and Somalia met in Nairobi."


def ran(*args: object) -> Result:
    """A command that must succeed."""
    done = CliRunner().invoke(app, [str(a) for a in args])
    assert done.exit_code == 0, done.output
    return done


def said(done: Result) -> str:
    """The closing line without the number of the run; what linking says below it is another test's matter."""
    return re.sub(r"^run \d+: ", "", done.stdout.splitlines()[0])


def run_of(done: Result) -> str:
    """The number of the run that a command closes with."""
    (number,) = re.findall(r"^run (\d+): ", done.stdout)
    return number


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three articles, which is only read."""
    folder = tmp_path_factory.mktemp("news")
    news = [{"id": "a", "text": KENYA, "published_at": "2024-05-14", "title": "Gunmen"},
            {"id": "b", "text": MALI, "published_at": "2024-05-15"},
            {"id": "c", "text": MEETING, "published_at": "2024-06-01"}]  # fmt: skip
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, news)))
    ran("ingest", folder / "news.jsonl", "--store", folder / "store.duckdb")
    return folder / "store.duckdb"


def test_ingest_says_what_it_did(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "store.duckdb"
    news.mkdir()
    (news / "a.txt").write_text(KENYA)
    (news / "b.txt").write_text("")
    first = ran("ingest", news, "--store", store)
    assert first.stdout.startswith("run 1: 1 articles added, 1 events, 1 rejected\n")
    assert "b.txt: empty" in first.stderr
    (news / "c.txt").write_text(MALI)
    rejects = tmp_path / "rejects.jsonl"
    second = ran("ingest", news, "--store", store, "--rejects", rejects)
    assert said(second) == "1 articles added, 1 unchanged, 1 events, 1 rejected"
    assert [r["reason"] for r in lines(rejects.read_text())] == ["empty"]
    (news / "b.txt").unlink()
    assert said(ran("ingest", news, "--store", store)) == "nothing added: 2 unchanged"


def test_all_rejected_is_status_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    done = CliRunner().invoke(app, ["ingest", str(tmp_path / "a.txt"), "--store", str(tmp_path / "s.duckdb")])
    assert (done.exit_code, said(done)) == (3, "0 articles added, 0 events, 1 rejected")


def test_recode_and_diff(tmp_path: Path) -> None:
    news, store, tables = tmp_path / "a.txt", tmp_path / "s.duckdb", tmp_path / "tables"
    news.write_text("Alma Quill accused Somalia of sheltering gunmen.")
    (tables / "actors").mkdir(parents=True)
    (tables / "actors" / "persons.tsv").write_text(
        "actor_id\tname\taliases\tcode\tsector\toffice\tsince\tuntil\tattested\twikidata\treference\n"
        "KEN-alma-quill\tAlma Quill\t\tKEN\tGOV\tminister of defence\t2020-01-01\t\t\t\tour desk\n"
    )
    first = run_of(ran("ingest", news, "--published", "2024-05-14", "--store", store))
    assert said(ran("recode", "--store", store)) == "nothing coded again"
    again = ran("recode", "--codebook", tables, "--store", store)
    assert said(again) == "1 articles coded again, 1 events"
    runs = first, run_of(again)
    done = ran("diff", *runs, "--store", store)
    assert done.stderr == f"run {runs[0]} to run {runs[1]}: 0 added, 0 removed, 1 changed\n"
    (change,) = lines(done.stdout)
    assert change["kind"] == "changed"
    assert change["fields"]["source"]["after"][0]["code"] == "KEN"
    assert any(line.startswith("models ") for line in change["why"])
    (row,) = csv.DictReader(io.StringIO(ran("diff", *runs, "--format", "csv", "--store", store).stdout))
    assert (row["field"], row["after"]) == ("source", "Alma Quill (KEN)")
    assert row["event"] == "Alma Quill (KEN) ACCUSE Somalia (SOM)"
    assert "Alma Quill (KEN)" in ran("diff", *runs, "--format", "table", "--store", store).stdout
    assert said(ran("recode", "--all", "--store", store)) == "1 articles coded again, 1 events"
    kinds = [r["kind"] for r in lines(ran("runs", "--format", "jsonl", "--store", store).stdout)]
    assert [kind for kind in kinds if kind != "link"] == ["ingest", "recode", "recode"]


def test_events_are_the_records_that_code_writes(path: Path) -> None:
    news = path.with_name("news.jsonl")
    assert ran("events", "--store", path).stdout == ran("code", news).stdout


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--source", "KEN", "--target", "SOM"], "ac"),
        (["--source", "SOM"], "c"),
        (["--type", "accuse", "--type", "REJECT"], "ab"),
        (["--mode", "allege"], "a"),
        (["--status", "OCCURRED", "--country", "ken"], "c"),
        (["--since", "2024-05-15", "--until", "2024-05-31"], "b"),
        (["--published-since", "2024-05-15", "--published-until", "2024-05-15"], "b"),
        (["--actor", "france"], "b"),
        (["--words", "gunmen"], "a"),
        (["--historical"], ""),
        (["--current", "--unattributed", "--min-confidence", "0.01"], "abc"),
        (["--attributed"], ""),
        (["--known-on", "2020-01-01"], ""),
        (["--known-on", "2999-01-01T00:00+02:00", "--limit", "2"], "ab"),
        (["--story", "none"], ""),
    ],
)
def test_filters(path: Path, options: list[str], expected: str) -> None:
    found = lines(ran("events", *options, "--store", path).stdout)
    assert "".join(e["article_id"] for e in found) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--type", "WAR"], "no event type 'WAR'; one of AGREE,"),
        (["--mode", "shouting"], "one of .*allege"),
        (["--status", "true"], "one of occurred, ongoing, planned, hypothetical, negated"),
        (["--source", "RSU"], "no country code 'RSU'; perhaps .*RUS"),
        (["--country", "Kenya"], "no country code 'Kenya'"),
        (["--source", " "], "a code, an id or a name"),
        (["--since", "20 February"], "since '20 February' is not a day as YYYY-MM-DD"),
        (["--known-on", "then"], "known-on 'then' is not a day"),
        (["--format", "xml"], "no format 'xml'"),
    ],
)
def test_wrong_options_say_what_there_is(path: Path, options: list[str], message: str) -> None:
    done = CliRunner().invoke(app, ["events", *options, "--store", str(path)])
    assert isinstance(done.exception, ConfigError)
    with pytest.raises(ConfigError, match=message):
        raise done.exception


def test_an_acronym_is_an_actor(path: Path) -> None:
    assert ran("events", "--source", "PKK", "--store", path).stdout == ""


def test_formats_of_events(path: Path, tmp_path: Path) -> None:
    table = ran("events", "--format", "table", "--store", path).stdout
    (event, *_) = lines(ran("events", "--store", path).stdout)
    assert event["event_id"] in table
    ran("events", "-o", tmp_path / "e.csv", "--store", path)
    ran("events", "-o", tmp_path / "e.parquet", "--store", path)
    assert (tmp_path / "e.csv").read_text().splitlines()[0] == ",".join(FLAT_COLUMNS)
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'e.parquet'}'").fetchall() == [(3,)]


def test_dyads(path: Path) -> None:
    found = lines(ran("dyads", "--by", "year", "--source", "KEN", "--store", path).stdout)
    assert [(d["period"], d["source"], d["target"], d["events"]) for d in found] == [("2024-01-01", "KEN", "SOM", 2)]
    with_scores = ran("dyads", "--score", "goldstein", "--unit", "event", "--format", "csv", "--store", path).stdout
    assert with_scores.splitlines()[0] == "period,source,target,events,score_sum,score_mean"
    assert "SOM" in ran("dyads", "--format", "table", "--store", path).stdout


def test_query(path: Path, tmp_path: Path) -> None:
    sql = "SELECT article_id, published_day, record, ['x'] AS list, 1.5 AS part FROM event ORDER BY article_id LIMIT 1"
    (row,) = lines(ran("query", sql, "--store", path).stdout)
    assert (row["article_id"], row["published_day"], row["list"]) == ("a", "2024-05-14", ["x"])
    assert row["record"]["event_type"] == "ACCUSE"
    ran("query", sql, "-o", tmp_path / "q.parquet", "--store", path)
    kinds = dict(
        duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{tmp_path / 'q.parquet'}')").fetchall()
    )
    assert kinds == {"article_id": "VARCHAR", "published_day": "DATE", "record": "VARCHAR", "list": "VARCHAR",
                     "part": "DECIMAL(2,1)"}  # fmt: skip
    assert "2024-05-14" in ran("query", sql, "--format", "table", "--store", path).stdout
    assert ran("query", sql, "--format", "csv", "--store", path).stdout.startswith("article_id,published_day,record,")
    asked = CliRunner().invoke(app, ["query", "-", "--store", str(path)], input="SELECT 1 AS one")
    assert asked.stdout == '{"one":1}\n'


def test_snapshot_goes_beside_the_store_unless_said(path: Path, tmp_path: Path) -> None:
    assert ran("snapshot", "--store", path).stdout == f"{path.with_name('store.snapshot.duckdb')}\n"
    ran("snapshot", tmp_path / "copy.duckdb", "--store", path)
    assert rows(Store(path=tmp_path / "copy.duckdb"), "SELECT count(*) FROM article") == [(3,)]


def test_judging(tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    (tmp_path / "a.txt").write_text(f"{KENYA} {MALI}")
    ran("ingest", tmp_path / "a.txt", "--store", store)
    first, second = (e["event_id"] for e in lines(ran("events", "--store", store).stdout))
    judged = ran("judge", "different", first, second, "--reason", "two acts", "--judge", "Ana", "--store", store)
    assert said(judged) == f"judgement 1: {first} and {second} are different"
    refused = CliRunner().invoke(app, ["judge", "same", second, first, "--reason", "x", "--store", str(store)])
    assert isinstance(refused.exception, VerbaleError)
    assert said(ran("judge", "undo", 1, "--reason", "a slip", "--store", store)) == "judgement 1 undone"
    listed = lines(ran("judge", "list", "--store", store).stdout)
    assert [(j["judgement_id"], j["verdict"], j["undoes"], j["stands"]) for j in listed] == [
        (1, "different", None, False),
        (2, "undo", 1, False),
    ]
    assert listed[0]["judge"] == "Ana"


@pytest.mark.parametrize(
    "args",
    [
        ("events", "--store", "none.duckdb"),
        ("recode", "--store", "none.duckdb"),
        ("dyads", "--by", "decade"),
        ("ingest", "no-such-file.txt"),
        ("judge", "same", "a", "b"),
        ("judge", "same", "a", "b", "--reason", "alike"),
        ("diff", "1"),
    ],
)
def test_wrong_use_is_status_2(args: tuple[str, ...], tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "verbale", *args], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert b"Traceback" not in done.stderr
    # A question makes no store.
    assert list(tmp_path.iterdir()) == []


def test_workers_keep_the_same_record(tmp_path: Path) -> None:
    one, two = tmp_path / "1.duckdb", tmp_path / "2.duckdb"
    ran("ingest", EXAMPLES, "--published", "2024-05-15", "--store", one)
    ran("ingest", EXAMPLES, "--published", "2024-05-15", "-j", "2", "--store", two)
    assert ran("events", "--store", one).stdout == ran("events", "--store", two).stdout
