"""Asking by words."""

from fastapi import APIRouter, Request, Response

from verbale.pipeline.asking import actor_names
from verbale.serve.api.search import Words
from verbale.serve.pages.html import page
from verbale.serve.state import TheLibrary
from verbale.serve.views.search import search
from verbale.serve.views.story import FIELD_WORDS, codes_of, status_words

router = APIRouter(include_in_schema=False)


@router.get("/ask")
def ask(request: Request, library: TheLibrary, q: Words = "") -> Response:
    found = search(library.index, q)
    return page(
        request,
        "ask.html",
        q=q,
        found=found,
        words=found.words,
        events=found.events,
        stories=found.stories,
        field_words=FIELD_WORDS,
        names=actor_names(codes_of(found.stories)),
        status_words=status_words,
    )
