"""A site that is asked too much, wrongly, by strangers, or over a store that others hold."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("fastapi", reason='the site needs pip install "verbale[web]"')

import httpx
import uvicorn
from starlette.testclient import TestClient

from coded import article, coded, event, keep
from verbale.errors import ConfigError, StoreError
from verbale.serve import library as libraries
from verbale.serve.app import make_app
from verbale.serve.asked import MOST_VALUES, MOST_WORDS
from verbale.serve.coding.worker import Coder
from verbale.serve.guard import HEADERS
from verbale.serve.library import LOOK_SECONDS, Library
from verbale.serve.run import bound, token_for
from verbale.serve.site import Site
from verbale.store import Store
from verbale.store.asking import EventFilter

HERE = "http://127.0.0.1"
HTML = {"accept": "text/html"}


@pytest.fixture
def filled(store: Store) -> Store:
    keep(store, coded(article("a"), event()))
    return store


@pytest.fixture
def client(filled: Store) -> TestClient:
    return TestClient(make_app(Site(store=filled, allow_judging=True)), base_url=HERE, raise_server_exceptions=False)


@pytest.mark.parametrize("mode", ["no-cors", "cors", "navigate"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_strangers_page_loads_nothing(client: TestClient, site: str, mode: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": "iframe"}
    found = client.get("/api/events.csv", headers=headers)
    assert (found.status_code, found.json()["error"]["code"]) == (403, "wrong-origin")


def test_a_link_of_a_strangers_page_leads_here(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/events", headers=headers).status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_nobody_foresaw_looks_like_every_other_error(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("verbale.serve.api.actors.actor", broken)
    found = client.get("/api/actor?key=KEN", headers={"accept": accept})
    assert found.status_code == 500
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    assert found.json()["error"]["code"] == "fault"
    assert "secret" not in found.text


def test_an_error_is_never_said_to_be_unchanged(client: TestClient) -> None:
    found = client.get("/event/nobody", headers={**HTML, "if-none-match": "*"})
    assert (found.status_code, "etag" in found.headers) == (404, False)


def test_a_body_that_grows_too_large_is_refused_wherever_it_is_read(filled: Store) -> None:
    small = TestClient(make_app(Site(store=filled, allow_judging=True, upload_bytes=100)), base_url=HERE)
    found = small.post(
        "/api/judgements", content=iter([b'{"a":', b" " * 120]), headers={"content-type": "application/json"}
    )
    assert (found.status_code, found.json()["error"]["code"]) == (413, "too-large")


def test_thousands_of_faults_are_told_in_few_words(client: TestClient) -> None:
    word: dict[str, Any] = {"verdict": "right", **{f"{number}{'x' * 400}": 1 for number in range(1000)}}
    found = client.post("/api/judgements", json=word)
    assert found.status_code == 422
    assert len(found.content) < 2000
    assert len(client.get(f"/api/events/{'x' * 30_000}").content) < 2000


class TestMuchAsked:
    @pytest.mark.parametrize("name", ["source", "target", "actor", "publisher", "type"])
    def test_values(self, client: TestClient, name: str) -> None:
        value = "ASSAULT" if name == "type" else "Kenya"
        most = [(name, value)] * MOST_VALUES
        assert client.get("/api/events", params=most).status_code == 200
        assert client.get("/api/events", params=[*most, (name, value)]).status_code == 422

    def test_words(self, client: TestClient) -> None:
        first = " ".join(["of"] * 30 + [f"w{number}" for number in range(MOST_WORDS - 1)])
        assert client.get("/api/events", params={"search": f"{first} more"}).json()["total"] == 0
        found = EventFilter(search=" ".join(["w"] * 3))
        assert found.where()[0].count("contains") == 3
        asked: list[EventFilter] = []

        class Keeping(Library):
            def overview(self, events: EventFilter, **more: Any) -> Any:
                asked.append(events)
                return super().overview(events, **more)

        app: Any = client.app
        app.state.library = Keeping(app.state.site.store)
        client.get("/api/overview", params={"search": f"{first} more"})
        assert len((asked[0].search or "").split()) == MOST_WORDS


def _wait_for_readers() -> None:
    for thread in threading.enumerate():
        if thread.name.endswith("(_refresh_behind)"):
            thread.join()


class TestLibrary:
    def look(self, store: Store) -> tuple[Library, list[float]]:
        now = [0.0]
        return Library(store, clock=lambda: now[0]), now

    def test_a_store_that_is_gone_breaks_no_page(self, filled: Store) -> None:
        library, now = self.look(filled)
        filled.path.unlink()
        now[0] += LOOK_SECONDS + 1
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1

    def test_a_disk_that_is_full_once_is_not_the_end(self, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        library, _ = self.look(filled)
        keep(filled, coded(article("b"), event()))

        def full(*args: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(libraries, "load_index", full)
            library.refresh()
        library.refresh()
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 2

    def test_a_fault_nobody_foresaw_does_not_stop_the_looking(
        self, filled: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library, now = self.look(filled)
        keep(filled, coded(article("b"), event()))
        broken = threading.Event()

        def fails(*args: object) -> None:
            broken.set()
            raise RuntimeError

        monkeypatch.setattr(threading, "excepthook", lambda args: None)
        with monkeypatch.context() as patched:
            patched.setattr(libraries, "load_index", fails)
            now[0] += LOOK_SECONDS + 1
            assert library.index.moment
            assert broken.wait(30)
            _wait_for_readers()
        now[0] += LOOK_SECONDS + 1
        assert library.index.moment
        _wait_for_readers()
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 2

    def test_an_overview_is_of_its_own_index(self, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        """Even where a later index lies where an earlier one lay, and so has its id."""
        library, _ = self.look(filled)
        monkeypatch.setattr(libraries, "id", lambda thing: 1, raising=False)
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1
        keep(filled, coded(article("b"), event()))
        library.refresh()
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 2

    def test_an_overview_that_fails_is_tried_again(self, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        library, _ = self.look(filled)

        def broken(*args: object, **more: object) -> None:
            raise StoreError("once")

        with monkeypatch.context() as patched:
            patched.setattr(libraries, "overview", broken)
            with pytest.raises(StoreError):
                library.overview(EventFilter(), unit="event", by=None)
        assert library.overview(EventFilter(), unit="event", by=None).totals["events"] == 1


def test_warming_takes_no_place_from_who_has_a_text() -> None:
    coder = Coder(most_waiting=4, wait_seconds=30)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with coder._in_turn():
            held.set()
            done.wait(30)

    holding = threading.Thread(target=hold)
    holding.start()
    assert held.wait(30)
    before = threading.active_count()
    for _ in range(20):
        coder.warm()
    assert threading.active_count() == before
    done.set()
    holding.join()
    coder.close()


@pytest.fixture
def server(filled: Store) -> Iterator[uvicorn.Server]:
    """A server over a real connection, as only there requests come side by side."""
    made = uvicorn.Server(uvicorn.Config(make_app(Site(store=filled)), log_level="error"))
    listening = bound("127.0.0.1", 0)
    # Taken before the thread begins, which may be late: what connects meanwhile waits.
    listening.listen()
    thread = threading.Thread(target=made.run, kwargs={"sockets": [listening]})
    thread.start()
    made.config.port = listening.getsockname()[1]
    yield made
    made.should_exit = True
    thread.join()


def test_a_held_store_keeps_no_page_of_the_index_waiting(server: uvicorn.Server, filled: Store) -> None:
    """As many readers of the file as there are threads, and more, wait for the one who holds it."""
    here = f"{HERE}:{server.config.port}"
    assert httpx.get(f"{here}/events", timeout=60).status_code == 200
    answers: list[int] = []

    def read(number: int) -> None:
        answers.append(httpx.get(f"{here}/event/x{number}", timeout=120).status_code)

    reading = [threading.Thread(target=read, args=(number,)) for number in range(60)]
    # In this process another set-up of the file is refused as another process is.
    with filled.writing():
        for thread in reading:
            thread.start()
        while len(server.server_state.tasks) < len(reading):
            time.sleep(0.01)
        assert httpx.get(f"{here}/events", timeout=20).status_code == 200
        assert not answers
    for thread in reading:
        thread.join()
    assert set(answers) == {404}


def test_readers_elsewhere_are_not_told_what_runs_here(filled: Store) -> None:
    hasty = Store(path=filled.path, patience_seconds=0)
    said = {}
    for token in (None, "secret"):
        site = Site(store=hasty, token=token, hosts=frozenset())
        found = TestClient(make_app(site), base_url=HERE, headers={"authorization": "Bearer secret"})
        with filled.writing():
            said[token] = found.get("/api/events/x")
    assert [answer.status_code for answer in said.values()] == [503, 503]
    assert filled.path.name in said[None].text
    assert filled.path.name not in said["secret"].text


@pytest.mark.parametrize("token", ["a b", "пароль", "a&b", "a#b", 'a"b', "a;b"])
def test_a_token_that_no_address_carries_is_refused(token: str) -> None:
    with pytest.raises(ConfigError):
        token_for("127.0.0.1", token)
