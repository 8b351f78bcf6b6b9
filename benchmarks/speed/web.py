"""How fast the web page is over a large record, against what is asked of it: `web.py [--store STORE] [--events N]`.

Makes STORE with N made-up events if it is not there, serves it, and opens it in Chromium with nothing cached. Exit
status 1 where a figure is over what is asked.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from browsing import FLAGS, chromium_path, serving_store
from synthetic import add_events

from verbale.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

EVENTS = 100_000
OVERVIEW_SECONDS, FILTER_SECONDS, WEIGHT_MB = 1.5, 0.5, 3.0
SCREEN: "ViewportSize" = {"width": 1280, "height": 900}
FILTERS: tuple[Mapping[str, str], ...] = (
    {"source": "RUS"},
    {"source": "RUS", "target": "TUR"},
    {"actor": "CHN"},
    {"type": "ASSAULT"},
    {"type": "COERCE", "country": "IND"},
    {"status": "planned"},
    {"since": "2023-01-01", "until": "2023-06-30"},
    {"source": "USA", "since": "2022-06-01", "min_confidence": "0.7"},
    {"search": "grain"},
    {"publisher": "Harbour Wire"},
)
# Added to what the API is asked: as much work as for the page, but nothing that the server remembers from there.
UNASKED = {"min_confidence": "0.01"}
REPEATS = 5
PATIENCE_MS = 60_000
# The page says when its charts are drawn. Noted by its own clock, which begins with the navigation: asking from here
# would add the way there and back.
DRAWN = "document.documentElement.dataset.ready === 'true'"
NOTES_DRAWN = f"""
new MutationObserver(() => {{
    if (document.documentElement && {DRAWN}) window.drawnAt ??= performance.now();
}}).observe(document, {{attributes: true, subtree: true, attributeFilter: ["data-ready"]}});
"""
# Sets the filters as a reader does; the milliseconds until the charts are drawn again.
FILTER = f"""asked => new Promise(done => {{
    const form = document.getElementById("filters");
    form.reset();
    for (const [name, value] of Object.entries(asked)) {{
        form.elements[name].value = value;
        if (form.elements[name].value !== value) throw new Error(`the form takes no ${{name}} ${{value}}`);
    }}
    const begun = performance.now();
    new MutationObserver((_, observer) => {{
        if (!({DRAWN})) return;
        observer.disconnect();
        done(performance.now() - begun);
    }}).observe(document.documentElement, {{attributes: true, attributeFilter: ["data-ready"]}});
    form.dispatchEvent(new Event("change", {{bubbles: true}}));
}})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure in the unit of `most`, the most that it may be."""

    name: str
    value: float
    most: float
    unit: str

    def __str__(self) -> str:
        verdict = "" if self.value <= self.most else "  OVER"
        return f"{self.name:<58} {self.value:>9.3f} {self.unit:<3} (asked: {self.most:g}){verdict}"


def figures(browser: "Browser", origin: str) -> Iterator[Figure]:
    """The overview and its weight, and each filter as a reader sets it and as a program asks for it."""
    first, weight = _opened(browser, origin)
    yield Figure(name="overview, the server's first", value=first, most=OVERVIEW_SECONDS, unit="s")
    yield Figure(name="its weight", value=weight, most=WEIGHT_MB, unit="MB")
    again = statistics.median(_opened(browser, origin)[0] for _ in range(REPEATS))
    yield Figure(name="overview", value=again, most=OVERVIEW_SECONDS, unit="s")
    with closing(browser.new_context(viewport=SCREEN)) as context:
        page = context.new_page()
        page.goto(origin)
        _wait_until_drawn(page)
        for asked in FILTERS:
            query, other = urlencode(asked), urlencode({**asked, **UNASKED})
            yield Figure(
                name=f"page, {query}", value=page.evaluate(FILTER, asked) / 1000, most=FILTER_SECONDS, unit="s"
            )
            url = f"{origin}/api/overview?{other}"
            yield Figure(name=f"API, {other}", value=_answered(url), most=FILTER_SECONDS, unit="s")


def _opened(browser: "Browser", origin: str) -> tuple[float, float]:
    """Seconds from navigation until the overview's charts are drawn, and the megabytes that came over the wire."""
    weight = 0.0

    def finished(event: dict[str, float]) -> None:
        nonlocal weight
        weight += event["encodedDataLength"]

    with closing(browser.new_context(viewport=SCREEN)) as context:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", finished)
        page.add_init_script(NOTES_DRAWN)
        page.goto(origin)
        _wait_until_drawn(page)
        page.wait_for_load_state("networkidle")
        milliseconds: float = page.evaluate("window.drawnAt")
    return milliseconds / 1000, weight / 1e6


def _wait_until_drawn(page: "Page") -> None:
    # Not `wait_for_function`: it evaluates words inside the page, which its policy forbids.
    page.wait_for_selector("html[data-ready=true]", state="attached", timeout=PATIENCE_MS)


def _answered(url: str) -> float:
    """Seconds until the whole of an answer is here."""
    begun = time.perf_counter()
    with urllib.request.urlopen(url) as answer:
        answer.read()
    return time.perf_counter() - begun


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", type=Path, help="a store; made if it is not there, for this run alone if not given")
    options.add_argument("--events", type=int, default=EVENTS, help="how many a store that is made holds")
    asked = options.parse_args()
    path = chromium_path()
    if path is None:
        print("no chromium on the path and none that CHROMIUM names", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or Path(folder) / "store.duckdb"
        if not store.exists():
            print(f"{add_events(Store(path=store), asked.events)} events made", file=sys.stderr)
        return _measured(store, path)


def _measured(store: Path, chromium: str) -> int:
    from playwright.sync_api import sync_playwright

    over = False
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with serving_store(store) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for figure in figures(browser, server.origin):
            print(figure, flush=True)
            over |= figure.value > figure.most
        browser.close()
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
