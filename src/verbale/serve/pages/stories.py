"""Stories: a list of them, and one with all its reports."""

from fastapi import APIRouter, Request, Response

from verbale.pipeline.asking import actor_names
from verbale.serve.pages.filters import choices
from verbale.serve.pages.html import page
from verbale.serve.parameters import Offset, StoryOrder
from verbale.serve.state import StoriesAsked, TheLibrary
from verbale.serve.views.story import (
    FIELD_WORDS,
    agreed,
    arranged,
    claim_of_report,
    codes_of,
    reason_words,
    status_words,
    steps,
    versions,
)
from verbale.store import story_queries
from verbale.store.story_queries import STORY_ORDERS

router = APIRouter(include_in_schema=False)

PAGE_STORIES = 50


@router.get("/stories")
def stories(
    request: Request, asked: StoriesAsked, library: TheLibrary, order: StoryOrder = "newest", offset: Offset = 0
) -> Response:
    index = library.index
    listed = list(story_queries.stories(index, asked.stories, PAGE_STORIES, order=order, offset=offset).records())
    return page(
        request,
        "stories.html",
        asked=asked,
        total=story_queries.count_stories(index, asked.stories),
        stories=listed,
        order=order,
        orders=list(STORY_ORDERS),
        offset=offset,
        size=PAGE_STORIES,
        field_words=FIELD_WORDS,
        names=actor_names(codes_of(listed)),
        status_words=status_words,
        **choices(),
    )


@router.get("/story/{story_id}")
def story(request: Request, story_id: str, library: TheLibrary) -> Response:
    record = story_queries.story(library.index, story_id)
    numbers = {report["event_id"]: number for number, report in enumerate(record["reports"], 1)}
    return page(
        request,
        "story.html",
        story=record,
        names=actor_names(codes_of([record])),
        agreed=agreed(record),
        versions=versions(record),
        steps=steps(record),
        told=arranged(record["reports"]),
        numbers=numbers,
        # The first report of each article: written last, it stays.
        homes={report["article_id"]: numbers[report["event_id"]] for report in reversed(record["reports"])},
        claim_of_report=claim_of_report,
        reason_words=reason_words,
        status_words=status_words,
    )
