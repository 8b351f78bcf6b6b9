"""How far a time expression reaches: which clause it dates, and when it dates no act at all."""

from verbale.model.mentions import TimeMention
from verbale.model.parse import Parse, Sentence, Token

VERBAL = frozenset({"VERB", "AUX"})
# "the first visit since 1953", "the worst attack since 2001" compare; they do not date.
_RECORDS = frozenset({"first", "worst", "deadly", "big", "large", "high", "low", "most"})
# "within 21 days", "for a year": lengths and deadlines are not the day of the act.
_NOT_THE_DAY = frozenset({"within", "for", "until", "till", "by", "before"})
# "over the closure of the school earlier this year": what an act is about has a date of its own.
_ABOUT = frozenset({"over", "following", "after", "about", "for"})
_SAME_TIME = frozenset({"when", "as", "while"})
_ON_DOING = frozenset({"on", "upon", "in", "while", "when"})
_MODIFYING = frozenset({"nummod", "compound", "amod", "nmod", "poss", "npadvmod", "pobj", "prep"})
# "a curfew beginning tomorrow": such participles stand for a preposition.
_BEGINNING = frozenset({"begin", "start"})


def head_of(parse: Parse, sentence: Sentence, time: TimeMention) -> Token | None:
    """The word through which the expression hangs in its sentence; in "the 2015 pact" that is "2015", not "the"."""
    inside = [t for t in parse.tokens[sentence.first : sentence.last] if time.span.start <= t.start < time.span.end]
    indices = {t.index for t in inside}
    outward = [t for t in inside if t.head not in indices or t.head == t.index]
    return min(outward, key=lambda t: t.dep == "det", default=None)


def is_deadline(parse: Parse, head: Token, time: TimeMention) -> bool:
    """Whether the expression is a deadline, a length or a comparison."""
    governor = parse.head(head)
    if head.dep != "pobj":
        return False
    lower = governor.text.lower()
    if lower == "since" and any(t.lemma in _RECORDS for t in parse.sentence_tokens(head)):
        return True
    return lower in _NOT_THE_DAY and not (lower == "for" and time.timex_type == "DURATION")


def names_a_thing(parse: Parse, head: Token) -> bool:
    """ "the 2015 agreement", "yesterday's clash": it tells which thing, not when the act was."""
    return head.dep in {"nummod", "compound", "amod", "nmod", "poss"} and parse.head(head).pos in {"NOUN", "PROPN"}


def modifies(parse: Parse, head: Token, noun: Token) -> bool:
    """Whether the expression stands with `noun` itself: "the 2015 agreement", "the attack on Monday"."""
    for _ in range(2):
        if head.dep not in _MODIFYING or head.head == head.index:
            return False
        head = parse.head(head)
        if head.index == noun.index:
            return True
    return False


def tells_of_other_act(parse: Parse, trigger: Token, time: TimeMention) -> bool:
    """A month or more at the end of what the act is about: "arrested in protests over the closure last year"."""
    if time.precision == "day":
        return False
    before = [t for t in parse.sentence_tokens(trigger) if t.end <= time.span.start]
    if not before or before[-1].index <= trigger.index:
        return False
    around = (before[-1], *parse.ancestors(before[-1]))
    clause = clause_of(parse, trigger).index
    behind = (t for t in around if t.index > trigger.index and clause_of(parse, t).index == clause)
    return any(_opens_topic(parse, t) for t in behind)


def _opens_topic(parse: Parse, prep: Token) -> bool:
    """ "for a raid", "with two killings" behind "charged"; "left for Paris" and "jailed for five years" open none."""
    topic = parse.child(prep, "pobj")
    if prep.dep != "prep" or topic is None or topic.pos != "NOUN" or parse.child(topic, "nummod") is not None:
        return False
    lower, governor = prep.text.lower(), parse.head(prep)
    return (
        lower in _ABOUT
        or governor.lemma in {"connection", "relation"}
        or (lower == "with" and governor.lemma == "charge")
    )


def clause_of(parse: Parse, token: Token) -> Token:
    """The verb of the clause that `token` stands in, itself if it is a verb; "following" is a preposition."""
    while token.head != token.index and not (token.pos in VERBAL and not _is_preposition(token)):
        token = parse.head(token)
    return token


def _is_preposition(token: Token) -> bool:
    return token.dep == "prep" or (token.tag == "VBG" and token.lemma in _BEGINNING and token.dep == "acl")


def clauses_above(parse: Parse, verb: Token) -> set[int]:
    """Clauses whose time is also the act's: those it is coordinated with, carried by, or a participle of."""
    found: set[int] = set()
    while verb.dep in {"conj", "xcomp", "pcomp"} or (
        verb.dep in {"advcl", "acl"} and (verb.tag == "VBG" or (verb.tag == "VBN" and not parse.child(verb, "mark")))
    ):
        verb = clause_of(parse, parse.head(verb))
        if verb.index in found:
            break
        found.add(verb.index)
        if verb.head == verb.index:
            break
    return found


def clauses_below(parse: Parse, verb: Token) -> set[int]:
    """ "when they met on Monday", "upon arriving on Monday", "speaking on Monday, he": at the time of the act."""
    found: set[int] = set()
    for clause in parse.children(verb, "advcl"):
        marks = {k.text.lower() for k in parse.children(clause, "mark", "advmod")}
        # Behind the verb a participle comments: "killed in a clash, bringing the toll of the month to nine".
        leads = clause.tag == "VBG" and clause.index < verb.index and not parse.child(clause, "mark")
        if marks & _SAME_TIME or leads:
            found.add(clause.index)
    for prep in parse.children(verb, "prep"):
        if prep.text.lower() in _ON_DOING:
            found.update(k.index for k in parse.children(prep, "pcomp", "pobj") if k.tag == "VBG")
    return found
