"""Finding the time expressions of an article, sentence by sentence, and joining them to ranges."""

import bisect
import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from verbale.model.mentions import TimeMention
from verbale.model.parse import Parse, Sentence, Token
from verbale.model.spans import Span
from verbale.times import absolute, calendar, clock, deictic, durations, quarters
from verbale.times.calendar import Interval
from verbale.times.context import Context, Rule
from verbale.times.words import duration_value, number_of

# Most sentences hold no word of time; one look saves fifty searches.
_MAYBE = re.compile(
    r"\d|day|week|month|year|decade|centur|hour|minute|second|night|morn|noon|evening|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|DAY|now|current|recent|soon|shortly|past|future"
    r"|spring|summer|autumn|fall|winter|quarter|tomorrow|daily|annual|ies\b|previously|formerly|lately|present|ago\b"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|nineteen|thousand|Christmas|Easter|Halloween|Thanksgiving",
)
# A sentence that names no day of its own keeps that of this many sentences before it, no more.
_ANCHOR_SENTENCES = 3
_SINCE = re.compile(r"\bsince(?:\s+at\s+least|\s+about|\s+the)?\s+$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:until|till|up\s+to|through|by|no\s+later\s+than|not\s+later\s+than)(?:\s+at\s+least|\s+the)?\s+$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween(?:\s+the)?\s+$", re.IGNORECASE)
_AND = re.compile(r"\s+and(?:\s+the)?\s+", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|until|till|through|thru|[-–—])(?:\s+the)?\s*", re.IGNORECASE)
_LOOK_BACK_CHARS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    start: int
    end: int
    sentence: int
    interval: Interval


def find_times(parse: Parse, published: datetime.date | None) -> tuple[TimeMention, ...]:
    """Every time expression in text order, with the days it means.

    Relative ones count from `published` (or from a date named before); without it they are given
    with open bounds, precision `unknown` and blanks in the value, as TimeML writes them
    (Pustejovsky et al. 2003). Spans never overlap.
    """
    found: list[_Found] = []
    for sentence in parse.sentences:
        if _MAYBE.search(parse.text, sentence.start, sentence.end):
            found.extend(_in_sentence(parse, sentence, published, found))
    joined = _ranges(parse.text, found, published)
    return tuple(_mention(item) for item in joined)


def filing_time(parse: Parse, dateline: Span, published: datetime.date | None) -> TimeMention | None:
    """The calendar date inside a dateline ("NAIROBI, August 21 (Xinhua) --"), which is no part of any sentence."""
    for rule in absolute.RULES:
        for match in rule.pattern.finditer(parse.text, dateline.start, dateline.end):
            context = Context(parse=parse, published=published, anchor=None, token=None, start=match.start())
            interval = _interval(rule, match, context)
            if interval is not None and interval.precision == "day":
                return _mention(_Found(start=match.start(), end=match.end(), sentence=0, interval=interval))
    return None


def _interval(rule: Rule, match: "re.Match[str]", context: Context) -> Interval | None:
    """What the rule makes of the words; nothing where that lies beyond the ends of the calendar."""
    try:
        return rule.handler(match, context)
    except (OverflowError, ValueError):
        return None


def _rules() -> Iterator[Rule]:
    yield from quarters.RULES
    yield from absolute.RULES
    yield from clock.RULES
    yield from deictic.RULES
    yield from durations.RULES


def _in_sentence(
    parse: Parse, sentence: Sentence, published: datetime.date | None, earlier: list[_Found]
) -> list[_Found]:
    candidates = [
        (m.start(), -m.end(), order, m, rule)
        for order, rule in enumerate(_rules())
        for m in _matches(rule.pattern, parse.text, sentence)
    ]
    candidates.sort(key=lambda c: c[:3])
    tokens = parse.tokens[sentence.first : sentence.last]
    starts = [t.start for t in tokens]
    found: list[_Found] = []
    at = sentence.start
    for start, negative_end, _, match, rule in candidates:
        if start < at:
            continue
        context = Context(
            parse=parse,
            published=published,
            anchor=_anchor(found, earlier, sentence.index),
            token=_head_token(tokens, starts, start, -negative_end),
            start=start,
            quarter=_quarter(found, earlier, published),
        )
        interval = _interval(rule, match, context)
        if interval is not None:
            found.append(_Found(start=start, end=-negative_end, sentence=sentence.index, interval=interval))
            at = -negative_end
    return _counted_from(parse.text, found, published)


def _matches(pattern: "re.Pattern[str]", text: str, sentence: Sentence) -> Iterator["re.Match[str]"]:
    """Matches inside the sentence; blanks at their end are left out by the patterns themselves."""
    return pattern.finditer(text, sentence.start, sentence.end)


def _head_token(tokens: tuple[Token, ...], starts: list[int], start: int, end: int) -> Token | None:
    """The token of the words whose head lies outside them: it tells how they hang on the clause."""
    low, high = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
    low = max(0, low - 1) if low < len(tokens) and tokens[low].start > start and low else low
    inside = tokens[low:high]
    if not inside:
        return None
    indices = {t.index for t in inside}
    return next((t for t in inside if t.head not in indices), inside[0])


def _anchor(found: list[_Found], earlier: list[_Found], sentence: int) -> Interval | None:
    for item in (*reversed(found), *reversed(earlier)):
        if sentence - item.sentence > _ANCHOR_SENTENCES:
            return None
        interval = item.interval
        if interval.timex_type in ("DATE", "TIME") and interval.first is not None and interval.last is not None:
            return interval
    return None


def _quarter(found: list[_Found], earlier: list[_Found], published: datetime.date | None) -> Interval | None:
    """The latest quarter that the text has named so far and that had ended by the day of writing."""
    named = [item.interval for item in (*earlier, *found) if quarters.is_quarter(item.interval)]
    ended = [q for q in named if published is None or (q.last is not None and q.last <= published)]
    return max(ended, key=lambda i: i.value, default=None)


_COUNT_FROM = re.compile(r"\s+(?:the\s+|a\s+|his\s+|their\s+)?(?:(?:[\w'’]+)\s+){0,3}", re.IGNORECASE)


def _counted_from(text: str, found: list[_Found], published: datetime.date | None) -> list[_Found]:
    """Count "two days after Friday's attack" from the day that follows in the same phrase."""
    result = list(found)
    for k, (item, following) in enumerate(itertools.pairwise(found)):
        match = re.fullmatch(
            r"(?P<length>.*)\s(?P<way>before|after)", text[item.start : item.end], re.DOTALL | re.IGNORECASE
        )
        value = re.fullmatch(r"P(\d+)([DWMY])", _length_value(item, match))
        anchor = following.interval.first
        if (
            match is None
            or value is None
            or anchor is None
            or not _COUNT_FROM.fullmatch(text, item.end, following.start)
        ):
            continue
        unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[value[2]]
        count = int(value[1]) * (-1 if match["way"].lower() == "before" else 1)
        moved = calendar.shifted(anchor, unit, count)
        if moved is not None:
            result[k] = replace(item, interval=calendar.containing(moved, unit))
    return result


def _length_value(item: _Found, match: "re.Match[str] | None") -> str:
    if match is None:
        return ""
    words = durations.RULES[3].pattern.fullmatch(match["length"])
    if words is None:
        return item.interval.value
    return duration_value(number_of(words["number"]), words["unit"])


def _ranges(text: str, found: list[_Found], published: datetime.date | None) -> list[_Found]:
    """Apply since, until, by, between X and Y, from X to Y to the bounds; values stay those of the words."""
    result = list(found)
    joined: set[int] = set()
    for k, (a, b) in enumerate(itertools.pairwise(found)):
        if a.sentence == b.sentence and _spans(text, a, b):
            whole = _joined(a.interval, b.interval)
            if whole is not None:
                first, last = whole
                for at in (k, k + 1):
                    result[at] = replace(result[at], interval=_range(result[at].interval, first, last))
                joined |= {k, k + 1}
    for k, item in enumerate(result):
        if k not in joined and item.interval.timex_type in ("DATE", "TIME") and item.interval.precision != "unknown":
            result[k] = replace(item, interval=_opened(text, item, published))
    return result


def _spans(text: str, a: _Found, b: _Found) -> bool:
    if not {a.interval.timex_type, b.interval.timex_type} <= {"DATE", "TIME"}:
        return False
    before = text[max(0, a.start - _LOOK_BACK_CHARS) : a.start]
    if _BETWEEN.search(before):
        return _AND.fullmatch(text, a.end, b.start) is not None
    return _TO.fullmatch(text, a.end, b.start) is not None


def _joined(a: Interval, b: Interval) -> tuple[datetime.date, datetime.date] | None:
    if a.first is None or a.last is None or b.last is None:
        return None
    if b.last >= a.first:
        return a.first, b.last
    # "from Friday to Monday" where Friday was read as the one after: a week back mends it.
    if a.precision == b.precision == "day" and (a.first - b.last).days < 7:
        return a.first - calendar.DAY * 7, b.last
    return None


def _range(interval: Interval, first: datetime.date | None, last: datetime.date | None) -> Interval:
    precision = interval.precision if first is not None and first == last else "range"
    return replace(interval, first=first, last=last, precision=precision)


def _opened(text: str, item: _Found, published: datetime.date | None) -> Interval:
    before = text[max(0, item.start - _LOOK_BACK_CHARS) : item.start]
    interval = item.interval
    if _SINCE.search(before) and interval.first is not None:
        until = published if published is not None and published >= interval.first else None
        return _range(interval, interval.first, until)
    if _UNTIL.search(before) and interval.last is not None:
        return _range(interval, None, interval.last)
    return interval


def _mention(item: _Found) -> TimeMention:
    interval = item.interval
    return TimeMention(
        span=Span(item.start, item.end),
        earliest=interval.first.isoformat() if interval.first else None,
        latest=interval.last.isoformat() if interval.last else None,
        precision=interval.precision,
        timex_type=interval.timex_type,
        timex_value=interval.value,
    )
