"""Event and annotation records as marks with labels in words."""

from dataclasses import replace

from coded import RUSSIA, TEXT, UKRAINE, article, at, event, on, said_by
from verbale.model.events import Count, Document, Event, EventMention
from verbale.model.mentions import ActorMention, TimeMention, Toponym
from verbale.model.parse import Parse
from verbale.model.spans import Span
from verbale.pipeline.records import annotation_record, event_records
from verbale.serve.marks.records import actor_words, marks_of_event, marks_of_layers
from verbale.serve.marks.segments import Mark

PARSE = Parse(TEXT, (), ())


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def labels(marks: list[Mark]) -> list[tuple[str, str, str]]:
    return [(mark.kind, TEXT[mark.start : mark.end], mark.label) for mark in marks]


def event_marks(of: Event) -> list[Mark]:
    document = Document(article=article(), parse=PARSE, events=(of,))
    (record,) = event_records(document, {"parser": "x"})
    marks = marks_of_event(record)
    assert {mark.ref for mark in marks} == {record["event_id"]}
    return marks


def test_every_part_of_an_event_is_marked_in_words() -> None:
    full = event(
        source=(replace(RUSSIA, span=span("Russia")),),
        target=(replace(UKRAINE, span=span("Ukraine")),),
        event_date=replace(on("2022-02-20", "2022-02-21"), span=span("Monday")),
        place=at("Kharkiv", "UKR"),
        counts=(Count(kind="dead", low=3, high=None, span=span("Kharkiv")),),
        attribution=(said_by(UKRAINE),),
        others=(EventMention(evidence=span("the shelling"), trigger=span("shelling")),),
    )
    assert labels(event_marks(full)) == [
        ("evidence", TEXT, "evidence: ASSAULT artillery"),
        ("trigger", "shelled", "trigger: ASSAULT artillery, done, as somebody says"),
        ("evidence", "the shelling", "evidence: ASSAULT artillery, told again"),
        ("trigger", "shelling", "trigger: ASSAULT artillery, told again"),
        ("source", "Russia", "source: Russia (RUS GOV)"),
        ("target", "Ukraine", "target: Ukraine (UKR GOV)"),
        ("date", "Monday", "date: 2022-02-20 to 2022-02-21 (day, as stated)"),
        ("place", "Russia", "place: Kharkiv, UKR (city, as stated)"),
        ("count", "Kharkiv", "dead: 3 or more"),
        ("speaker", "Russia", "speaker: Ukraine (UKR GOV), indirect speech"),
        ("cue", "Russia", "cue: indirect speech"),
    ]


def test_what_no_words_name_has_no_mark() -> None:
    bare = event(event_date=on("2022-02-21", basis="published"), mode=None)
    assert [mark.kind for mark in event_marks(bare)] == ["evidence", "trigger"]
    assert [mark.kind for mark in event_marks(event(event_date=None))] == ["evidence", "trigger"]


def test_layers_are_marked_and_the_parts_of_a_quote_belong_together() -> None:
    toponym = Toponym(span=span("Kharkiv"), head=0, use="literal", place=at("Kharkiv", "UKR").place)
    document = Document(
        article=article(),
        parse=PARSE,
        actors=(ActorMention(span=span("Russia"), head=0, actor=RUSSIA, how="country"),),
        toponyms=(toponym, replace(toponym, span=span("Russia"), use="metonym", place=None)),
        times=(
            TimeMention(
                span=span("Monday"), earliest="2022-02-21", latest="2022-02-21", precision="day",
                timex_type="DATE", timex_value="2022-02-21",
            ),
        ),
        attributions=(said_by(UKRAINE), replace(said_by(UKRAINE), kind="hearsay", speaker=None, speaker_span=None)),
    )  # fmt: skip
    marks = marks_of_layers(annotation_record(document))
    assert labels(marks) == [
        ("actor", "Russia", "actor: Russia (RUS GOV)"),
        ("place", "Kharkiv", "place: Kharkiv, UKR (city)"),
        ("place", "Russia", "place that stands for those who act there: Russia (not placed)"),
        ("date", "Monday", "date: 2022-02-21 (day)"),
        ("quote", TEXT, "indirect speech of Ukraine (UKR GOV)"),
        ("speaker", "Russia", "speaker: Ukraine (UKR GOV), indirect speech"),
        ("cue", "Russia", "cue: indirect speech"),
        ("quote", TEXT, "hearsay"),
        ("cue", "Russia", "cue: hearsay"),
    ]
    assert [mark.ref for mark in marks] == [None] * 4 + ["attribution-1"] * 3 + ["attribution-2"] * 2


def test_thoughts_are_told_from_reports() -> None:
    thought = replace(said_by(UKRAINE), attests=False)
    document = Document(article=article(), parse=PARSE, attributions=(thought,))
    first, *_ = marks_of_layers(annotation_record(document))
    assert first.label == "what is thought, wanted or judged, no report: Ukraine (UKR GOV)"


def test_an_actor_without_codes_is_its_name() -> None:
    assert actor_words({"text": "gunmen", "name": "gunmen", "code": None, "sector": None}) == "gunmen"
    assert actor_words({"text": None, "name": None, "code": None, "sector": "REB"}) == "unnamed (REB)"
