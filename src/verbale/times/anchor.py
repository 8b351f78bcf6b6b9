"""The date of an act: from its own clause, then its sentence, then the day of publication, marked so."""

import datetime
from collections.abc import Sequence

from verbale.model.events import EventDate
from verbale.model.mentions import TimeMention
from verbale.model.parse import Parse, Token

_VERBAL = frozenset({"VERB", "AUX"})
# "within 21 days", "for a year": lengths and deadlines are not the day of the act.
# "the first visit since 1953", "the worst attack since 2001" compare; they do not date.
_RECORDS = frozenset({"first", "worst", "deadly", "big", "large", "high", "low", "most"})
_NOT_THE_DAY = frozenset({"within", "for", "until", "till", "by", "before"})


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
    stated = _stated(parse, trigger, times)
    if stated is not None:
        span = stated.span
        return (
            EventDate(
                earliest=stated.earliest, latest=stated.latest, precision=stated.precision, basis="stated", span=span
            ),
            f"{span.quote(parse.text)!r} in the act's clause",
        )
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


def _stated(parse: Parse, trigger: Token, times: Sequence[TimeMention]) -> TimeMention | None:
    sentence = parse.sentences[trigger.sentence]
    inside = [
        time
        for time in times
        if sentence.start <= time.span.start < sentence.end
        and (time.earliest or time.latest)
        and time.timex_type in {"DATE", "TIME"}
    ]
    usable = [
        (t, head)
        for t in inside
        if (head := _head_of(parse, sentence.first, sentence.last, t)) is not None and not _is_deadline(parse, head)
    ]
    own = {t.index for t in parse.subtree(trigger)}
    clause = _clause(parse, trigger)
    if trigger.pos not in _VERBAL:
        for time, head in usable:
            if head.index in own and _clause(parse, head).index in {clause.index, trigger.index}:
                return time
    free = [(t, h) for t, h in usable if not _names_a_thing(parse, h)]
    of_clause = [(t, h) for t, h in free if _clause(parse, h).index == clause.index]
    if of_clause:
        return min(of_clause, key=lambda th: (th[0].timex_type != "DATE", abs(th[1].index - trigger.index)))[0]
    climbed = _shared_clauses(parse, clause)
    of_shared = [(t, h) for t, h in free if _clause(parse, h).index in climbed]
    if of_shared:
        return min(of_shared, key=lambda th: abs(th[1].index - trigger.index))[0]
    return None


def _head_of(parse: Parse, first: int, last: int, time: TimeMention) -> Token | None:
    inside = [t for t in parse.tokens[first:last] if time.span.start <= t.start < time.span.end]
    indices = {t.index for t in inside}
    return next((t for t in inside if t.head not in indices or t.head == t.index), None)


def _is_deadline(parse: Parse, head: Token) -> bool:
    governor = parse.head(head)
    if head.dep != "pobj":
        return False
    if governor.text.lower() == "since" and any(t.lemma in _RECORDS for t in parse.sentence_tokens(head)):
        return True
    return governor.text.lower() in _NOT_THE_DAY


def _names_a_thing(parse: Parse, head: Token) -> bool:
    """ "the 2015 agreement", "the 2024 Olympics": the year tells which thing, not when the act was."""
    governor = parse.head(head)
    return head.dep in {"nummod", "compound", "amod", "nmod"} and governor.pos in {"NOUN", "PROPN"}


def _clause(parse: Parse, token: Token) -> Token:
    """The verb of the clause that `token` stands in, itself if it is a verb."""
    while token.pos not in _VERBAL and token.head != token.index:
        token = parse.head(token)
    return token


def _shared_clauses(parse: Parse, verb: Token) -> set[int]:
    """Clauses whose time is also the act's: those it is coordinated with, carried by, or the gerund of."""
    found: set[int] = set()
    while verb.dep in {"conj", "xcomp", "pcomp"} or (verb.dep in {"advcl", "acl"} and verb.tag == "VBG"):
        verb = _clause(parse, parse.head(verb))
        if verb.index in found:
            break
        found.add(verb.index)
        if verb.head == verb.index:
            break
    return found
