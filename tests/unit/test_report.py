"""The report: one file that fetches nothing, runs nothing but its own and shows what articles say as text."""

import base64
import dataclasses
import datetime
import hashlib
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from coded import NEW, RUSSIA, TEXT, UKRAINE, article, at, coded, event, keep, on, said_by
from verbale.cli.main import app, run
from verbale.errors import ConfigError, StoreError
from verbale.model.mentions import Actor
from verbale.pipeline.linking import link
from verbale.report.asked import in_words
from verbale.report.cards import evidence, web_address
from verbale.report.content import Content, gather
from verbale.report.html import inline_json, inline_script, render
from verbale.report.tables import by_period
from verbale.store import Store
from verbale.store.asking import EventFilter

NOON = datetime.datetime(2022, 3, 1, 12)
ONE = "Russian artillery shelled the market of Kharkiv on Sunday, killing nine shoppers, officials said."
TWO = "Nine shoppers were killed when Russian artillery shelled the market of Kharkiv on Sunday."
MET = "Envoys of both sides met near Gomel to speak of corridors for those who want to leave."
HOSTILE = (
    "</script></style></title><script>alert(1)</script><img src=x onerror=alert(1)> \u202etxt.exe \x1b[31m"
    " {{ 7 * 7 }} \u2028 & <!--"
)


class Page(HTMLParser):
    """What a browser makes of a file: elements with their attributes, and the texts of scripts and styles."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text = page.decode("utf-8")
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inner: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self._inside = ""
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag
        if tag in self.inner:
            self.inner[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in self.inner:
            self.inner[self._inside][-1] += data
        else:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def shown(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def data(self) -> Any:
        return json.loads(self.inner["script"][0])

    @property
    def listed(self) -> list[str]:
        return [a["id"].removeprefix("e-") for a in self.all("li") if a.get("id", "").startswith("e-")]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two reports of one shelling, a plan, a claim of old, and a meeting; linked."""
    store = Store(path=tmp_path_factory.mktemp("report") / "crisis.duckdb")
    kharkiv = at("Kharkiv", "UKR")
    keep(
        store,
        coded(article("one", ONE, publisher="Courier"), event(text=ONE, place=kharkiv)),
        coded(article("two", TWO, publisher="Herald", url="https://example.org/two", title="Shells on a market"),
              event(text=TWO, place=kharkiv)),
        coded(article("plan", published_at="2022-02-25"),
              event(event_type="SANCTION", mode="embargo", status="planned", event_date=on("2022-03-10"))),
        coded(article("old", published_at="2022-02-26"),
              event("denounced", historical=True, attribution=(said_by(UKRAINE),), event_date=on("2014-03-01"))),
        coded(article("meeting", MET, published_at="2022-02-28"),
              event("met", MET, event_type="CONSULT", mode="meet", source=(RUSSIA, UKRAINE), target=(),
                    trace=("frame consult.meet: 'met'",))),
    )  # fmt: skip
    link(store)
    return store


def made(store: Store, asked: EventFilter | None = None, **options: Any) -> Content:
    return gather(store, asked or EventFilter(), made_at=NOON, **options)


def page_of(store: Store, asked: EventFilter | None = None, **options: Any) -> Page:
    return Page(render(made(store, asked, **options)))


@pytest.fixture(scope="module")
def page(filled: Store) -> Page:
    return page_of(filled)


def test_only_its_own_scripts_and_style_are_allowed_by_hash(page: Page) -> None:
    first = re.search(r"<head>\s*<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">", page.text)
    assert first
    policy = dict(part.strip().split(" ", 1) for part in first[1].split(";"))

    def hashed(texts: list[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts)

    data, *scripts = page.inner["script"]
    assert json.loads(data)
    assert policy["default-src"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == hashed(scripts)
    assert policy["style-src"] == hashed(page.inner["style"])
    assert "unsafe" not in first[1]
    assert len(scripts) == 2
    assert "window.vegaEmbed" in scripts[0]


def test_nothing_is_fetched_and_nothing_inline_runs(page: Page) -> None:
    for tag, attributes in page.elements:
        assert not {"src", "style", "srcset", "action", "formaction"} & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")], tag
    assert [a["href"] for a in page.all("link")] == ["data:,"]
    assert not {"img", "iframe", "object", "embed", "base"} & {tag for tag, _ in page.elements}


def test_totals_claims_stories_and_events_are_told(page: Page) -> None:
    assert "4 acts, done or not: 5 times in 5 articles by 2 publishers from 2022-02-21 to 2022-02-28." in page.shown
    assert "made 2022-03-01 12:00 UTC" in page.shown
    assert "1 story that several articles tell" in page.shown
    assert "2 articles, 2 publishers, 2 independent origins" in page.shown
    assert "by Courier, Herald" in page.shown
    assert "5 events, each as one article tells it" in page.shown
    assert len(page.listed) == 5
    assert "frame x.y: 'shelled' names ASSAULT" in page.shown
    assert {a["data-claim"] for a in page.all("li") if "data-claim" in a} == {"reported", "planned", "historical"}
    assert [a["href"] for a in page.all("a") if a["href"].startswith("http")] == ["https://example.org/two"]


def test_links_within_the_file_lead_somewhere(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert not [a["href"] for a in page.all("a") if a["href"].startswith("#") and a["href"][1:] not in ids]
    assert any(a["href"].startswith("#s-") for a in page.all("a"))


def test_events_are_found_by_the_keys_of_their_pair(page: Page) -> None:
    also = {a["data-also"] for a in page.all("li") if "data-also" in a}
    assert also == {"RUS UKR RUS→UKR", "RUS UKR RUS→UKR UKR→RUS"}


def test_figures_are_given_for_several_widths_and_both_grounds(page: Page) -> None:
    assert set(page.data["config"]) == {"light", "dark"}
    assert set(page.data["figures"]) == {"timeline", "map", "pairs"}
    for figure in page.data["figures"].values():
        widths = [size["width"] for size in figure["sizes"]]
        assert widths == sorted(widths)
        assert figure["datasets"]
        assert "shapes" not in figure["sizes"][0]["spec"]["datasets"]


def test_at_most_so_many_events_are_shown_the_most_told(filled: Store) -> None:
    told = {report["event_id"] for report in _reports(filled)}
    page = page_of(filled, most_events=2)
    assert set(page.listed) == told
    assert "2 of 5 events" in page.shown
    assert "3 are left out" in page.shown
    assert "4 acts, done or not: 5 times" in page.shown
    none = page_of(filled, most_events=0)
    assert none.listed == []
    assert "5 are left out" in none.shown


def _reports(store: Store) -> list[dict[str, Any]]:
    from verbale.store.story_queries import StoryFilter, stories, story

    (row,) = stories(store, StoryFilter(least_articles=2)).records()
    reports: list[dict[str, Any]] = story(store, row["story_id"])["reports"]
    return reports


def test_the_newest_event_stands_first(filled: Store) -> None:
    days = [card.row["published_at"] for card in made(filled).events]
    assert days == sorted(days, reverse=True)


def test_filters_choose_and_are_named(filled: Store) -> None:
    page = page_of(filled, EventFilter(event_type=["SANCTION"], since=datetime.date(2022, 3, 1), least_articles=1))
    assert len(page.listed) == 1
    assert "1 act, done or not: 1 time in 1 article" in page.shown
    assert "No story is told by several articles." in page.shown
    assert "type: SANCTION happened since: 2022-03-01" in page.shown


def test_the_unit_is_named(filled: Store) -> None:
    assert "5 tellings, done or not: 5 times" in page_of(filled, unit="event").shown
    with pytest.raises(ConfigError, match="no unit"):
        made(filled, unit="word")


def test_the_record_of_an_earlier_day(dated: Store) -> None:
    keep(dated, coded(article(), event()))
    keep(dated, coded(article(), event(status="planned")), versions=NEW, anew=True)
    before = dated.clock() - datetime.timedelta(days=100)
    ((first,),) = _rows(dated, "SELECT min(known_from) FROM event")
    assert [card.row["claim"] for card in made(dated).events] == ["planned"]
    assert [card.row["claim"] for card in made(dated, EventFilter(known_on=first)).events] == ["reported"]
    assert made(dated, EventFilter(known_on=before)).total_events == 0


def _rows(store: Store, sql: str) -> Any:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()


def test_an_empty_record_has_a_report(store: Store) -> None:
    keep(store)
    page = page_of(store)
    assert page.listed == []
    assert "No event is so." in page.shown


def test_hostile_text_stays_text(store: Store) -> None:
    text = f"{TEXT} {HOSTILE}"
    actor = Actor(text="x", name=HOSTILE, actor_id="x'\"<b>", code=None)
    keep(
        store,
        coded(
            article("<b>'\"", text, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)"),
            event(text=text, source=(actor,), place=at("</script><b>", "UKR"), trace=(HOSTILE,)),
        ),
    )
    page = page_of(store, EventFilter(publisher=[], search="shelled"), title=f"{HOSTILE} \ud800")
    assert len(page.inner["script"]) == 3
    assert not {"img", "svg"} & {tag for tag, _ in page.elements}
    assert not [a for a in page.all("a") if a["href"].startswith("javascript")]
    assert not re.search("[\u202e\x1b\u2028\ud800]", page.inner["script"][0] + page.inner["script"][2])
    assert not re.search("[\u202e\x1b\ud800]", page.text)
    assert "[RLO]txt.exe" in page.shown
    assert "{{ 7 * 7 }}" in page.shown
    places = page.data["figures"]["map"]["datasets"]["places"]
    assert places == [] or places[0]["place"] == "</script><b>"


def test_text_without_end_is_cut(store: Store) -> None:
    text = f"Russia shelled Kharkiv {'x' * 300_000}"
    keep(store, coded(article("long", text, title="t" * 100_000, publisher="p" * 100_000), event(text=text)))
    without = len(render(made(store, most_events=0)))
    assert len(render(made(store))) - without < 20_000


def test_the_same_store_and_options_give_the_same_bytes(filled: Store) -> None:
    assert render(made(filled)) == render(made(filled))


def test_the_command_writes_the_file_whole_or_not_at_all(filled: Store, tmp_path: Path) -> None:
    target = tmp_path / "crisis.html"
    done = CliRunner().invoke(app, ["report", "--store", str(filled.path), "-o", str(target), "--events", "2"])
    assert done.exit_code == 0, done.output
    assert "2 of 5 events" in done.stderr
    written = target.read_bytes()
    assert written.startswith(b"<!doctype html>")
    assert list(tmp_path.iterdir()) == [target]
    missing = tmp_path / "none.duckdb"
    with pytest.raises(StoreError):
        CliRunner().invoke(app, ["report", "--store", str(missing), "-o", str(target)], catch_exceptions=False)
    assert target.read_bytes() == written
    assert CliRunner().invoke(app, ["report", "--store", str(filled.path), "--events", "2001"]).exit_code == 2


def test_the_command_without_a_file_writes_to_standard_output(filled: Store) -> None:
    done = CliRunner().invoke(app, ["report", "--store", str(filled.path), "--title", "A & B"])
    assert "<title>A &amp; B</title>" in done.stdout


def test_what_is_not_installed_is_named(
    filled: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "verbale.report.html")
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.setattr(sys, "argv", ["verbale", "report", "--store", str(filled.path)])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2
    assert 'jinja2 is not installed: pip install "verbale[chart]"' in capsys.readouterr().err


def test_scripts_cannot_be_closed_by_their_strings() -> None:
    assert inline_script('a("</SCRIPT>", "<!--")\r\nb') == 'a("\\x3c/SCRIPT>", "\\x3c!--")\nb'
    assert inline_script("a </b/.c") == "a </b/.c"


def test_data_come_back_whole() -> None:
    value = {"a": "</script><!-- & \u2028\u2029 \ud800 é", "b": [1, None, 0.5]}
    written = inline_json(value)
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == value


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https:///nowhere", False),
        ("http://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(url: str | None, followed: bool) -> None:
    assert web_address(url) == (url if followed else None)


def test_evidence_is_cut_around_its_trigger() -> None:
    record = {"evidence": {"text": "Russia shelled it", "start": 5}, "trigger": {"start": 12, "end": 19}}
    assert evidence(record) == ("Russia ", "shelled", " it")
    assert evidence({**record, "trigger": {"start": 0, "end": 4}}) == ("Russia shelled it", "", "")


def test_a_timeline_as_a_table() -> None:
    rows = [
        {"period": "2022-02-01", "quad_class": 4, "claim": "reported", "events": 2},
        {"period": "2022-02-01", "quad_class": 4, "claim": "alleged", "events": 1},
        {"period": "2022-03-01", "quad_class": 4, "claim": "denied", "events": 5},
    ]
    march, february = by_period(rows, "month")
    assert (february.period, february.done, february.not_done) == ("Feb 2022", (0, 0, 0, 3), (0, 0, 0, 0))
    assert (march.done, march.not_done) == ((0, 0, 0, 0), (0, 0, 5, 0))


def test_every_filter_has_its_words() -> None:
    asked = EventFilter(
        source=["RUS", "BLR"], target=["UKR"], actor=["FRA"], event_type=["AID"], mode=["x"], status=["ongoing"],
        country=["POL"], since=datetime.date(2022, 1, 1), until=datetime.date(2022, 1, 2),
        published_since=datetime.date(2022, 1, 3), published_until=datetime.date(2022, 1, 4), historical=False,
        attributed=True, least_confidence=0.5, words="w", story_id="s", article_id="a", claim=["denied"],
        publisher=["P"], place="L", search="q", least_articles=2, least_origins=3,
        counted_since=datetime.date(2022, 1, 1), known_on=NOON,
    )  # fmt: skip
    assert len(in_words(asked)) == len(dataclasses.fields(asked))
    assert ("done by", "RUS or BLR") in in_words(asked)
    assert in_words(EventFilter()) == []
