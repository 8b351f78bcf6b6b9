"""The markup inside a feed's entries, as plain text."""

import html
import re

from verbale.ingest.metadata import cleaned

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SPACE = re.compile(r"\s+")
# What is no part of the report that a feed carries.
_DROPPED = ("script", "style", "figure", "iframe", "svg", "form", "button", "audio", "video", "template", "noscript")
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table"
    " td th tr ul".split()
)


def one_line(markup: str | None) -> str | None:
    """A title or name without tags, on one line; None when nothing is left."""
    return cleaned(_TAG.sub(" ", markup)) if markup else None


def paragraphs(markup: str | None) -> str | None:
    """The text of a piece of HTML, a line a paragraph, without its figures; None when nothing is left.

    What has no tags is text already, in which "2 < 3" means what it says.
    """
    if not markup or not markup.strip():
        return None
    text = _rendered(markup) if _TAG.search(markup) else html.unescape(markup)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line) or None


def _rendered(markup: str) -> str:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(f"<html><body>{markup}</body></html>".encode(), parser=parser)
    except etree.LxmlError:
        return ""
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        # XHTML inside Atom may carry a prefix.
        if str(element.tag).rpartition(":")[2] in _BLOCKS:
            pieces.append("\n")
        # A line end in HTML is only a space.
        words = element.text if event == "start" else element.tail
        pieces.append(_SPACE.sub(" ", words) if words else "")
    return "".join(pieces)
