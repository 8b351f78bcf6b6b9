"""The pages: HTML made on the server, which scripts only bring to life."""

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """All pages."""
    from verbale.serve.pages import article, event, events, overview, trying

    return [overview.router, events.router, event.router, article.router, trying.router]
