"""A made-up record of any size, written and linked as the pipeline does: `synthetic.py STORE EVENTS`.

Three years, some 150 actors, 400 places, 20 publishers, every type, mode and claim, copies and repeated reports.
"""

import datetime
import itertools
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from made_world import World, made_world

from verbale.codebook.frames import load_frames
from verbale.codebook.types import event_types
from verbale.model.article import Article
from verbale.model.events import Count, Document, Event, EventDate, EventMention, EventPlace
from verbale.model.mentions import Actor, Attribution
from verbale.model.parse import Parse
from verbale.model.spans import Span
from verbale.pipeline.keeping import coded_article, versions_of_program
from verbale.pipeline.linking import link
from verbale.pipeline.records import event_records
from verbale.pipeline.run import Result
from verbale.store import CodedArticle, RunWriter, Store

FIRST_DAY = datetime.date(2021, 7, 1)
DAYS = 3 * 365
PUBLISHERS = [f"{place} {kind}" for place in ("Northern", "Harbour", "Valley", "Capital", "Lake")
              for kind in ("Herald", "Wire", "Observer", "Gazette")]  # fmt: skip
# Status and whether it is historical, by how many in a hundred.
STANDINGS = {("occurred", False): 74, ("ongoing", False): 4, ("planned", False): 8, ("hypothetical", False): 5,
             ("negated", False): 4, ("occurred", True): 5}  # fmt: skip
# By how many in a hundred, and the words that name the act.
TYPES = {
    "AGREE": (5, "pledged talks with"), "CONSULT": (14, "received envoys from"), "SUPPORT": (5, "praised"),
    "CONCEDE": (2, "yielded to"), "COOPERATE": (4, "shared data with"), "AID": (4, "sent grain to"),
    "RETREAT": (5, "withdrew from"), "REQUEST": (6, "urged"), "ACCUSE": (11, "accused"), "REJECT": (4, "rebuffed"),
    "THREATEN": (5, "threatened"), "PROTEST": (6, "marched against"), "SANCTION": (5, "froze assets of"),
    "MOBILIZE": (3, "massed forces near"), "COERCE": (9, "detained citizens of"), "ASSAULT": (12, "shelled"),
}  # fmt: skip
TOPICS = ("border", "grain", "fishing", "gas", "water", "prisoner", "railway", "visa", "mining", "drone", "airspace",
          "harbour", "election", "press", "currency", "refugee", "pipeline", "dam", "customs", "cable")  # fmt: skip
RARE_WORDS = 12
SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in ("ab", "el", "on", "ur")]
# Chances: of an act, the first five; of an article, the rest.
MODED, ATTRIBUTED, MUTUAL, PLACELESS, COUNTED = 0.8, 0.4, 0.5, 0.3, 0.15
COPIED, EMPTY, OUTBREAK = 0.12, 0.1, 0.2
OUTBREAKS = (240, 560, 900)
RECODED_EVERY = 20
BATCH_ARTICLES = 2000

Told = tuple[Article, Sequence[Event]]


def add_events(store: Store, events: int, *, seed: int = 1) -> int:
    """Add so many events or a few more, link them, and give how many; the same seed gives the same articles.

    Every twentieth article is coded twice, so that the store also has rows that the record holds no longer.
    """
    random, total = Random(seed), 0
    told = _told(random, made_world())
    writer = RunWriter(store=store, kind="ingest", versions=versions_of_program())
    again: list[CodedArticle] = []
    while total < events:
        batch = list(_up_to(told, events - total))
        writer.add(batch)
        again += batch[::RECODED_EVERY]
        total += sum(len(coded.events) for coded in batch)
    writer.finish()
    recoded = RunWriter(store=store, kind="recode", versions=versions_of_program())
    recoded.add(again, anew=True)
    recoded.finish()
    link(store)
    return total


def _up_to(told: Iterator[Told], events: int) -> Iterator[CodedArticle]:
    """A batch, cut short where it has enough events."""
    for article, acts in itertools.islice(told, BATCH_ARTICLES):
        document = Document(article=article, parse=Parse(article.text, (), ()), events=tuple(acts))
        records = event_records(document, {"parser": "none"})
        yield coded_article(Result(article=article, records=tuple(records)))
        events -= len(acts)
        if events <= 0:
            return


def _told(random: Random, world: World) -> Iterator[Told]:
    """Articles without end with the acts that they tell: none, some, or those of an article that they copy."""
    lately: list[Told] = []
    for number in itertools.count():
        if lately and random.random() < COPIED:
            article, acts = random.choice(lately)
            day = datetime.date.fromisoformat((article.published_at or "")[:10])
            named = replace(article, article_id=f"made-{number}", url=f"https://news.example/{number}")
            later = _moment(random, day + datetime.timedelta(days=random.randrange(3)))
            yield replace(named, publisher=random.choice(PUBLISHERS), published_at=later), acts
            continue
        lately = [*lately[-49:], _report(random, world, number)]
        yield lately[-1]


def _report(random: Random, world: World, number: int) -> Told:
    topic, day = f"{random.choice(TOPICS)} and {random.choice(TOPICS)}", _day(random)
    text, acts = f"A report on {topic} by {', '.join(_words(random))}.", []
    for _ in range(0 if random.random() < EMPTY else 1 + int(random.expovariate(0.6))):
        text, act = _act(random, world, text, topic, day)
        acts.append(act)
    article = Article(
        article_id=f"made-{number}",
        text=text,
        title=f"{topic.capitalize()}: {acts[0].source[0].name if acts else 'nothing new'}",
        url=f"https://news.example/{number}",
        publisher=random.choice(PUBLISHERS),
        language="en",
        published_at=_moment(random, day),
    )
    return article, acts


def _words(random: Random) -> Iterator[str]:
    """Words that few other reports have, as names are: without them linking takes all reports for alike."""
    for _ in range(RARE_WORDS):
        yield "".join(random.choices(SYLLABLES, k=3)).capitalize()


def _day(random: Random) -> datetime.date:
    """More as the years go on, and outbreaks that last some weeks."""
    if random.random() < OUTBREAK:
        offset = random.choice(OUTBREAKS) + random.expovariate(1 / 20)
    else:
        offset = DAYS * random.triangular(0, 1, 0.9)
    return FIRST_DAY + datetime.timedelta(days=min(int(offset), DAYS - 1))


def _moment(random: Random, day: datetime.date) -> str:
    return f"{day}T{random.randrange(24):02}:{random.randrange(60):02}:00+00:00"


def _act(random: Random, world: World, text: str, topic: str, day: datetime.date) -> tuple[str, Event]:
    """The text with one sentence more, and the act that it tells."""
    (name,) = random.choices(list(TYPES), [weight for weight, _ in TYPES.values()])
    kind, verb = event_types()[name], TYPES[name][1]
    ((status, historical),) = random.choices(list(STANDINGS), list(STANDINGS.values()))
    mode = kind.modes[random.choice(list(kind.modes))] if kind.modes and random.random() < MODED else None
    mutual = name == "CONSULT" and random.random() < MUTUAL
    source, target = world.pair(random)
    place = None if random.random() < PLACELESS else world.place(random, target)
    dead = random.randrange(1, 60) if kind.quad_class == 4 and random.random() < COUNTED else None
    speaker = random.choice(world.actors) if random.random() < ATTRIBUTED else None
    ago = random.randrange(400, 4000) if historical else min(int(random.expovariate(0.5)), 9)

    clause = f"{source.name} {verb} {target.name} over {random.choice(TOPICS)} and {topic}"
    clause += f" in {place.name}" if place else ""
    clause += f", leaving {dead} dead" if dead else ""
    start = len(text) + 1
    evidence, trigger = Span(start, start + len(clause)), verb.split()[0]
    text = f"{text} {clause}{f', {speaker.name} said' if speaker else ''}."
    frame = _mutual_frame() if mutual else f"{name.lower()}.made"
    event = Event(
        event_type=name,
        mode=mode.name if mode else None,
        contexts=(),
        cameo_code=mode.cameo if mode else kind.cameo,
        source=(source, target) if mutual else (source,),
        target=() if mutual else (target,),
        status=status,
        historical=historical,
        attribution=(_said_by(speaker, text, evidence),) if speaker else (),
        event_date=_on(day - datetime.timedelta(days=ago), "stated" if ago else "published"),
        place=EventPlace(place=place, basis="stated", span=_of(text, place.name, start)) if place else None,
        counts=(Count(kind="dead", low=dead, high=dead, span=_of(text, f"{dead} dead", start)),) if dead else (),
        mention=EventMention(evidence=evidence, trigger=_of(text, trigger, start + len(source.name))),
        frame_id=frame,
        trace=(f"frame {frame}: '{trigger}' names {name}",),
        confidence=round(random.betavariate(6, 2), 3),
    )
    return text, event


def _said_by(speaker: Actor, text: str, content: Span) -> Attribution:
    named = _of(text, speaker.name, content.end)
    return Attribution(
        content=content, cue=_of(text, "said", named.end), kind="indirect", speaker=speaker, speaker_span=named
    )


def _on(day: datetime.date, basis: str) -> EventDate:
    return EventDate(earliest=str(day), latest=str(day), precision="day", basis=basis)


def _of(text: str, words: str, start: int) -> Span:
    found = text.index(words, start)
    return Span(found, found + len(words))


def _mutual_frame() -> str:
    return next(frame.id for frame in load_frames().frames if frame.mutual)


def main() -> None:
    path, events = Path(sys.argv[1]), int(sys.argv[2])
    begun = time.perf_counter()
    total = add_events(Store(path=path), events)
    print(f"{total} events in {path}, {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
