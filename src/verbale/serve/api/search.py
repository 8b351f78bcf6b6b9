"""Searching over the API."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from verbale.serve.answers import answer
from verbale.serve.api.described import answers
from verbale.serve.state import TheLibrary
from verbale.serve.views.search import search

router = APIRouter(prefix="/api", tags=["search"])

Words = Annotated[str, Query(max_length=300, description="words that all must be found; the first dozen count")]


@router.get(
    "/search",
    summary="What words find",
    description="All its events: /api/events?search= and, as files, /api/events.csv?search=.",
    responses=answers(
        "what was found",
        actors="actors whose names hold the words, with the key under which each is counted",
        places="places whose names hold the words",
        stories="stories, told by two articles or more, of the events found",
        total="how many events hold the words in evidence, title, names or place",
        events="the newest of them",
    ),
)
def found(request: Request, library: TheLibrary, q: Words = "") -> Response:
    return answer(request, search(library.index, q))
