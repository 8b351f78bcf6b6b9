"""Judging on the site: allowed or not, contradicted, taken back, and stories linked anew."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from coded import NEW, SOMALIA, article, coded, event, keep
from verbale.model.mentions import Actor
from verbale.pipeline.linking import link
from verbale.serve.app import make_app
from verbale.serve.pages.html import fragment
from verbale.serve.site import Site
from verbale.store import Store, details
from verbale.store.judgements.either import judgements_on

HTML = {"accept": "text/html"}


@pytest.fixture
def filled(store: Store) -> Store:
    """Three articles that tell of one act in the same words, linked."""
    keep(store, *(coded(article(i, publisher=f"Paper {i}"), event()) for i in "abc"))
    link(store)
    return store


@pytest.fixture
def client(filled: Store) -> Iterator[TestClient]:
    with TestClient(make_app(Site(store=filled, allow_judging=True)), base_url="http://127.0.0.1") as found:
        yield found


@pytest.fixture
def events(filled: Store) -> list[str]:
    with filled.reading() as connection:
        found = connection.execute("SELECT event_id FROM event ORDER BY article_id").fetchall()
    return [event_id for (event_id,) in found]


def field_word(event_id: str, verdict: str = "right", field: str = "status", **more: Any) -> dict[str, Any]:
    return {
        "verdict": verdict, "event_id": event_id, "field": field, "seen": "occurred", "reason": "so it reads",
        "judge": "Ana", **more,
    }  # fmt: skip


def pair_word(verdict: str, event_a: str, event_b: str) -> dict[str, Any]:
    return {"verdict": verdict, "event_a": event_a, "event_b": event_b, "reason": "two towns", "judge": "Ben"}


def say(client: TestClient, word: Any, **headers: str) -> httpx.Response:
    return client.post("/api/judgements", json=word, headers=headers)


def made(client: TestClient) -> list[dict[str, Any]]:
    return list(client.get("/api/judgements").json()["judgements"])


def linked(client: TestClient) -> None:
    """Until stories are linked anew."""
    client.app.state.linker.wait()
    assert client.get("/api/judgements").json()["linking"] == {"running": False, "fault": None}


def panel(client: TestClient, store: Store, event_id: str) -> str:
    with store.reading() as connection:
        judged = judgements_on(connection, event_id)
    site = client.app.state.site
    record = details.event(store, event_id)["record"]
    return fragment("_judge.html", site=site, event_id=event_id, record=record, judged=judged)


def test_a_word_on_a_field_is_kept_and_shown(client: TestClient, filled: Store, events: list[str]) -> None:
    added = say(client, field_word(events[0], "wrong", correct="planned"))
    assert added.status_code == 201
    assert (added.json()["judgement_id"], added.json()["correct"]) == (1, "planned")
    (one,) = made(client)
    assert (one["value"], one["value_words"], one["correct"], one["stands"]) == (
        "occurred",
        "occurred",
        "planned",
        True,
    )
    assert "should be “planned”" in client.get("/judgements", headers=HTML).text
    assert "should be “planned”" in panel(client, filled, events[0])
    assert client.get("/api/judgements.csv").text.splitlines()[0].startswith("judgement_id,verdict")


def test_correct_is_read_as_it_is_typed(client: TestClient, filled: Store, events: list[str]) -> None:
    seen = details.event(filled, events[0])["record"]
    words = {
        "source": "KEN; african-union",
        "counts": "dead=12; injured=30-40",
        "event_date": "2022-02-19/",
        "mode": "",
    }
    for field, correct in words.items():
        added = say(client, field_word(events[0], "wrong", field, seen=seen[field], correct=correct))
        assert added.status_code == 201, added.text
    assert {one["field"]: one["correct"] for one in made(client)} == {
        "source": ["KEN", "african-union"], "counts": {"dead": [12, 12], "injured": [30, 40]},
        "event_date": {"earliest": "2022-02-19", "latest": None}, "mode": "",
    }  # fmt: skip
    said = panel(client, filled, events[0])
    for words_of in ("KEN; african-union", "dead=12; injured=30-40", "2022-02-19", "none"):
        assert f"should be “{words_of}”" in said


def test_a_contradiction_is_refused_with_the_number(client: TestClient, events: list[str]) -> None:
    say(client, field_word(events[0]))
    refused = say(client, field_word(events[0], "wrong"))
    assert refused.status_code == 409
    assert (refused.json()["error"]["code"], refused.json()["error"]["judgement_id"]) == ("conflict", 1)
    say(client, pair_word("same", events[0], events[1]))
    refused = say(client, pair_word("different", events[1], events[0]))
    assert (refused.status_code, refused.json()["error"]["judgement_id"]) == (409, 2)
    linked(client)
    assert len(made(client)) == 2


def test_what_has_changed_since_it_was_seen_is_not_judged(client: TestClient, filled: Store, events: list[str]) -> None:
    keep(filled, coded(article("a", publisher="Paper a"), event(status="planned")), versions=NEW, anew=True)
    refused = say(client, field_word(events[0]))
    assert refused.status_code == 409
    assert "status of" in refused.json()["error"]["message"]
    assert "is planned by now" in refused.json()["error"]["message"]
    assert say(client, field_word(events[0], seen="planned")).status_code == 201


def test_different_acts_part_and_taken_back_they_join_again(client: TestClient, events: list[str]) -> None:
    (before,) = client.get("/api/stories").json()["stories"]
    assert before["articles"] == 3
    assert say(client, pair_word("different", events[0], events[2])).status_code == 201
    linked(client)
    assert client.get(f"/api/stories/{events[0]}").json()["articles"] < 3
    taken = client.post("/api/judgements/1/undo", json={"reason": "one town after all", "judge": "Ben"})
    assert (taken.status_code, taken.json()["judgement_id"]) == (200, 1)
    linked(client)
    assert client.get(f"/api/stories/{events[0]}").json()["articles"] == 3
    assert [(one["verdict"], one["undoes"], one["stands"]) for one in made(client)] == [
        ("different", None, False), ("undo", 1, False)
    ]  # fmt: skip
    shown = client.get("/judgements", headers=HTML).text
    assert "taken back" in shown
    assert "data-judging" not in shown


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"event_id": "none"}, 404), ({"verdict": "perhaps"}, 422), ({"reason": ""}, 422), ({"reason": " "}, 400),
        ({"field": "title"}, 400), ({"verdict": "wrong", "correct": "done"}, 400), ({"correct": "planned"}, 400),
        ({"extra": 1}, 422), ({"reason": "x" * 3000}, 422), ({"judge": 7}, 422), ({"event_id": None}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused(
    client: TestClient, events: list[str], change: dict[str, Any], status: int
) -> None:
    refused = say(client, {**field_word(events[0]), **change})
    assert refused.status_code == status
    assert refused.json()["error"]["message"]
    assert made(client) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"right"', b'{"verdict": "right", "reason": "\\ud800"}'])
def test_what_is_no_judgement_at_all_is_refused(client: TestClient, body: bytes) -> None:
    sent = client.post("/api/judgements", content=body, headers={"content-type": "application/json"})
    assert sent.status_code == 422


@pytest.mark.parametrize(("number", "status"), [("7", 404), ("0", 422), ("x", 422), ("9" * 30, 422)])
def test_only_what_stands_is_taken_back(client: TestClient, number: str, status: int) -> None:
    assert client.post(f"/api/judgements/{number}/undo", json={"reason": "r"}).status_code == status


def test_a_foreign_page_may_not_judge(client: TestClient, events: list[str]) -> None:
    for headers in ({"origin": "http://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        assert say(client, field_word(events[0]), **headers).status_code == 403
    assert made(client) == []
    assert say(client, field_word(events[0]), origin="http://127.0.0.1").status_code == 201


def test_without_leave_nobody_judges_and_no_form_is_shown(filled: Store, events: list[str]) -> None:
    with TestClient(make_app(Site(store=filled)), base_url="http://127.0.0.1") as client:
        for refused in (
            say(client, field_word(events[0])),
            say(client, pair_word("same", events[0], events[1])),
            client.post("/api/judgements/1/undo", json={"reason": "r"}),
        ):
            assert refused.status_code == 403
            assert refused.json()["error"]["code"] == "forbidden"
        assert made(client) == []
        for address in (f"/story/{events[0]}", "/judgements"):
            shown = client.get(address, headers=HTML).text
            assert "data-judging" not in shown
            assert "judge.js" not in shown
        assert panel(client, filled, events[0]).strip() == ""


def test_the_panel_asks_every_field_and_sends_back_what_was_seen(
    client: TestClient, filled: Store, events: list[str]
) -> None:
    shown = panel(client, filled, events[0])
    assert shown.count("<fieldset") == 11
    assert 'data-field="status" data-seen="&#34;occurred&#34;"' in shown
    assert 'data-judging="pair"' in client.get(f"/story/{events[0]}", headers=HTML).text


def test_names_of_judges_and_reasons_do_nothing(client: TestClient, filled: Store, events: list[str]) -> None:
    word = field_word(events[0], judge="<img src=x>\u202e", reason="<script>alert(1)</script>", seen="occurred")
    assert say(client, word).status_code == 201
    for shown in (client.get("/judgements", headers=HTML).text, panel(client, filled, events[0])):
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_what_a_page_holds_of_a_value_is_what_the_record_says(store: Store) -> None:
    somebody = Actor(text="x", name="\"'><b>\u202e&amp;</b>")
    keep(store, coded(article(), event(source=(somebody,), target=(SOMALIA,), mode=None)))
    event_id = details.article(store, "a")["events"][0]["event_id"]
    with TestClient(make_app(Site(store=store, allow_judging=True)), base_url="http://127.0.0.1") as client:
        seen = re.findall(r'data-field="(\w+)" data-seen="([^"]*)"', panel(client, store, event_id))
        assert len(seen) == 11
        for field, value in seen:
            word = field_word(event_id, field=field, seen=json.loads(html.unescape(value)))
            assert say(client, word).status_code == 201, field


@pytest.mark.parametrize(
    ("field", "correct"), [("nothing", "Kenya"), ("", ""), ("place", "9" * 1900), ("place", "9" * 20)]
)
def test_what_no_field_can_hold_is_refused(client: TestClient, events: list[str], field: str, correct: str) -> None:
    found = say(client, field_word(events[0], "wrong", field, seen=None, correct=correct))
    assert (found.status_code, found.json()["error"]["code"]) == (400, "bad-request")
