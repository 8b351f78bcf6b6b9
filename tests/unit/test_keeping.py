"""Ingest and recode as a user meets them: what is coded, what is left, under which id."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from coded import rows
from verbale.ingest import read
from verbale.pipeline.keeping import Tally, ingest, recode
from verbale.pipeline.run import Settings
from verbale.store import Store

KENYA = "Kenya accused Somalia of sheltering gunmen."
MALI = "Mali rejected an offer of talks from France."
PERU = "Peru urged Chile to release the fishermen."
CURRENT = "SELECT article_id, version, text FROM article WHERE known_until IS NULL ORDER BY text"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    return news


def take(store: Store, *inputs: Path, published: str | None = "2024-05-14") -> Tally:
    tally = Tally()
    for latest in ingest(read(inputs, published=published), store, Settings()):
        tally = latest
    return tally


def done(tally: Tally) -> tuple[int, int, int]:
    return tally.added, tally.unchanged, len(tally.rejections)


def current(store: Store) -> Sequence[tuple[str, int, str]]:
    return [tuple(row) for row in rows(store, CURRENT)]


def settled(store: Store, *inputs: Path) -> None:
    """Taking the same inputs again changes nothing."""
    before = current(store), rows(store, "SELECT count(*) FROM event")
    assert take(store, *inputs).run_id is None
    assert (current(store), rows(store, "SELECT count(*) FROM event")) == before


def test_twice_is_once(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    (folder / "b.txt").write_text(MALI)
    (folder / "c.txt").write_text("")
    assert done(take(store, folder)) == (2, 0, 1)
    assert done(take(store, folder)) == (0, 2, 1)
    assert rows(store, "SELECT count(*) FROM run") == [(1,)]
    assert rows(store, "SELECT count(*) FROM rejection") == [(1,)]
    settled(store, folder)


def test_a_changed_file_is_a_new_version(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    ((article_id, _, _),) = current(store)
    (folder / "a.txt").write_text(MALI)
    assert done(take(store, folder)) == (1, 0, 0)
    assert current(store) == [(article_id, 2, MALI)]
    assert rows(store, "SELECT event_type FROM event WHERE known_until IS NULL") == [("REJECT",)]
    settled(store, folder)
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    assert current(store) == [(article_id, 3, KENYA)]
    settled(store, folder)


def test_a_changed_day_is_a_new_version(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    take(store, folder, published="2024-05-15")
    assert [version for _, version, _ in current(store)] == [2]
    assert str(rows(store, "SELECT date_earliest FROM event WHERE known_until IS NULL")[0][0]) == "2024-05-15"


def test_a_renamed_file_is_the_same_article(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    (folder / "a.txt").write_text(MALI)
    take(store, folder)
    (folder / "a.txt").rename(folder / "z.txt")
    assert done(take(store, folder)) == (0, 1, 0)
    settled(store, folder)


def test_files_that_swap_texts_stay_two_articles(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    (folder / "b.txt").write_text(MALI)
    take(store, folder)
    (kenya, _, _), (mali, _, _) = current(store)
    (folder / "a.txt").write_text(MALI)
    (folder / "b.txt").write_text(KENYA)
    assert done(take(store, folder)) == (2, 0, 0)
    assert current(store) == [(mali, 2, KENYA), (kenya, 2, MALI)]
    settled(store, folder)


@pytest.mark.parametrize("moved", ["0.txt", "z.txt"])
def test_a_new_file_under_the_name_of_a_moved_one(store: Store, folder: Path, moved: str) -> None:
    """Whether the moved file is read before or after the new one: both texts are held, and the next run adds none."""
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    (folder / "a.txt").rename(folder / moved)
    (folder / "a.txt").write_text(MALI)
    take(store, folder)
    assert [text for *_, text in current(store)] == [KENYA, MALI]
    settled(store, folder)


def test_a_copy_of_a_file_that_changes(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    (folder / "b.txt").write_text(KENYA)
    assert done(take(store, folder)) == (1, 0, 1)
    settled(store, folder)
    (folder / "a.txt").write_text(MALI)
    take(store, folder)
    assert [text for *_, text in current(store)] == [KENYA, MALI]
    settled(store, folder)


def test_a_text_without_a_file_does_not_fight_for_an_id(store: Store, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    (folder / "a.txt").write_text(MALI)
    take(store, folder)
    table = tmp_path / "news.csv"
    table.write_text(f"text\n{KENYA}\n")
    take(store, table)
    assert [text for *_, text in current(store)] == [KENYA, MALI]
    settled(store, folder, table)
    settled(store, table, folder)


def test_records_go_by_their_ids(store: Store, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f"id,text\n1,{KENYA}\n2,{KENYA}\n")
    assert done(take(store, table)) == (2, 0, 0)
    table.write_text(f"id,text\n2,{KENYA}\n1,{MALI}\n3,{PERU}\n")
    assert done(take(store, table)) == (2, 1, 0)
    assert current(store) == [("2", 1, KENYA), ("1", 2, MALI), ("3", 1, PERU)]


def test_where_a_run_starts_does_not_matter(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(KENYA)
    monkeypatch.chdir(folder)
    take(store, Path("a.txt"))
    (folder / "a.txt").write_text(MALI)
    monkeypatch.chdir(folder.parent)
    take(store, Path("news/a.txt"))
    assert [(version, text) for _, version, text in current(store)] == [(2, MALI)]


def overlay(path: Path, name: str) -> Settings:
    """Tables of one's own, with a person who accuses."""
    (path / "actors").mkdir(parents=True, exist_ok=True)
    header = "actor_id\tname\taliases\tcode\tsector\toffice\tsince\tuntil\twikidata\treference"
    row = f"x-{name}\tAlma Quill\t\t{name}\tGOV\tminister of defence\t2020-01-01\t\t\tan atlas"
    (path / "actors" / "persons.tsv").write_text(f"{header}\n{row}\n")
    return Settings(codebook=path)


def again(store: Store, settings: Settings, *, everything: bool = False) -> Tally:
    tally = Tally()
    for latest in recode(store, settings, everything=everything):
        tally = latest
    return tally


def test_other_tables_are_other_versions(store: Store, folder: Path, tmp_path: Path) -> None:
    (folder / "a.txt").write_text("Alma Quill accused Somalia of sheltering gunmen.")
    take(store, folder)
    assert again(store, Settings()).run_id is None
    for code in ("KEN", "MLI"):
        settings = overlay(tmp_path / f"tables-{code}", code)
        assert again(store, settings).added == 1
        assert rows(store, "SELECT source_code FROM event WHERE known_until IS NULL") == [(code,)]
        assert again(store, settings).run_id is None
    assert [code for (code,) in rows(store, "SELECT source_code FROM event ORDER BY known_from")][1:] == ["KEN", "MLI"]
    assert rows(store, "SELECT count(*), max(version) FROM article") == [(1, 1)]


def test_all_can_be_coded_again(store: Store, folder: Path) -> None:
    (folder / "a.txt").write_text(KENYA)
    take(store, folder)
    assert again(store, Settings(), everything=True).added == 1
    assert rows(store, "SELECT run_id, known_until IS NULL FROM event ORDER BY run_id") == [(1, False), (2, True)]


def test_a_run_that_stopped_goes_on_where_it_was(store: Store, folder: Path, tmp_path: Path) -> None:
    for name, text in (("a", KENYA), ("b", MALI), ("c", PERU)):
        (folder / f"{name}.txt").write_text(text)
    stopped = ingest(read([folder]), store, Settings(), batch_articles=1)
    assert next(stopped).added == 1
    stopped.close()
    assert done(take(store, folder, published=None)) == (2, 1, 0)
    settings = overlay(tmp_path / "mine", "KEN")
    stopped = recode(store, settings, batch_articles=1)
    assert next(stopped).added == 1
    stopped.close()
    assert again(store, settings).added == 2
    assert again(store, settings).added == 0
    assert rows(store, "SELECT run_id, count(*) FROM coding GROUP BY ALL ORDER BY run_id") == [
        (1, 1),
        (2, 2),
        (3, 1),
        (4, 2),
    ]
    assert rows(store, "SELECT count(*) FROM coding WHERE known_until IS NULL") == [(3,)]
