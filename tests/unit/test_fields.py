"""When two values of a field say the same, and when one is what somebody said it should be."""

from typing import Any

import pytest

from verbale.model.fields import FIELDS, in_words, is_met, is_same, value_of
from verbale.pipeline.records import Record

KENYA = {"text": "Nairobi", "start": 0, "end": 7, "name": "Kenya", "actor_id": "KEN", "code": "KEN", "sector": "GOV"}
POLICE = {"text": "police", "start": 9, "end": 15, "name": "police", "actor_id": None, "code": "SOM", "sector": "COP"}
DONETSK = {
    "text": "DPR", "start": 3, "end": 6, "name": "Donetsk People's Republic",
    "actor_id": "donetsk-peoples-republic", "code": "UKR", "sector": "PRE",
}  # fmt: skip
HEARSAY = {"speaker": None, "text": "reportedly", "start": 0, "end": 10, "cue": {}, "kind": "hearsay"}
SAID = {"speaker": KENYA, "text": "Nairobi", "start": 0, "end": 7, "cue": {}, "kind": "indirect"}
DAY = {"earliest": "2022-02-20", "latest": "2022-02-20", "precision": "day", "basis": "stated"}
KYIV = {"name": "Kyiv", "geonames_id": 703448, "country": "UKR", "text": "Kyiv"}
MILL = {"name": "the mill", "geonames_id": None, "country": "UKR", "text": "mill"}
DEAD = {"kind": "dead", "low": 12, "high": 12, "text": "twelve", "start": 0, "end": 6}
HUNDREDS = {"kind": "participants", "low": 200, "high": None, "text": "hundreds", "start": 0, "end": 8}


def test_every_field_is_in_a_record() -> None:
    record: Record = dict.fromkeys(FIELDS[1:])
    assert [value_of(record, field) for field in FIELDS] == [True, *[None] * (len(FIELDS) - 1)]


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("event", True, True),
        ("mode", None, None),
        ("source", [KENYA, POLICE], [POLICE, {**KENYA, "text": "it", "start": 40, "end": 42}]),
        ("attribution", [SAID], [{**SAID, "start": 9, "end": 16}]),
        ("event_date", DAY, {**DAY, "precision": "range", "basis": "published"}),
        ("event_date", None, {"earliest": None, "latest": None, "precision": "unknown", "basis": "published"}),
        ("place", KYIV, {**KYIV, "name": "Kiev", "text": "Kiev"}),
        ("place", MILL, {**MILL, "name": "The Mill"}),
        ("counts", [DEAD, HUNDREDS], [HUNDREDS, {**DEAD, "text": "12"}]),
    ],
)
def test_values_that_say_the_same(field: str, one: Any, other: Any) -> None:
    assert is_same(field, one, other)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("status", "planned", "occurred"),
        ("historical", True, False),
        ("source", [KENYA], [KENYA, POLICE]),
        ("target", [POLICE], [{**POLICE, "sector": "MIL"}]),
        ("target", [POLICE], [{**POLICE, "code": None}]),
        ("attribution", [SAID], [{**SAID, "kind": "direct"}]),
        ("attribution", [HEARSAY], []),
        ("event_date", DAY, {**DAY, "latest": None}),
        ("place", KYIV, None),
        ("place", MILL, {**MILL, "country": "RUS"}),
        ("counts", [DEAD], [{**DEAD, "high": None}]),
    ],
)
def test_values_that_do_not(field: str, one: Any, other: Any) -> None:
    assert not is_same(field, one, other)


@pytest.mark.parametrize(
    ("field", "value", "correct", "met"),
    [
        ("event_type", "ASSAULT", "ASSAULT", True),
        ("mode", None, "", True),
        ("mode", "riot", "", False),
        ("historical", False, False, True),
        ("historical", True, False, False),
        ("source", [KENYA, POLICE], ["KEN", "SOM"], True),
        ("source", [KENYA, POLICE], ["kenya", "Police"], True),
        ("source", [KENYA, POLICE], ["KEN"], False),
        ("source", [KENYA], ["KEN", "SOM"], False),
        ("source", [KENYA], [], False),
        ("source", [], [], True),
        ("source", [KENYA], ["KEN", "Kenya"], True),
        ("target", [DONETSK], ["UKR"], False),
        ("target", [DONETSK], ["donetsk-peoples-republic"], True),
        ("attribution", [SAID], ["KEN"], True),
        ("attribution", [HEARSAY], [], False),
        ("attribution", [HEARSAY], ["reportedly"], True),
        ("event_date", DAY, {"earliest": "2022-02-20", "latest": "2022-02-20"}, True),
        ("event_date", DAY, {"earliest": "2022-02-20", "latest": None}, False),
        ("event_date", None, {"earliest": None, "latest": None}, True),
        ("place", KYIV, "kyiv", True),
        ("place", KYIV, 703448, True),
        ("place", KYIV, "", False),
        ("place", None, "", True),
        ("place", None, "Kyiv", False),
        ("place", MILL, 703448, False),
        ("counts", [DEAD, HUNDREDS], {"dead": [12, 12], "participants": [200, None]}, True),
        ("counts", [DEAD], {"dead": [12, None]}, False),
        ("counts", [], {}, True),
    ],
)
def test_what_should_be(field: str, value: Any, correct: Any, met: bool) -> None:
    assert is_met(field, value, correct) is met


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("event", True, "yes"),
        ("historical", False, "no"),
        ("status", "planned", "planned"),
        ("mode", None, "none"),
        ("source", [KENYA, POLICE], "Kenya (KEN GOV); police (SOM COP)"),
        ("attribution", [HEARSAY], "reportedly"),
        ("target", [], "none"),
        ("event_date", DAY, "2022-02-20"),
        ("event_date", {**DAY, "latest": None}, "2022-02-20 to …"),
        ("place", KYIV, "Kyiv"),
        ("counts", [DEAD, {**DEAD, "high": 15}, HUNDREDS], "dead 12; dead 12 to 15; participants 200 or more"),
    ],
)
def test_values_in_words(field: str, value: Any, words: str) -> None:
    assert in_words(field, value) == words
