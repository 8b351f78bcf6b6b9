"""What must not happen while a page is open, as the browser itself tells it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Page,
        Request,
        WebError,
        WebSocket,
    )

# Addresses that name no host: nothing leaves the browser for them.
_HOSTLESS = frozenset({"about", "blob", "data"})
# A page that asks anew gives up what it asked before, and leaving a page gives up what it still loads.
_GIVEN_UP = "net::ERR_ABORTED"
# What a page does last may still be on its way from the browser.
_SETTLING_MS = 50


# Without slots: Playwright leaves a mark on an object whose method it calls.
@dataclass(kw_only=True)
class Watch:
    """Gathers errors of the console, uncaught exceptions, failed requests, requests beyond `origin`, dialogs, crashes.

    `origin` is scheme, host and port of the only server that a page may ask: `http://127.0.0.1:8000`.
    """

    origin: str
    faults: list[str] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    def follow(self, context: "BrowserContext") -> None:
        """Watch every page of this context, those that it will open too."""
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)
        context.on("dialog", self._on_dialog)
        context.on("page", self._on_page)

    def expect(self, pattern: str) -> None:
        """A fault that this pattern is found in is what the test asks for, as a page that is not there."""
        self.expected.append(re.compile(pattern))

    def check(self) -> None:
        """Raise AssertionError with all that happened and was not expected."""
        left = [fault for fault in self.faults if not any(e.search(fault) for e in self.expected)]
        if left:
            raise AssertionError("\n  ".join(["in the browser:", *left]))

    def _on_console(self, message: "ConsoleMessage") -> None:
        if message.type == "error":
            self.faults.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def _on_error(self, error: "WebError") -> None:
        self.faults.append(f"uncaught: {error.error}")

    def _on_request(self, request: "Request") -> None:
        self._asked(request.url)

    def _on_failure(self, request: "Request") -> None:
        if request.failure != _GIVEN_UP:
            self.faults.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _on_dialog(self, dialog: "Dialog") -> None:
        # Nobody would close it, and the page would wait for ever.
        dialog.dismiss()
        self.faults.append(f"dialog: {dialog.type} {dialog.message!r}")

    def _on_page(self, page: "Page") -> None:
        page.on("websocket", self._on_socket)
        page.on("crash", lambda crashed: self.faults.append(f"crashed: {crashed.url}"))

    def _on_socket(self, socket: "WebSocket") -> None:
        self._asked(socket.url.replace("ws", "http", 1))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _HOSTLESS and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.faults.append(f"another host: {url[:200]}")


@contextmanager
def watched(browser: "Browser", watch: Watch) -> Iterator["Page"]:
    """A fresh page whose end fails (AssertionError) where anything happened that `watch` does not allow."""
    context = browser.new_context(base_url=watch.origin, reduced_motion="reduce")
    try:
        watch.follow(context)
        yield context.new_page()
        for page in context.pages:
            _settle(page)
        watch.check()
    finally:
        context.close()


def _settle(page: "Page") -> None:
    from playwright.sync_api import Error as PlaywrightError

    # That it has crashed or closed its events tell.
    with suppress(PlaywrightError):
        page.wait_for_timeout(_SETTLING_MS)
