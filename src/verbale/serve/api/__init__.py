"""The REST interface: what the pages show, as JSON and as files."""

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """All endpoints under /api."""
    from verbale.serve.api import actors, charts, events, judgements, pairs, search, stories

    # The charts of actors and pairs have addresses that `/charts/{name}` would take for its own.
    return [actors.router, pairs.router, charts.router, events.router, stories.router, search.router, judgements.router]
