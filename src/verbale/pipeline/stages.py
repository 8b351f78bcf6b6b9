"""The order of the stages: one article and its parse in, a document with every layer out."""

from collections.abc import Sequence
from dataclasses import replace

from verbale.actors import find_actors
from verbale.codebook.actors import ActorTables
from verbale.codebook.frames import FrameSet, load_frames
from verbale.coding.coder import Coder
from verbale.coding.passages import ReadActs
from verbale.coding.voice import resolve_utterances
from verbale.link import merge_mentions
from verbale.model.article import Article
from verbale.model.events import Document, EventDate, EventPlace
from verbale.model.mentions import ActorMention, Dateline, Toponym
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span
from verbale.pipeline.regions import with_regions
from verbale.places import find_dateline, find_toponyms, place_of_act
from verbale.text.speech import find_utterances
from verbale.times import filing_time, find_times
from verbale.times.anchor import event_date

# Who asks for the place of one given word expects one: found best on the sentences of the fit.
ASKED_FLOOR = -0.3


def without_dateline(article: Article) -> Article:
    """The article with its dateline ("KABUL, Afghanistan (AP) -") masked: a parser takes it for a subject."""
    dateline = find_dateline(article.text)
    if dateline is None or any(m.overlaps(dateline.mask) for m in article.masks):
        return article
    return replace(article, masks=tuple(sorted((*article.masks, dateline.mask))))


def annotate_document(article: Article, parse: Parse, tables: ActorTables | None = None) -> Document:
    """Every layer but the events: who, where, when and who says so; `tables` of actors, else the shipped ones."""
    utterances = find_utterances(parse)
    actors = find_actors(parse, article.published_day, tables)
    people = [m.span for m in actors if m.how.endswith("on the day") or m.how.startswith("surname")]
    toponyms = tuple(
        t for t in find_toponyms(parse, _names_of_others(parse, actors)) if not any(p.covers(t.span) for p in people)
    )
    actors = tuple(_of_its_country(m, toponyms) for m in actors if not _is_a_place(m, toponyms))
    actors = with_regions(parse, actors, toponyms)
    times = find_times(parse, article.published_day)
    dateline = _dateline(article)
    filed = filing_time(parse, dateline.mask, article.published_day) if dateline else None
    document = Document(
        article=article,
        parse=parse,
        utterances=utterances,
        actors=actors,
        toponyms=toponyms,
        times=tuple(sorted((*times, filed), key=lambda t: t.span)) if filed else times,
        dateline=dateline,
        filed=filed,
    )
    return replace(document, attributions=resolve_utterances(document))


def _dateline(article: Article) -> Dateline | None:
    """The dateline that the parse was made without."""
    found = find_dateline(article.text)
    return found if found is not None and any(m.covers(found.mask) for m in article.masks) else None


def code_document(
    article: Article,
    parse: Parse,
    frames: FrameSet | None = None,
    tables: ActorTables | None = None,
    read: ReadActs | None = None,
) -> Document:
    """All layers and the events, mentions of one act joined; without `read` the frames alone decide."""
    document = annotate_document(article, parse, tables)
    coder = Coder(frames=frames or load_frames(), find_place=find_place, find_date=find_date, read=read)
    return replace(document, events=merge_mentions(coder.code(document), parse))


def _is_a_place(mention: ActorMention, toponyms: Sequence[Toponym]) -> bool:
    """A name that no actor table knows but the gazetteer does, or a person's inside a town's: Dera Ismail Khan."""
    if any(t.listed and t.span.covers(mention.span) and t.span != mention.span and t.use == "literal"
           and t.place is not None and t.place.geonames_id is not None for t in toponyms):  # fmt: skip
        return mention.actor.actor_id is None or mention.actor.actor_id != mention.actor.code
    guessed = mention.how in {"a person's name", "an organisation's name"} and mention.actor.actor_id is None
    return guessed and any(t.span.covers(mention.span) and t.use == "literal" for t in toponyms)


def _of_its_country(mention: ActorMention, toponyms: Sequence[Toponym]) -> ActorMention:
    """A country's namesake that the places of the text make another one's: Georgia, among Atlanta and Savannah."""
    if mention.how != "country":
        return mention
    place = next((t.place for t in toponyms if t.span == mention.span and t.listed), None)
    if place is None or place.country in (None, mention.actor.code) or place.precision != "admin1":
        return mention
    actor = replace(mention.actor, code=place.country, name=place.name, actor_id=None)
    return replace(mention, actor=actor)


def _names_of_others(parse: Parse, actors: Sequence[ActorMention]) -> list[Span]:
    """Spans of the names of people and bodies, in which no place is looked for."""
    bodies = [m.span for m in actors if m.actor.actor_id is not None and m.actor.actor_id != m.actor.code]
    return [t.span for t in parse.tokens if t.entity == "PERSON"] + bodies


def find_place(
    document: Document, trigger: Token, event_type: str | None = None, floor: float = 0.0
) -> tuple[EventPlace, str] | None:
    """Where the act named by `trigger` happens, and in words why: as stated, else where the report was filed.

    `event_type`: that of the act, where it is known; `floor` is the lead that a place needs over none.
    """
    found = place_of_act(document.parse, trigger, document.toponyms, floor=floor, event_type=event_type)
    if found is not None and found[0].place is not None:
        toponym, why = found
        assert toponym.place is not None
        return EventPlace(place=toponym.place, basis="stated", span=toponym.span), why
    if document.dateline is not None:
        dateline = document.dateline
        return EventPlace(place=dateline.place, basis="dateline", span=dateline.name), "the dateline, by default"
    return None


def find_date(document: Document, trigger: Token, status: str) -> tuple[EventDate, str] | None:
    day = document.article.published_day
    times = document.times
    if status == "occurred" and day is not None:
        # What has happened was not on a day to come: "the committee for the 2031 games".
        times = tuple(t for t in times if t.earliest is None or t.earliest <= day.isoformat())
    return event_date(document.parse, trigger, times, day, status, document.filed)
