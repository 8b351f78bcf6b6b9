"""What a person sees when something is not as asked."""

from fastapi import Request, Response

from verbale.serve.pages.html import page

_TITLES = {
    400: "That cannot be asked",
    403: "Not allowed",
    404: "Nothing there",
    413: "Too large",
    422: "That cannot be asked",
    503: "Not just now",
    504: "That took too long",
}


def error_page(request: Request, status: int, message: str) -> Response:
    """A page with the reason in words."""
    return page(request, "error.html", status=status, title=_TITLES.get(status, "Not done"), message=message)
