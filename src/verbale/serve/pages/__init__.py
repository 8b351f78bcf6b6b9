"""The pages: HTML made on the server, which scripts only bring to life."""

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """All pages."""
    from verbale.serve.pages import (
        about_api,
        actors,
        article,
        ask,
        event,
        events,
        judgements,
        overview,
        stories,
        trying,
    )

    modules = (overview, events, event, article, trying, stories, actors, ask, judgements, about_api)
    return [module.router for module in modules]
