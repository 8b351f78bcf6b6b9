"""Stories, actors, pairs, asking and the API's page, as a browser and a program meet them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.testclient import TestClient

from coded import KENYA, OLD, RUSSIA, SOMALIA, UKRAINE, article, at, coded, event, keep, on, said_by
from verbale.model.events import Count, Event
from verbale.model.mentions import Actor
from verbale.model.spans import Span
from verbale.pipeline.linking import link
from verbale.serve.app import make_app
from verbale.serve.site import Site
from verbale.store import Store
from verbale.store.judgements.pairs import judge

PLAN = "Russia ordered that Kharkiv be shelled, officials in Kyiv said before the weekend began."
REPORT = (
    "Russia shelled Kharkiv at dawn on Sunday. Twelve people died in the market hall beside the tractor works, where"
    " traders had begun to lay out bread, candles and winter boots. Sergiy Bondarenko, a fireman, pulled four of them"
    " from beneath the fallen roof while neighbours carried water from the river in milk churns. The regional"
    " governor, Oleh Synegubov, asked the villages around Derhachi to take in whoever had lost a home."
)
RIVAL = "Fifteen people were buried after Russia shelled Kharkiv on Sunday, the mayor told reporters at the cemetery."
DENIAL = "Russia never shelled Kharkiv, its ministry of defence insisted, and blamed a gas explosion for the fire."
ACCUSED = "Kenya accused Somalia of sheltering gunmen."
HOSTILE = Actor(text="x", name='<img src=x onerror=alert(1)>"\u202egnp', actor_id='x"><script>alert(2)</script>')
HTML = {"accept": "text/html"}


def dead(number: int) -> tuple[Count, ...]:
    return (Count(kind="dead", low=number, high=number, span=Span(0, 6)),)


def told(text: str, **fields: Any) -> Event:
    return event(text=text, place=at("Kharkiv", "UKR"), **fields)


def accusation(day: str = "2022-02-28", **fields: Any) -> Event:
    kind = {"event_type": "ACCUSE", "mode": None, "cameo_code": "112", "source": (KENYA,), "target": (SOMALIA,)}
    return event("accused", ACCUSED, event_date=on(day), **{**kind, **fields})


def happening(store: Store) -> None:
    """Ordered, done with two tolls, copied, denied; and an act of somebody whose name is meant to do harm."""
    by_kyiv = (said_by(UKRAINE, PLAN),)
    keep(
        store,
        coded(article("plan", PLAN, published_at="2022-02-18", publisher="Courier"),
              told(PLAN, status="planned", attribution=by_kyiv)),
        coded(article("report", REPORT, published_at="2022-02-20", publisher="Herald"), told(REPORT, counts=dead(12))),
        coded(article("copy", REPORT, published_at="2022-02-21", publisher="Mirror"), told(REPORT, counts=dead(12))),
        coded(article("rival", RIVAL, published_at="2022-02-21", publisher="Wire"), told(RIVAL, counts=dead(15))),
        coded(article("denial", DENIAL, published_at="2022-02-22", publisher="Star"), told(DENIAL, status="negated")),
        coded(article('evil"><script>alert(3)</script>', ACCUSED, published_at="2022-03-01", publisher="<b>bold</b>",
                      title="<script>alert(4)</script>"),
              accusation(source=(HOSTILE,), target=(KENYA,))),
    )  # fmt: skip
    with store.reading() as connection:
        found = connection.execute("SELECT event_id FROM event WHERE event_type = 'ASSAULT' ORDER BY 1").fetchall()
    first, *rest = [event_id for (event_id,) in found]
    for other in rest:
        judge(store, "same", first, other, reason="the shelling of Sunday", judge="Ana", versions=OLD)
    link(store)


def months(store: Store) -> None:
    """A year in which Kenya accuses Somalia once a month, then, after summer, eight times; and a threat in January."""
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in ((5,) if month < 8 else range(1, 9))]
    back = {"source": (SOMALIA,), "target": (KENYA,)}
    keep(
        store,
        *(coded(article(f"m{day}", ACCUSED, published_at=day), accusation(day)) for day in days),
        coded(article("threat", ACCUSED, published_at="2023-01-07"), accusation("2023-01-07", status="hypothetical")),
        coded(article("back", ACCUSED, published_at="2023-03-05"), accusation("2023-03-05", **back)),
        coded(article("old", ACCUSED, published_at="2023-03-06"), accusation("1990-01-01")),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(path=tmp_path_factory.mktemp("site") / "store.duckdb")
    happening(made)
    months(made)
    return made


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(make_app(Site(store=store)), base_url="http://127.0.0.1") as found:
        yield found


def page(client: TestClient, address: str, **parameters: str) -> str:
    found = client.get(address, params=parameters, headers=HTML)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"].startswith("text/html")
    return found.text


def data(client: TestClient, address: str, **parameters: Any) -> Any:
    found = client.get(address, params=parameters)
    assert found.status_code == 200, found.text
    return found.json()


def table(client: TestClient, address: str, **parameters: str) -> list[dict[str, str]]:
    found = client.get(address, params=parameters)
    assert found.status_code == 200, found.text
    assert found.headers["content-disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(found.text)))


def parquet(client: TestClient, tmp_path: Path, address: str, **parameters: str) -> list[tuple[Any, ...]]:
    file = tmp_path / "found.parquet"
    file.write_bytes(client.get(address, params=parameters).content)
    return duckdb.sql(f"SELECT * FROM '{file}'").fetchall()


def test_stories_are_listed_filtered_and_kept(client: TestClient, tmp_path: Path) -> None:
    assert "1 story" in page(client, "/stories")
    (one,) = data(client, "/api/stories")["stories"]
    assert (one["articles"], one["publishers"], one["origins"]) == (5, 5, 4)
    assert set(one["disputed"].split("; ")) == {"status", "counts.dead"}
    assert data(client, "/api/stories", disputed=True, origins=4, actor="RUS", type="assault")["total"] == 1
    assert data(client, "/api/stories", origins=5)["total"] == 0
    assert "No story is so" in page(client, "/stories", since="2022-03-01")
    everything = data(client, "/api/stories", articles=1, order="most told", limit=1)
    assert (everything["stories"][0]["story_id"], everything["total"]) == (one["story_id"], 2)
    second = data(client, everything["next"])
    assert (len(second["stories"]), second["next"]) == (1, None)
    assert [row["story_id"] for row in table(client, "/api/stories.csv")] == [one["story_id"]]
    assert parquet(client, tmp_path, "/api/stories.parquet")[0][0] == one["story_id"]


def test_a_story_tells_what_is_agreed_disputed_and_copied(client: TestClient) -> None:
    (one,) = data(client, "/api/stories")["stories"]
    record = data(client, f"/api/stories/{one['story_id']}")
    shown = page(client, f"/story/{one['story_id']}")
    assert [step["status"] for step in record["chain"]] == ["planned", "occurred", "negated"]
    chain = shown[shown.index("From first word to last") : shown.index("What no report contradicts")]
    assert [word for word in ("planned", "reported", "denied") if f"claim-{word}" in chain] == [
        "planned", "reported", "denied"
    ]  # fmt: skip
    assert "Courier" in chain
    rivals = shown[shown.index("people killed") :]
    assert "2 reports: Herald, Mirror" in rivals
    assert "1 report: Wire" in rivals
    assert 'copy of <a href="#r2">report 2</a>' in shown
    assert shown.index('id="r2"') < shown.index('id="r3"') < shown.index("</ul></li>", shown.index('id="r2"'))
    event_id = record["reports"][0]["event_id"]
    assert data(client, f"/api/stories/{event_id}") == record
    assert len(table(client, "/api/events.csv", story=one["story_id"])) == 5


def test_an_actor_with_roles_partners_and_acts(client: TestClient, tmp_path: Path) -> None:
    shown = page(client, "/actor", key="KEN")
    assert "<h1>Kenya</h1>" in shown
    found = data(client, "/api/actor", key="KEN")
    partners = {row["partner"]: (row["acts_by"], row["acts_on"]) for row in found["partners"]}
    assert partners["SOM"] == (49, 1)
    assert {row["name"] for row in found["appearances"]} == {"Kenya"}
    assert found["by"]["before"] == 1
    series = table(client, "/api/actor.csv", key="KEN", by="month")
    done = sum(int(row["events"]) for row in series if row["side"] == "by")
    assert done == sum(row["events"] for row in data(client, "/api/actor", key="KEN", by="month")["by"]["rows"]) == 47
    listed = table(client, "/api/actor.csv", key="KEN", table="partners")
    assert [row["name"] for row in listed if row["partner"] == "SOM"] == ["Somalia"]
    assert len(parquet(client, tmp_path, "/api/actor.parquet", key="KEN", by="month")) == len(series)
    for side in ("by", "against"):
        assert "vconcat" in data(client, "/api/charts/actor", key="KEN", side=side, width=500)


def test_a_pair_changes_its_level_and_leads_to_its_events(client: TestClient, tmp_path: Path) -> None:
    asked = {"source": "KEN", "target": "SOM"}
    found = data(client, "/api/pair", by="month", **asked)
    assert found["there"]["course"]["changes"] == ["2023-08-01"]
    assert found["back"]["totals"]["acts"] == 1
    shown = page(client, "/pair", by="month", **asked)
    assert "settles on another level in Aug 2023" in shown
    assert (
        "/pair?counted_since=2023-08-01&amp;until=2023-08-31&amp;source=KEN&amp;target=SOM&amp;by=month#events" in shown
    )
    within = page(client, "/pair", counted_since="2023-08-01", until="2023-08-31", **asked)
    assert "2023-08: 8 events" in within
    january = page(client, "/pair", counted_since="2023-01-01", until="2023-01-31", **asked)
    assert "2023-01: 1 event<" in january
    rows = table(client, "/api/pair.csv", by="month", **asked)
    assert {row["period"]: row["events"] for row in rows}["2023-08-01"] == "8"
    assert [row["period"] for row in rows if row["change"].lower() == "true"] == ["2023-08-01"]
    assert len(parquet(client, tmp_path, "/api/pair.parquet", by="month", **asked)) == len(rows) == 12
    assert data(client, "/api/charts/pair", by="month", **asked)["datasets"]["changes"]
    empty = page(client, "/pair", source="KEN", target="UKR")
    assert "Nothing that was done is told" in empty


def test_asking_finds_names_places_stories_and_marked_words(client: TestClient) -> None:
    found = data(client, "/api/search", q="kharkiv shelled")
    assert (found["total"], len(found["stories"])) == (5, 1)
    assert data(client, "/api/search", q="kharkiv")["places"][0]["place"] == "Kharkiv"
    assert data(client, "/api/search", q="somal")["actors"][0]["key"] == "SOM"
    shown = page(client, "/ask", q="kharkiv SHELLED")
    assert "<mark>shelled</mark> <mark>Kharkiv</mark>" in shown
    assert "Fewer words find more" in page(client, "/ask", q="kharkiv zzz")
    assert data(client, "/api/search", q="  ")["events"] == []
    assert "<h1>Ask</h1>" in page(client, "/ask")
    assert len(table(client, "/api/events.csv", search="kharkiv shelled")) == 5


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/story/none", 404), ("/api/stories/none", 404), ("/actor?key=nobody", 404), ("/api/actor?key=nobody", 404),
        ("/pair?source=KEN&target=nobody", 404), ("/api/pair.csv?source=nobody&target=KEN", 404),
        ("/api/charts/pair?source=nobody&target=KEN", 404), ("/actor", 422), ("/api/pair?source=KEN", 422),
        ("/actor?key=KEN&by=hour", 400), ("/pair?source=KEN&target=SOM&counted_since=yesterday", 400),
        ("/stories?type=PARTY", 400), ("/stories?order=random", 400), ("/api/stories.xlsx", 422),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_the_form_asked_for(client: TestClient, address: str, status: int) -> None:
    found = client.get(address, headers=HTML)
    assert found.status_code == status
    if address.startswith("/api/"):
        assert set(found.json()["error"]) >= {"code", "message"}
    else:
        assert "To the overview" in found.text


@pytest.mark.parametrize(
    "address",
    ["/stories?articles=1", "/ask?q=alert", "/ask?q=%3Cscript%3E", "/actor?key=KEN", "/events?actor=KEN",
     "/stories?articles=1&words=%22%3E%3Cscript%3E"],
)  # fmt: skip
def test_names_from_outside_are_shown_and_do_nothing(client: TestClient, address: str) -> None:
    shown = client.get(address, headers=HTML).text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "<b>bold" not in shown
    assert "\u202e" not in shown
    assert '"><script' not in shown


def test_a_hostile_key_has_its_pages(client: TestClient) -> None:
    key = str(HOSTILE.actor_id)
    for found in (page(client, "/actor", key=key), page(client, "/pair", source=key, target="KEN")):
        assert "<script>alert" not in found
        assert "&lt;script&gt;alert(2)" in found
    (story_id,) = [
        row["story_id"] for row in data(client, "/api/stories", articles=1)["stories"] if row["event_type"] == "ACCUSE"
    ]
    shown = page(client, f"/story/{story_id}")
    assert "<script>alert" not in shown
    assert "&lt;b&gt;bold" in shown


def test_the_api_is_described_for_readers(client: TestClient) -> None:
    shown = page(client, "/api")
    for path in data(client, "/api/openapi.json")["paths"]:
        assert path in shown
    assert "/api/openapi.json" in shown
    assert "value as the judge saw it" in shown


def test_an_answer_that_is_held_comes_without_a_body(client: TestClient) -> None:
    tag = client.get("/api/pair?source=KEN&target=SOM").headers["etag"]
    again = client.get("/api/pair?source=KEN&target=SOM", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_acts_without_a_day_have_no_course(tmp_path: Path) -> None:
    made = Store(path=tmp_path / "dayless.duckdb")
    keep(made, coded(replace(article(), published_at=None), event(event_date=None, source=(RUSSIA,))))
    with TestClient(make_app(Site(store=made)), base_url="http://127.0.0.1") as client:
        assert "Nothing that was done is told" in page(client, "/pair", source="RUS", target="UKR")
        assert data(client, "/api/charts/actor", key="RUS")["datasets"]["none"]
