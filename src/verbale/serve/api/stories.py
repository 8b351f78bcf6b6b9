"""Stories over the API: pages of them, one with all its reports, files."""

from fastapi import APIRouter, Request, Response

from verbale.serve.answers import answer
from verbale.serve.api.described import answers, files
from verbale.serve.downloads import table_file
from verbale.serve.parameters import Limit, Offset, StoryOrder, TableForm
from verbale.serve.state import StoriesAsked, TheLibrary
from verbale.serve.turns import FileTurn
from verbale.store import story_queries

router = APIRouter(prefix="/api", tags=["stories"])


@router.get(
    "/stories",
    summary="Stories, page by page",
    responses=answers(
        "a page of stories",
        total="how many there are",
        stories="rows: title, who, what, to whom, when, where, by how many told, `disputed` fields",
        next="the address of the next page, null on the last",
    ),
)
def stories(
    request: Request,
    asked: StoriesAsked,
    library: TheLibrary,
    order: StoryOrder = "newest",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    index = library.index
    total = story_queries.count_stories(index, asked.stories)
    found = story_queries.stories(index, asked.stories, limit, order=order, offset=offset)
    rest = asked.rest("/api/stories", total, order=order, limit=limit, offset=offset)
    return answer(request, {"total": total, "stories": list(found.records()), "next": rest})


@router.get(
    "/stories.{form}",
    summary="All stories asked for as a file",
    responses=files("the file, the story first reported first"),
    dependencies=[FileTurn],
)
def stories_file(form: TableForm, asked: StoriesAsked, library: TheLibrary) -> Response:
    return table_file(story_queries.stories(library.index, asked.stories), form, "stories")


@router.get(
    "/stories/{story_id}",
    summary="One story with all its reports",
    description="An event's id names its story too.",
    responses=answers(
        "the story",
        404,
        agreed="fields on which all reports that state them agree",
        contradictions="by field the rival versions: value, words, events",
        chain="the changes of status, from plan or claim to what came of it",
        reports="its events in order of time: origin, likeness to it, and why each is linked",
    ),
)
def story(request: Request, story_id: str, library: TheLibrary) -> Response:
    return answer(request, story_queries.story(library.index, story_id))
