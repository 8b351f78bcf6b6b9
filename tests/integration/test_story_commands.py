"""Stories and feeds as a user meets them."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import verbale
from servers import Answer, serving
from verbale.cli.main import app
from verbale.errors import ConfigError

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGE = (
    '<html><head><title>Kenya accuses Somalia</title><meta property="og:site_name" content="Courier"></head><body>'
    "<article><p>Kenya accused Somalia on Tuesday of sheltering gunmen near the border town of Mandera.</p>"
    "<p>Somalia rejected the accusation on Wednesday and demanded an apology from Nairobi, which it did not get.</p>"
    "</article></body></html>"
)


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped examples in a store; two of their acts are told by two papers."""
    where = tmp_path_factory.mktemp("store") / "store.duckdb"
    assert run("ingest", EXAMPLES, "--store", where).exit_code == 0
    return where


def listed(path: Path, *args: object) -> list[dict[str, str]]:
    done = run("stories", "--store", path, "--format", "jsonl", *args)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_stories_are_those_of_several_articles(path: Path) -> None:
    found = listed(path)
    assert "SANCTION" in {row["event_type"] for row in found}
    assert all(row["articles"] == 2 == row["origins"] for row in found)
    assert len(listed(path, "--articles", 1)) > 20
    assert listed(path, "--actor", "KEN", "--type", "sanction", "--since", "2023-09-07", "--until", "2023-09-07")
    assert not listed(path, "--actor", "FRA")
    assert not listed(path, "--since", "2023-09-08")
    assert not listed(path, "--disputed")


def test_a_story_is_shown_by_its_id_or_an_event_of_its(path: Path) -> None:
    (row,) = listed(path, "--type", "SANCTION")
    done = run("story", row["story_id"], "--store", path)
    assert done.exit_code == 0, done.output
    assert "2 articles, 2 publishers, 2 independent origins" in " ".join(done.stdout.split())
    assert "Example Herald" in done.stdout
    record = json.loads(run("story", row["story_id"], "--store", path, "--format", "json").stdout)
    event = record["reports"][0]["event_id"]
    assert json.loads(run("story", event, "--store", path, "--format", "json").stdout) == record
    assert isinstance(run("story", "none", "--store", path).exception, ConfigError)


def test_a_judgement_parts_a_story_at_once(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    (row,) = listed(copy, "--type", "SANCTION")
    reports = json.loads(run("story", row["story_id"], "--store", copy, "--format", "json").stdout)["reports"]
    done = run("judge", "different", *(r["event_id"] for r in reports), "--reason", "two trials", "--store", copy)
    assert done.exit_code == 0, done.output
    assert not listed(copy, "--type", "SANCTION")
    assert "unchanged" in run("link", "--store", copy).stdout


def test_a_watched_feed_is_kept_and_its_pages_fetched_once(tmp_path: Path) -> None:
    store, feeds = tmp_path / "store.duckdb", tmp_path / "feeds.toml"
    with serving() as site:
        item = f"<item><title>Kenya accuses Somalia</title><link>{site.url('/a.html')}</link></item>"
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{item}</channel></rss>'
        site.routes |= {"/rss": Answer(body=rss.encode()), "/a.html": Answer(body=PAGE.encode())}
        feeds.write_text(f'[[feed]]\nurl = "{site.url("/rss")}"\npublisher = "Feed"\n', encoding="utf-8")
        refused = run("watch", feeds, "--once", "--store", tmp_path / "other.duckdb")
        assert "refused-address" in refused.output
        for command in (("watch", feeds, "--once"), ("ingest", feeds)):
            done = run(*command, "--store", store, "--allow-network", "127.0.0.0/8")
            assert done.exit_code == 0, done.output
        assert site.pages.count("/a.html") == 1
    rows = run("query", "SELECT publisher, url FROM article", "--store", store, "--format", "jsonl").stdout
    assert json.loads(rows) == {"publisher": "Courier", "url": site.url("/a.html")}
    state = run("query", "SELECT failures, checked_at FROM feed", "--store", store, "--format", "jsonl").stdout
    assert json.loads(state)["failures"] == 0


@pytest.mark.parametrize("every", ["soon", "0m", "10", "-1h", "30s"])
def test_a_wrong_length_of_time_is_told(every: str, tmp_path: Path) -> None:
    done = run("watch", tmp_path / "feeds.toml", "--every", every, "--store", tmp_path / "s.duckdb")
    assert isinstance(done.exception, ConfigError)


def test_articles_on_one_happening_are_grouped_without_coding() -> None:
    assert ("herald-1", "wire-1") in verbale.group_articles(EXAMPLES)
