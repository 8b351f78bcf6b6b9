"""What words find: actors, places, stories, events."""

from dataclasses import dataclass
from typing import Any

from verbale.pipeline.asking import actor_names, event_filter
from verbale.serve.asked import first_words
from verbale.store.actor_queries import names_found
from verbale.store.browsing import count_events, event_page
from verbale.store.index import Index
from verbale.store.story_queries import stories_of_events

FOUND_EVENTS = 25
FOUND_STORIES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows by column name; `actors` have the `key` that they are counted by and its `counted_as`."""

    words: tuple[str, ...]
    actors: list[dict[str, Any]]
    places: list[dict[str, Any]]
    stories: list[dict[str, Any]]
    total: int
    events: list[dict[str, Any]]

    @property
    def nothing(self) -> bool:
        return not (self.actors or self.places or self.stories or self.events)


def search(index: Index, asked: str) -> Found:
    """What all the words together find, the most told first; nothing for no words."""
    words = tuple(first_words(asked).split())
    if not words:
        return Found(words=(), actors=[], places=[], stories=[], total=0, events=[])
    named = names_found(index, " ".join(words))
    keys = actor_names(row["key"] for row in named["actors"] if row["key"])
    filtered = event_filter(search=" ".join(words))
    return Found(
        words=words,
        actors=[{**row, "counted_as": keys.get(row["key"])} for row in named["actors"]],
        places=named["places"],
        stories=list(stories_of_events(index, filtered, limit=FOUND_STORIES).records()),
        total=count_events(index, filtered),
        events=list(event_page(index, filtered, limit=FOUND_EVENTS).records()),
    )
