"""Scripts that are made, not written: Vega for the figures."""

from functools import cache

from fastapi import APIRouter, Request, Response

from verbale.chart import bundle
from verbale.serve.answers import tagged

router = APIRouter(include_in_schema=False)


@cache
def _vega() -> bytes:
    return bundle().encode("utf-8")


@router.get("/static/vega.js")
def vega(request: Request) -> Response:
    return tagged(request, _vega(), "text/javascript", {"Cache-Control": "max-age=86400"})
