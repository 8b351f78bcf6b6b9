"""The place of an act, and the dateline of a report."""

import pytest
from builders import parse_of

import verbale.places
from verbale.places import find_dateline, find_toponyms, place_of_act


def where(text: str, trigger: str, event_type: str | None = None, **kwargs: object) -> str | None:
    parse = parse_of(text, **kwargs)  # type: ignore[arg-type]
    token = next(t for t in parse.tokens if t.text == trigger)
    found = place_of_act(parse, token, find_toponyms(parse), event_type=event_type)
    return found[0].span.quote(text) if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Gunmen killed a mayor in Mosul.", "killed", "Mosul"),
        ("Rebels attacked a convoy near Goma.", "attacked", "Goma"),
        ("Rebels attacked homes in Douma, Syria.", "attacked", "Douma"),
        ("Russia accuses Ukraine.", "accuses", None),
        ("Ministers met on Tuesday.", "met", None),
        ("Crowds protested in Cairo against Israel.", "protested", "Cairo"),
        ("Moscow condemned the raid in Kabul.", "condemned", "Kabul"),
    ],
)
def test_the_place_is_that_of_the_act(text: str, trigger: str, place: str | None) -> None:
    assert where(text, trigger) == place


def test_in_is_preferred_to_from() -> None:
    assert where("Envoys flew from Doha and met in Kabul.", "met") == "Kabul"


def test_only_the_sentence_of_the_act_counts() -> None:
    assert where("Envoys met in Kabul. Police killed a man.", "killed") is None


@pytest.mark.parametrize(
    ("text", "trigger", "event_type", "place"),
    [
        ("Gunmen killed a mayor in Mosul.", "killed", "ASSAULT", "Mosul"),
        ("Gunmen attacked a camp in Mosul. Soldiers killed two rebels.", "killed", "ASSAULT", "Mosul"),
        ("Envoys met in Kabul.", "met", "CONSULT", "Kabul"),
        ("Ministers met on Tuesday.", "met", "CONSULT", None),
    ],
)
def test_where_the_type_is_known_the_sentence_before_counts_too(
    text: str, trigger: str, event_type: str, place: str | None
) -> None:
    assert where(text, trigger, event_type) == place


def test_the_reason_is_told_in_words() -> None:
    parse = parse_of("Gunmen killed a mayor in Mosul.")
    found = place_of_act(parse, parse.tokens[1], find_toponyms(parse))
    assert found is not None
    assert "Mosul" in found[1]
    assert "killed" in found[1]


@pytest.mark.parametrize(
    ("text", "name", "country", "mask"),
    [
        ("KABUL, Afghanistan (AP) -- Gunmen killed a mayor.", "KABUL", "AFG", "KABUL, Afghanistan (AP) -- "),
        ("CAIRO -- Crowds gathered.", "CAIRO", "EGY", "CAIRO -- "),
        ("Talks resume\n\nDOHA, Feb 3 (Reuters) - Envoys met.", "DOHA", "QAT", "DOHA, Feb 3 (Reuters) - "),
        ("Nairobi (AFP) - Police said so.", "Nairobi", "KEN", "Nairobi (AFP) - "),
        ("TRIPOLI, Lebanon (AP) — Shots rang out.", "TRIPOLI", "LBN", "TRIPOLI, Lebanon (AP) — "),
    ],
)
def test_datelines(text: str, name: str, country: str, mask: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.name.quote(text), found.place.country, found.mask.quote(text)) == (name, country, mask)


@pytest.mark.parametrize(
    "text",
    ["Cairo is calm - for now.", "Gunmen killed a mayor in Mosul.", "BREAKING -- Shots rang out.", "", "UN - a body."],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_an_unknown_name_at_the_end_of_an_address_is_not_the_finest() -> None:
    assert where("Envoys met in Istanbul, Zorvania.", "met", entities={"Zorvania": "GPE"}) == "Istanbul"


def test_locate_answers_for_one_word_of_a_text() -> None:
    text = "Shells hit a market in Kramatorsk on Friday, while ministers met in Brussels."
    hit = verbale.places.locate(text, text.index("hit"), text.index("hit") + 3)
    met = verbale.places.locate(text, text.index("met"), text.index("met") + 3)
    assert (hit["text"], hit["country"], hit["precision"]) == ("Kramatorsk", "UKR", "city")
    assert text[met["start"] : met["end"]] == "Brussels"


def test_locate_wants_a_word() -> None:
    with pytest.raises(ValueError, match="no word"):
        verbale.places.locate("Shells hit a market in Kramatorsk on Friday.", 12, 12)
