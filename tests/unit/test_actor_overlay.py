"""A user's folder laid over the shipped tables, and looking names up in both."""

from pathlib import Path

import pytest

from verbale.actors.search import find_roles
from verbale.codebook.actors import load_actors
from verbale.codebook.check import check_tables
from verbale.errors import CodebookError

HEADER = "actor_id\tname\taliases\tcode\tsector\toffice\tsince\tuntil\tattested\twikidata\treference\n"


def overlay(folder: Path, *rows: str) -> Path:
    (folder / "actors").mkdir()
    (folder / "actors" / "persons.tsv").write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return folder


def test_a_row_is_added(tmp_path: Path) -> None:
    own = "SCO-una-doy\tUna Doy\tU. Doy\tGBR\tOPP\tleader of the moor party\t2021-05-01\t\t\t\tour desk"
    tables = load_actors(overlay(tmp_path, own))
    (found,) = find_roles(tables, "doy", "2022-02-22")
    assert (found.name, found.sector, found.reference) == ("Una Doy", "OPP", "our desk")
    assert find_roles(tables, "doy", "2020-01-01") == []
    assert len(tables.persons) == len(load_actors().persons) + 1


def test_a_row_with_a_shipped_key_replaces_it(tmp_path: Path) -> None:
    shipped = next(
        r for r in load_actors().persons if r.actor_id == "GBR-liz-truss" and r.office == "foreign secretary"
    )
    own = f"GBR-liz-truss\tLiz Truss\t\tGBR\tGOV\tminister of moors\t{shipped.since}\t{shipped.until}\t\t\tour desk"
    tables = load_actors(overlay(tmp_path, own))
    offices = [r.office for r in tables.persons if r.actor_id == "GBR-liz-truss" and r.since == shipped.since]
    assert offices == ["minister of moors"]
    assert len(tables.persons) == len(load_actors().persons)


def test_a_broken_row_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"persons\.tsv:2"):
        load_actors(overlay(tmp_path, "X-y\tX Y\t\tKEN\tNOPE\tminister\t\t\t\t\tour desk"))


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="none of"):
        load_actors(tmp_path)


def test_overlapping_terms_and_bad_days_are_problems(tmp_path: Path) -> None:
    rows = (
        "KEN-a-b\tA B\t\tKEN\tGOV\tminister of moors\t2010-01-01\t2015-01-01\t\t\tour desk",
        "KEN-a-b\tA B\t\tKEN\tGOV\tminister of moors\t2014-01-01\t\t\t\tour desk",
        "KEN-c-d\tC D\t\tQQQ\tGOV\tminister\t2014-13-01\t\t\t\tour desk",
    )
    problems = check_tables(load_actors(overlay(tmp_path, *rows)))
    assert any("KEN-a-b" in p and "overlap" in p for p in problems)
    assert any("QQQ" in p for p in problems)
    assert any("2014-13-01" in p for p in problems)


def test_the_shipped_tables_have_no_problem() -> None:
    assert check_tables() == []


def test_search_by_any_spelling_and_day() -> None:
    tables = load_actors()
    for spelling in ("Zelensky", "Zelenskyy", "Zelenskiy"):
        assert any(r.office == "president" for r in find_roles(tables, spelling, "2023-01-01")), spelling
    offices = {r.office for r in find_roles(tables, "Truss", "2022-02-22") if r.actor_id == "GBR-liz-truss"}
    assert offices == {"foreign secretary"}
    assert find_roles(tables, "Kenya")[0].actor_id == "KEN"
    assert find_roles(tables, "nobody by this name") == []
