"""Events as records."""

from typing import Any

from coded import article, event
from verbale.model.events import Document, Event
from verbale.model.parse import Parse
from verbale.pipeline.records import event_records


def records(*events: Event) -> list[dict[str, Any]]:
    of = article()
    return event_records(Document(article=of, parse=Parse(of.text, (), ()), events=events), {})


def test_an_id_does_not_hang_on_the_other_events() -> None:
    one, two = event("shelled"), event("denounced")
    _, after = records(one, two)
    (alone,) = records(two)
    assert after["event_id"] == alone["event_id"]
    assert len({r["event_id"] for r in records(one, one, two)}) == 3
