"""What a page says about itself: JSON-LD, meta elements, and the document's own title and links."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from verbale.ingest.dates import iso_date

# schema.org types that describe the page's own article; a page's other nodes (menus, videos) are passed over.
_ARTICLE_TYPE = re.compile(r"Article|Posting$|^Report$")
_SPACE = re.compile(r"\s+")
_TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "headline")
_DATE_KEYS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date", "date",
    "article.published", "cxenseparse:recs:publishtime", "rnews:datepublished",
)  # fmt: skip
_PUBLISHER_KEYS = ("og:site_name", "dc.publisher", "application-name", "publisher")
_AUTHOR_KEYS = ("author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl")
_URL_KEYS = ("og:url", "parsely-link")
MAX_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says about itself; None where it does not. `body` is the article in its JSON-LD."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_at: str | None = None
    language: str | None = None
    body: str | None = None


def page_facts(tree: Any) -> PageFacts:
    """Metadata of a parsed page: JSON-LD first, then meta elements, then the document's own elements."""
    node = next(_article_nodes(tree), {})
    meta = _meta(tree)
    dates = [_text(node.get("datePublished")), _text(node.get("dateCreated")), *_values(meta, _DATE_KEYS)]
    return PageFacts(
        title=_text(node.get("headline")) or _first(meta, _TITLE_KEYS) or _only_heading(tree),
        url=_canonical(tree) or _first(meta, _URL_KEYS) or _link(node),
        publisher=_names(node.get("publisher")) or _first(meta, _PUBLISHER_KEYS),
        author=_names(node.get("author")) or _person(_first(meta, _AUTHOR_KEYS)),
        published_at=next((day for value in dates if (day := iso_date(value))), None),
        language=cleaned((tree.xpath("/html/@lang") or [None])[0]),
        body=node["articleBody"] if isinstance(node.get("articleBody"), str) else None,
    )


def _article_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[contains(@type, 'ld+json')]/text()"):
        try:
            content = json.loads(script.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; the meta elements remain
        yield from _typed(content, 0)


def _typed(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(content, list):
        for item in content:
            yield from _typed(item, depth + 1)
    elif isinstance(content, dict):
        kinds = content.get("@type")
        if any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in _listed(kinds)):
            yield content
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _typed(content.get(key), depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        content = cleaned(element.get("content"))
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _values(meta: dict[str, str], keys: tuple[str, ...]) -> list[str]:
    return [meta[key] for key in keys if key in meta]


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next(iter(_values(meta, keys)), None)


def _canonical(tree: Any) -> str | None:
    links = (cleaned(link) for link in tree.xpath("//link[@rel='canonical']/@href"))
    return next((link for link in links if link and link.startswith("http")), None)


def _link(node: dict[str, Any]) -> str | None:
    page = node.get("mainEntityOfPage")
    link = _text(node.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page)
    return link if link and link.startswith("http") else None


def _only_heading(tree: Any) -> str | None:
    """The page's first-level heading when it has just one: <title> often adds the site's name to it."""
    headings = tree.xpath("//h1")
    return cleaned(headings[0].text_content()) if len(headings) == 1 else None


def _names(value: Any) -> str | None:
    """The names of one or several persons or organisations of JSON-LD."""
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in _listed(value)]
    kept = list(dict.fromkeys(person for name in names if (person := _person(name))))
    return "; ".join(kept) or None


def _person(name: str | None) -> str | None:
    # Some sites give the address of an author's page where the name belongs, others the whole byline.
    if name is None or name.startswith(("http:", "https:", "//", "@")):
        return None
    return cleaned(re.sub(r"^[Bb]y(?=\s)", "", name))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return cleaned(value) if isinstance(value, str) else None


def cleaned(value: str | None) -> str | None:
    """A metadata value with entities resolved and space normalised; None when nothing is left."""
    if value is None:
        return None
    # NUL and half surrogates cannot be written out; metadata is no evidence, so it may be mended.
    mended = unescape(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return _SPACE.sub(" ", mended).strip() or None
