"""The compiled file of towns."""

from pathlib import Path

import pytest

from verbale.places import cities


def test_names_are_found_in_any_spelling() -> None:
    assert {c.country for c in cities.cities_named("bogota")} >= {"CO"}
    assert cities.cities_named("st. petersburg")[0].country == "RU"
    assert cities.cities_named("no such town") == ()


def test_main_names_are_told_from_others() -> None:
    (kyiv, *_) = cities.cities_named("kiev")
    assert (kyiv.name, kyiv.main) == ("Kyiv", False)
    assert cities.cities_named("kyiv")[0].main


def test_the_longest_name_of_a_first_word() -> None:
    assert cities.longest_name("san") >= 3
    assert cities.longest_name("qqqq") == 0


def test_a_failure_leaves_no_half_written_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(cities, "_path", lambda: tmp_path / "verbale" / "cities.sqlite")
    monkeypatch.setattr(cities, "_compile", fail)
    with pytest.raises(OSError, match="disk full"):
        cities.prepare()
    assert list((tmp_path / "verbale").iterdir()) == []
