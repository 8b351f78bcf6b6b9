"""The REST interface: what the pages show, as JSON and as files."""

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """All endpoints under /api."""
    from verbale.serve.api import actors, articles, charts, code, events, judgements, pairs, search, stories

    # The charts of actors and pairs have addresses that `/charts/{name}` would take for its own.
    ordered = (actors, pairs, charts, events, articles, stories, search, code, judgements)
    return [module.router for module in ordered]
