"""Articles from web pages: the text through trafilatura, what the page says about itself apart."""

import datetime
import functools
import logging
import re
from typing import Any

from verbale.errors import IngestError
from verbale.ingest.dates import iso_date
from verbale.ingest.metadata import PageFacts, cleaned, page_facts
from verbale.ingest.plaintext import article_from_text, check_text
from verbale.model.article import Article

_FRAME = re.compile(r"<(?:html|body|!doctype)\b", re.I)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
    from lxml import etree

    try:
        found = _trafilatura().bare_extraction(page, url=url, **options)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, etree.LxmlError):
        return "", PageFacts()  # pages that break the extractor; the JSON-LD may still hold the text
    if found is None:
        return "", PageFacts()
    facts = PageFacts(
        title=cleaned(found.title),
        url=cleaned(found.url),
        publisher=cleaned(found.sitename),
        author=cleaned(found.author),
        published_at=_stated_day(page, iso_date(found.date)),
    )
    return found.text or "", facts


def _stated_day(page: str, day: str | None) -> str | None:
    """`day` when the page writes it beyond doubt; htmldate also takes 03/04/2024 for a day."""
    if day is None:
        return None
    date = datetime.date.fromisoformat(day[:10])
    year, month, number = date.year, f"0?{date.month}", f"0?{date.day}"
    name, ordinal = rf"{_MONTHS[date.month - 1]}[a-z]*\.?", rf"{number}(?:st|nd|rd|th)?"
    forms = [
        rf"(?<!\d){year}(?P<gap>[-/.]?){month}(?P=gap){number}(?!\d)",
        rf"\b{name} {ordinal},? {year}\b",
        rf"\b{ordinal}(?: of)? {name},? {year}\b",
        rf"\b{number}\.{month}\.{year}\b",
    ]
    if date.day > 12 or date.day == date.month:
        forms.append(rf"\b(?:{number}[/-]{month}|{month}[/-]{number})[/-]{year}\b")
    return day if any(re.search(form, page, re.I) for form in forms) else None


def _without_title(text: str, title: str | None) -> str:
    """The title stands apart for a page; as a first line it would be coded as text."""
    first, _, rest = text.lstrip().partition("\n")
    return rest.lstrip() if title and _folded(first) == _folded(title) else text


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
