"""Articles over the API: as the record holds them, and what a coder finds in their text."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from verbale.errors import UnknownIdError
from verbale.model.article import Rejection
from verbale.serve.answers import answer, refusal
from verbale.serve.api.described import answers
from verbale.serve.coding.worker import Coder
from verbale.serve.library import Library
from verbale.serve.state import TheCoder, TheLibrary
from verbale.serve.turns import ReaderTurn
from verbale.store import details
from verbale.store.reading import articles

router = APIRouter(prefix="/api", tags=["articles"], dependencies=[ReaderTurn])

ArticleId = Annotated[str, Query(max_length=2000, description="of the article, as its events name it")]


@router.get(
    "/article",
    summary="One article with its text, events and versions",
    responses=answers(
        "the article",
        404,
        article="its newest version with the text",
        events="records of its events in the order of the text, each with its `story_id`",
        versions="since when the record held which version",
    ),
)
def article(request: Request, id: ArticleId, library: TheLibrary) -> Response:
    return answer(request, details.article(library.store, id))


@router.get(
    "/article/layers",
    summary="What is found in an article's text",
    description="Coded when it is asked for, by the program as it is now; the store keeps events alone.",
    responses=answers(
        "the annotation record of `verbale annotate`",
        404,
        504,
        actors="who is named",
        toponyms="places that are named",
        times="days that are named",
        attributions="who says what",
    ),
)
def article_layers(request: Request, id: ArticleId, library: TheLibrary, coder: TheCoder) -> Response:
    found = layers_of(library, coder, id)
    return rejected(found) if isinstance(found, Rejection) else answer(request, found)


def layers_of(library: Library, coder: Coder, article_id: str) -> dict[str, Any] | Rejection:
    """The layers of an article's newest text. Raises UnknownIdError, and CodingError as the coder does."""
    held = next(articles(library.store, [article_id]), None)
    if held is None:
        raise UnknownIdError(f"the store has no article {article_id!r}")
    return coder.layers(held)


def rejected(rejection: Rejection) -> Response:
    """A text that cannot be read as news: the reason is the word of the error, the detail its message."""
    return refusal(422, rejection.reason, rejection.detail)
