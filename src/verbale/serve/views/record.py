"""An event record in words that a person can follow, each field beside the words of the text that bear it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from verbale.codebook.actors import load_actors
from verbale.codebook.types import cameo_codes, contexts, event_types
from verbale.model.claims import IN_WORDS, claim_of_record
from verbale.model.display import amount, days
from verbale.model.keys import actor_key
from verbale.model.quad_classes import QUAD_NAMES

Record = Mapping[str, Any]

SECTOR_WORDS = {
    "GOV": "government", "MIL": "armed forces", "COP": "police", "JUD": "courts", "LEG": "parliament", "PTY": "party",
    "OPP": "opposition", "REB": "rebels", "UAF": "unidentified armed men", "CRM": "criminals", "MED": "media",
    "EDU": "education", "BUS": "business", "LAB": "workers", "REL": "religion", "CVL": "civilians",
    "MIG": "migrants and refugees", "SPY": "intelligence service", "PRE": "unrecognised state",
    "IGO": "organisation of states", "NGO": "non-governmental organisation",
}  # fmt: skip
_BODIES = {
    "IGO": "organisation of states", "NGO": "non-governmental organisation", "MNC": "multinational company",
}  # fmt: skip
_DATE_PRECISIONS = {
    "day": "to the day", "week": "to the week", "month": "to the month", "year": "to the year",
    "range": "some time in these days", "unknown": "how exactly is not known",
}  # fmt: skip
_DATE_BASES = {
    "stated": "as the text says", "dateline": "the day of the dateline", "published": "the day of publication",
}  # fmt: skip
_PLACE_PRECISIONS = {
    "point": "an exact spot", "city": "a town", "admin1": "a part of a country", "country": "only the country",
    "region": "a region",
}  # fmt: skip
_PLACE_BASES = {"stated": "as the text says", "dateline": "from the dateline"}
_KINDS_OF_SPEECH = {"direct": "in direct speech", "indirect": "in indirect speech", "hearsay": "by hearsay"}
_COUNTED = {"dead": "killed", "participants": "taking part"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value of a field: its words, what to know of it, the words of the text that bear it, where it leads."""

    words: str
    note: str | None = None
    quote: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field of the record under its name in docs/output.md; `absent` says what it means that there is no value."""

    field: str
    label: str
    said: tuple[Said, ...]
    absent: str = "not told"


def facts(record: Record) -> list[Fact]:
    """All fields in the order in which a person asks for them."""
    return [
        Fact(field="source", label="Who", said=_actors(record["source"]), absent="nobody is named"),
        Fact(field="event_type", label="What", said=(_type(record),)),
        Fact(field="mode", label="How", said=_mode(record)),
        Fact(
            field="target",
            label="To whom",
            said=_actors(record["target"]),
            absent="nobody apart: all take part, or none is named",
        ),
        Fact(field="event_date", label="When", said=_date(record["event_date"])),
        Fact(field="place", label="Where", said=_place(record["place"])),
        Fact(field="status", label="What is claimed", said=(_status(record),)),
        Fact(field="historical", label="From an earlier time?", said=(_age(record),)),
        Fact(
            field="attribution",
            label="Who says so",
            said=tuple(_speech(given) for given in record["attribution"]),
            absent="the reporter, in the report's own voice",
        ),
        Fact(field="counts", label="People counted", said=tuple(_count(c) for c in record["counts"]), absent="none"),
        Fact(field="contexts", label="Contexts", said=_contexts(record), absent="none"),
        Fact(field="plover_score", label="How intense", said=_scores(record)),
        Fact(field="confidence", label="How sure", said=(_confidence(record["confidence"]),)),
    ]


def sector_words(actor: Record) -> str:
    """What an actor is: "armed forces, Myanmar (MMR MIL)"."""
    code, sector = actor["code"], actor["sector"]
    country = load_actors().countries.get(code or "")
    of = country.name if country else _BODIES.get(code or "")
    parts = dict.fromkeys(p for p in (SECTOR_WORDS.get(sector or "", sector), of) if p and p != actor["name"])
    codes = " ".join(c for c in (code, sector) if c)
    return f"{', '.join(parts)} ({codes})".strip() if codes else "of no country or sector that is known"


def _actors(given: list[Record]) -> tuple[Said, ...]:
    return tuple(_actor(actor) for actor in given)


def _actor(actor: Record) -> Said:
    key = actor_key(actor)
    return Said(
        words=actor["name"] or actor["text"] or "unnamed",
        note=sector_words(actor),
        quote=actor["text"],
        href=f"/actor?{urlencode({'key': key})}" if key else None,
    )


def _type(record: Record) -> Said:
    kind = event_types().get(record["event_type"])
    # The first sentence says what it is, the others where it ends.
    note = kind.definition.split(". ")[0].rstrip(".") if kind else None
    return Said(words=record["event_type"].lower(), note=note, quote=record["trigger"]["text"])


def _mode(record: Record) -> tuple[Said, ...]:
    kind = event_types().get(record["event_type"])
    mode = kind.modes.get(record["mode"]) if kind and record["mode"] else None
    return (
        (Said(words=record["mode"].replace("-", " "), note=mode.definition if mode else None),)
        if record["mode"]
        else ()
    )


def _date(date: Record | None) -> tuple[Said, ...]:
    if date is None:
        return ()
    words = days(date["earliest"], date["latest"])
    note = f"{_DATE_PRECISIONS[date['precision']]}, {_DATE_BASES[date['basis']]}"
    return (Said(words=words or "day not known", note=note, quote=date["text"]),)


def _place(place: Record | None) -> tuple[Said, ...]:
    if place is None:
        return ()
    parts = dict.fromkeys(str(part) for part in (place["name"], place["admin1"], _country(place["country"])) if part)
    note = f"{_PLACE_PRECISIONS[place['precision']]}, {_PLACE_BASES[place['basis']]}"
    # The middle of a country or a region is nowhere that anything happened.
    if place["latitude"] is not None and place["precision"] not in ("country", "region"):
        note += f"; {place['latitude']:.2f}, {place['longitude']:.2f}"
    asked = place["geonames_id"] or place["name"]
    return (Said(words=", ".join(parts), note=note, quote=place["text"], href=f"/?{urlencode({'place': asked})}"),)


def _country(code: str | None) -> str | None:
    country = load_actors().countries.get(code or "")
    return country.name if country else code


def _status(record: Record) -> Said:
    # Never "it happened": a record says what a report claims.
    claim = claim_of_record(dict(record))
    return Said(words=f"{claim}: {IN_WORDS[claim]}", note=f"status {record['status']}")


def _age(record: Record) -> Said:
    return Said(words="yes, told as background" if record["historical"] else "no")


def _speech(given: Record) -> Said:
    speaker, cue = given["speaker"], given["cue"]["text"]
    note = f"{_KINDS_OF_SPEECH[given['kind']]}: “{cue}”"
    if speaker is None:
        return Said(words="nobody named", note=note, quote=given["text"])
    who = _actor(speaker)
    return Said(words=who.words, note=f"{note}; {who.note}", quote=given["text"], href=who.href)


def _count(count: Record) -> Said:
    kind = _COUNTED.get(count["kind"], count["kind"])
    return Said(words=f"{amount(count['low'], count['high'])} {kind}", quote=count["text"])


def _contexts(record: Record) -> tuple[Said, ...]:
    known = contexts()
    return tuple(
        Said(words=name.replace("_", " "), note=known[name].definition if name in known else None)
        for name in record["contexts"]
    )


def _scores(record: Record) -> tuple[Said, ...]:
    code = cameo_codes().get(record["cameo_code"] or "")
    scores = ((record["plover_score"], "PLOVER intensity"), (record["goldstein"], "Goldstein value"))
    found = [Said(words=f"{score:+g}", note=f"{name}, from -10 to 10") for score, name in scores if score is not None]
    if record["quad_class"]:
        found.append(Said(words=QUAD_NAMES[record["quad_class"]], note=f"quad class {record['quad_class']}"))
    if record["cameo_code"]:
        found.append(Said(words=f"CAMEO {record['cameo_code']}", note=f"closest code: {code.name}" if code else None))
    return tuple(found)


def _confidence(confidence: float | None) -> Said:
    if confidence is None:
        return Said(words="not rated", note="coded without a scorer")
    note = f"of records rated so, about {round(confidence * 100)} in 100 report an act of this type"
    return Said(words=f"{confidence:.2f}", note=note)
