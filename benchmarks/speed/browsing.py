"""The web page as it is measured and tested: `verbale serve` in a process of its own, and Debian's Chromium."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Chromium asks nobody on its own, and no name leads out of this computer: what a page asks elsewhere is not answered.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# How long a server may take to say its address, and to end.
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.05
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server: scheme, host and port, and the store that it shows."""

    origin: str
    store: Path


def chromium_path() -> str | None:
    """The browser that CHROMIUM names, else the one on the path; None where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return path if path is not None and Path(path).is_file() else None


@contextmanager
def serving_store(store: Path, *options: str) -> Iterator[Server]:
    """`verbale serve` on a free port until the end of the block. Raises RuntimeError where it does not come up."""
    log = store.with_suffix(".log")
    command = [sys.executable, "-m", "verbale", "serve", "--store", str(store), "--port", "0", *options]
    # What it says goes to a file: a pipe that nobody empties would stop it.
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        try:
            yield Server(origin=_address(process, log), store=store)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        ended = process.poll() is not None or time.monotonic() > deadline
        said = log.read_text(encoding="utf-8", errors="replace")
        if found := _ADDRESS.search(said):
            return found[0]
        if ended:
            raise RuntimeError(f"the server said no address (status {process.returncode}):\n{said}")
        time.sleep(PAUSE_SECONDS)
