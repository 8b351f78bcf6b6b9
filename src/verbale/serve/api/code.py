"""A text coded over the API, and forgotten."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from verbale.model.article import Rejection
from verbale.serve.answers import answer
from verbale.serve.api.articles import rejected
from verbale.serve.api.described import answers
from verbale.serve.coding.child import FORMATS, Coded
from verbale.serve.coding.worker import Coder
from verbale.serve.state import TheCoder

router = APIRouter(prefix="/api", tags=["code"])

# What lies in files and times of this program, not in the article as given.
_LEFT_OUT = frozenset({"input_path", "masks"})
Day = Annotated[str | None, Query(max_length=40, description="when it was published (YYYY-MM-DD), if it does not say")]
Title = Annotated[str | None, Query(max_length=1000, description="its title, if the text is given without one")]
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "the text of one article, or its page",
        "content": {name: {"schema": {"type": "string"}} for name in FORMATS},
    }
}


async def _body(request: Request) -> bytes:
    return await request.body()


Body = Annotated[bytes, Depends(_body)]


@router.post(
    "/code",
    summary="Code a text",
    description="Nothing of it is kept. The body is the text or page itself, as `curl --data-binary @file` sends it.",
    openapi_extra=BODY,
    responses=answers(
        "what was found",
        403,
        413,
        504,
        article="the article as it was read",
        events="records as docs/output.md describes them",
        layers="actors, places, dates and who says what, as `verbale annotate` gives them",
    ),
)
def code(request: Request, body: Body, coder: TheCoder, published: Day = None, title: Title = None) -> Response:
    found = coded(request, body, coder, published, title)
    if isinstance(found, Rejection):
        return rejected(found)
    article = {name: value for name, value in asdict(found.article).items() if name not in _LEFT_OUT}
    return answer(request, {"article": article, "events": found.events, "layers": found.layers})


def coded(request: Request, body: bytes, coder: Coder, published: str | None, title: str | None) -> Coded | Rejection:
    """What the coder makes of a body sent as text or page. Raises ConfigError and CodingError as the coder does."""
    media_type = request.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    return coder.code(body, media_type=media_type, published=published or None, title=title or None)
