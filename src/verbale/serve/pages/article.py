"""One article to be read: what is found in it marked, its events beside it."""

from typing import Any

from fastapi import APIRouter, Request, Response

from verbale.model.article import Rejection
from verbale.serve.api.articles import ArticleId, layers_of, rejected
from verbale.serve.marks.pieces import GROUP_WORDS, LISTED
from verbale.serve.pages.html import fragment, page
from verbale.serve.state import TheCoder, TheLibrary
from verbale.serve.turns import ReaderTurn
from verbale.serve.views.article import reading, told
from verbale.store import details

router = APIRouter(include_in_schema=False, dependencies=[ReaderTurn])


@router.get("/article")
def article(request: Request, id: ArticleId, library: TheLibrary) -> Response:
    """With the marks of its events, which the store has; the others come with `article_part`."""
    found = details.article(library.store, id)
    return page(request, "article.html", found=found, told=told(found["events"]), **_text(found, None))


@router.get("/parts/article")
def article_part(id: ArticleId, library: TheLibrary, coder: TheCoder) -> Response:
    """The text with all marks, once a coder has read it."""
    layers = layers_of(library, coder, id)
    if isinstance(layers, Rejection):
        return rejected(layers)
    found = details.article(library.store, id)
    return Response(fragment("_reading.html", **_text(found, layers)), media_type="text/html")


def _text(found: dict[str, Any], layers: dict[str, Any] | None) -> dict[str, Any]:
    article = found["article"]
    text = reading(article["text"], article["masks"], found["events"], layers, "/event/")
    return {"text": text, "groups": GROUP_WORDS, "most_listed": LISTED}
