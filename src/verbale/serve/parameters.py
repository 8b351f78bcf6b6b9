"""Parameters of addresses that several pages and endpoints share, beside the filters of `asked`."""

from typing import Annotated, Literal

from fastapi import Query

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
