"""What requests share, handed to each endpoint that asks for it."""

from typing import Annotated, cast

from fastapi import Depends, Request

from verbale.serve.asked import Asked, AskedStories, asked_events, asked_stories
from verbale.serve.coding.worker import Coder
from verbale.serve.library import Library
from verbale.serve.linking import Linker
from verbale.serve.site import Site


def _site(request: Request) -> Site:
    return cast("Site", request.app.state.site)


def _library(request: Request) -> Library:
    return cast("Library", request.app.state.library)


def _coder(request: Request) -> Coder:
    return cast("Coder", request.app.state.coder)


def _linker(request: Request) -> Linker:
    return cast("Linker", request.app.state.linker)


TheSite = Annotated[Site, Depends(_site)]
TheLibrary = Annotated[Library, Depends(_library)]
TheLinker = Annotated[Linker, Depends(_linker)]
TheCoder = Annotated[Coder, Depends(_coder)]
EventsAsked = Annotated[Asked, Depends(asked_events)]
StoriesAsked = Annotated[AskedStories, Depends(asked_stories)]
