"""That the store which pages are tested on holds what they are tested for."""

from pathlib import Path

from store_of_pages import EVENTS

from coded import rows
from hostile import BREAKOUTS, IDS, REFUSED, URLS, WORD_CHARS
from verbale.model.claims import CLAIMS, claim_of
from verbale.store import Store

NOW = "known_until IS NULL"


def column(path: Path, sql: str) -> list[object]:
    return [row[0] for row in rows(Store(path=path), sql)]


def test_hostile_words_are_in_what_pages_show(store_path: Path) -> None:
    found = f"SELECT DISTINCT {{}} FROM event WHERE {NOW} AND article_id LIKE '{{}}-%'"
    for field in ("title", "publisher", "evidence"):
        told = [str(value) for value in column(store_path, found.format(field, "hostile"))]
        missing = [name for name, words in BREAKOUTS.items() if not any(words in value for value in told)]
        assert missing == [], field
    for field in ("source", "target", "place"):
        assert len(column(store_path, found.format(field, "misnamed"))) == len(BREAKOUTS), field


def test_hostile_ids_addresses_and_lengths_are_kept(store_path: Path) -> None:
    held = column(store_path, f"SELECT article_id FROM event WHERE {NOW}")
    assert set(IDS) <= set(held)
    assert {f"url-{number}" for number in range(len(URLS))} <= set(held)
    assert column(store_path, f"SELECT count(DISTINCT url) FROM event WHERE {NOW} AND article_id LIKE 'url-%'") == [
        len({url.strip() for url in URLS if url})
    ]
    assert column(store_path, f"SELECT max(length(text)) > {WORD_CHARS} FROM article") == [True]
    assert {"long-title", "long-word-in-title", "long-address", "long-clause", "long-word"} <= set(held)
    assert set(column(store_path, "SELECT article_id FROM rejection")) == set(REFUSED)


def test_made_up_events_have_all_that_charts_tell_apart(store_path: Path) -> None:
    made = f"{NOW} AND article_id LIKE 'made-%'"
    assert column(store_path, f"SELECT count(*) >= {EVENTS} FROM event WHERE {made}") == [True]
    said = rows(Store(path=store_path), f"SELECT DISTINCT status, historical, attribution_kind FROM event WHERE {made}")
    claims = {claim_of(status, historical=old, attributed=kind is not None) for status, old, kind in said}
    assert claims == set(CLAIMS)
    assert column(store_path, f"SELECT DISTINCT quad_class FROM event WHERE {made} ORDER BY 1") == [1, 2, 3, 4]
    assert column(store_path, f"SELECT count(DISTINCT event_type) FROM event WHERE {made}") == [16]
    assert column(store_path, f"SELECT DISTINCT place_precision FROM event WHERE {made} ORDER BY 1 NULLS FIRST") == [
        None, "city", "country",
    ]  # fmt: skip
    assert column(store_path, f"SELECT count(*) > 10 FROM story WHERE {NOW} AND articles > 1") == [True]
    assert column(store_path, "SELECT count(*) > 10 FROM event WHERE known_until IS NOT NULL") == [True]
