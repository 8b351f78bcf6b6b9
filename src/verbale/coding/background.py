"""Whether an act belongs to a clearly earlier time than the news."""

import datetime

from verbale.codebook.status import status_words
from verbale.coding.status import Reading
from verbale.model.events import Document, EventDate
from verbale.model.parse import Token

# News of ten days ago is no longer news: background given with its date is nearly always older than that.
NEWS_DAYS = 10
# A state that began longer ago than this and still holds is background too.
LASTING_DAYS = 60
EARLIER_WORDS = frozenset({"previously", "formerly", "historically", "originally", "once"})


def is_background(document: Document, trigger: Token, reading: Reading, date: EventDate | None) -> tuple[bool, str]:
    """The answer, and the reason in words when it is yes."""
    published = document.article.published_day
    if date is not None and date.basis == "stated" and date.latest is not None and published is not None:
        age = published - datetime.date.fromisoformat(date.latest)
        if age.days > NEWS_DAYS:
            return True, f"historical: dated {age.days} days before publication"
        if (
            date.earliest is not None
            and (published - datetime.date.fromisoformat(date.earliest)).days > LASTING_DAYS
            and reading.status == "occurred"
        ):
            return True, "historical: it began long before publication"
        if age.days >= 0 and date.earliest is not None:
            return False, ""
    parse = document.parse
    for kid in parse.children(trigger, "amod", "advmod", "npadvmod"):
        if (
            kid.lemma in status_words().historical_adjectives
            and trigger.pos not in {"VERB", "AUX"}
            and kid.lemma not in {"last", "late"}
        ):
            return True, f"historical: {kid.text!r}"
        if kid.lemma in EARLIER_WORDS:
            return True, f"historical: {kid.text!r}"
    if reading.past_perfect and not _reported(document, trigger):
        return True, "historical: the past perfect sets it before the story"
    return False, ""


def _reported(document: Document, trigger: Token) -> bool:
    """In reported speech the past perfect is only the tense of the report."""
    return any(a.content.start <= trigger.start < a.content.end for a in document.attributions)
