"""The list of feeds to follow, `feeds.toml`."""

import re
import tomllib
from pathlib import Path
from typing import Any

from verbale.errors import ConfigError, FetchError
from verbale.ingest.weburl import parse_target
from verbale.model.feeds import Feed

_TYPES: dict[str, tuple[type, str]] = {
    "url": (str, "text"),
    "publisher": (str, "text"),
    "full_pages": (bool, "true or false"),
    "language": (str, "text"),
}
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*feed[ \t]*\]\]", re.M)


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """The feeds of a `feeds.toml`, in order. Raises ConfigError with the file, the line and what is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: it cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: it is not UTF-8: {error}") from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: it is no TOML: {error}") from error
    unknown = sorted(set(content) - {"feed"})
    if unknown:
        raise ConfigError(f"{path}: unknown key {', '.join(unknown)}; each feed is a table [[feed]]")
    tables = content.get("feed")
    if not isinstance(tables, list) or not tables:
        raise ConfigError(f"{path}: it names no feed; each is a table [[feed]] with a url")
    lines = _lines(text, len(tables))
    feeds: dict[str, Feed] = {}
    for number, table in enumerate(tables):
        where = f"{path}:{lines[number]}" if lines else str(path)
        feed = _feed(table, f"{where}: feed {number + 1}")
        if feed.url in feeds:
            raise ConfigError(f"{where}: feed {number + 1}: {feed.url} came before")
        feeds[feed.url] = feed
    return tuple(feeds.values())


def _lines(text: str, count: int) -> list[int]:
    """The line of each table; none when tables are written in some other form."""
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEADER.finditer(text)]
    return lines if len(lines) == count else []


def _feed(table: Any, where: str) -> Feed:
    if not isinstance(table, dict):
        raise ConfigError(f"{where}: it is no table")
    unknown = sorted(set(table) - set(_TYPES))
    if unknown:
        raise ConfigError(f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(_TYPES)}")
    for key, value in table.items():
        kind, name = _TYPES[key]
        if not isinstance(value, kind):
            raise ConfigError(f"{where}: {key} is not {name}")
        if isinstance(value, str) and not value.strip():
            raise ConfigError(f"{where}: {key} is empty")
    if "url" not in table:
        raise ConfigError(f"{where}: it has no url")
    try:
        parse_target(table["url"])
    except FetchError as error:
        raise ConfigError(f"{where}: url: {error.detail}") from error
    values: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in table.items()}
    return Feed(**values)
