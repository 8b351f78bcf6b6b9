"""Names: folded for comparison, roles by the day."""

import pytest

from verbale.actors.names import office_kind, role_on
from verbale.codebook.actors import Role, load_actors
from verbale.model.folding import fold


def _role(since: str, until: str, office: str, code: str = "DEU") -> Role:
    return Role(
        actor_id="x", name="X Y", aliases=(), code=code, sector="GOV", office=office, since=since, until=until,
        wikidata=None,
    )  # fmt: skip


ROLES = (
    _role("2011-03-07", "2018-03-13", "mayor"),
    _role("2018-03-14", "2021-12-07", "minister"),
    _role("2021-12-08", "", "chancellor"),
)


@pytest.mark.parametrize(
    ("day", "office"),
    [
        ("2012-01-01", "mayor"),
        ("2019-01-01", "minister"),
        ("2022-02-22", "chancellor"),
        ("2005-01-01", "mayor"),
        (None, "chancellor"),
    ],
)
def test_role_holds_on_the_day(day: str | None, office: str) -> None:
    role = role_on(ROLES, day)
    assert role is not None
    assert role.office == office


def test_no_role_in_another_country() -> None:
    assert role_on(ROLES, "2012-01-01", "FRA") is None


@pytest.mark.parametrize(
    ("one", "two"), [("Al-Qaeda", "al qaeda"), ("Côte d’Ivoire", "cote d'ivoire"), ("GUAIDÓ", "Guaido")]
)
def test_folding(one: str, two: str) -> None:
    assert fold(one) == fold(two)


def test_tables_load() -> None:
    tables = load_actors()
    assert len(tables.countries) >= 195
    assert {"USA", "XKX", "TWN", "PSE", "VAT"} <= set(tables.countries)
    assert len(tables.persons) >= 9000
    assert sum(1 for r in tables.persons if r.since and r.until) >= 3000
    assert sum(1 for r in tables.bodies if r.sector in {"REB", "CRM", "UAF"}) >= 700
    assert tables.agents["police"].sector == "COP"


def test_unrecognised_states_are_actors_beside_their_parent() -> None:
    pretenders = {r.name: r.code for r in load_actors().bodies if r.sector == "PRE"}
    for name, parent in (
        ("Abkhazia", "GEO"),
        ("Transnistria", "MDA"),
        ("Somaliland", "SOM"),
        ("Northern Cyprus", "CYP"),
    ):
        assert any(name in known and code == parent for known, code in pretenders.items()), name


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Minister of Foreign Affairs", "foreign"),
        ("foreign secretary", "foreign"),
        ("Prime Minister of Japan", "government"),
        ("federal chancellor", "chancellor"),
        ("deputy prime minister", None),
        ("president of the senate", None),
        ("spokesman of the foreign ministry", None),
        ("President of the Republic", "state"),
        ("leader", "state"),
        ("leader of the Progressive Party", None),
        ("leader of the Movement for Change", None),
    ],
)
def test_offices_of_one_kind(title: str, kind: str | None) -> None:
    assert office_kind(title) == kind


def test_a_snapshot_attests_its_year_and_the_next() -> None:
    role = Role(
        actor_id="x", name="X Y", aliases=(), code="KEN", sector="GOV", office="minister", since="", until="",
        wikidata=None, attested="2019",
    )  # fmt: skip
    assert [role.holds_on(day) for day in ("2018-12-31", "2019-06-01", "2020-06-01", "2021-01-01")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_scholz_and_zelensky() -> None:
    for name, day, office in (("Scholz", "2022-02-22", "chancellor"), ("Zelenskiy", "2022-02-22", "president")):
        held = tuple(r for r in load_actors().persons if name in (r.name, *r.aliases))
        role = role_on(held, day)
        assert role is not None
        assert office in role.office.lower()
