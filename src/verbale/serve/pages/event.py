"""One event: the record in words beside the words of the text, why it is coded so, and what became of it."""

from typing import Any

from fastapi import APIRouter, Request, Response

from verbale.codebook.mutual import pairs_of
from verbale.errors import UnknownIdError
from verbale.pipeline.asking import actor_names
from verbale.serve.library import Library
from verbale.serve.marks.pieces import GROUP_WORDS, anchor_of, counted, excerpts
from verbale.serve.marks.records import marks_of_event
from verbale.serve.pages.html import page
from verbale.serve.state import TheLibrary
from verbale.serve.turns import ReaderTurn
from verbale.serve.views.codings import recodings
from verbale.serve.views.record import facts
from verbale.serve.views.story import FIELD_WORDS
from verbale.store import details
from verbale.store.judgements.either import Judgements, judgements_on
from verbale.store.story_queries import story

router = APIRouter(include_in_schema=False, dependencies=[ReaderTurn])

MOST_PAIRS = 6


@router.get("/event/{event_id}")
def event(request: Request, event_id: str, library: TheLibrary) -> Response:
    found = details.event(library.store, event_id)
    record = found["record"]
    marks = marks_of_event(record)
    return page(
        request,
        "event.html",
        event=found,
        record=record,
        facts=facts(record),
        excerpts=excerpts(found["article"]["text"], marks),
        counted=counted(marks),
        groups=GROUP_WORDS,
        anchor_of=anchor_of,
        history=recodings(found["history"]),
        pairs=_pairs(record),
        event_id=event_id,
        judged=_judged(library, event_id),
        **_story(library, found),
    )


def _pairs(record: dict[str, Any]) -> list[dict[str, str]]:
    pairs = pairs_of(record)[:MOST_PAIRS]
    names = actor_names({key for pair in pairs for key in pair})
    return [
        {"source": source, "target": target, "source_name": names[source], "target_name": names[target]}
        for source, target in pairs
    ]


def _judged(library: Library, event_id: str) -> Judgements:
    with library.store.reading() as connection:
        return judgements_on(connection, event_id)


def _story(library: Library, found: dict[str, Any]) -> dict[str, Any]:
    """The story, and by field its contradictions in which this event takes a side, this event's version first."""
    try:
        told = story(library.index, found["story_id"]) if found["story_id"] else None
    except UnknownIdError:
        # The index is a moment behind the store: the next look has it.
        told = None
    disputed = told["contradictions"] if told else {}
    mine = {
        FIELD_WORDS.get(field, field): sorted(
            versions, key=lambda version: found["event_id"] not in version["event_ids"]
        )
        for field, versions in disputed.items()
        if any(found["event_id"] in version["event_ids"] for version in versions)
    }
    others = [FIELD_WORDS.get(field, field) for field in disputed]
    return {"story": told, "disputes": mine, "others": [name for name in others if name not in mine]}
