"""The coding worker with its real models: answers, hostile text, time, crashes, threads."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess

import pytest

from verbale.errors import CodingBusy, CodingStopped, CodingTimeout, ConfigError, ModelError, VerbaleError
from verbale.model.article import Rejection
from verbale.pipeline.api import annotate, code_text
from verbale.pipeline.run import Settings
from verbale.serve.coding.child import Coded
from verbale.serve.coding.worker import Coder

TEXT = "Russia shelled Kharkiv in Ukraine on Monday, the interior minister said. Three people were killed."
DAY = "2022-02-21"
# Half a minute of work at the least: two thousand tellings of one act.
SLOW = (TEXT + " ").encode() * 2000
# What SLOW is given, and what a short text never needs.
SOON = 3.0
OWNER = """
from verbale.serve.coding.worker import Coder
coder = Coder()
coder.code(b"Kenya rejected the demand of Somalia.")
print("coded", flush=True)
input()
"""


@pytest.fixture(scope="module")
def coder() -> Iterator[Coder]:
    with Coder() as worker:
        yield worker


def only_child() -> BaseProcess:
    (child,) = [p for p in multiprocessing.active_children() if p.name == "verbale-coder"]
    return child


def coded(answer: Coded | Rejection) -> Coded:
    assert isinstance(answer, Coded), answer
    return answer


def raised(call: "object") -> VerbaleError | None:
    try:
        call()  # type: ignore[operator]
    except VerbaleError as error:
        return error
    return None


def test_a_text_gives_its_events_and_layers_as_the_commands_do(coder: Coder, tmp_path) -> None:
    found = coded(coder.code(TEXT.encode(), published=DAY, title=" Kharkiv "))
    assert (found.article.text, found.article.title, found.article.published_at) == (TEXT, "Kharkiv", DAY)
    assert found.article.input_path is None
    assert list(found.events) == [{**e, "title": "Kharkiv"} for e in code_text(TEXT, published=DAY)]
    (tmp_path / "a.txt").write_text(TEXT)
    assert [found.layers] == [{**r, "article_id": found.article.article_id} for r in annotate(tmp_path, published=DAY)]
    assert coder.layers(found.article) == found.layers


def test_a_page_is_read_with_its_own_title_url_and_day(coder: Coder) -> None:
    page = f"""<html><head><title>War</title><link rel="canonical" href="https://news.example/war">
    <meta property="og:site_name" content="The Example"><meta property="article:published_time" content="{DAY}">
    </head><body><article><h1>War</h1><p>{TEXT}</p></article><script>alert("shelled")</script></body></html>"""
    found = coded(coder.code(page.encode(), media_type="text/html", published="2020-01-01"))
    assert found.article.text == TEXT
    facts = (found.article.title, found.article.publisher, found.article.url, found.article.published_at)
    assert facts == ("War", "The Example", "https://news.example/war", DAY)
    assert [e["event_type"] for e in found.events] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("data", "media_type", "reason"),
    [
        (b"", "text/plain", "empty"),
        (b"  \n ", "text/html", "empty"),
        (b"Russia shelled\0 Kharkiv.", "text/plain", "binary"),
        (b"<p>Russia shelled\0 Kharkiv.</p>", "text/html", "binary"),
        (b"\x1f\x8b\x08\x00broken", "text/plain", "unreadable"),
        (b"<div>" * 200_000, "text/html", "no-text"),
    ],
)
def test_what_cannot_be_read_is_rejected(coder: Coder, data: bytes, media_type: str, reason: str) -> None:
    answer = coder.code(data, media_type=media_type)
    assert isinstance(answer, Rejection)
    assert answer.reason == reason


def test_a_title_that_no_record_can_hold_is_rejected(coder: Coder) -> None:
    answer = coder.code(TEXT.encode(), title="half \ud800")
    assert isinstance(answer, Rejection)
    assert answer.reason == "bad-encoding"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000_000,
        f"{TEXT} {'x' * 5_000_000}",
        f"<script>alert('Russia shelled Kharkiv')</script>\n{TEXT}",
        f"\u202e{TEXT}\u202c \u2066\u200f",
        f"🙂👨\u200d👩\u200d👧 {TEXT} 🇺🇦\ufe0f",
        f"\x01\x1b[31m{TEXT}\x7f\x85",
        "'; DROP TABLE event; -- {{7*7}} ${x} %s " + TEXT,
        "(" * 2_000 + TEXT,
    ],
    ids=["word", "word-behind", "script", "directions", "emoji", "controls", "templates", "brackets"],
)
def test_hostile_text_is_kept_as_it_is(coder: Coder, text: str) -> None:
    answer = coder.code(text.encode(), published=DAY)
    found = coded(answer)
    assert found.article.text == found.layers["text"] == text
    for event in found.events:
        for words in (event["evidence"], event["trigger"]):
            assert text[words["start"] : words["end"]] == words["text"]


def test_wrong_options_are_said_and_harm_nothing(coder: Coder) -> None:
    with pytest.raises(ConfigError, match="no media type 'text/csv'"):
        coder.code(b"x", media_type="text/csv")
    with pytest.raises(ConfigError, match="day of publication"):
        coder.code(TEXT.encode(), published="last week")
    assert coded(coder.code(TEXT.encode())).events


def test_threads_take_turns_and_get_their_own_answers(coder: Coder) -> None:
    texts = [f"{country} rejected the demand of Somalia." for country in ("Kenya", "Chad", "Mali", "Niger", "Togo")]
    with ThreadPoolExecutor(len(texts)) as pool:
        answers = list(pool.map(lambda text: coded(coder.code(text.encode())), texts))
    assert [a.article.text for a in answers] == texts
    assert [a.events[0]["source"][0]["name"] for a in answers] == ["Kenya", "Chad", "Mali", "Niger", "Togo"]


def test_a_keyboard_interrupt_does_not_reach_the_worker(coder: Coder) -> None:
    coder.code(TEXT.encode())
    child = only_child()
    os.kill(child.pid or 0, signal.SIGINT)
    assert coded(coder.code(TEXT.encode())).events
    assert only_child().pid == child.pid


def test_a_worker_that_died_between_two_calls_is_replaced(coder: Coder) -> None:
    coder.code(TEXT.encode())
    child = only_child()
    child.kill()
    child.join()
    assert coded(coder.code(TEXT.encode())).events
    assert only_child().pid != child.pid


def test_a_slow_text_costs_the_process_and_not_the_next_call() -> None:
    with Coder(limit_seconds=SOON) as worker:
        assert coded(worker.code(TEXT.encode())).events
        with pytest.raises(CodingTimeout, match="longer than 3 seconds"):
            worker.code(SLOW)
        assert coded(worker.code(TEXT.encode())).events


@pytest.mark.parametrize(("most_waiting", "said"), [(0, "too many"), (1, "not free")])
def test_who_would_wait_too_long_is_told(most_waiting: int, said: str) -> None:
    with (
        Coder(limit_seconds=SOON, most_waiting=most_waiting, wait_seconds=0.1) as worker,
        ThreadPoolExecutor(2) as pool,
    ):
        errors = list(pool.map(lambda _: raised(lambda: worker.code(SLOW)), range(2)))
    assert {type(error) for error in errors} == {CodingTimeout, CodingBusy}
    assert any(said in str(error) for error in errors)


def test_closing_ends_a_call_in_the_middle_and_all_later_ones() -> None:
    worker = Coder()
    worker.code(TEXT.encode())
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(raised, lambda: worker.code(SLOW))
        worker.close()
        assert isinstance(running.result(), CodingStopped)
    with pytest.raises(CodingStopped, match="closed"):
        worker.code(TEXT.encode())


def test_nothing_starts_before_it_is_asked_and_warm_starts_it() -> None:
    before = multiprocessing.active_children()
    with Coder() as worker:
        assert multiprocessing.active_children() == before
        worker.warm()
        assert coded(worker.code(TEXT.encode())).events
    assert multiprocessing.active_children() == before


def test_a_model_that_is_missing_is_said_at_every_call(tmp_path) -> None:
    with Coder(Settings(model=tmp_path)) as worker:
        for _ in range(2):
            with pytest.raises(ModelError, match="no scorer"):
                worker.code(TEXT.encode())


@pytest.mark.skipif(sys.platform != "linux", reason="the limit holds on Linux alone")
def test_a_worker_without_memory_is_an_error_and_not_a_hang() -> None:
    with Coder(memory_bytes=200 * 1024**2) as worker, pytest.raises((CodingStopped, ModelError)):
        worker.code(TEXT.encode())


def test_the_worker_ends_with_its_owner() -> None:
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"coded\n"
    owner.kill()
    # The worker holds the same output; only when it is gone too does that end.
    owner.communicate(timeout=60)
