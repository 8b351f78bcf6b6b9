"""Page furniture in a text: found by the rules of furniture.yaml, masked, never cut."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.codebook.resources import data_root, read_yaml
from verbale.errors import CodebookError
from verbale.model.spans import Span

FILE = "furniture.yaml"
KINDS = ("lines", "heads", "tails", "inside", "sections")
LONGEST_LINE_CHARS = 200
# A tail lies in the last characters of its line; looking further back would cost time on long paragraphs.
TAIL_CHARS = 240
# A link to another story: a headline, which is short and does not end like a sentence.
LINK_CHARS, LINK_WORDS = 140, 16
# Each round can lay bare a line's end that was covered by furniture; three is the most seen on real pages.
MAX_ROUNDS = 20

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLETS = re.compile(r"[\s•*·»›>|▪●■–-]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029")
_CLOSED = r"(?:(?<=[.!?…])|(?<=[.!?…][”\"’'»)\]]))"
_SENTENCE_END = re.compile(r"[.!?:;,…”\"’'»)]$")
_WORD = re.compile(r"%([A-Z]+)%")


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """One pattern of furniture.yaml; `masks` and `keeps` are lines it must and no rule may touch."""

    rule_id: str
    pattern: re.Pattern[str]
    longest: int
    masks: tuple[str, ...]
    keeps: tuple[str, ...]


Rules = Mapping[str, tuple[FurnitureRule, ...]]


def furniture_masks(text: str) -> tuple[Span, ...]:
    """The spans of page furniture in `text`: sorted, apart from each other, none crossing a line's end.

    What is left after masking holds no more furniture: masking it again finds nothing.
    """
    rules = furniture_rules()
    found: list[Span] = []
    rest = text
    for _ in range(MAX_ROUNDS):
        new = list(_in_lines(rest, rules))
        if not new:
            break
        found.extend(new)
        rest = blanked(rest, new)
    found.extend(_in_sections(rest, rules["sections"]))
    return merged(found)


def blanked(text: str, masks: Iterable[Span]) -> str:
    """`text` with every masked character a space; as long as before."""
    pieces: list[str] = []
    at = 0
    for mask in merged(masks):
        pieces += (text[at : mask.start], " " * (mask.end - mask.start))
        at = mask.end
    return "".join(pieces) + text[at:]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` sorted, those that overlap or touch joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _in_lines(text: str, rules: Rules) -> Iterator[Span]:
    for line in _lines(text):
        words = line.quote(text)
        if _is_furniture(words, rules["lines"]):
            yield line
            continue
        yield from _parts(words, line.start, rules)


def _parts(words: str, offset: int, rules: Rules) -> Iterator[Span]:
    for rule in rules["heads"]:
        if match := rule.pattern.match(words):
            yield Span(offset + match.start(), offset + match.end())
    cut = max(0, len(words) - TAIL_CHARS)
    for rule in rules["tails"]:
        if match := rule.pattern.search(words[cut:]):
            yield Span(offset + cut + match.start("mask"), offset + cut + match.end("mask"))
    for rule in rules["inside"]:
        for match in rule.pattern.finditer(words):
            yield Span(offset + match.start(), offset + match.end())


def _is_furniture(words: str, rules: tuple[FurnitureRule, ...]) -> bool:
    bare = _BULLETS.sub("", words, count=1) if _BULLETS.match(words) else words
    return any(
        rule.pattern.fullmatch(form)
        for rule in rules
        if len(words) <= rule.longest
        for form in ((words,) if bare == words else (words, bare))
    )


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text without the space around them; blank ones left out."""
    for match in _LINE.finditer(text):
        words = match[0]
        start = match.start() + len(words) - len(words.lstrip())
        end = match.start() + len(words.rstrip())
        if start < end:
            yield Span(start, end)


def _in_sections(text: str, rules: tuple[FurnitureRule, ...]) -> Iterator[Span]:
    lines = list(_lines(text))
    at = 0
    while at < len(lines):
        if not _is_furniture(lines[at].quote(text), rules):
            at += 1
            continue
        stop = _list_end(text, lines, at + 1, rules)
        yield from lines[at:stop]
        at = stop


def _list_end(text: str, lines: list[Span], first: int, rules: tuple[FurnitureRule, ...]) -> int:
    """The index behind the links that follow a heading; blank lines between them count only at the text's end."""
    end = first
    while end < len(lines) and _is_link(lines[end].quote(text)):
        end += 1
    if end == len(lines):
        return end
    for index in range(first, end):
        if _is_furniture(lines[index].quote(text), rules):
            return index
        if index > first and _BLANK_LINE.search(text, lines[index - 1].end, lines[index].start):
            return index
    return end


def _is_link(words: str) -> bool:
    return len(words) <= LINK_CHARS and words.count(" ") < LINK_WORDS and not _SENTENCE_END.search(words)


@functools.cache
def furniture_rules() -> Rules:
    """The shipped rules by kind, compiled once. Raises CodebookError with the rule's id when one is wrong."""
    content = read_yaml(data_root() / FILE)
    words: dict[str, str] = content["words"]
    return {kind: tuple(_rule(kind, entry, words) for entry in content[kind]) for kind in KINDS}


def _rule(kind: str, entry: dict[str, Any], words: dict[str, str]) -> FurnitureRule:
    try:
        # The entries hold no further %NAME%, so that one pass is enough.
        pattern = _WORD.sub(lambda match: words[match[1]], entry["pattern"])
        if kind == "tails":
            before = _CLOSED if entry.get("after") == "sentence" else r"(?<!\w)"
            pattern = rf"{before}\s*(?P<mask>{pattern})\s*\.?\s*$"
        return FurnitureRule(
            rule_id=entry["id"],
            pattern=re.compile(pattern, re.IGNORECASE),
            longest=int(entry.get("longest", LONGEST_LINE_CHARS)),
            masks=tuple(entry["masks"]),
            keeps=tuple(entry["keeps"]),
        )
    except (KeyError, ValueError, re.error) as error:
        raise CodebookError(f"{kind}/{entry.get('id', '?')}: {error}", where=FILE) from error
