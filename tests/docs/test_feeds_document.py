"""docs/feeds.md must say what the code does."""

import dataclasses
import re
from pathlib import Path
from typing import get_args

from verbale.errors import FetchReason
from verbale.ingest import poll, read_feeds
from verbale.ingest.fetching import USER_AGENT
from verbale.model.feeds import Feed
from verbale.version import __version__

TEXT = (Path(__file__).parents[2] / "docs" / "feeds.md").read_text(encoding="utf-8")


def test_every_reason_is_explained() -> None:
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", TEXT, flags=re.MULTILINE)) == sorted(get_args(FetchReason))


def test_the_example_is_a_list_of_feeds(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, flags=re.DOTALL)
    path = tmp_path / "feeds.toml"
    path.write_text(example, encoding="utf-8")
    feeds = read_feeds(path)
    assert len(feeds) == 2
    assert not [field.name for field in dataclasses.fields(Feed) if field.name not in example]


def test_the_python_example_runs_as_far_as_the_network() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
    compile(example, "docs/feeds.md", "exec")
    assert poll.__name__ in example


def test_the_user_agent_is_named() -> None:
    assert USER_AGENT.replace(__version__, "VERSION") in TEXT


def test_the_version_is_that_of_the_package() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{__version__}"' in project
