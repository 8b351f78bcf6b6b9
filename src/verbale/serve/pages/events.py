"""Lists of events, page by page; what a search finds."""

from fastapi import APIRouter, Request, Response

from verbale.serve.pages.filters import choices
from verbale.serve.pages.html import page
from verbale.serve.parameters import Offset, Order
from verbale.serve.state import EventsAsked, TheLibrary
from verbale.store.browsing import ORDERS, count_events, event_page

router = APIRouter(include_in_schema=False)

PAGE_EVENTS = 50


@router.get("/events")
def events(
    request: Request, asked: EventsAsked, library: TheLibrary, order: Order = "newest", offset: Offset = 0
) -> Response:
    index = library.index
    return page(
        request,
        "events.html",
        asked=asked,
        total=count_events(index, asked.events),
        events=list(event_page(index, asked.events, order=order, limit=PAGE_EVENTS, offset=offset).records()),
        order=order,
        orders=list(ORDERS),
        offset=offset,
        size=PAGE_EVENTS,
        **choices(),
    )
