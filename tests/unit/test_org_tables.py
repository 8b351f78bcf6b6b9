"""The tables of bodies and armed groups: schema, order, dates, and aliases that stand for one actor only."""

import datetime
import itertools
import re
import unicodedata

import pytest

from verbale.codebook.actors import ROLE_COLUMNS, Role, countries, load_actors
from verbale.codebook.resources import data_root, read_tsv
from verbale.model.mentions import SECTORS

LEAST_ROWS = {"organizations.tsv": 500, "groups.tsv": 260}
# Codes of bodies that belong to no country.
STATELESS = {"", "IGO", "NGO", "MNC"}


def rows(file: str) -> list[tuple[int, dict[str, str]]]:
    return list(read_tsv(data_root() / "actors" / file, ROLE_COLUMNS))


def key(alias: str) -> str:
    """Acronyms keep their case, everything else is compared without case, diacritics and hyphens."""
    letters = alias.replace(".", "").replace("-", "")
    if letters.isupper() and len(letters) <= 6:
        return "=" + alias
    spaced = re.sub("[-–—‑]", " ", alias.replace("’", "'"))
    plain = "".join(c for c in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def overlap(one: Role, other: Role) -> bool:
    return (one.since or "0") <= (other.until or "9") and (other.since or "0") <= (one.until or "9")


def on(name: str, day: str) -> Role:
    found = [r for r in load_actors().bodies if name in (r.name, *r.aliases) and r.holds_on(day)]
    assert len(found) == 1, (name, day, found)
    return found[0]


@pytest.mark.parametrize("file", LEAST_ROWS)
def test_rows_are_enough_sorted_and_complete(file: str) -> None:
    table = [row for _, row in rows(file)]
    assert len(table) >= LEAST_ROWS[file]
    assert [(r["actor_id"], r["since"]) for r in table] == sorted((r["actor_id"], r["since"]) for r in table)
    for line, row in rows(file):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["actor_id"]), line
        assert row["name"], line
        assert row["reference"], line
        assert row["sector"] in SECTORS, line
        assert row["code"] in STATELESS or row["code"] in countries(), line
        assert not row["wikidata"] or re.fullmatch(r"Q\d+", row["wikidata"]), line
        assert all(cell == cell.strip() and "  " not in cell for cell in row.values()), line


@pytest.mark.parametrize("file", LEAST_ROWS)
def test_dates_are_days_in_order(file: str) -> None:
    for line, row in rows(file):
        days = [datetime.date.fromisoformat(row[c]) for c in ("since", "until") if row[c]]
        assert days == sorted(days), line


def test_roles_of_one_actor_never_overlap() -> None:
    by_actor = sorted(load_actors().bodies, key=lambda r: (r.actor_id, r.since))
    for _, held in itertools.groupby(by_actor, key=lambda r: r.actor_id):
        for one, other in itertools.combinations(held, 2):
            assert not overlap(one, other), one.actor_id


def test_an_alias_stands_for_one_actor_at_a_time() -> None:
    holders: dict[str, list[Role]] = {}
    for role in load_actors().bodies:
        names = [key(alias) for alias in (role.name, *role.aliases)]
        assert len(names) == len(set(names)), role.actor_id
        for name in names:
            holders.setdefault(name, []).append(role)
    clashes = [
        (name, one.actor_id, other.actor_id)
        for name, held in holders.items()
        for one, other in itertools.combinations(held, 2)
        if one.actor_id != other.actor_id and overlap(one, other)
    ]
    assert clashes == []


@pytest.mark.parametrize(
    ("name", "code", "sector"),
    [
        ("UN", "IGO", "IGO"),
        ("U.N. Security Council", "IGO", "IGO"),
        ("NATO", "IGO", "IGO"),
        ("Doctors Without Borders", "NGO", "NGO"),
        ("Syrian Observatory for Human Rights", "SYR", "NGO"),
        ("Reuters", "GBR", "MED"),
        ("Xinhua", "CHN", "MED"),
        ("Pentagon", "USA", "GOV"),
        ("U.S. Senate", "USA", "LEG"),
        ("Islamic Revolutionary Guard Corps", "IRN", "MIL"),
        ("Mossad", "ISR", "SPY"),
        ("Scotland Yard", "GBR", "COP"),
        ("Tatmadaw", "MMR", "MIL"),
        ("Saeima", "LVA", "LEG"),
        ("Republican Party", "USA", "PTY"),
        ("ZANU-PF", "ZWE", "PTY"),
        ("Gazprom", "RUS", "BUS"),
        ("Hamas", "PSE", "REB"),
        ("Daesh", None, "REB"),
        ("ISIS-K", "AFG", "REB"),
        ("ISWAP", "NGA", "REB"),
        ("Sinaloa Cartel", "MEX", "CRM"),
        ("Abkhazia", "GEO", "PRE"),
        ("Donetsk People's Republic", "UKR", "PRE"),
        ("Somaliland", "SOM", "PRE"),
    ],
)
def test_who_is_who(name: str, code: str | None, sector: str) -> None:
    role = on(name, "2018-06-01")
    assert (role.code, role.sector) == (code, sector)


@pytest.mark.parametrize(
    ("name", "day", "code", "sector"),
    [
        ("Taliban", "1999-01-01", "AFG", "GOV"),
        ("Taliban", "2021-08-14", "AFG", "REB"),
        ("Taliban", "2021-08-15", "AFG", "GOV"),
        ("FARC", "2012-01-01", "COL", "REB"),
        ("FARC", "2019-01-01", "COL", "PTY"),
        ("SPLM", "2003-01-01", "SDN", "REB"),
        ("SPLM", "2015-01-01", "SSD", "PTY"),
        ("Rapid Support Forces", "2020-01-01", "SDN", "MIL"),
        ("Rapid Support Forces", "2024-01-01", "SDN", "REB"),
        ("Transitional Military Council", "2019-06-01", "SDN", "MIL"),
        ("Transitional Military Council", "2021-06-01", "TCD", "MIL"),
    ],
)
def test_roles_hold_on_their_day(name: str, day: str, code: str, sector: str) -> None:
    role = on(name, day)
    assert (role.code, role.sector) == (code, sector)


@pytest.mark.parametrize("name", ["Social Democratic Party", "National Security Council", "People's Party"])
def test_names_that_many_countries_share_have_no_country(name: str) -> None:
    assert on(name, "2018-06-01").code is None
