"""Coded articles built by hand, as the pipeline would hand them to the store."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from verbale.model.article import Article
from verbale.model.events import Document, Event, EventDate, EventMention, EventPlace
from verbale.model.mentions import Actor, Attribution, Place
from verbale.model.parse import Parse
from verbale.model.spans import Span
from verbale.pipeline.keeping import coded_article
from verbale.pipeline.records import event_records
from verbale.pipeline.run import Result
from verbale.store import CodedArticle, RunWriter, Store, Versions

TEXT = "Russia shelled Kharkiv on Monday and Ukraine denounced the shelling."
KENYA = Actor(text="Kenya", name="Kenya", actor_id="KEN", code="KEN", sector="GOV")
SOMALIA = Actor(text="Somalia", name="Somalia", actor_id="SOM", code="SOM", sector="GOV")
RUSSIA = Actor(text="Russia", name="Russia", actor_id="RUS", code="RUS", sector="GOV")
UKRAINE = Actor(text="Ukraine", name="Ukraine", actor_id="UKR", code="UKR", sector="GOV")
# A region that left Ukraine: of its code, and an actor of its own.
DONETSK = Actor(
    text="DPR", name="Donetsk People's Republic", actor_id="donetsk-peoples-republic", code="UKR", sector="PRE"
)
UNION = Actor(text="EU", name="European Union", actor_id="european-union", code="IGO", sector="IGO")
GUNMEN = Actor(text="gunmen", name="gunmen")

OLD = Versions(coder="1", codebook="2022.1", models="parser x", schema="1")
NEW = replace(OLD, coder="2")


def article(article_id: str = "a", text: str = TEXT, **fields: Any) -> Article:
    return Article(article_id=article_id, text=text, **{"published_at": "2022-02-21", **fields})


def event(word: str = "shelled", text: str = TEXT, **fields: Any) -> Event:
    """An assault of Russia on Ukraine on the day before, told by `word`; the whole text is the evidence."""
    start = text.index(word)
    base = Event(
        event_type="ASSAULT", mode="artillery", contexts=(), cameo_code="194", source=(RUSSIA,), target=(UKRAINE,),
        status="occurred", historical=False, attribution=(), event_date=on("2022-02-20"), place=None, counts=(),
        mention=EventMention(evidence=Span(0, len(text)), trigger=Span(start, start + len(word))), frame_id="x.y",
        trace=("frame x.y: 'shelled' names ASSAULT",), confidence=0.9,
    )  # fmt: skip
    return replace(base, **fields)


def on(earliest: str | None, latest: str | None = None, basis: str = "stated") -> EventDate:
    return EventDate(earliest=earliest, latest=latest or earliest, precision="day", basis=basis)


def said_by(speaker: Actor, text: str = TEXT) -> Attribution:
    words = Span(0, 6)
    return Attribution(content=Span(0, len(text)), cue=words, kind="indirect", speaker=speaker, speaker_span=words)


def at(name: str, country: str) -> EventPlace:
    return EventPlace(place=Place(name=name, country=country, precision="city"), basis="stated", span=Span(0, 6))


def coded(of: Article, *events: Event) -> CodedArticle:
    document = Document(article=of, parse=Parse(of.text, (), ()), events=events)
    return coded_article(Result(article=of, records=tuple(event_records(document, {"parser": "x"}))))


def keep(
    store: Store, *articles: CodedArticle, versions: Versions = OLD, anew: bool = False, finish: bool = True
) -> RunWriter:
    """One run that writes these articles in one batch."""
    writer = RunWriter(store=store, kind="recode" if anew else "ingest", versions=versions)
    writer.add(articles, anew=anew)
    if finish:
        writer.finish()
    return writer


def rows(store: Store, sql: str) -> Sequence[tuple[Any, ...]]:
    with store.reading() as connection:
        return connection.execute(sql).fetchall()
