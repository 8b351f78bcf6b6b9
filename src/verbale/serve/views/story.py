"""A story arranged for reading: who tells which version, what goes back to what, the steps with their claims."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.model.claims import claim_of

Report = Mapping[str, Any]

FIELD_WORDS = {
    "event_type": "what",
    "status": "whether it happened",
    "source": "who did it",
    "target": "to whom",
    "date": "when",
    "place": "where",
    "counts.dead": "people killed",
    "counts.injured": "people injured",
    "counts.arrested": "people arrested",
    "counts.displaced": "people displaced",
    "counts.participants": "people taking part",
}
# The last status that a report gave; what a report tells is not what is so.
_STATUS_WORDS = {
    "occurred": "told as done",
    "ongoing": "told as going on",
    "planned": "told as planned",
    "hypothetical": "told as threatened, feared or possible",
    "negated": "told as denied, or as not done",
}
# The families of questions in `verbale.link.likeness`, as a reader who has not seen them may call them.
_FAMILIES = {
    "trigger": "the word for the act",
    "around": "the words around it",
    "sentence": "what the sentences mean",
    "article": "the words of the articles",
    "type": "the kind of act",
    "leads": "whether it leads the article",
    "source": "who did it",
    "target": "to whom",
    "crossed": "sides exchanged",
    "place": "the place",
    "date": "the day of the act",
    "days": "the days between the reports",
    "status": "whether it happened",
    "historical": "whether it is background",
    "names": "names in the sentences",
    "shared names": "rare names in both",
    "article names": "names in the articles",
    "rarest shared": "the rarest word of both",
    "shared": "rare words of both",
    "numbers": "numbers in the sentences",
    "counts": "numbers of people",
    "where": "the same article or another",
}
_REASON = re.compile(r"(?P<untrue>not )?(?P<family>[a-z ]+?)(?P<finding>[=>].*)? (?P<weight>[+-]\d+\.\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report and, in `under`, those that go back to its article."""

    report: Report
    under: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the rival versions of a field; `publishers` once each, as first told."""

    value: str
    words: str
    reports: int
    publishers: tuple[str, ...]
    first_event_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step from threat or plan to what came of it."""

    claim: str
    status: str
    published: str | None
    publisher: str | None
    words: str
    event_id: str


def claim_of_report(report: Report) -> str:
    """One of `verbale.model.claims.CLAIMS`."""
    return claim_of(report["status"], historical=report["historical"], attributed=bool(report["attribution"]))


def status_words(status: str | None) -> str:
    """What the last report says of an act: "told as done"."""
    return _STATUS_WORDS.get(status or "", "status not known")


def arranged(reports: Sequence[Report]) -> list[Told]:
    """The reports in their order, copies and rewrites under the first report of the article that they go back to.

    What goes back to an article that is not in the story stands by itself.
    """
    first_of: dict[str, str] = {}
    for report in reports:
        if report["likeness"] is None:
            first_of.setdefault(report["article_id"], report["event_id"])
    under: dict[str, list[Report]] = {}
    for report in reports:
        if report["likeness"] is not None and report["origin"] in first_of:
            under.setdefault(first_of[report["origin"]], []).append(report)
    placed = {report["event_id"] for group in under.values() for report in group}
    return [
        Told(report=report, under=tuple(under.get(report["event_id"], ())))
        for report in reports
        if report["event_id"] not in placed
    ]


def versions(record: Mapping[str, Any]) -> dict[str, list[Version]]:
    """The contradictions of a story, by field in words."""
    by_id = {report["event_id"]: report for report in record["reports"]}
    found = {}
    for field, rivals in record["contradictions"].items():
        found[FIELD_WORDS.get(field, field)] = [_version(rival, by_id) for rival in rivals]
    return found


def _version(rival: Mapping[str, Any], by_id: Mapping[str, Report]) -> Version:
    told = [by_id[event_id] for event_id in rival["event_ids"] if event_id in by_id]
    return Version(
        value=rival["value"],
        words=rival["words"],
        reports=len(rival["event_ids"]),
        publishers=tuple(dict.fromkeys(report["publisher"] or "publisher not known" for report in told)),
        first_event_id=rival["event_ids"][0],
    )


def steps(record: Mapping[str, Any]) -> list[Step]:
    """The chain of a story, each step with the claim that its report makes."""
    by_id = {report["event_id"]: report for report in record["reports"]}
    return [_step(step, by_id[step["event_id"]]) for step in record["chain"] if step["event_id"] in by_id]


def _step(step: Mapping[str, Any], report: Report) -> Step:
    return Step(
        claim=claim_of_report(report),
        status=step["status"],
        published=step["published"],
        publisher=report["publisher"],
        words=step["words"],
        event_id=step["event_id"],
    )


def codes_of(stories: Iterable[Mapping[str, Any]]) -> set[str]:
    """The keys of the actors that stories name."""
    sides = (story[side] for story in stories for side in ("source_code", "target_code"))
    return {code for side in sides for code in (side or "").split("; ") if code}


def agreed(record: Mapping[str, Any]) -> dict[str, str]:
    """The fields on which the reports agree, in words."""
    return {
        FIELD_WORDS.get(field, field): status_words(value) if field == "status" else value
        for field, value in record["agreed"].items()
    }


def reason_words(reason: str) -> str:
    """Why two reports were taken for one act, or against it, in words; one of another form as it is."""
    found = _REASON.fullmatch(reason)
    if not found:
        return reason
    family = _FAMILIES.get(found["family"], found["family"])
    finding = (found["finding"] or "").lstrip("=").replace("&", " and ").strip()
    so = f" ({'not ' if found['untrue'] else ''}{finding})" if finding else ""
    return f"{family}{so}: {'for' if found['weight'].startswith('+') else 'against'} it by {found['weight'][1:]}"
