"""The site put together: what requests share, the endpoints, the errors, the guard in front."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from verbale.errors import (
    CodingBusy,
    CodingError,
    ConfigError,
    JudgementConflict,
    StoreError,
    UnknownIdError,
    VerbaleError,
)
from verbale.pipeline.run import Settings
from verbale.serve import api, pages, scripts
from verbale.serve.answers import refusal
from verbale.serve.coding.worker import Coder
from verbale.serve.guard import Guard
from verbale.serve.library import Library
from verbale.serve.linking import Linker
from verbale.serve.pages.errors import error_page
from verbale.serve.pages.overview import warm
from verbale.serve.parameters import OnlyKnown
from verbale.serve.site import Site
from verbale.serve.turns import Turns
from verbale.version import __version__

# Status and word of each error; the first that fits counts.
_ERRORS: tuple[tuple[type[Exception], int, str], ...] = (
    (UnknownIdError, 404, "not-found"),
    (JudgementConflict, 409, "conflict"),
    (ConfigError, 400, "bad-request"),
    (CodingBusy, 503, "busy"),
    (CodingError, 504, "coding-stopped"),
    (StoreError, 503, "store"),
    (VerbaleError, 400, "bad-request"),
)
_WORDS = {404: "not-found", 405: "method-not-allowed", 403: "forbidden", 409: "conflict", 413: "too-large"}
# Of what is wrong in a request so much is said: it may have thousands of wrong names, each as long as it pleases.
_MOST_FAULTS = 5
_MOST_CHARS = 1000


def make_app(site: Site) -> FastAPI:
    """The site as an ASGI application. Raises StoreError where the store cannot be read."""
    coder = Coder(Settings(), limit_seconds=site.coding_seconds)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        # The first reader should not wait for what every later one finds ready.
        await run_in_threadpool(warm, site, app.state.library)
        yield
        coder.close()

    app = FastAPI(
        title="Verbale",
        summary="The record of a store: who did what to whom, when and where, who says so, and whether it happened.",
        version=__version__,
        openapi_url="/api/openapi.json",
        # Their pages load scripts from a content network.
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.site = site
    app.state.library = Library(site.store)
    app.state.linker = Linker(app.state.library, lambda error: _said(site, error))
    app.state.turns = Turns()
    app.state.coder = coder
    for router in api.routers():
        app.include_router(router, dependencies=[OnlyKnown])
    for router in (*pages.routers(), scripts.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(str(files("verbale.serve") / "static"))), name="static")
    _answer_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(Guard, site=site, fault=_fault)
    return app


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(VerbaleError)
    def of_ours(request: Request, error: VerbaleError) -> Response:
        status, word = next((status, word) for kind, status, word in _ERRORS if isinstance(error, kind))
        return _refused(request, status, word, _said(request.app.state.site, error))

    @app.exception_handler(RequestValidationError)
    def of_parameters(request: Request, error: RequestValidationError) -> Response:
        faults = error.errors()
        said = [f"{'.'.join(str(part) for part in e['loc'][1:]) or 'body'}: {e['msg']}" for e in faults[:_MOST_FAULTS]]
        more = [f"and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
        return _refused(request, 422, "bad-parameter", "; ".join([*said, *more]))

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        return _refused(request, error.status_code, _WORDS.get(error.status_code, "refused"), str(error.detail))


def _said(site: Site, error: VerbaleError) -> str:
    """The error in words; to readers at other computers not where the store lies and what program runs here how."""
    if site.token is None or not isinstance(error, StoreError):
        return str(error)
    return "the store is held by another program or cannot be read; try again"


def _fault(request: Request) -> Response:
    return _refused(request, 500, "fault", "something went wrong here; the terminal that the site runs in says what")


def _refused(request: Request, status: int, word: str, message: str) -> Response:
    """For a program the common shape, for a person a page."""
    message = message if len(message) <= _MOST_CHARS else f"{message[:_MOST_CHARS]}…"
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return refusal(status, word, message)
    return error_page(request, status, message)
