"""Acts dated by a count of days to another act: "it came two days after they met", "a week after the raid"."""

import datetime
import re
from collections.abc import Sequence

from verbale.model.events import EventDate
from verbale.model.mentions import TimeMention
from verbale.model.parse import Parse, Token
from verbale.times.reach import clause_of

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_PRECISION = {"D": "day", "W": "week", "M": "month", "Y": "year"}
# What is only roughly counted: "three weeks after" is three weeks give or take some days.
_SLACK = {"D": 0, "W": 3, "M": 15, "Y": 182}


def counted_from(
    parse: Parse, trigger: Token, times: Sequence[TimeMention], published: datetime.date | None
) -> EventDate | None:
    """The date of an act in a clause or phrase behind "N days after", counted back from the report; else None."""
    if published is None:
        return None
    for time in times:
        match = _LENGTH.fullmatch(time.timex_value)
        if match and _leads_to(parse, trigger, time):
            unit = match[2]
            middle = published - datetime.timedelta(days=int(match[1]) * _DAYS[unit])
            slack = datetime.timedelta(days=_SLACK[unit])
            first, last = middle - slack, min(middle + slack, published)
            return EventDate(
                earliest=first.isoformat(),
                latest=last.isoformat(),
                precision=_PRECISION[unit],
                basis="stated",
                span=time.span,
            )
    return None


def _leads_to(parse: Parse, trigger: Token, time: TimeMention) -> bool:
    """Whether "N days after" stands right before the clause or phrase of the trigger."""
    words = time.span.quote(parse.text).lower()
    here = [t for t in parse.sentence_tokens(trigger) if t.start >= time.span.start]
    after = next((t for t in here if t.text.lower() == "after"), None)
    if after is None or not (words.endswith("after") or after.start <= time.span.end + 1):
        return False
    target = parse.head(after) if after.dep == "mark" else parse.child(after, "pobj", "pcomp")
    if target is None:
        return False
    same_clause = after.dep == "mark" and clause_of(parse, trigger).index == target.index
    return same_clause or trigger.index == target.index
