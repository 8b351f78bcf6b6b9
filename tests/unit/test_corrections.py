"""What a person says should stand in a field: read, checked, or refused with what may stand there."""

from typing import Any

import pytest

from verbale.errors import ConfigError
from verbale.model.fields import FIELDS
from verbale.store.judgements.corrections import checked_correction, correction_of


@pytest.mark.parametrize(
    ("field", "words", "correct"),
    [
        ("event_type", "assault", "ASSAULT"),
        ("mode", "Riot", "riot"),
        ("mode", "", ""),
        ("status", " planned ", "planned"),
        ("historical", "yes", True),
        ("historical", "False", False),
        ("source", "KEN; african-union ;Wagner Group;KEN;", ["KEN", "african-union", "Wagner Group"]),
        ("target", "NGO", ["NGO"]),
        ("attribution", " ", []),
        ("event_date", "2022-02-20", {"earliest": "2022-02-20", "latest": "2022-02-20"}),
        ("event_date", "2022-02-20/2022-02-22", {"earliest": "2022-02-20", "latest": "2022-02-22"}),
        ("event_date", "2022-02-20/", {"earliest": "2022-02-20", "latest": None}),
        ("event_date", "/2022-02-20", {"earliest": None, "latest": "2022-02-20"}),
        ("event_date", "", {"earliest": None, "latest": None}),
        ("place", "Aleppo", "Aleppo"),
        ("place", "170063", 170063),
        ("place", "", ""),
        (
            "counts",
            "dead=12; injured = 30 - 40;participants=200+",
            {"dead": [12, 12], "injured": [30, 40], "participants": [200, None]},
        ),
        ("counts", "", {}),
    ],
)
def test_words_are_read_and_stay_what_they_are(field: str, words: str, correct: Any) -> None:
    assert correction_of(field, words) == correct
    assert checked_correction(field, correct) == correct


@pytest.mark.parametrize(
    ("field", "words", "message"),
    [
        ("event", "no", "no event"),
        ("event_type", "WAR", "no event_type 'WAR'; one of AGREE,"),
        ("event_type", "", "no event_type ''"),
        ("mode", "shouting", r"none \(empty\), "),
        ("status", "done", "one of occurred, ongoing, planned, hypothetical, negated"),
        ("historical", "maybe", "true or false, not 'maybe'"),
        ("source", "KEN; PKK", "no country code 'PKK'; .*verbale actors find PKK"),
        ("event_date", "Monday", "'Monday' is not a day"),
        ("event_date", "2022-02-22/2022-02-20", "ends before it begins"),
        ("counts", "twelve dead", "'twelve dead' is not as dead=12"),
        ("counts", "lost=12", "no kind of count 'lost'; one of dead, injured"),
        ("counts", "dead=12-3", "the lower first"),
        ("counts", f"dead={2**63}", "are a number"),
    ],
)
def test_words_that_cannot_stand_there_are_refused(field: str, words: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        correction_of(field, words)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "correct", [object(), 1.5, {"earliest": 3, "latest": None}, [""], [{"code": "KEN"}], {"dead": "x"}]
)
def test_other_kinds_of_value_are_refused(field: str, correct: Any) -> None:
    with pytest.raises(ConfigError):
        checked_correction(field, correct)


def test_a_number_of_people_is_exact() -> None:
    assert checked_correction("counts", {"dead": 12}) == {"dead": [12, 12]}
