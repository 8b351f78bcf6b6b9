"""The marks of an event record and of an annotation record (docs/output.md), with labels in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from verbale.model.claims import IN_WORDS, claim_of_record
from verbale.model.display import amount, days
from verbale.serve.marks.segments import Mark

Record = Mapping[str, Any]

_SPEECH = {"direct": "direct speech", "indirect": "indirect speech", "hearsay": "hearsay"}
_USES = {"literal": "place", "metonym": "place that stands for those who act there", "demonym": "name of its people"}
_BASES = {"stated": "as stated", "dateline": "from the dateline", "published": "from the day of publication"}


def marks_of_event(record: Record) -> list[Mark]:
    """Evidence, trigger, sides, date, place, counts and speakers of an event, its other mentions too.

    `ref` of each is the event id. What no words of the text name has no mark.
    """
    act = " ".join(filter(None, (record["event_type"], record["mode"])))
    words: list[tuple[Record | None, str, str]] = [
        (record["evidence"], "evidence", f"evidence: {act}"),
        (record["trigger"], "trigger", f"trigger: {act}, {IN_WORDS[claim_of_record(dict(record))]}"),
    ]
    for other in record["mentions"]:
        words.append((other["evidence"], "evidence", f"evidence: {act}, told again"))
        words.append((other["trigger"], "trigger", f"trigger: {act}, told again"))
    for side in ("source", "target"):
        words += [(actor, side, f"{side}: {actor_words(actor)}") for actor in record[side]]
    words += [(record["event_date"], "date", f"date: {_date_words(record['event_date'])}")]
    words += [(record["place"], "place", f"place: {_place_words(record['place'])}")]
    words += [(count, "count", f"{count['kind']}: {amount(count['low'], count['high'])}") for count in record["counts"]]
    for attribution in record["attribution"]:
        words += _speech(attribution)
    return list(_marks(words, record["event_id"]))


def marks_of_layers(layers: Record) -> list[Mark]:
    """Actors, places, dates and who says what, from an annotation record.

    The parts of one attribution (quote, speaker, cue) share a `ref`; other marks have none.
    """
    words: list[tuple[Record | None, str, str]] = []
    words += [(actor, "actor", f"actor: {actor_words(actor)}") for actor in layers["actors"]]
    words += [(t, "place", f"{_USES[t['use']]}: {_toponym_words(t)}") for t in layers["toponyms"]]
    words += [(time, "date", f"date: {_time_words(time)}") for time in layers["times"]]
    found = list(_marks(words, None))
    for number, attribution in enumerate(layers["attributions"], 1):
        parts = [(attribution, "quote", _quote_words(attribution)), *_speech(attribution)]
        found += _marks(parts, f"attribution-{number}")
    return found


def actor_words(actor: Record) -> str:
    """An actor in words: "Russia (RUS GOV)"."""
    codes = " ".join(filter(None, (actor["code"], actor["sector"])))
    name = actor["name"] or actor["text"] or "unnamed"
    return f"{name} ({codes})" if codes else name


def _marks(words: Iterable[tuple[Record | None, str, str]], ref: str | None) -> Iterable[Mark]:
    for quote, kind, label in words:
        if quote is not None and quote["start"] is not None:
            yield Mark(start=quote["start"], end=quote["end"], kind=kind, label=label, ref=ref)


def _speech(attribution: Record) -> list[tuple[Record | None, str, str]]:
    """The words for the speaker and the cue, which alone stands where nobody is named."""
    speaker, how = attribution["speaker"], _SPEECH[attribution["kind"]]
    said: list[tuple[Record | None, str, str]] = [(attribution["cue"], "cue", f"cue: {how}")]
    return [(speaker, "speaker", f"speaker: {actor_words(speaker)}, {how}"), *said] if speaker else said


def _quote_words(attribution: Record) -> str:
    speaker = attribution["speaker"]
    who = f" of {actor_words(speaker)}" if speaker else ""
    if attribution["attests"]:
        return f"{_SPEECH[attribution['kind']]}{who}"
    return f"what is thought, wanted or judged, no report{f': {actor_words(speaker)}' if speaker else ''}"


def _date_words(date: Record | None) -> str:
    return f"{_days_words(date)} ({date['precision']}, {_BASES[date['basis']]})" if date else ""


def _time_words(time: Record) -> str:
    if time["earliest"] is None and time["latest"] is None:
        return str(time["timex_value"] or "no day")
    return f"{_days_words(time)} ({time['precision']})"


def _days_words(date: Record) -> str:
    return days(date["earliest"], date["latest"]) or "unknown"


def _place_words(place: Record | None) -> str:
    return f"{_where(place)} ({place['precision']}, {_BASES[place['basis']]})" if place else ""


def _toponym_words(toponym: Record) -> str:
    place = toponym["place"]
    return f"{_where(place)} ({place['precision']})" if place else f"{toponym['text']} (not placed)"


def _where(place: Record) -> str:
    parts = (place["name"], place["admin1"], place["country"])
    return ", ".join(dict.fromkeys(str(part) for part in parts if part))
