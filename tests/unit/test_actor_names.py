"""Names: folded for comparison, roles by the day."""

import pytest

from verbale.actors.names import fold, role_on
from verbale.codebook.actors import Role, agents, bodies, countries, persons


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
    assert len(countries()) >= 195
    assert {"USA", "XKX", "TWN", "PSE", "VAT"} <= set(countries())
    assert len(persons()) > 3000
    assert len(bodies()) > 700
    assert agents()["police"].sector == "COP"


def test_scholz_and_zelensky() -> None:
    for name, day, office in (("Scholz", "2022-02-22", "chancellor"), ("Zelenskiy", "2022-02-22", "president")):
        held = tuple(r for r in persons() if name in (r.name, *r.aliases))
        role = role_on(held, day)
        assert role is not None
        assert office in role.office.lower()
