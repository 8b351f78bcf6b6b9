"""Taking turns: what opens the store's file or makes a file of everything leaves room for all other requests."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import cast

from fastapi import Depends, Request

# A file of a hundred thousand events takes some seconds and hundreds of megabytes.
FILES_AT_ONCE = 2
# Each may wait half a minute for a program that holds the store; of threads there are 40.
READERS_AT_ONCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Places; who finds none waits without keeping a thread."""

    files: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(FILES_AT_ONCE))
    readers: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READERS_AT_ONCE))


def _turns(request: Request) -> Turns:
    return cast("Turns", request.app.state.turns)


async def _file_turn(request: Request) -> AsyncIterator[None]:
    async with _turns(request).files:
        yield


async def _reader_turn(request: Request) -> AsyncIterator[None]:
    async with _turns(request).readers:
        yield


# Over when the answer is made, however slowly it is fetched.
FileTurn = Depends(_file_turn, scope="function")
ReaderTurn = Depends(_reader_turn, scope="function")
