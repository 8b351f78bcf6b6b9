"""Laws of the store: what goes in comes out, offsets quote the text, the order of an ingest does not matter."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coded import NEW, OLD, UNION, article, coded, event, keep
from verbale.model.article import Article
from verbale.model.events import Count, Event, EventDate, EventMention, EventPlace
from verbale.model.mentions import SECTORS, Actor, Attribution, Place
from verbale.model.spans import Span
from verbale.store import CodedArticle, Store
from verbale.store.asking import EventFilter
from verbale.store.queries import dyads
from verbale.store.queries import event_records as stored_records
from verbale.store.reading import articles

# Whatever UTF-8 can hold: quotes, NUL in metadata, line ends, characters outside the basic plane.
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80)
days = st.dates().map(lambda d: d.isoformat())
maybe_words = st.none() | words
relaxed = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def actors(draw: st.DrawFn, text: str) -> Actor:
    span = draw(spans(text))
    return Actor(
        text=span.quote(text), name=draw(words), actor_id=draw(maybe_words), span=span,
        code=draw(st.sampled_from(["RUS", "UKR", "IGO", None])), sector=draw(st.sampled_from([*SECTORS, None])),
    )  # fmt: skip


@st.composite
def events(draw: st.DrawFn, text: str) -> Event:
    mentions = spans(text).flatmap(lambda e: spans(text).map(lambda t: EventMention(evidence=e, trigger=t)))
    speaker = draw(st.none() | actors(text))
    said = Attribution(
        content=draw(spans(text)), cue=draw(spans(text)), kind=draw(st.sampled_from(["direct", "hearsay"])),
        speaker=speaker, speaker_span=speaker.span if speaker else None,
    )  # fmt: skip
    place = Place(
        name=draw(words), country="UKR", precision="city", geonames_id=draw(st.none() | st.integers(0, 10**8)),
        latitude=draw(st.none() | st.floats(-90, 90)), longitude=draw(st.none() | st.floats(-180, 180)),
    )  # fmt: skip
    return Event(
        event_type="ASSAULT", mode=None, contexts=tuple(draw(st.lists(words, max_size=2))), cameo_code="190",
        source=tuple(draw(st.lists(actors(text), max_size=2))), target=tuple(draw(st.lists(actors(text), max_size=2))),
        status=draw(st.sampled_from(["occurred", "planned"])),
        historical=draw(st.booleans()), attribution=draw(st.sampled_from([(), (said,)])),
        event_date=draw(st.none() | st.builds(EventDate, earliest=st.none() | days, latest=st.none() | days,
                                              precision=st.just("range"), basis=st.just("stated"))),
        place=draw(st.sampled_from([None, EventPlace(place=place, basis="stated", span=draw(spans(text)))])),
        counts=tuple(draw(st.lists(st.builds(Count, kind=st.just("dead"), low=st.integers(0, 10**9), high=st.none(),
                                             span=spans(text)), max_size=1))),
        mention=draw(mentions), others=tuple(draw(st.lists(mentions, max_size=2))), frame_id="x.y",
        trace=tuple(draw(st.lists(words, max_size=2))), confidence=draw(st.none() | st.floats(0, 1)),
    )  # fmt: skip


@st.composite
def coded_articles(draw: st.DrawFn, article_id: str) -> CodedArticle:
    text = draw(texts)
    whole = Article(
        article_id=article_id, text=text, title=draw(maybe_words), url=draw(maybe_words), publisher=draw(maybe_words),
        author=draw(maybe_words), published_at=draw(st.none() | days), retrieved_at=draw(st.none() | days),
        language=draw(maybe_words), input_path=draw(maybe_words),
        masks=tuple(draw(st.lists(spans(text), max_size=2))),
    )  # fmt: skip
    return coded(whole, *draw(st.lists(events(text), max_size=2)))


any_batches = st.tuples(coded_articles("a"), coded_articles("b\0'\"")).map(list)
# Coded articles like those of every day, for laws about runs.
TELLINGS = (event(), event("denounced", historical=True), event("Monday", source=(UNION,), status="planned"))
plain_articles = st.tuples(st.sampled_from("abcde"), st.lists(st.sampled_from(TELLINGS), max_size=3))
batches = st.lists(plain_articles, min_size=1, max_size=5, unique_by=lambda pair: pair[0]).map(
    lambda pairs: [coded(article(name), *events) for name, events in pairs]
)


def given_records(batch: list[CodedArticle]) -> dict[str, Any]:
    return {row["event_id"]: row["record"] for one in batch for row in one.events}


def held_records(store: Store) -> dict[str, Any]:
    found = [json.loads(record) for record in stored_records(store, EventFilter())]
    return {record["event_id"]: record for record in found}


@relaxed
@given(any_batches)
def test_what_goes_in_comes_out(batch: list[CodedArticle]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(path=Path(folder) / "s.duckdb")
        keep(store, *batch)
        assert list(articles(store, [c.article.article_id for c in batch])) == [c.article for c in batch]
        assert held_records(store) == given_records(batch)
        dyads(store, EventFilter())
        with store.reading() as connection:
            # DuckDB counts code points as Python does.
            quoted = connection.execute(
                "SELECT text, m.evidence, evidence_start, evidence_end, m.trigger, trigger_start, trigger_end,"
                " substr(a.text, m.trigger_start + 1, m.trigger_end - m.trigger_start)"
                " FROM mention m JOIN article a USING (article_id)"
            ).fetchall()
        for text, evidence, start, end, trigger, first, last, in_sql in quoted:
            assert text[start:end] == evidence
            assert text[first:last] == trigger == in_sql
        assert len(quoted) == sum(len(c.mentions) for c in batch)


@settings(relaxed, max_examples=8)
@given(batches, st.randoms(use_true_random=False), st.booleans())
def test_order_and_repetition_do_not_matter(batch: list[CodedArticle], random: Any, anew: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = (Store(path=Path(folder) / name) for name in ("one.duckdb", "other.duckdb"))
        keep(one, *batch)
        shuffled = random.sample(batch, len(batch))
        middle = len(batch) // 2
        keep(other, *shuffled[:middle])
        keep(other, *shuffled)
        keep(other, *batch, versions=NEW if anew else OLD, anew=anew)
        assert held_records(one) == held_records(other)
        described = "SELECT article_id, version, digest, text, title FROM article WHERE known_until IS NULL ORDER BY 1"
        with one.reading() as first, other.reading() as second:
            assert first.execute(described).fetchall() == second.execute(described).fetchall()
