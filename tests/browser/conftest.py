"""A browser, pages that are watched, and the server that they ask.

Everything here skips with a reason where Chromium is not installed.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from accessibility import Axe
from browsing import FLAGS, Server, chromium_path, serving_store
from store_of_pages import made_store
from watch import Watch, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
AXE = Path("node_modules", "axe-core", "axe.min.js")


# One a module and not one a session: while Playwright lives, nothing else in this thread can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, or the one that CHROMIUM names, without a window."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = chromium_path()
    if path is None:
        pytest.skip("no chromium on the path and none that CHROMIUM names")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the shipped examples, hostile articles and made-up events of three years; not to be written to."""
    return made_store(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def server(store_path: Path) -> Iterator[Server]:
    """`verbale serve` on `store_path`."""
    with serving_store(store_path) as server:
        yield server


@pytest.fixture(scope="session")
def judging_server(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`verbale serve --allow-judging` on a copy."""
    copy = tmp_path_factory.mktemp("judging") / store_path.name
    shutil.copyfile(store_path, copy)
    with serving_store(copy, "--allow-judging") as server:
        yield server


@pytest.fixture
def origin(request: pytest.FixtureRequest) -> str:
    """Which server `page` belongs to: the one that only reads, unless a module says otherwise."""
    # Asked for here and not as an argument, so that a module with an origin of its own starts no server.
    return str(request.getfixturevalue("server").origin)


@pytest.fixture
def watch(browser: "Browser", origin: str) -> Watch:
    """What is told of `page`; a test tells it what to expect."""
    return Watch(origin=origin)


@pytest.fixture
def page(browser: "Browser", watch: Watch) -> Iterator["Page"]:
    """A page whose test fails in the end on any error, dialog, failed request or request to another host."""
    with watched(browser, watch) as page:
        yield page


@pytest.fixture
def judging_page(browser: "Browser", judging_server: Server) -> Iterator["Page"]:
    """As `page`, on the server that takes judgements."""
    with watched(browser, Watch(origin=judging_server.origin)) as page:
        yield page


@pytest.fixture(scope="session")
def axe() -> Axe:
    """The rules of accessibility, from `make browser` or the file that AXE_PATH names."""
    path = Path(os.environ.get("AXE_PATH") or ROOT / AXE)
    if not path.is_file():
        pytest.skip(f"no axe-core: neither {AXE} (`make browser` installs it) nor a file that AXE_PATH names")
    return Axe(source=path.read_text(encoding="utf-8"))
