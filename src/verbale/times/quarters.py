"""Quarters, in which business news counts: the third quarter, the latest quarter, a year earlier."""

# ruff: noqa: E501 - one rule a line reads better than the same pattern in four pieces

import datetime
import re

from verbale.times import calendar
from verbale.times.absolute import nearest
from verbale.times.calendar import DAY, Interval
from verbale.times.context import Context, Rule
from verbale.times.tense import FUTURE, PAST
from verbale.times.words import ORDINALS, YEAR

_MONEY = re.compile(r"[$€£]|\b(?:cents?|yen|million|billion|earnings|profit|revenue|sales)\b|%")
_A_YEAR_BACK = ("year-ago", "year ago", "year-earlier", "year earlier", "last year")


def is_quarter(interval: Interval) -> bool:
    """Whether it is the quarter of a known year: an undated text leaves "the third quarter" open."""
    return "-Q" in interval.value and interval.first is not None


def _numbered(match: "re.Match[str]", context: Context) -> Interval | None:
    number = ORDINALS[match["number"].lower()]
    back = (match["back"] or "").lower().startswith(_A_YEAR_BACK)
    if match["year"] or match["year_before"]:
        return calendar.quarter(int(match["year"] or match["year_before"]), number)
    if context.published is None:
        return calendar.unresolved(f"XXXX-Q{number}")
    year = context.published.year
    last_days = [_last_day(y, number) for y in (year - 1, year, year + 1)]
    if (match["back"] or match["behind"] or "").lower().startswith(("this year", "last year", "next year")):
        shift = {"l": -1, "t": 0, "n": 1}[(match["back"] or match["behind"])[0].lower()]
        return calendar.quarter(year + shift, number)
    # Results of a quarter are reported after its end, often by those who "expect" them.
    direction = FUTURE if context.direction == FUTURE else PAST
    found = calendar.quarter(nearest(last_days, context.published, direction).year, number)
    return _year_before(found) if back else found


def _last_day(year: int, number: int) -> datetime.date:
    last = calendar.quarter(year, number).last
    assert last is not None
    return last


def _year_before(quarter: Interval) -> Interval:
    assert quarter.first is not None
    return calendar.quarter(quarter.first.year - 1, (quarter.first.month + 2) // 3)


def _unnumbered(match: "re.Match[str]", context: Context) -> Interval | None:
    """The quarter that the text speaks of, else the last that had ended on the day of writing."""
    base = _current(context)
    which = (match["which"] or "").lower()
    if base is None or (match["noun"].lower() == "period" and context.quarter is None):
        return None
    if match["year"]:
        assert base.first is not None
        return calendar.quarter(int(match["year"]), (base.first.month + 2) // 3)
    return _year_before(base) if which.startswith(_A_YEAR_BACK) else base


def _current(context: Context) -> Interval | None:
    if context.quarter is not None:
        return context.quarter
    if context.published is None:
        return None
    running = (context.published.month + 2) // 3
    begun = calendar.quarter(context.published.year, running).first
    assert begun is not None
    ended = begun - DAY
    return calendar.quarter(ended.year, (ended.month + 2) // 3)


def _year_ago(match: "re.Match[str]", context: Context) -> Interval | None:
    """ "A year earlier" beside the figures of a quarter means that quarter."""
    sentence = context.parse.sentences[context.token.sentence] if context.token is not None else None
    if context.quarter is None or sentence is None:
        return None
    if not _MONEY.search(context.parse.text, sentence.start, sentence.end):
        return None
    return _year_before(context.quarter)


_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_BACK = r"(?:year-ago|year-earlier|last year['’]s|this year['’]s|next year['’]s)"

RULES = (
    Rule(words=rf"(?:the )?(?i:(?P<back>{_BACK}) |(?P<year_before>{YEAR}) )?(?i:fiscal )?(?P<number>(?i:{_ORDINAL}))(?: fiscal)?[ -]quarter(?:(?: of)?(?: fiscal)? (?P<year>{YEAR})| (?:of )?(?P<behind>(?i:this year|last year|next year)))?", handler=_numbered),
    Rule(words=rf"(?i:(?:the |this |that )(?:(?P<which>latest|current|same|comparable|corresponding|comparable year-ago|year-ago|year-earlier|last year['’]s|recent|most recent) |(?P<year>{YEAR}) )?(?P<noun>quarter|period)(?: a (?P<back>year ago|year earlier))?)", handler=_unnumbered),
    Rule(words=r"(?i:a year (?:ago|earlier)|year-ago|year-earlier)", handler=_year_ago),
)  # fmt: skip
