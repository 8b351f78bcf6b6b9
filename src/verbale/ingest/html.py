"""Articles from web pages: the text through trafilatura, title, date, publisher and author from metadata."""

import datetime
import functools
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verbale.errors import IngestError
from verbale.ingest.dates import iso_date
from verbale.ingest.plaintext import article_from_text, check_text
from verbale.model.article import Article

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
_FRAME = re.compile(r"<(?:html|body|!doctype)\b", re.I)
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


def article_from_html(
    page: str,
    *,
    article_id: str | int | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published_at: str | None = None,
    retrieved_at: str | None = None,
    language: str | None = None,
) -> Article:
    """An Article over the text extracted from `page`, without its title; fields given win over the page's own.

    Raises IngestError "no-text" when no article is found in it, and as `article_from_text` does.
    """
    check_text(page)
    # A fragment, as feeds and databases hold it, is no page to trafilatura.
    page = page if _FRAME.search(page) else f"<html><body>{page}</body></html>"
    tree = _tree(page)
    facts = page_facts(tree)
    text, found = _extract(page, url or facts.url)
    headline = title or facts.title or found.title
    # trafilatura may take the text from the JSON-LD too, and then runs its paragraphs together.
    if facts.body and (not text or _folded(text) == _folded(facts.body)):
        text = facts.body
    text = _without_title(text, headline)
    if not text.strip():
        raise IngestError("no-text", "no article was found in the page")
    return article_from_text(
        text,
        article_id=article_id,
        title=headline,
        url=url or facts.url or found.url,
        publisher=publisher or facts.publisher or found.publisher,
        author=author or facts.author or found.author,
        published_at=iso_date(published_at) or facts.published_at or found.published_at,
        retrieved_at=retrieved_at,
        # What a template states for all its pages is no proof; the text is judged by itself.
        language=language or (facts.language if (facts.language or "").lower().startswith("en") else None),
    )


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
        language=_clean((tree.xpath("/html/@lang") or [None])[0]),
        body=node["articleBody"] if isinstance(node.get("articleBody"), str) else None,
    )


def _tree(page: str) -> Any:
    from lxml import etree, html

    try:
        # lxml refuses a str that declares an encoding, and recovers from anything else.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
        tree = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise IngestError("no-text", f"the page cannot be parsed: {error}") from error
    return tree


@functools.cache
def _trafilatura() -> Any:
    import trafilatura

    # Its remarks about single pages would run into the output of a long run; a handler of the caller's still gets them.
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura


def _extract(page: str, url: str | None) -> tuple[str, PageFacts]:
    """The article's text and what trafilatura makes of the metadata; empty when it finds nothing."""
    options = {
        "include_comments": False,
        "include_tables": False,
        "with_metadata": True,
        # Its wider search takes any date on the page for the article's; none is better than a wrong one.
        "date_extraction_params": {"original_date": True, "extensive_search": False},
    }
    try:
        found = _trafilatura().bare_extraction(page, url=url, **options)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return "", PageFacts()  # pages that break the extractor; the JSON-LD may still hold the text
    if found is None:
        return "", PageFacts()
    facts = PageFacts(
        title=_clean(found.title),
        url=_clean(found.url),
        publisher=_clean(found.sitename),
        author=_clean(found.author),
        published_at=_stated_day(page, iso_date(found.date)),
    )
    return found.text or "", facts


def _stated_day(page: str, day: str | None) -> str | None:
    """`day` when the page writes it beyond doubt; htmldate also takes 03/04/2024 for a day."""
    if day is None:
        return None
    date = datetime.date.fromisoformat(day[:10])
    year, month, number = date.year, f"{date:%b}[a-z]*\\.?", f"0?{date.day}(?:st|nd|rd|th)?"
    forms = [
        rf"{year}([-/.]?)0?{date.month}\1{date.day:02}",
        rf"\b{month} {number},? {year}\b",
        rf"\b{number}(?: of)? {month},? {year}\b",
        rf"\b0?{date.day}\.0?{date.month}\.{year}\b",
    ]
    if date.day > 12 or date.day == date.month:
        forms.append(rf"\b0?(?:{date.day}([/-])0?{date.month}|{date.month}([/-])0?{date.day})[/-]{year}\b")
    return day if any(re.search(form, page, re.I) for form in forms) else None


def _without_title(text: str, title: str | None) -> str:
    """The title stands apart for a page; as a first line it would be coded as text."""
    first, _, rest = text.lstrip().partition("\n")
    return rest.lstrip() if title and _folded(first) == _folded(title) else text


def _folded(words: str) -> str:
    return _SPACE.sub(" ", words).strip().casefold()


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
        content = _clean(element.get("content"))
        if key and content:
            found.setdefault(key.strip().lower(), content)
    return found


def _values(meta: dict[str, str], keys: tuple[str, ...]) -> list[str]:
    return [meta[key] for key in keys if key in meta]


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next(iter(_values(meta, keys)), None)


def _canonical(tree: Any) -> str | None:
    links = (_clean(link) for link in tree.xpath("//link[@rel='canonical']/@href"))
    return next((link for link in links if link and link.startswith("http")), None)


def _link(node: dict[str, Any]) -> str | None:
    page = node.get("mainEntityOfPage")
    link = _text(node.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page)
    return link if link and link.startswith("http") else None


def _only_heading(tree: Any) -> str | None:
    """The page's first-level heading when it has just one: <title> often adds the site's name to it."""
    headings = tree.xpath("//h1")
    return _clean(headings[0].text_content()) if len(headings) == 1 else None


def _names(value: Any) -> str | None:
    """The names of one or several persons or organisations of JSON-LD."""
    names = [_text(item.get("name") if isinstance(item, dict) else item) for item in _listed(value)]
    kept = list(dict.fromkeys(person for name in names if (person := _person(name))))
    return "; ".join(kept) or None


def _person(name: str | None) -> str | None:
    # Some sites give the address of an author's page where the name belongs, others the whole byline.
    if name is None or name.startswith(("http:", "https:", "//", "@")):
        return None
    return _clean(re.sub(r"^[Bb]y(?=\s)", "", name))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _clean(value) if isinstance(value, str) else None


def _clean(value: str | None) -> str | None:
    """A metadata value with entities resolved and space normalised; None when nothing is left."""
    if value is None:
        return None
    from html import unescape

    # NUL and half surrogates cannot be written out; metadata is no evidence, so it may be mended.
    mended = unescape(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return _SPACE.sub(" ", mended).strip() or None
