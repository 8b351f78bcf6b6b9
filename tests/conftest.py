"""What tests of several kinds share."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.store import Store


def clock() -> Iterator[datetime.datetime]:
    """Noon of the days from 20 February 2022 on, one a call."""
    day = datetime.datetime(2022, 2, 20, 12)
    while True:
        yield day
        day += datetime.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that is not there yet, with the true time."""
    return Store(path=tmp_path / "store.duckdb")


@pytest.fixture
def dated(tmp_path: Path) -> Store:
    """A store whose clock says noon of 20 February 2022, then of the next day whenever it is asked."""
    days = clock()
    return Store(path=tmp_path / "dated.duckdb", clock=lambda: next(days))
