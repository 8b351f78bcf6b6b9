"""Parameters of addresses that several pages and endpoints share, beside the filters of `asked`."""

import difflib
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from verbale.errors import ConfigError
from verbale.store.browsing import ORDERS
from verbale.store.story_queries import STORY_ORDERS

Key = Annotated[str, Query(min_length=1, max_length=300, description="a country code, or the id of a body")]
By = Annotated[
    str | None, Query(max_length=20, description="day, week, month, quarter or year; by the span if not given")
]
Order = Annotated[str, Query(description="which come first", json_schema_extra={"enum": list(ORDERS)})]
StoryOrder = Annotated[str, Query(description="which come first", json_schema_extra={"enum": list(STORY_ORDERS)})]
Limit = Annotated[int, Query(ge=1, le=1000, description="how many at once")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="how many of them to leave out")]
Width = Annotated[int, Query(ge=200, le=3000, description="of the figure in pixels")]
TableForm = Literal["csv", "parquet", "jsonl"]


def _only_known(request: Request) -> None:
    """A misspelt filter would ask nothing and so be answered with everything: it is refused."""
    described = request.app.openapi()["paths"][request.scope["route"].path][request.method.lower()]
    names = [p["name"] for p in described.get("parameters", ()) if p["in"] == "query"]
    for given in request.query_params:
        if given not in names:
            near = difflib.get_close_matches(given, names, n=1)
            raise ConfigError(f"no parameter {given[:40]!r}" + (f"; perhaps {near[0]}" if near else ""))


OnlyKnown = Depends(_only_known)
