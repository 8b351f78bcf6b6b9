"""Place names: what counts as one, which place it means, and in which sense it is used."""

import pytest
from builders import parse_of

from verbale.model.mentions import Toponym
from verbale.model.spans import Span
from verbale.places import find_toponyms
from verbale.places.gazetteer import lookup, regions


def named(text: str, word: str, **kwargs: object) -> Toponym:
    found = {t.span.quote(text): t for t in find_toponyms(parse_of(text, **kwargs))}  # type: ignore[arg-type]
    assert word in found, list(found)
    return found[word]


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Gunmen attacked a convoy in Tripoli.", "Tripoli", "LBY"),
        ("Gunmen attacked a convoy in Tripoli, Lebanon.", "Tripoli", "LBN"),
        ("Envoys met in Paris.", "Paris", "FRA"),
        ("Envoys met in Paris, Texas.", "Paris", "USA"),
        ("Shells struck homes in Donetsk.", "Donetsk", "UKR"),
        ("Crowds protested in Hyderabad, Pakistan.", "Hyderabad", "PAK"),
        ("Crowds protested in Hyderabad, India.", "Hyderabad", "IND"),
        ("Troops fought near Goma.", "Goma", "COD"),
    ],
)
def test_cities_of_one_name_are_told_apart(text: str, word: str, country: str) -> None:
    found = named(text, word)
    assert found.place is not None
    assert (found.place.country, found.use) == (country, "literal")
    assert found.place.geonames_id is not None


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Donbas", "UKR", "region"),
        ("Gaza Strip", "PSE", "region"),
        ("West Bank", "PSE", "region"),
        ("Helmand", "AFG", "admin1"),
        ("Chechnya", "RUS", "admin1"),
        ("North Kivu", "COD", "admin1"),
        ("Northern Ireland", "GBR", "admin1"),
        ("Black Sea", None, "region"),
        ("Syria", "SYR", "country"),
    ],
)
def test_regions_seas_and_countries(name: str, country: str | None, precision: str) -> None:
    found = named(f"Troops fought in {name}.", name)
    assert found.place is not None
    assert (found.place.country, found.place.precision) == (country, precision)
    assert found.place.latitude is not None


@pytest.mark.parametrize(
    ("text", "word", "use"),
    [
        ("Russia accuses Ukraine of sabotage.", "Russia", "metonym"),
        ("Russia accuses Ukraine of sabotage.", "Ukraine", "metonym"),
        ("Troops fought in Ukraine.", "Ukraine", "literal"),
        ("Moscow warns Georgia.", "Moscow", "metonym"),
        ("Envoys met in Moscow.", "Moscow", "literal"),
        ("Envoys met with Iran.", "Iran", "metonym"),
        ("Police killed a man in Mosul.", "Mosul", "literal"),
    ],
)
def test_a_country_that_acts_is_no_place(text: str, word: str, use: str) -> None:
    assert named(text, word).use == use


def test_demonyms() -> None:
    text = "Syrian troops attacked a village."
    found = named(text, "Syrian", tags={"Syrian": ("ADJ", "JJ")})
    assert (found.use, found.place.country if found.place else None) == ("demonym", "SYR")


def test_places_inside_names_are_none() -> None:
    text = "The Bank of Japan held rates."
    entities = dict.fromkeys(("Bank", "of", "Japan"), "ORG")
    assert find_toponyms(parse_of(text, entities=entities)) == ()
    text = "Governor of the Bank of Japan said so."
    assert [t for t in find_toponyms(parse_of(text), (Span(16, 29),)) if t.span.quote(text) == "Japan"] == []


def test_persons_and_common_words_are_none() -> None:
    assert find_toponyms(parse_of("Jordan said so.", entities={"Jordan": "PERSON"})) == ()
    assert find_toponyms(parse_of("Police attacked them. Central Union said so.")) == ()


def test_a_village_outside_the_tables_takes_the_country_around_it() -> None:
    found = named("Shells struck homes in Kafr Zuwayl, Syria.", "Kafr Zuwayl")
    assert found.place is not None
    assert (found.place.name, found.place.country, found.place.precision) == ("Kafr Zuwayl", "SYR", "country")
    assert not found.listed
    assert (found.place.latitude, found.place.geonames_id) == (35.0, None)


def test_an_airport_keeps_the_coordinates_of_its_city() -> None:
    found = named("A bomb killed them at Kabul Airport.", "Kabul Airport")
    assert found.place is not None
    assert (found.place.country, found.place.precision, found.place.geonames_id) == ("AFG", "city", None)


def test_acronyms_keep_their_case() -> None:
    assert lookup("us") == ()
    assert any(c.place.country == "USA" for c in lookup("US"))
    assert any(c.place.country == "USA" for c in lookup("U.S."))


def test_names_with_and_without_diacritics_are_one() -> None:
    names = {c.place.name for c in lookup("Bogota")}
    assert names & {c.place.name for c in lookup("Bogotá")}


def test_region_rows_hold_coordinates_on_the_globe() -> None:
    candidates = [c for _, c in regions()]
    assert len({c.place for c in candidates}) >= 600
    for candidate in candidates:
        place = candidate.place
        assert place.latitude is not None
        assert place.longitude is not None
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
        assert place.precision in {"admin1", "region", "city"}


def test_the_town_of_makes_a_place_whatever_the_label() -> None:
    found = named("Gunmen killed them in the town of Djibo.", "Djibo", entities={"Djibo": "PERSON"})
    assert (found.use, found.place.country if found.place else None) == ("literal", "BFA")


@pytest.mark.parametrize(
    ("text", "word", "division"),
    [
        ("Police raided homes in Tacoma, Washington.", "Washington", "Washington"),
        ("Floods hit Florida, Alabama and Georgia.", "Georgia", "Georgia"),
        ("Envoys met in Washington.", "Washington", None),
    ],
)
def test_a_division_among_its_neighbours(text: str, word: str, division: str | None) -> None:
    place = named(text, word).place
    assert place is not None
    assert (place.precision == "admin1") == (division is not None)
    if division is not None:
        assert (place.name, place.country) == (division, "USA")


def test_a_country_is_not_the_city_that_shares_its_name() -> None:
    place = named("Gunmen fought in Mexico.", "Mexico").place
    assert place is not None
    assert (place.country, place.precision) == ("MEX", "country")


def test_parts_of_a_country_with_rows_of_their_own() -> None:
    place = named("Crowds protested in Scotland.", "Scotland").place
    assert place is not None
    assert (place.country, place.precision) == ("GBR", "admin1")


def test_a_site_lies_where_its_town_does_under_its_own_name() -> None:
    found = named("Shells struck homes in East Aleppo.", "East Aleppo")
    assert found.place is not None
    assert (found.place.name, found.place.country, found.listed) == ("East Aleppo", "SYR", False)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rebels left the village of Qarassi in Syria.", "Qarassi"),
        ("Rebels held Maheen district in Syria.", "Maheen"),
        ("Rebels fought near Tal Bizam in Syria.", "Tal Bizam"),
    ],
)
def test_wording_makes_a_place_over_a_wrong_label(text: str, word: str) -> None:
    found = named(text, word, entities=dict.fromkeys(word.split(), "PERSON"))
    assert (found.use, found.place.country if found.place else None) == ("literal", "SYR")


def test_a_name_of_no_table_lies_nowhere_where_the_text_names_no_place() -> None:
    found = named("Gunmen attacked the village of Qarassi.", "Qarassi")
    assert found.place is not None
    assert (found.place.country, found.place.latitude, found.place.precision) == (None, None, "point")


def test_county_is_no_town_of_the_name() -> None:
    found = named("Police searched homes in Scott County, Ohio.", "Scott County")
    assert not found.listed
    assert found.place is not None
    assert found.place.admin1 == "Ohio"
