"""The site as a program meets it: who may ask, answers, files, and a store that changes meanwhile."""

import csv
import io
import threading
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason='the site needs pip install "verbale[web]"')

import duckdb
from starlette.testclient import TestClient

from coded import KENYA, SOMALIA, article, at, coded, event, keep, on
from verbale.errors import StoreError
from verbale.serve.app import make_app
from verbale.serve.guard import HEADERS
from verbale.serve.library import LOOK_SECONDS, Library
from verbale.serve.run import address, hosts_for, token_for
from verbale.serve.site import Site
from verbale.store import Store
from verbale.store.asking import EventFilter

HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = Store(path=tmp_path_factory.mktemp("site") / "store.duckdb")
    keep(
        made,
        coded(article("a", publisher="Post"), event(place=at("Kharkiv", "UKR"))),
        coded(article("b", published_at="2022-03-05"),
              event(event_type="CONSULT", mode="meet", source=(KENYA, SOMALIA), target=(), event_date=on("2022-03-04"),
                    status="planned")),
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    return TestClient(make_app(Site(store=store)), base_url=HERE)


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/events", "/api/events", "/nowhere", "/static/page.css", "/api/openapi.json"):
        found = client.get(path)
        assert {name: found.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_pages_hold_no_inline_script_or_style(client: TestClient) -> None:
    for path in ("/", "/events", "/nowhere"):
        html = client.get(path, headers={"Accept": "text/html"}).text
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick" not in html
        assert "<script>" not in html


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8787"])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    found = client.get("/api/events", headers={"Host": host})
    assert found.status_code == 421
    assert found.json()["error"]["code"] == "wrong-host"


@pytest.mark.parametrize("host", ["127.0.0.1:9999", "localhost", "LOCALHOST:1", "[::1]:8787", "[::1]"])
def test_names_of_this_computer_are_taken(client: TestClient, host: str) -> None:
    assert client.get("/api/events", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Origin": "http://127.0.0.1:9"}],
)  # fmt: skip
def test_another_site_may_send_nothing(client: TestClient, headers: dict[str, str]) -> None:
    found = client.post("/api/code", content=b"Kenya attacked Somalia.", headers=headers)
    assert (found.status_code, found.json()["error"]["code"]) == (403, "wrong-origin")


def test_a_body_that_is_too_large_is_refused(store: Store) -> None:
    small = TestClient(make_app(Site(store=store, upload_bytes=100)), base_url=HERE)
    declared = small.post("/api/code", content=b"x" * 101)
    assert declared.status_code == 413
    streamed = small.post("/api/code", content=iter([b"x" * 60, b"x" * 60]))
    assert (streamed.status_code, streamed.json()["error"]["code"]) == (413, "too-large")


class TestToken:
    @pytest.fixture
    def guarded(self, store: Store) -> TestClient:
        site = Site(store=store, token="secret", hosts=frozenset())
        return TestClient(make_app(site), base_url="http://news.example", follow_redirects=False)

    def test_without_it_nothing_is_shown(self, guarded: TestClient) -> None:
        for path in ("/", "/api/events", "/static/page.css", "/api/openapi.json"):
            assert guarded.get(path).status_code == 401
        assert guarded.get("/", params={"token": "Secret"}).status_code == 401
        assert guarded.get("/", headers={"Authorization": "Bearer sécret".encode()}).status_code == 401

    def test_a_program_sends_it_along(self, guarded: TestClient) -> None:
        assert guarded.get("/api/events", headers={"Authorization": "Bearer secret"}).status_code == 200

    def test_a_person_opens_an_address_once(self, guarded: TestClient) -> None:
        opened = guarded.get("/events?token=secret&claim=planned")
        assert opened.status_code == 303
        assert opened.headers["location"] == "/events?claim=planned"
        assert opened.headers["cache-control"] == "no-store"
        assert guarded.get("/event/a%3Fb%23c?token=secret").headers["location"] == "/event/a%3Fb%23c"
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert "samesite=strict" in opened.headers["set-cookie"].lower()
        assert guarded.get("/events").status_code == 200

    def test_a_token_leads_to_no_other_site(self, guarded: TestClient) -> None:
        opened = guarded.get("http://news.example//evil.example/?token=secret")
        assert opened.status_code == 303
        assert not opened.headers.get("location", "/").startswith("//")


def test_a_token_is_made_wherever_others_can_reach_the_site() -> None:
    assert token_for("127.0.0.1", None) is None
    assert token_for("127.0.0.1", "mine") == "mine"
    assert len(token_for("0.0.0.0", None) or "") > 20
    assert hosts_for("0.0.0.0", frozenset()) == frozenset()
    assert "news.example" in hosts_for("127.0.0.1", frozenset({"news.example"}))
    assert address("::1", 80, "t") == "http://[::1]:80/?token=t"


def test_the_same_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/api/events")
    again = client.get("/api/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/events?claim=planned", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/api/events?type=DANCE", 400, "no event type"),
        ("/api/events?source=XQZ", 400, "no country code"),
        ("/api/events?since=yesterday", 400, "is not a day"),
        ("/api/events?limit=0", 422, "limit"),
        ("/api/events?limit=100000", 422, "limit"),
        ("/api/overview?unit=act", 400, "no unit"),
        ("/api/overview?by=decade", 400, "no period"),
        ("/api/events?sorce=RUS", 400, "no parameter 'sorce'; perhaps source"),
        ("/api/overview?limit=3", 400, "no parameter 'limit'"),
        ("/api/events/nobody", 404, "no event"),
        ("/api/nowhere", 404, "Not Found"),
    ],
)
def test_errors_look_alike(client: TestClient, path: str, status: int, word: str) -> None:
    found = client.get(path)
    assert found.status_code == status
    error = found.json()["error"]
    assert set(error) == {"code", "message"}
    assert word in error["message"]


def test_a_person_gets_a_page_for_an_error(client: TestClient) -> None:
    found = client.get("/events?type=<script>", headers={"Accept": "text/html"})
    assert found.status_code == 400
    assert "&lt;SCRIPT&gt;" in found.text
    assert "<script>" not in found.text.lower().replace("<script src", "").replace("<script type", "")


def test_what_the_form_has_no_field_for_is_named_and_kept(client: TestClient) -> None:
    found = client.get("/?mode=heavy-weapons&actor=RUS&actor=UKR&min_confidence=0.5").text
    assert "Also: mode <strong>heavy-weapons</strong>" in found
    assert "Also: actor <strong>UKR</strong>" in found
    assert found.count('type="hidden"') == 2
    assert '<details class="further" open>' in found
    assert "Also:" not in client.get("/?q=&actor=RUS&origins=1&claim=denied&claim=planned").text
    assert '<details class="further">' in client.get("/?origins=1&min_confidence=0&source=").text


def test_empty_fields_of_a_form_ask_nothing(client: TestClient) -> None:
    found = client.get("/?search=&source=&type=&since=&until=&country=&place=&publisher=&origins=1&min_confidence=0")
    assert found.status_code == 200
    assert "<strong>2</strong>" in found.text


def test_pages_of_events_lead_on(client: TestClient) -> None:
    first = client.get("/api/events?limit=1&order=by day").json()
    second = client.get(first["next"]).json()
    assert (first["total"], second["next"]) == (2, None)
    assert [p["events"][0]["event_type"] for p in (first, second)] == ["ASSAULT", "CONSULT"]


def test_files_hold_the_events_asked_for(client: TestClient, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/events.csv?claim=planned").text)))
    assert [row["event_type"] for row in rows] == ["CONSULT"]
    file = tmp_path / "events.parquet"
    file.write_bytes(client.get("/api/events.parquet").content)
    assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall() == [(2,)]
    assert len(client.get("/api/events.jsonl").text.splitlines()) == 2


def test_only_places_with_a_point_of_their_own_get_one(tmp_path: Path) -> None:
    from dataclasses import replace

    def placed(precision: str) -> Any:
        found = at("Ukraine", "UKR")
        return replace(found, place=replace(found.place, precision=precision, latitude=49.0, longitude=32.0))

    store = Store(path=tmp_path / "store.duckdb")
    keep(store, *(coded(article(p), event(place=placed(p))) for p in ("city", "country")), coded(article("c"), event()))
    made = TestClient(make_app(Site(store=store)), base_url=HERE)
    features = made.get("/api/events.geojson").json()["features"]
    points = {f["properties"]["article_id"]: f["geometry"] for f in features}
    assert points == {"city": {"type": "Point", "coordinates": [32.0, 49.0]}, "country": None, "c": None}


@pytest.mark.parametrize("name", ["timeline", "map", "pairs"])
@pytest.mark.parametrize("query", ["", "?claim=planned", "?search=nothing+at+all", "?unit=event&dark=true&brush=true"])
def test_figures_are_vega_lite(client: TestClient, name: str, query: str) -> None:
    found = client.get(f"/api/charts/{name}{query}").json()
    assert "vega-lite" in found["$schema"]
    assert "shapes" not in found["datasets"]
    assert "http" not in str(found["datasets"])


def test_a_changed_store_is_seen(tmp_path: Path) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article("a"), event()))
    now = [0.0]
    library = Library(store, clock=lambda: now[0])
    assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1
    keep(store, coded(article("b"), event()))
    now[0] += LOOK_SECONDS + 1
    waited = time.monotonic() + 30
    while library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1:
        assert time.monotonic() < waited
        time.sleep(0.02)
    assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 2


def test_a_store_that_is_gone_is_still_shown(tmp_path: Path) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article("a"), event()))
    now = [0.0]
    library = Library(store, clock=lambda: now[0])
    store.path.unlink()
    library.refresh()
    now[0] += LOOK_SECONDS + 1
    assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1


def test_a_reading_that_failed_is_not_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article("a"), event()))
    now = [0.0]
    library = Library(store, clock=lambda: now[0])

    def fails(store: Store) -> None:
        failed.set()
        raise MemoryError

    failed = threading.Event()
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    with monkeypatch.context() as broken:
        broken.setattr("verbale.serve.library.load_index", fails)
        keep(store, coded(article("b"), event()))
        now[0] += LOOK_SECONDS + 1
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1
        assert failed.wait(30)
    waited = time.monotonic() + 30
    while library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1:
        assert time.monotonic() < waited
        now[0] += LOOK_SECONDS + 1
        time.sleep(0.02)


def test_no_store_no_site(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        make_app(Site(store=Store(path=tmp_path / "none.duckdb")))
