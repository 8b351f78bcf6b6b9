"""The date of an act: of its clause, its sentence, its article, else the day of publication, marked so."""

import datetime
import re
from collections.abc import Callable, Sequence

from verbale.model.events import EventDate
from verbale.model.mentions import TimeMention
from verbale.model.parse import Parse, Token
from verbale.times.backreference import dated_elsewhere
from verbale.times.offsets import counted_from
from verbale.times.reach import (
    VERBAL,
    clause_of,
    clauses_above,
    clauses_below,
    head_of,
    is_deadline,
    modifies,
    names_a_thing,
    tells_of_other_act,
)

# A report filed on the far side of the date line can name the next day as past.
ZONE_DAYS = 1

# "in the past year" is a length that ends now; "a year of riots" has no place in time.
_LOOKS_BACK = re.compile(r"\b(past|last|recent|previous)\b", re.IGNORECASE)

Dated = tuple[TimeMention, Token]


def event_date(
    parse: Parse,
    trigger: Token,
    times: Sequence[TimeMention],
    published: datetime.date | None,
    status: str = "occurred",
    filed: TimeMention | None = None,
) -> tuple[EventDate, str] | None:
    """The date of the act named by `trigger` and a word on how; None when nothing is known at all.

    `filed` is the date of the dateline; it stands in where the words give none, before the day of publication.
    """
    stated = _stated(parse, trigger, times, published)
    promised = status == "occurred" and trigger.pos in VERBAL
    if stated is not None and not (promised and _is_ahead(stated[0], published)):
        return stated
    if filed is not None:
        day, basis, words = filed.earliest, "dateline", "the dateline"
    elif published is not None:
        day, basis, words = published.isoformat(), "published", "publication"
    else:
        return None
    where = filed.span if filed is not None else None
    if status == "planned":
        return EventDate(earliest=day, latest=None, precision="unknown", basis=basis, span=where), f"not before {words}"
    return EventDate(earliest=day, latest=day, precision="day", basis=basis, span=where), f"day of {words}, by default"


def _is_ahead(date: EventDate, published: datetime.date | None) -> bool:
    """ "will host the summit in 2031", told as a promise: the promise is made now, the date is of what is promised."""
    if date.earliest is None or published is None:
        return False
    return (datetime.date.fromisoformat(date.earliest) - published).days > ZONE_DAYS


def _stated(
    parse: Parse, trigger: Token, times: Sequence[TimeMention], published: datetime.date | None
) -> tuple[EventDate, str] | None:
    here = _usable(parse, trigger, times)
    own = _of_noun(parse, trigger, here) or _of_clause(parse, trigger, here)
    if own is not None:
        return _told(parse, own, "in the act's clause")
    counted = counted_from(parse, trigger, times, published)
    if counted is not None:
        return counted, f"{counted.span.quote(parse.text)!r} counted from the report" if counted.span else ""
    nearby: tuple[tuple[Callable[[Parse, Token, Sequence[Dated]], TimeMention | None], str], ...] = (
        (_of_clauses_above, "in the clause that carries the act's"),
        (_of_setting, "with what the act is part of"),
        (_of_relative, "with the noun that the clause describes"),
        (_of_clauses_below, "in a clause that goes with the act's"),
    )
    for find, how in nearby:
        found = find(parse, trigger, here)
        if found is not None:
            return _told(parse, found, how)
    return dated_elsewhere(parse, trigger, times, published)


def _told(parse: Parse, time: TimeMention, how: str) -> tuple[EventDate, str]:
    date = EventDate(
        earliest=time.earliest, latest=time.latest, precision=time.precision, basis="stated", span=time.span
    )
    return date, f"{time.span.quote(parse.text)!r} {how}"


def _usable(parse: Parse, trigger: Token, times: Sequence[TimeMention]) -> list[Dated]:
    """The dates of the trigger's sentence with their head words; deadlines left out."""
    sentence = parse.sentences[trigger.sentence]
    found: list[Dated] = []
    for time in times:
        if not (sentence.start <= time.span.start < sentence.end and (time.earliest or time.latest)):
            continue
        bounded = time.timex_type == "DURATION" and _LOOKS_BACK.search(time.span.quote(parse.text))
        head = head_of(parse, sentence, time)
        if head is not None and (time.timex_type in {"DATE", "TIME"} or bounded) and not is_deadline(parse, head, time):
            found.append((time, head))
    return found


def _nearest(found: Sequence[Dated], trigger: Token) -> TimeMention | None:
    """Days come before times of day, since "at 10:00 p.m. tomorrow" is tomorrow."""
    best = min(found, key=lambda th: (th[0].timex_type == "TIME", abs(th[1].index - trigger.index)), default=None)
    return best[0] if best is not None else None


def _of_noun(parse: Parse, trigger: Token, here: Sequence[Dated]) -> TimeMention | None:
    if trigger.pos in VERBAL:
        return None
    own = {t.index for t in parse.subtree(trigger)}
    clauses = {clause_of(parse, trigger).index, trigger.index}
    return _nearest([d for d in here if d[1].index in own and clause_of(parse, d[1]).index in clauses], trigger)


def _of_clause(parse: Parse, trigger: Token, here: Sequence[Dated]) -> TimeMention | None:
    return _nearest(_free(parse, trigger, here, {clause_of(parse, trigger).index}), trigger)


def _of_clauses_above(parse: Parse, trigger: Token, here: Sequence[Dated]) -> TimeMention | None:
    return _nearest(_free(parse, trigger, here, clauses_above(parse, clause_of(parse, trigger))), trigger)


def _of_clauses_below(parse: Parse, trigger: Token, here: Sequence[Dated]) -> TimeMention | None:
    return _nearest(_free(parse, trigger, here, clauses_below(parse, clause_of(parse, trigger))), trigger)


def _free(parse: Parse, trigger: Token, here: Sequence[Dated], clauses: set[int]) -> list[Dated]:
    return [
        (time, head)
        for time, head in here
        if clause_of(parse, head).index in clauses
        and not names_a_thing(parse, head)
        and not tells_of_other_act(parse, trigger, time)
    ]


def _of_setting(parse: Parse, trigger: Token, here: Sequence[Dated]) -> TimeMention | None:
    """ "killed in yesterday's blasts": on the day of the blasts; "convicted in the 2011 blast" is another matter."""
    settings = {
        noun.index
        for prep in parse.children(clause_of(parse, trigger), "prep")
        if prep.text.lower() in {"in", "during", "at"}
        for noun in parse.children(prep, "pobj")
    }
    return _nearest([(t, h) for t, h in here if h.dep == "poss" and h.head in settings], trigger)


def _of_relative(parse: Parse, trigger: Token, here: Sequence[Dated]) -> TimeMention | None:
    """ "the 2011 uprising that toppled the king", "yesterday's clash in which four died"."""
    verb = clause_of(parse, trigger)
    while verb.dep == "conj" and verb.head != verb.index:
        verb = parse.head(verb)
    noun = parse.head(verb)
    # "2007 fraud case: Two men are jailed" is a heading and its report, whatever the parser says.
    if verb.dep not in {"relcl", "acl"} or any(t.text == ":" for t in parse.tokens[noun.index : verb.index]):
        return None
    return _nearest([d for d in here if modifies(parse, d[1], noun)], trigger)
