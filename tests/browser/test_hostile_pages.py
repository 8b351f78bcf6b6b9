"""Whatever words an article brings, they are shown as words."""

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from hostile import BREAKOUTS

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize("words", BREAKOUTS.values(), ids=BREAKOUTS)
def test_words_in_a_filter_are_words(page: "Page", words: str) -> None:
    answer = page.goto(f"/?search={quote(words)}&actor={quote(words)}")
    assert answer is not None
    assert answer.ok
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.locator("#filters input[name=q]").input_value() == words
    assert page.evaluate("window.hostile") is None


def test_evidence_is_shown_as_it_is_written(page: "Page") -> None:
    for name in ("script", "attribute", "jinja", "sql", "entities"):
        page.goto(f"/events?search={quote(BREAKOUTS[name])}&unit=event")
        assert f"Kenya accused {BREAKOUTS[name]}" in page.locator("main").inner_text()
        assert page.evaluate("window.hostile") is None
