"""The REST interface: what the pages show, as JSON and as files."""

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """All endpoints under /api."""
    from verbale.serve.api import charts, events, stories

    return [charts.router, events.router, stories.router]
