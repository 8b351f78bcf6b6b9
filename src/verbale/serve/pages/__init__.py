"""The pages: HTML made on the server, which scripts only bring to life."""

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """All pages."""
    from verbale.serve.pages import about_api, actors, ask, events, judgements, overview, stories

    return [
        overview.router,
        events.router,
        stories.router,
        actors.router,
        ask.router,
        judgements.router,
        about_api.router,
    ]
