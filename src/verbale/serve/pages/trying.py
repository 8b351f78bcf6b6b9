"""A text of the reader's own, coded in place and forgotten."""

from fastapi import APIRouter, Request, Response

from verbale.model.article import Rejection
from verbale.serve.api.articles import rejected
from verbale.serve.api.code import Body, Day, Title, coded
from verbale.serve.marks.pieces import GROUP_WORDS, LISTED
from verbale.serve.pages.html import fragment, page
from verbale.serve.state import TheCoder, TheSite
from verbale.serve.views.article import reading, told

router = APIRouter(include_in_schema=False)


@router.get("/try")
def trying(request: Request, site: TheSite, coder: TheCoder) -> Response:
    # The models load while the reader looks for a text.
    coder.warm()
    return page(request, "try.html", limit=site.upload_bytes)


@router.post("/parts/try")
def tried(request: Request, body: Body, coder: TheCoder, published: Day = None, title: Title = None) -> Response:
    """The text marked, its events as cards."""
    found = coded(request, body, coder, published, title)
    if isinstance(found, Rejection):
        return rejected(found)
    masks = ((mask.start, mask.end) for mask in found.article.masks)
    text = reading(found.article.text, masks, found.events, found.layers, "#told-")
    made = fragment(
        "_tried.html",
        article=found.article,
        text=text,
        groups=GROUP_WORDS,
        most_listed=LISTED,
        told=told(found.events),
    )
    return Response(made, media_type="text/html")
