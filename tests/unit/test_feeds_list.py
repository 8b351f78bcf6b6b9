"""feeds.toml: what it may say, and what is said about what it may not."""

from pathlib import Path

import pytest

from verbale.errors import ConfigError
from verbale.ingest.feedlist import read_feeds
from verbale.model.feeds import Feed

GOOD = """
# Two papers.
[[feed]]
url = " https://courier.example/rss.xml "
publisher = "The Example Courier"

[[feed]]
url = "http://gazette.example/atom"
full_pages = false
language = "en-GB"
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "feeds.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("form", [GOOD.encode(), GOOD.encode("utf-8-sig"), GOOD.replace("\n", "\r\n").encode()])
def test_feeds_in_order(tmp_path: Path, form: bytes) -> None:
    assert read_feeds(written(tmp_path, form)) == (
        Feed(url="https://courier.example/rss.xml", publisher="The Example Courier"),
        Feed(url="http://gazette.example/atom", full_pages=False, language="en-GB"),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "names no feed"),
        ("feed = []", "names no feed"),
        ("feed = 'x'", "names no feed"),
        ("[feed]\nurl = 'http://a.example'", "names no feed"),
        ("feed = [1]", "feed 1: it is no table"),
        ("[[feed]]\nurl = \nlanguage = 'en'", "no TOML: Invalid value (at line 2"),
        ("[[feeds]]\nurl = 'http://a.example'", "unknown key feeds"),
        (b"[[feed]]\nurl = 'http://a.example/\xff'", "not UTF-8"),
        ("[[feed]]\npublisher = 'Courier'", "feed 1: it has no url"),
        ("[[feed]]\nurl = 7", "feed 1: url is not text"),
        ("[[feed]]\nurl = ' '", "feed 1: url is empty"),
        ("[[feed]]\nurl = 'courier.example/rss'", "does not begin with http"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "does not begin with http"),
        ("[[feed]]\nurl = 'http://a.example'\nfull_pages = 'no'", "feed 1: full_pages is not true or false"),
        ("[[feed]]\nurl = 'http://a.example'\nfull_pages = 1", "feed 1: full_pages is not true or false"),
        (
            "[[feed]]\nurl = 'http://a.example'\npublsher = 'x'",
            "feed 1: unknown key publsher; known are url, publisher",
        ),
        (
            "[[feed]]\nurl = 'http://a.example'\n[[feed]]\nurl = 'http://a.example'",
            "feed 2: http://a.example came before",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str | bytes, complaint: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_feeds(path)
    assert str(caught.value).startswith(str(path))
    assert complaint in str(caught.value)


def test_the_line_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("language", "lang"))
    with pytest.raises(ConfigError, match=r"feeds\.toml:7: feed 2: unknown key lang"):
        read_feeds(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: it cannot be read: No such file"):
        read_feeds(tmp_path / "absent.toml")
