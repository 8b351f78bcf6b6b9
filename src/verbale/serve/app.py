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
from verbale.serve.guard import BodyTooLargeError, Guard
from verbale.serve.library import Library
from verbale.serve.linking import Linker
from verbale.serve.pages.errors import error_page
from verbale.serve.pages.overview import warm
from verbale.serve.site import Site
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
_WORDS = {404: "not-found", 405: "method-not-allowed", 403: "forbidden", 409: "conflict"}


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
    app.state.linker = Linker(app.state.library)
    app.state.coder = coder
    for router in (*api.routers(), *pages.routers(), scripts.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(str(files("verbale.serve") / "static"))), name="static")
    _answer_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(Guard, site=site)
    return app


def _answer_errors(app: FastAPI) -> None:
    @app.exception_handler(VerbaleError)
    def of_ours(request: Request, error: VerbaleError) -> Response:
        status, word = next((status, word) for kind, status, word in _ERRORS if isinstance(error, kind))
        return _refused(request, status, word, str(error))

    @app.exception_handler(RequestValidationError)
    def of_parameters(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(str(part) for part in e['loc'][1:])}: {e['msg']}" for e in error.errors())
        return _refused(request, 422, "bad-parameter", said)

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        return _refused(request, error.status_code, _WORDS.get(error.status_code, "refused"), str(error.detail))

    @app.exception_handler(BodyTooLargeError)
    def of_size(request: Request, error: BodyTooLargeError) -> Response:
        return _refused(request, 413, "too-large", "the body is larger than this site takes")


def _refused(request: Request, status: int, word: str, message: str) -> Response:
    """For a program the common shape, for a person a page."""
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return refusal(status, word, message)
    return error_page(request, status, message)
