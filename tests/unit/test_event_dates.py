"""Which of the dates in a sentence is the act's, on parses built by hand; published on Monday 24 June 2019."""

import datetime

from builders import parse_of

from verbale.model.events import EventDate
from verbale.times import find_times
from verbale.times.anchor import event_date

DAY = datetime.date(2019, 6, 24)
TAGS = {"arrested": ("VERB", "VBD"), "toppled": ("VERB", "VBD"), "that": ("PRON", "WDT"), "after": ("SCONJ", "IN")}


def date_of(text: str, word: str, status: str = "occurred", **heads: tuple[str, str]) -> EventDate:
    parse = parse_of(text, heads=heads, tags=TAGS)
    trigger = next(t for t in parse.tokens if t.text == word)
    found = event_date(parse, trigger, find_times(parse, DAY), DAY, status)
    assert found is not None
    return found[0]


def test_day_of_its_own_clause() -> None:
    date = date_of("Police arrested editors on Sunday.", "arrested")
    assert (date.earliest, date.basis) == ("2019-06-23", "stated")


def test_day_of_publication_by_default_and_open_for_plans() -> None:
    assert date_of("Police arrested editors.", "arrested").latest == "2019-06-24"
    assert date_of("Police will visit Accra.", "visit", "planned").latest is None


def test_a_year_that_names_a_thing_is_not_the_day() -> None:
    heads = {"the": ("pact", "det"), "2015": ("pact", "nummod"), "pact": ("signed", "dobj")}
    assert date_of("Ghana signed the 2015 pact.", "signed", **heads).basis == "published"


def test_the_noun_that_a_relative_clause_describes_lends_its_date() -> None:
    heads = {"2011": ("revolt", "nummod"), "revolt": ("marked", "dobj"), "that": ("toppled", "nsubj"),
             "toppled": ("revolt", "relcl"), "kings": ("toppled", "dobj"), "the": ("revolt", "det")}  # fmt: skip
    assert date_of("Ghana marked the 2011 revolt that toppled kings.", "toppled", **heads).earliest == "2011-01-01"


def test_days_counted_from_the_report() -> None:
    heads = {"after": ("attacked", "mark"), "days": ("attacked", "npadvmod"), "two": ("days", "nummod"),
             "attacked": ("arrested", "advcl"), "Rebels": ("attacked", "nsubj")}  # fmt: skip
    text = "Police arrested leaders two days after Rebels attacked."
    assert date_of(text, "attacked", **heads).earliest == "2019-06-22"
    assert date_of(text, "arrested", **heads).basis == "published"


def test_a_date_to_come_is_not_of_what_has_occurred() -> None:
    date = date_of("Ghana signed papers in 2031.", "signed")
    assert date.basis == "published"


def test_an_act_in_a_coup_that_another_sentence_dates() -> None:
    heads = {"the": ("coup", "det")}
    text = "Ghana condemned the coup in 2011. Soldiers killed ministers during the coup."
    tags = {"during": ("ADP", "IN")}
    parse = parse_of(text, heads=heads, tags={**TAGS, **tags})
    trigger = next(t for t in parse.tokens if t.text == "killed")
    found = event_date(parse, trigger, find_times(parse, DAY), DAY)
    assert found is not None
    assert found[0].earliest == "2011-01-01"
