"""The fields of one entry, under the names that the kinds of feed give them."""

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from verbale.errors import FetchError
from verbale.ingest.dates import iso_date
from verbale.ingest.feedtext import one_line
from verbale.ingest.weburl import joined, parse_target

# Namespaces by the prefix that their elements are named with here; RSS and Atom themselves go without.
_PREFIXES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# When it came out, or else was made, or else was last changed.
_DATES = (
    "published", "pubdate", "issued", "dc:date", "dcterms:issued", "created", "dc:created", "dcterms:created",
    "updated", "modified", "dcterms:modified",
)  # fmt: skip
# RFC 822, which RSS 2.0 names, writes years in two figures too: "Sat, 07 Sep 02 00:00:01 GMT".
_SHORT_YEAR = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d\d\s+\d\d?:\d\d(?::\d\d)?(?:\s+\S{1,6})?")
# RSS 2.0 has "jo@c.example (Jo Sample)" for an author.
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")


def first_date(entry: Any) -> str | None:
    """The moment of publication as ISO 8601: the first of the entry's dates that is clear."""
    values = [" ".join(_text(child).split()) for name in _DATES for child in _children(entry, name)]
    return next((found for value in values if (found := iso_date(value) or _short_year(value))), None)


def link(entry: Any, url: str) -> str | None:
    """The address of the entry's page, absolute; None when it names none over http or https.

    Raises FetchError "bad-url" when a link cannot be joined to the feed's own address.
    """
    for base, words in _links(entry):
        address = joined(base or url, words.replace("&amp;", "&"))
        try:
            parse_target(address)
        except FetchError:
            continue
        return address
    return None


def markup(entry: Any, names: tuple[str, ...]) -> str | None:
    """The first of the elements `names` that holds something, as HTML."""
    for name in names:
        for child in _children(entry, name):
            if child.get("src") is None and (found := _markup(child)).strip():
                return found
    return None


def author(entry: Any) -> str | None:
    """Who wrote it; an e-mail address alone is nobody's name."""
    names: list[str] = []
    for child in (*_children(entry, "author"), *_children(entry, "dc:creator")):
        inner = next(_children(child, "name"), None)
        words = _text(child if inner is None else inner)
        bracketed = _IN_BRACKETS.search(words[-200:]) if "@" in words else None
        name = one_line(bracketed[1] if bracketed else words)
        if name and "@" not in name and name not in names:
            names.append(name)
    return "; ".join(names) or None


def entry_id(entry: Any) -> str | None:
    """The feed's own id for the entry."""
    for name in ("guid", "id", "dc:identifier"):
        for child in _children(entry, name):
            if found := _text(child).strip():
                return found
    about: str | None = entry.get(_RDF_ABOUT)
    return about


def _links(entry: Any) -> Iterator[tuple[str | None, str]]:
    """Candidates in order of preference, each with the address that it is relative to, as xml:base says."""
    for child in _children(entry, "link"):
        href = child.get("href")
        if href is not None and child.get("rel", "alternate") == "alternate":
            yield child.base, href
        elif href is None and (words := _text(child).strip()):
            yield child.base, words
    for child in _children(entry, "guid"):
        if child.get("isPermaLink", "true").strip().lower() != "false":
            yield None, _absolute(_text(child))
    yield None, _absolute(entry.get(_RDF_ABOUT) or "")


def _absolute(words: str) -> str:
    """An id is an address only when it is a whole one; another is joined to nothing."""
    return words if re.match(r"\s*https?://", words, re.I) else "urn:"


def _children(entry: Any, name: str) -> Iterator[Any]:
    return (child for child in entry.iterchildren("*") if _name(child) == name)


def _name(element: Any) -> str:
    """The name of an element in lower case with the prefix of `_PREFIXES`; a prefix never declared stays as written."""
    space, _, local = element.tag.rpartition("}")
    local = str(local).lower()
    return (_PREFIXES.get(space[1:].rstrip("/#").lower(), "?:") if space else "") + local


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _markup(element: Any) -> str:
    from lxml import etree

    kind = element.get("type", element.get("mode", "")).strip().lower()
    if len(element) == 0:
        words = element.text or ""
        return html.escape(words, quote=False) if kind in ("text", "text/plain") else words
    # Tags stand in the XML itself: XHTML as Atom has it, or HTML that somebody forgot to escape.
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return html.escape(element.text or "", quote=False) + "".join(inner)


def _short_year(value: str) -> str | None:
    if not _SHORT_YEAR.fullmatch(value[:80]):
        return None
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError):
        return None
