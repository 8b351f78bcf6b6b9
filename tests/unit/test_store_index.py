"""The index in memory answers as the store does, and its counts add up."""

import datetime
import itertools
import json
from typing import Any

import pytest

from coded import DONETSK, KENYA, RUSSIA, SOMALIA, TEXT, UKRAINE, article, at, coded, event, keep, on, said_by
from verbale.errors import ConfigError, StoreError, UnknownIdError
from verbale.model.claims import CLAIMS, claim_of, claim_of_record
from verbale.model.events import STATUSES
from verbale.store import Store, details
from verbale.store.actor_queries import appearances, names_found, partners, series
from verbale.store.asking import CLAIM, EventFilter
from verbale.store.browsing import ORDERS, count_events, event_page
from verbale.store.index import Index, load_index, moment_of
from verbale.store.queries import dyads, event_records
from verbale.store.summaries import overview


def _many() -> list[Any]:
    """Acts of every status, age and voice, in articles of two publishers."""
    made = []
    for number, (status, historical, said) in enumerate(itertools.product(STATUSES, (False, True), (False, True))):
        made.append(
            coded(
                article(f"a{number}", publisher=("Post", "Wire")[number % 2], published_at=f"2022-02-{number + 1:02}"),
                event(
                    status=status,
                    historical=historical,
                    attribution=(said_by(UKRAINE),) if said else (),
                    event_date=on(f"2022-02-{number + 1:02}"),
                    place=at("Kharkiv", "UKR") if number % 3 else None,
                ),
            )
        )
    made.append(
        coded(
            article("meeting", published_at="2022-03-05"),
            event(event_type="CONSULT", mode="meet", source=(KENYA, SOMALIA), target=(), event_date=on("2022-03-04"),
                  trace=("frame consult.meet: 'met'",)),
        )
    )  # fmt: skip
    made.append(coded(article("region"), event(source=(DONETSK,), target=(UKRAINE,))))
    made.append(coded(article("old"), event(historical=True, event_date=on("1204-04-12"))))
    return made


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(path=tmp_path_factory.mktemp("index") / "store.duckdb")
    keep(store, *_many())
    return store


@pytest.fixture(scope="module")
def index(filled: Store) -> Index:
    return load_index(filled)


FILTERS: list[dict[str, Any]] = [
    {},
    {"source": ["RUS"]},
    {"target": ["UKR"]},
    {"actor": ["donetsk-peoples-republic"]},
    {"claim": ["alleged", "denied"]},
    {"claim": ["historical"]},
    {"publisher": ["Wire"]},
    {"place": "khark"},
    {"search": "russia kharkiv"},
    {"search": "russia nowhere"},
    {"least_origins": 2},
    {"article_id": "meeting"},
    {"since": datetime.date(2022, 2, 10), "until": datetime.date(2022, 2, 12)},
]


@pytest.mark.parametrize("asked", FILTERS, ids=str)
def test_store_and_index_find_the_same_events(filled: Store, index: Index, asked: dict[str, Any]) -> None:
    wanted = EventFilter(**asked)
    stored = {json.loads(record)["event_id"] for record in event_records(filled, wanted)}
    assert {row["event_id"] for row in event_page(index, wanted, limit=None).records()} == stored
    assert count_events(index, wanted) == len(stored)


def test_sums_by_pair_are_those_of_the_store(filled: Store, index: Index) -> None:
    assert dyads(index, EventFilter()) == dyads(filled, EventFilter())


@pytest.mark.parametrize(
    ("status", "historical", "attributed"), list(itertools.product(STATUSES, (False, True), (False, True)))
)
def test_the_claim_is_the_same_in_sql(filled: Store, status: str, historical: bool, attributed: bool) -> None:
    kind = "'direct'" if attributed else "NULL"
    sql = f"SELECT {CLAIM} FROM (SELECT '{status}' AS status, {historical} AS historical, {kind} AS attribution_kind) e"
    with filled.reading() as connection:
        ((said,),) = connection.execute(sql).fetchall()
    assert said == claim_of(status, historical=historical, attributed=attributed)
    assert said in CLAIMS


def test_records_have_the_claim_that_the_index_gives(filled: Store, index: Index) -> None:
    told = {r["event_id"]: claim_of_record(r) for r in map(json.loads, event_records(filled, EventFilter()))}
    assert {row["event_id"]: row["claim"] for row in event_page(index, EventFilter(), limit=None).records()} == told


def test_the_overview_adds_up(index: Index) -> None:
    made = overview(index, EventFilter(), unit="event")
    inside = sum(row["events"] for row in made.timeline)
    assert inside + made.window.before + made.window.after == made.totals["events"]
    assert sum(row["events"] for row in made.facets["claim"]) == made.totals["events"]
    assert made.window.before == 1
    assert made.window.since == datetime.date(2022, 2, 1)


def test_an_act_told_by_two_articles_counts_once(tmp_path: Any) -> None:
    from verbale.pipeline.linking import link

    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article("one", url="http://one.org/1"), event()), coded(article("two", text=TEXT), event()))
    link(store, everything=True)
    index = load_index(store)
    once, each = (overview(index, EventFilter(), unit=unit) for unit in ("story", "event"))
    assert (once.totals["acts"], each.totals["acts"]) == (1, 2)
    assert sum(row["events"] for row in once.timeline) == 1
    assert once.pairs[0]["events"] == 1
    assert count_events(index, EventFilter(least_articles=2)) == 2


def test_pairs_leave_a_breakaway_region_out_of_its_parent(index: Index) -> None:
    pairs = {(row["source"], row["target"]) for row in overview(index, EventFilter()).pairs}
    assert ("donetsk-peoples-republic", "UKR") in pairs
    assert ("UKR", "UKR") not in pairs
    assert {("KEN", "SOM"), ("SOM", "KEN")} <= pairs


def test_country_level_places_are_countries(tmp_path: Any) -> None:
    from dataclasses import replace

    store = Store(path=tmp_path / "store.duckdb")
    place = at("Ukraine", "UKR")
    place = replace(place, place=replace(place.place, precision="country", latitude=49.0, longitude=32.0))
    keep(store, coded(article(), event(place=place)))
    made = overview(load_index(store), EventFilter())
    assert not made.places
    assert [row["country"] for row in made.countries] == ["UKR"]


def test_an_empty_record_has_an_overview(tmp_path: Any) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    with store.writing():
        pass
    made = overview(load_index(store), EventFilter())
    assert made.totals["acts"] == 0
    assert made.timeline == []


@pytest.mark.parametrize("wrong", [{"unit": "act"}, {"by": "decade"}])
def test_wrong_units_and_periods_are_refused(index: Index, wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        overview(index, EventFilter(), **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("order", ORDERS)
def test_pages_hold_every_event_once(index: Index, order: str) -> None:
    total = count_events(index, EventFilter())
    pages = [event_page(index, EventFilter(), order=order, limit=7, offset=n) for n in range(0, total, 7)]
    ids = [row["event_id"] for page in pages for row in page.records()]
    assert len(ids) == len(set(ids)) == total


def test_a_series_counts_only_what_happened(index: Index) -> None:
    found = series(index, source="RUS", target="UKR")
    done = list(event_page(index, EventFilter(source=["RUS"], claim=["reported", "alleged"])).records())
    assert sum(row["events"] for row in found) == len(done)


def test_partners_and_appearances_of_an_actor(index: Index) -> None:
    (partner,) = partners(index, "KEN")
    assert (partner["partner"], partner["acts_by"], partner["acts_on"]) == ("SOM", 1, 1)
    assert [row["name"] for row in appearances(index, "KEN")] == ["Kenya"]
    assert partners(index, "nobody") == []


def test_names_are_found_by_all_their_words(index: Index) -> None:
    assert [row["key"] for row in names_found(index, "people's donetsk")["actors"]] == ["donetsk-peoples-republic"]
    assert [row["place"] for row in names_found(index, "KHARK")["places"]] == ["Kharkiv"]
    assert names_found(index, "  ") == {"actors": [], "places": []}


def test_an_event_tells_its_history(tmp_path: Any) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article(), event()))
    keep(store, coded(article(), event(status="planned")), anew=True)
    ((event_id,),) = [(json.loads(record)["event_id"],) for record in event_records(store, EventFilter())]
    found = details.event(store, event_id)
    assert [coding["record"]["status"] for coding in found["history"]] == ["occurred", "planned"]
    assert found["current"]
    assert found["article"]["text"] == TEXT
    assert details.article(store, "a")["events"][0]["event_id"] == event_id


@pytest.mark.parametrize("ask", [details.event, details.article])
def test_an_unknown_id_is_said_so(filled: Store, ask: Any) -> None:
    with pytest.raises(UnknownIdError):
        ask(filled, "nobody")


def test_the_index_knows_its_moment(tmp_path: Any) -> None:
    store = Store(path=tmp_path / "store.duckdb")
    keep(store, coded(article(), event(source=(RUSSIA,))))
    index = load_index(store)
    assert index.moment == moment_of(store)
    keep(store, coded(article("b"), event()))
    assert index.moment < moment_of(store)  # type: ignore[operator]


def test_no_store_no_index(tmp_path: Any) -> None:
    with pytest.raises(StoreError):
        load_index(Store(path=tmp_path / "none.duckdb"))
