"""The overview: how much, when, where, who, and the events behind it."""

from typing import Any

from fastapi import APIRouter, Request, Response

from verbale.chart import bundle, spec, timeline_chart
from verbale.serve.api.events import overview_payload
from verbale.serve.asked import Asked
from verbale.serve.library import Library
from verbale.serve.pages.filters import choices
from verbale.serve.pages.html import fragment, page
from verbale.serve.site import Site
from verbale.serve.state import EventsAsked, TheLibrary
from verbale.store.asking import EventFilter
from verbale.store.browsing import event_page

router = APIRouter(include_in_schema=False)

SHOWN_EVENTS = 25


@router.get("/")
def overview(request: Request, asked: EventsAsked, library: TheLibrary) -> Response:
    return page(request, "overview.html", **_values(asked, library))


@router.get("/parts/overview")
def overview_part(request: Request, asked: EventsAsked, library: TheLibrary) -> Response:
    """What of the page changes with the filters, but for the figures."""
    return Response(fragment("_overview.html", **_values(asked, library)), media_type="text/html")


def _values(asked: Asked, library: Library) -> dict[str, Any]:
    found = event_page(library.index, asked.events, limit=SHOWN_EVENTS)
    return {
        "asked": asked,
        "made": overview_payload(library, asked),
        "events": list(found.records()),
        **choices(),
    }


def warm(site: Site, library: Library) -> None:
    """Have at hand what the first page needs: tables, templates, the whole overview, what draws figures."""
    asked = Asked(given=(), events=EventFilter(), unit="story", by=None)
    values = _values(asked, library)
    fragment("overview.html", path="/", site=site, **values)
    spec(timeline_chart(values["made"]["timeline"], by=values["made"]["window"]["by"]))
    bundle()
