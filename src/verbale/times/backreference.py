"""Acts dated through another that the article dates elsewhere: "died in the attack", "since the coup"."""

import datetime
from collections.abc import Iterator, Sequence

from verbale.model.events import EventDate
from verbale.model.mentions import TimeMention
from verbale.model.parse import Parse, Token
from verbale.times.reach import clause_of, head_of, is_deadline, modifies, names_a_thing

_DURING = frozenset({"in", "during"})
_SINCE = frozenset({"since", "following", "after"})
_DEFINITE = frozenset({"the", "that", "this", "those", "these"})


def dated_elsewhere(
    parse: Parse, trigger: Token, times: Sequence[TimeMention], published: datetime.date | None
) -> tuple[EventDate, str] | None:
    """The date taken over from a noun in the act's clause that another sentence dates, and how; else None."""
    for lower, noun in _references(parse, trigger):
        time = _date_of_clause(parse, noun, times) if noun.pos == "VERB" else _date_of_noun(parse, noun, times)
        if time is None:
            continue
        if lower in _DURING:
            latest, precision = time.latest, time.precision
        else:
            latest, precision = published.isoformat() if published else None, "range"
        date = EventDate(earliest=time.earliest, latest=latest, precision=precision, basis="stated", span=time.span)
        return date, f"{time.span.quote(parse.text)!r}, which dates {noun.text!r}"
    return None


def _references(parse: Parse, trigger: Token) -> Iterator[tuple[str, Token]]:
    """Prepositions of the act's clause with the definite noun or the clause behind them."""
    verb = clause_of(parse, trigger)
    while verb.dep in {"conj", "advcl"} and verb.tag in {"VBG", "VBD", "VBN"} and not parse.child(verb, "mark"):
        yield from _behind(parse, verb)
        if verb.head == verb.index or parse.head(verb).pos != "VERB":
            break
        verb = parse.head(verb)
    yield from _behind(parse, verb)


def _behind(parse: Parse, verb: Token) -> Iterator[tuple[str, Token]]:
    for prep in parse.children(verb, "prep"):
        lower = prep.text.lower()
        noun = parse.child(prep, "pobj")
        if noun is not None and lower in _DURING | _SINCE and _is_definite(parse, noun):
            yield lower, noun
    for clause in parse.children(verb, "advcl"):
        mark = parse.child(clause, "mark")
        if mark is not None and mark.text.lower() == "since" and clause.pos == "VERB" and clause.tag == "VBD":
            yield "since", clause


def _is_definite(parse: Parse, noun: Token) -> bool:
    owned = parse.child(noun, "poss") is not None
    return noun.pos == "NOUN" and (owned or any(k.lemma in _DEFINITE for k in parse.children(noun, "det")))


def _date_of_clause(parse: Parse, verb: Token, times: Sequence[TimeMention]) -> TimeMention | None:
    """ "withheld since the party won the election last year": the time in the clause itself."""
    here = _dated(parse, times, verb.sentence)
    return next((time for time, head in here if clause_of(parse, head).index == verb.index), None)


def _date_of_noun(parse: Parse, noun: Token, times: Sequence[TimeMention]) -> TimeMention | None:
    """The time with which the same noun, of the same owner, stands in another sentence."""
    for other in parse.tokens:
        if other.lemma != noun.lemma or other.pos != "NOUN" or other.sentence == noun.sentence:
            continue
        if _owner(parse, noun) not in {None, _owner(parse, other)}:
            continue
        for time, head in _dated(parse, times, other.sentence):
            own = clause_of(parse, head).index == clause_of(parse, other).index and not names_a_thing(parse, head)
            if modifies(parse, head, other) or own:
                return time
    return None


def _owner(parse: Parse, noun: Token) -> str | None:
    owner = parse.child(noun, "poss")
    return owner.text.lower() if owner is not None else None


def _dated(parse: Parse, times: Sequence[TimeMention], number: int) -> Iterator[tuple[TimeMention, Token]]:
    sentence = parse.sentences[number]
    for time in times:
        if sentence.start <= time.span.start < sentence.end and time.earliest and time.timex_type == "DATE":
            head = head_of(parse, sentence, time)
            if head is not None and not is_deadline(parse, head, time):
                yield time, head
