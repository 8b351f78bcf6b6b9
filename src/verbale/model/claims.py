"""What a report claims of an act: done, done as somebody says, planned, feared, denied or long past."""

from typing import Any

# In the order in which a legend lists them, from what is known to what is not.
CLAIMS = ("reported", "alleged", "planned", "threatened", "denied", "historical")
# What was done, in the reporter's voice or somebody else's; the others were not, or are long past.
DONE = ("reported", "alleged")
NOT_DONE = ("planned", "threatened", "denied", "historical")
# A claim is told apart by its glyph and its word, never by a colour alone.
GLYPHS = {"reported": "●", "alleged": "◐", "planned": "◇", "threatened": "△", "denied": "✕", "historical": "↺"}
IN_WORDS = {
    "reported": "done, in the report's own voice",
    "alleged": "done, as somebody says",
    "planned": "planned or ordered",
    "threatened": "threatened, feared or possible",
    "denied": "denied, or did not happen",
    "historical": "done in an earlier time",
}
_OF_STATUS = {"negated": "denied", "planned": "planned", "hypothetical": "threatened"}


def claim_of(status: str, *, historical: bool, attributed: bool) -> str:
    """One of `CLAIMS`: status first, then age, then whose word it is."""
    if status in _OF_STATUS:
        return _OF_STATUS[status]
    if historical:
        return "historical"
    return "alleged" if attributed else "reported"


def claim_of_record(record: dict[str, Any]) -> str:
    """The claim of an event record as docs/output.md describes it."""
    return claim_of(record["status"], historical=record["historical"], attributed=bool(record["attribution"]))
