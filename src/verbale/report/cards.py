"""Events as the report shows them, one card each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from verbale.codebook.mutual import pairs_of, sides_of
from verbale.model.display import amount

# A clause is some hundred characters long; text without an end is no evidence.
EVIDENCE_CHARS = 1500
TRACE_STEPS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An event: its row as `verbale.store.browsing.event_page` gives it, and what its record adds.

    `evidence` is the clause before, in and behind the word that names the act; `searched` are words beside those shown
    by which a reader may look for it: keys of its actors and, as `RUS→UKR`, of its pairs.
    """

    row: Mapping[str, Any]
    evidence: tuple[str, str, str]
    counts: tuple[str, ...]
    mentions: int
    trace: tuple[str, ...]
    searched: str
    address: str | None


def cards(rows: Iterable[Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]) -> list[Card]:
    """A card for each row, from its record by event id."""
    return [_card(row, records[row["event_id"]]) for row in rows]


def _card(row: Mapping[str, Any], record: Mapping[str, Any]) -> Card:
    return Card(
        row=row,
        evidence=evidence(record),
        counts=tuple(f"{amount(c['low'], c['high'])} {c['kind']}" for c in record["counts"]),
        mentions=1 + len(record["mentions"]),
        trace=tuple(record["provenance"]["trace"][:TRACE_STEPS]),
        searched=" ".join(_searched(record)),
        address=web_address(record["url"]),
    )


def evidence(record: Mapping[str, Any]) -> tuple[str, str, str]:
    """The clause, cut in three around the trigger, which is empty where the clause does not hold it."""
    text, start = record["evidence"]["text"], record["evidence"]["start"]
    first, last = record["trigger"]["start"] - start, record["trigger"]["end"] - start
    if not 0 <= first < last <= min(len(text), EVIDENCE_CHARS):
        return _cut(text, EVIDENCE_CHARS), "", ""
    return text[:first], text[first:last], _cut(text[last:], EVIDENCE_CHARS - last)


def _cut(text: str, chars: int) -> str:
    return text if len(text) <= chars else f"{text[:chars].rstrip()}…"


def _searched(record: Mapping[str, Any]) -> Iterable[str]:
    source, target = sides_of(record)
    return dict.fromkeys([*source, *target, *(f"{one}→{other}" for one, other in pairs_of(record))])


def web_address(url: str | None) -> str | None:
    """An address that a reader may follow; none that runs a script or opens a file."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
