"""Pages of one event, one article and a reader's own text, and what the API says of them."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from coded import KENYA, NEW, RUSSIA, SOMALIA, TEXT, UKRAINE, article, at, coded, event, keep, said_by
from verbale.model.events import Count
from verbale.model.spans import Span
from verbale.pipeline.linking import link
from verbale.serve.app import make_app
from verbale.serve.site import Site
from verbale.store import Store
from verbale.store.judgements.pairs import judge
from verbale.store.story_queries import StoryFilter, stories

HOSTILE = '<script>alert(1)</script> Kenya rejected "the" demand\u202e of Somalia & left.'
LIMIT = 20_000
REPORT = "Russia shelled Kharkiv in Ukraine on Monday, the interior minister said. Three people were killed."


class Read(HTMLParser):
    """The text of a page, its links, the ids on it and where elements have attributes that the policy forbids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[dict[str, str | None]] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [given] if tag == "a" else []
        self.ids += [given["id"] or ""] if "id" in given else []
        self.forbidden += [name for name in given if name == "style" or name.startswith("on")]
        self.forbidden += ["script"] if tag == "script" and not given.get("src") else []

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def hrefs(self) -> list[str]:
        return [a["href"] or "" for a in self.links]


def read(client: TestClient, address: str) -> Read:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    made = Read(answer.text)
    assert made.forbidden == []
    assert len(made.ids) == len(set(made.ids))
    return made


def dead(low: int, high: int | None) -> Count:
    start = TEXT.index("Kharkiv")
    return Count(kind="dead", low=low, high=high, span=Span(start, start + 7))


def rich(status: str = "occurred") -> Any:
    return event(
        attribution=(said_by(UKRAINE),), place=at("Kharkiv", "UKR"), contexts=("military",), status=status,
        counts=(dead(3, None),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three reports of one act, one of them coded twice; a hostile text; one whose text was changed; an id of signs."""
    made = Store(path=tmp_path_factory.mktemp("store") / "s.duckdb")
    report = article("a", title="War", url="https://news.example/war", publisher="The Example")
    keep(made, coded(report, rich("planned")))
    keep(made, coded(report, rich()), versions=NEW, anew=True)
    other = "One man died when guns shelled a suburb of the city, officials in the region told our correspondent."
    keep(made, coded(article("b", other, publisher="Other"), event(text=other, counts=(dead(1, 1),))))
    hostile = article("h", HOSTILE, url="javascript:alert(1)", title="<b>Bold</b>\x1b", publisher="<i>P</i>")
    says = event("rejected", HOSTILE, event_type="REJECT", mode=None, source=(KENYA,), target=(SOMALIA,))
    keep(made, coded(hostile, says), coded(article("?id=<&>\x07/ö", "Nothing of note.")))
    keep(made, coded(article("c"), event("denounced", source=(RUSSIA,))))
    changed = "Kenya rejected the demand of Somalia."
    keep(made, coded(article("c", changed)))
    (one,), (two,) = event_ids(made, "a"), event_ids(made, "b")
    judge(made, "same", one, two, reason="both tell of the same shells", judge="Ana", versions=NEW)
    link(made)
    return made


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    app = make_app(Site(store=store, upload_bytes=LIMIT))
    with TestClient(app, base_url="http://127.0.0.1", headers={"Accept": "text/html"}) as made:
        yield made


def event_ids(store: Store, article_id: str, current: bool = True) -> list[str]:
    with store.reading() as connection:
        rows = connection.execute(
            'SELECT DISTINCT event_id, "start" FROM event WHERE article_id = ? AND (known_until IS NULL) = ?'
            " ORDER BY 2",
            [article_id, current],
        ).fetchall()
    return [row[0] for row in rows]


def test_an_event_is_told_in_words_beside_the_words_of_the_text(client: TestClient, store: Store) -> None:
    (event_id,) = event_ids(store, "a")
    found = read(client, f"/event/{event_id}")
    for words in (
        "Russia", "assault: artillery", "alleged", "government", "2022-02-20",
        "to the day, as the text says", "a town, as the text says", "3 or more killed", "in indirect",
        "done, as somebody says",
        "military", "-10 to 10", "about 90 in 100", "frame x.y: 'shelled' names ASSAULT", TEXT,
    ):  # fmt: skip
        assert words in found.text, words
    assert {"/actor?key=RUS", "/actor?key=UKR", "/article?id=a", "/pair?source=RUS&target=UKR"} <= set(found.hrefs)
    assert "/?place=Kharkiv" in found.hrefs
    (out,) = [a for a in found.links if a["href"] == "https://news.example/war"]
    assert out["rel"] == "noreferrer noopener"
    assert f"m-{TEXT.index('shelled')}" in found.ids


def test_what_became_of_an_event_is_told_field_by_field(client: TestClient, store: Store) -> None:
    found = read(client, f"/event/{event_ids(store, 'a')[0]}")
    history = found.text[found.text.index("How its coding changed") :]
    assert "status: planned → occurred" in history
    assert "coder 1 -> 2" in history


def test_an_event_knows_its_story(client: TestClient, store: Store) -> None:
    (told,) = list(stories(store, StoryFilter(least_articles=2)).records())
    found = read(client, f"/event/{event_ids(store, 'a')[0]}")
    assert f"/story/{told['story_id']}" in found.hrefs
    assert f"{told['articles']} articles" in found.text
    assert "Reports contradict each other: people killed" in found.text
    assert "This report: at least 3" in found.text
    assert f"/event/{event_ids(store, 'b')[0]}" in found.hrefs
    alone = read(client, f"/event/{event_ids(store, 'h')[0]}")
    assert "No other article of the record tells of this act." in alone.text


def test_an_event_that_is_gone_says_so(client: TestClient, store: Store) -> None:
    (event_id,) = event_ids(store, "c", current=False)
    found = read(client, f"/event/{event_id}")
    assert "The record no longer holds this event." in found.text
    assert TEXT in found.text
    assert client.get(f"/api/events/{event_id}").json()["current"] is False


def test_an_event_as_files(client: TestClient, store: Store) -> None:
    (event_id,) = event_ids(store, "a")
    whole = client.get(f"/api/events/{event_id}").json()
    assert [coding["record"]["status"] for coding in whole["history"]] == ["planned", "occurred"]
    answer = client.get(f"/api/events/{event_id}/geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    (feature,) = answer.json()["features"]
    assert (feature["id"], feature["properties"]["place"], feature["geometry"]) == (event_id, "Kharkiv", None)


@pytest.mark.parametrize(
    "address",
    ["/event/none", "/event/%3Cscript%3E", "/article?id=none", "/api/events/none", "/api/events/none/geojson",
     "/api/article?id=none", "/api/article/layers?id=none", "/parts/article?id=%00"],
)  # fmt: skip
def test_what_the_store_lacks_is_not_found(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    if address.startswith("/api"):
        assert answer.json()["error"]["code"] == "not-found"


@pytest.mark.parametrize("address", ["/article", "/api/article", f"/article?id={'a' * 3000}"])
def test_an_article_is_asked_for_by_its_id(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422


def test_an_article_has_its_events_marked_at_once(client: TestClient, store: Store) -> None:
    (event_id,) = event_ids(store, "a")
    found = read(client, "/article?id=a")
    marks = [a for a in found.links if a.get("class") == "mark"]
    assert [(a["href"], a["id"]) for a in marks] == [(f"/event/{event_id}", f"m-{TEXT.index('shelled')}")]
    assert TEXT in found.text
    assert "1 event" in found.text
    assert found.text.count("since 20") == 1
    assert client.get("/api/article", params={"id": "a"}).json()["events"][0]["event_id"] == event_id


def test_an_id_may_hold_any_sign(client: TestClient) -> None:
    name = "?id=<&>\x07/ö"
    answer = client.get("/article", params={"id": name})
    assert answer.status_code == 200
    assert "␇" in answer.text
    assert client.get("/api/article", params={"id": name}).json()["article"]["article_id"] == name


@pytest.mark.parametrize("view", ["event", "article"])
def test_hostile_text_is_shown_and_does_nothing(client: TestClient, store: Store, view: str) -> None:
    address = f"/event/{event_ids(store, 'h')[0]}" if view == "event" else "/article?id=h"
    answer = client.get(address)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; " in answer.text
    assert "[RLO]" in answer.text
    assert not {"\u202e", "\x1b"} & set(answer.text)
    found = read(client, address)
    assert not [href for href in found.hrefs if href.startswith("javascript")]
    assert "<b>Bold</b>␛" in found.text


def test_versions_of_an_article(client: TestClient) -> None:
    found = read(client, "/article?id=c")
    assert "Kenya rejected the demand of Somalia." in found.text
    assert "0 events" in found.text
    assert len(client.get("/api/article?id=c").json()["versions"]) == 2


def test_layers_of_an_article(client: TestClient) -> None:
    layers = client.get("/api/article/layers?id=a").json()
    assert {actor["code"] for actor in layers["actors"]} == {"RUS", "UKR"}
    part = client.get("/parts/article?id=a")
    assert part.status_code == 200
    found = Read(part.text)
    assert "actor: Russia (RUS GOV)" in found.text
    assert TEXT in found.text


def test_a_text_is_coded_and_forgotten(client: TestClient, store: Store) -> None:
    before = store.path.stat().st_mtime_ns
    answer = client.post("/api/code?published=2022-02-21", content=REPORT, headers={"Content-Type": "text/plain"})
    found = answer.json()
    assert set(found) == {"article", "events", "layers"}
    assert (found["article"]["text"], found["article"]["published_at"]) == (REPORT, "2022-02-21")
    (told,) = found["events"]
    assert (told["event_type"], told["event_date"]["earliest"]) == ("ASSAULT", "2022-02-21")
    part = Read(client.post("/parts/try", content=REPORT, headers={"Content-Type": "text/plain"}).text)
    assert REPORT in part.text
    assert f"#told-{told['event_id']}" in part.hrefs
    assert f"told-{told['event_id']}" in part.ids
    assert not [href for href in part.hrefs if not href.startswith("#")]
    assert store.path.stat().st_mtime_ns == before


def test_a_page_is_coded_without_what_it_does(client: TestClient) -> None:
    html = f"<html><head><title>War &lt;img&gt;</title></head><body><p>{REPORT}</p><p>&lt;script&gt;x</p></body></html>"
    answer = client.post("/parts/try", content=html, headers={"Content-Type": "text/html; charset=utf-8"})
    assert answer.status_code == 200
    assert "<img" not in answer.text
    assert "<script" not in answer.text
    assert Read(answer.text).forbidden == []


@pytest.mark.parametrize(
    ("body", "media_type", "query", "status", "code"),
    [
        (b"", "text/plain", "", 422, "empty"),
        (b"a\x00b", "text/plain", "", 422, "binary"),
        (b"words", "application/json", "", 400, "bad-request"),
        (b"words", "text/plain", "?published=tomorrow", 400, "bad-request"),
        (b"x" * (LIMIT + 1), "text/plain", "", 413, "too-large"),
    ],
)
@pytest.mark.parametrize("address", ["/api/code", "/parts/try"])
def test_what_cannot_be_coded_is_refused_with_a_reason(
    client: TestClient, address: str, body: bytes, media_type: str, query: str, status: int, code: str
) -> None:
    headers = {"Content-Type": media_type, "Accept": "application/json"}
    answer = client.post(address + query, content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["message"]


def test_a_body_without_a_length_is_limited_too(client: TestClient) -> None:
    answer = client.post(
        "/api/code", content=(b"word " * 1000 for _ in range(10)), headers={"Content-Type": "text/plain"}
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")


def test_another_site_may_not_have_a_text_coded(client: TestClient) -> None:
    headers = {"Content-Type": "text/plain", "Origin": "https://elsewhere.example"}
    assert client.post("/api/code", content=REPORT, headers=headers).status_code == 403


def test_a_text_that_takes_too_long_is_given_up(store: Store) -> None:
    app = make_app(Site(store=store, coding_seconds=0.01))
    with TestClient(app, base_url="http://127.0.0.1") as hurried:
        answer = hurried.post("/api/code", content=REPORT * 50, headers={"Content-Type": "text/plain"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (504, "coding-stopped")


def test_the_page_to_try_has_its_parts(client: TestClient) -> None:
    found = read(client, "/try")
    assert {"text", "file", "published", "go", "sample", "status", "problem", "result"} <= set(found.ids)
    assert f"At most {LIMIT:,} bytes" in found.text


def test_the_description_tells_of_the_body(client: TestClient) -> None:
    paths = json.loads(client.get("/api/openapi.json").text)["paths"]
    assert set(paths["/api/code"]["post"]["requestBody"]["content"]) == {"text/plain", "text/html"}
    assert {"/api/article", "/api/article/layers", "/api/events/{event_id}/geojson"} <= set(paths)
    assert not [path for path in paths if path.startswith("/parts")]
