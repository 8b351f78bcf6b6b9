"""That axe-core runs on a page with a strict policy and tells what is wrong on it."""

from typing import TYPE_CHECKING

from accessibility import Axe
from watch import Watch, watched

from servers import Answer, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STRICT = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:",
}
GOOD = b"<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><p>Nothing is wrong.</main>"
BAD = b"<!doctype html><html><title>Bad</title><main><h1>Bad</h1><img src='data:,x'><button></button></main>"


def test_what_is_wrong_is_found(browser: "Browser", axe: Axe) -> None:
    with serving({"/good": Answer(body=GOOD, headers=STRICT), "/bad": Answer(body=BAD, headers=STRICT)}) as site:
        watch = Watch(origin=site.url(""))
        watch.expect("favicon")
        with watched(browser, watch) as page:
            page.goto("/good")
            assert axe.violations(page) == []
            page.goto("/bad")
            found = axe.violations(page)
    assert sorted(line.split()[0] for line in found) == ["button-name", "html-has-lang", "image-alt"]
    assert "img" in next(line for line in found if line.startswith("image-alt"))
