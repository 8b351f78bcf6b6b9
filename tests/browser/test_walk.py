"""Every view as a reader walks through it: from the overview to the words of an article and back."""

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import Server
from watch import Watch, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

READY = "html[data-ready=true]"
SEARCHED_PIXELS = 6


def opened(page: "Page", address: str) -> "Page":
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok
    return ready(page)


def ready(page: "Page") -> "Page":
    page.wait_for_selector(READY, state="attached")
    return page


def asked(page: "Page") -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


def acts(page: "Page") -> int:
    """How many acts the overview says there are."""
    return int(page.locator("#totals strong").first.inner_text().replace(",", ""))


def drawing(page: "Page", name: str) -> "Locator":
    return page.locator(f"#{name} .drawing canvas")


def test_from_the_overview_to_the_words(page: "Page") -> None:
    opened(page, "/")
    for name in ("timeline", "map", "pairs"):
        assert drawing(page, name).count() == 1
    page.locator("#latest .event a.who").first.click()
    ready(page)
    assert re.search(r"/event/[0-9a-f]{16}", page.url)
    evidence = page.locator(".k-evidence").first.inner_text()
    page.get_by_role("link", name="The whole article").click()
    ready(page)
    assert "/article?id=" in page.url
    assert evidence.strip()[:40] in page.locator("main").inner_text()


def test_a_story_leads_to_its_reports(page: "Page") -> None:
    opened(page, "/stories")
    page.locator("main a[href^='/story/']").first.click()
    ready(page)
    assert page.locator(".report").count() >= 2
    page.locator(".report a[href^='/event/']").first.click()
    ready(page)
    assert page.get_by_role("link", name="See the story").count() == 1


@pytest.mark.parametrize(
    "address", ["/actor?key=RUS", "/pair?source=RUS&target=UKR", "/ask?q=Kharkiv", "/api", "/judgements", "/try"]
)
def test_other_views_open(page: "Page", address: str) -> None:
    opened(page, address)
    assert page.locator("h1").count() == 1


def test_brushing_the_timeline_filters_the_rest(page: "Page") -> None:
    opened(page, "/")
    whole = acts(page)
    box = drawing(page, "timeline").bounding_box()
    assert box is not None
    across, down = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.45
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + box["width"] * 0.12, down + 4, steps=6)
    page.mouse.up()
    page.wait_for_url("**/?*brush=*")
    ready(page)
    assert 0 < acts(page) < whole
    since, until = asked(page)["brush"][0].split("..")
    assert since < until
    assert f"since={since}" in (page.locator("#as-json").get_attribute("href") or "")
    days = page.locator("#map details td").count()
    page.reload()
    ready(page)
    assert asked(page)["brush"] == [f"{since}..{until}"]
    assert page.locator("#map details td").count() == days
    page.get_by_role("button", name="Whole time").click()
    page.wait_for_url(lambda address: "brush" not in address)
    ready(page)
    assert acts(page) == whole


def test_filters_change_the_page_and_its_address(page: "Page") -> None:
    opened(page, "/")
    whole = acts(page)
    page.locator("#filters select[name=type]").select_option("ASSAULT")
    page.wait_for_url("**/?*type=ASSAULT*")
    ready(page)
    assault = acts(page)
    assert 0 < assault < whole
    page.locator("#filters input[name=claim][value=planned]").check()
    page.wait_for_url("**claim=planned*")
    ready(page)
    assert acts(page) < assault
    kept = acts(page)
    page.reload()
    ready(page)
    assert acts(page) == kept
    assert page.locator("#filters select[name=type]").input_value() == "ASSAULT"


def _over_a_mark(page: "Page", canvas: "Locator") -> tuple[float, float]:
    """A point of the canvas over something that can be chosen: Vega shows a hand there."""
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    for down in range(4, int(box["height"]), SEARCHED_PIXELS):
        for across in range(4, int(box["width"]), SEARCHED_PIXELS):
            page.mouse.move(box["x"] + across, box["y"] + down)
            if canvas.evaluate("canvas => getComputedStyle(canvas).cursor") == "pointer":
                return box["x"] + across, box["y"] + down
    raise AssertionError("nothing can be chosen on the map")


def test_an_event_is_opened_from_the_map(page: "Page") -> None:
    opened(page, "/?country=UKR")
    whole = acts(page)
    page.mouse.click(*_over_a_mark(page, drawing(page, "map")))
    page.wait_for_url("**place=*")
    ready(page)
    assert 0 < acts(page) <= whole
    page.locator("#latest .event a.who").first.click()
    ready(page)
    assert "/event/" in page.url
    assert page.locator(".k-trigger").count() >= 1


def test_a_text_is_coded_in_place(page: "Page") -> None:
    opened(page, "/try")
    page.locator("#text").fill(
        "Kenya closed its border with Somalia on Monday, the government said. <script>document.title='x'</script>"
        " Somalia denied that its troops had attacked Mandera."
    )
    page.locator("#published").fill("2024-05-14")
    page.get_by_role("button", name="Code it").click()
    page.locator("#result .event").first.wait_for(timeout=120_000)
    assert "<script>document.title='x'</script>" in page.locator("#result").inner_text()
    assert page.title() == "Try it · Verbale"
    assert page.locator("#result .k-trigger").count() >= 1


def test_what_cannot_be_read_says_why(page: "Page", watch: Watch) -> None:
    watch.expect(r"422 .*/parts/try")
    opened(page, "/try")
    page.locator("#text").fill(
        "Die Regierung sagte am Montag, dass die Grenze geschlossen bleibt und niemand hinein darf. " * 8
    )
    page.get_by_role("button", name="Code it").click()
    page.locator("#problem:not(:empty)").wait_for(timeout=120_000)
    assert "German" in page.locator("#problem").inner_text()


def test_an_unknown_event_has_a_page(page: "Page", watch: Watch) -> None:
    watch.expect(r"404 .*/event/nobody")
    page.goto("/event/nobody")
    assert page.locator("h1").inner_text() == "Nothing there"


def test_the_chosen_colours_stay(page: "Page") -> None:
    opened(page, "/")
    before = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.locator("#theme").click()
    ready(page)
    opened(page, "/stories")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != before


@pytest.mark.parametrize(
    "address", ["/", "/events", "/stories", "/try", "/actor?key=RUS", "/pair?source=RUS&target=UKR"]
)
def test_nothing_is_wider_than_a_narrow_page(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 380, "height": 800})
    opened(page, address)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_judgement_is_kept_and_shown(judging_page: "Page") -> None:
    opened(judging_page, "/events")
    judging_page.locator(".event a.who").first.click()
    ready(judging_page)
    judging_page.get_by_text("Judge its fields").click()
    judging_page.locator("fieldset[data-field=status] input[value=right]").check()
    judging_page.locator("#judge [name=reason]").fill("as the sentence says")
    judging_page.locator("#judge [name=judge]").fill("reader")
    judging_page.get_by_role("button", name="Keep").click()
    judging_page.locator("#judge .told:not(:empty)").wait_for()
    opened(judging_page, "/judgements")
    assert "as the sentence says" in judging_page.locator("main").inner_text()


def test_nobody_judges_where_it_is_not_allowed(page: "Page") -> None:
    opened(page, "/events")
    page.locator(".event a.who").first.click()
    ready(page)
    assert page.get_by_text("Judge its fields").count() == 0


def test_the_report_opens_from_disk(browser: "Browser", server: Server, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    command = [sys.executable, "-m", "verbale", "report", "--store", str(server.store), "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with watched(browser, Watch(origin="file://")) as page:
        page.goto(file.as_uri())
        ready(page)
        assert page.locator(".drawing svg").count() >= 3
        assert page.evaluate("window.hostile") is None
