"""What must not be in a feed's XML before a parser sees it, and what feeds write that is not XML."""

import re
from collections.abc import Iterator
from html.entities import html5

from verbale.errors import IngestError

_CDATA = "<![CDATA["
_OPENINGS = re.compile(r"<!--|<!\[CDATA\[|<\?")
_CLOSINGS = {"<!--": "-->", _CDATA: "]]>", "<?": "?>"}
_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.I)
_LITERAL = r"""(?:"[^"<>\[\]]*"|'[^'<>\[\]]*')"""
# RSS 0.91 names its DTD, which is never loaded; one that brings declarations of its own goes on with "[".
_PLAIN_DOCTYPE = re.compile(
    rf"<!DOCTYPE\s+[\w:.-]+(?:\s+PUBLIC\s+{_LITERAL}(?:\s+{_LITERAL})?|\s+SYSTEM\s+{_LITERAL})?\s*>", re.I
)
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)?")
_XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
# Characters that XML 1.0 does not allow at all (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guarded(xml: str) -> str:
    """`xml` for a parser: without comments, instructions and document type, and with what is no XML mended.

    Mended are stray ampersands, HTML's entities and characters that XML does not allow. Raises IngestError
    "unsafe-xml" for declarations of entities, or a document type with declarations inside: no feed needs them, and
    with a few of them a kilobyte unfolds to gigabytes or reads a local file.
    """
    return "".join(part if kind else _mended(_checked(part)) for kind, part in _parts(_NOT_XML.sub("", xml)))


def _parts(xml: str) -> Iterator[tuple[str, str]]:
    """CDATA sections, with their opening, and what lies between them and the comments and instructions, with "".

    One that is never closed counts as such, so that nothing hides behind its opening.
    """
    at = 0
    while opening := _OPENINGS.search(xml, at):
        end = xml.find(_CLOSINGS[opening[0]], opening.end())
        if end < 0:
            break
        yield "", xml[at : opening.start()]
        at = end + len(_CLOSINGS[opening[0]])
        if opening[0] == _CDATA:
            yield _CDATA, xml[opening.start() : at]
    yield "", xml[at:]


def _checked(part: str) -> str:
    part = _PLAIN_DOCTYPE.sub("", part, count=1)
    if _DECLARATION.search(part):
        raise IngestError("unsafe-xml", "it declares entities or a document type of its own")
    return part


def _mended(part: str) -> str:
    return _AMPERSAND.sub(_reference, part) if "&" in part else part


def _reference(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name in _XML_ENTITIES:
        return match[0]
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        meant = chr(number) if number <= 0x10FFFF else ""
    else:
        meant = html5.get(f"{name};", f"&{name};")
    # Written as numbers: some of HTML's entities stand for the very signs that XML is made of.
    return "".join(f"&#{ord(character)};" for character in _NOT_XML.sub("", meant))
