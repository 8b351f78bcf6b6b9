"""Whether an act belongs to a clearly earlier time than the news."""

import datetime
from collections.abc import Iterator

from verbale.codebook.status import status_words
from verbale.coding.reading import OCCURRED, VERBAL, Reading
from verbale.model.events import Document, EventDate
from verbale.model.parse import Parse, Token

# News of ten days ago is no longer news: background given with its date is nearly always older than that.
NEWS_DAYS = 10
# A state that began longer ago than this and still holds is background too.
LASTING_DAYS = 60
EARLIER_WORDS = frozenset({"previously", "formerly", "historically", "originally"})
LATELY = frozenset({"recently", "earlier", "already"})


def why_background(document: Document, trigger: Token, reading: Reading, date: EventDate | None) -> str:
    """Why the act belongs to an earlier time than the news, in words; empty where it does not."""
    dated = _by_date(document, reading, date)
    if dated is not None:
        return dated
    parse = document.parse
    word = next((k for k in _earlier_words(parse, trigger)), None)
    if word is not None:
        return f"historical: {word.text!r}"
    if reading.past_perfect and not _reported(document, trigger):
        return "historical: the past perfect sets it before the story"
    if _lately(parse, trigger):
        return "historical: it happened lately, not in this news"
    return ""


def _by_date(document: Document, reading: Reading, date: EventDate | None) -> str | None:
    """Why the stated date makes it background, "" when it makes it news, None when no day is stated."""
    published = document.article.published_day
    if date is None or published is None or date.basis != "stated" or date.latest is None:
        return None
    age = (published - datetime.date.fromisoformat(date.latest)).days
    if age > NEWS_DAYS:
        return f"historical: dated {age} days before publication"
    if date.earliest is None:
        return None
    if (published - datetime.date.fromisoformat(date.earliest)).days > LASTING_DAYS and reading.status == OCCURRED:
        return "historical: it began long before publication"
    return "" if age >= 0 else None


def _earlier_words(parse: Parse, trigger: Token) -> Iterator[Token]:
    """ "previous attacks", "had previously denied", "the anniversary of the massacre"."""
    words = status_words()
    for kid in parse.children(trigger, "amod", "advmod", "npadvmod"):
        earlier = kid.lemma in words.historical_adjectives and trigger.pos not in VERBAL
        if earlier or kid.lemma in EARLIER_WORDS:
            yield kid
    if trigger.pos not in VERBAL and trigger.dep == "pobj":
        governor = parse.head(parse.head(trigger))
        if governor.lemma in words.background_nouns:
            yield governor


def _lately(parse: Parse, trigger: Token) -> bool:
    """ "X, who was recently convicted, appeals", "a recent clash in which boats were seized": why there is news now."""
    verb = trigger
    while verb.dep == "conj" and parse.head(verb).pos in VERBAL:
        verb = parse.head(verb)
    if verb.dep != "relcl" or not _in_past(parse, verb):
        return False
    words = (*parse.children(verb, "advmod"), *parse.children(parse.head(verb), "amod"))
    return any(k.lemma in LATELY or k.lemma == "recent" for k in words)


def _in_past(parse: Parse, verb: Token) -> bool:
    return verb.tag == "VBD" or any(a.tag == "VBD" for a in parse.children(verb, "aux", "auxpass"))


def _reported(document: Document, trigger: Token) -> bool:
    """In reported speech the past perfect is only the tense of the report."""
    return any(a.content.start <= trigger.start < a.content.end for a in document.attributions)
