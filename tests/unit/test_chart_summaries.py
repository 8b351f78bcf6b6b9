"""Acts counted by period, place and pair."""

import datetime

import pandas
import pytest
from chart_rows import actor, place, record
from hypothesis import given
from hypothesis import strategies as st

from verbale.chart import summaries
from verbale.chart.acts import acts_of
from verbale.errors import ConfigError
from verbale.model import periods
from verbale.model.claims import CLAIMS

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9000, 1, 1))
RECORDS = st.builds(
    record,
    event_date=st.one_of(st.none(), DAYS.map(lambda day: {"earliest": day.isoformat(), "latest": None})),
    status=st.sampled_from(["occurred", "ongoing", "planned", "hypothetical", "negated"]),
    historical=st.booleans(),
    attribution=st.sampled_from([[], [{"kind": "direct"}]]),
    quad_class=st.sampled_from([1, 2, 3, 4]),
    plover_score=st.sampled_from([-10.0, -2.5, 0.0, 4.5]),
    place=st.sampled_from([None, place(), place("country"), place("region", country=None)]),
)


@given(st.lists(RECORDS, max_size=20), st.sampled_from(periods.PERIODS))
def test_no_act_is_lost_and_none_counted_twice(records, by):
    rows = summaries.timeline_rows(acts_of(records), by)
    assert sum(row["events"] for row in rows) == len(records)
    assert sum(row["score"] for row in rows) == pytest.approx(sum(r["plover_score"] for r in records))
    assert {row["claim"] for row in rows} <= set(CLAIMS)
    assert len({(row["period"], row["quad_class"], row["claim"]) for row in rows}) == len(rows)


@given(st.lists(RECORDS, max_size=20))
def test_places_and_countries_share_the_acts_that_have_a_place(records):
    places, countries = summaries.map_rows(acts_of(records))
    assert sum(row["events"] for row in places + countries) == sum(r["place"] is not None for r in records)
    assert all(row["done"] <= row["events"] for row in places + countries)
    assert "country" not in {row["precision"] for row in places}


@given(DAYS, st.sampled_from(periods.PERIODS))
def test_a_period_holds_its_days(day, by):
    start = periods.start_of(day, by)
    assert start <= day < periods.after(start, by)
    assert periods.start_of(start, by) == start


def test_an_unknown_period_is_refused():
    with pytest.raises(ConfigError, match="no period 'decade'"):
        periods.start_of(datetime.date(2022, 1, 1), "decade")


def test_the_calendar_has_a_last_period():
    assert list(periods.every(datetime.date(9998, 1, 1), datetime.date(9999, 12, 31), "year")) == [
        datetime.date(9998, 1, 1),
        datetime.date(9999, 1, 1),
    ]


def test_the_day_is_the_first_that_the_date_allows_else_that_of_the_report():
    dates = [{"earliest": "2022-02-24", "latest": "2022-03-01"}, {"earliest": None, "latest": "2022-03-01"}, None]
    acts = acts_of([record(event_date=date) for date in dates])
    assert [str(act.day) for act in acts] == ["2022-02-24", "2022-03-01", "2022-03-02"]


def test_an_act_without_any_day_is_left_out():
    assert summaries.timeline_rows(acts_of([record(event_date=None, published_at=None)]), "month") == []


def test_pairs_count_each_pair_once_and_only_what_was_done():
    several = record(source=[actor("USA"), actor("GBR"), actor("USA", name="its army")], target=[actor("IRQ")])
    rows = summaries.pair_rows(acts_of([several, record(status="planned"), record(status="negated")]))
    assert [(row["source"], row["target"], row["events"]) for row in rows] == [("GBR", "IRQ", 1), ("USA", "IRQ", 1)]


def test_a_mutual_act_stands_in_both_directions_and_never_with_itself():
    from verbale.codebook.frames import load_frames

    frame = next(frame.id for frame in load_frames().frames if frame.mutual)
    met = record(
        source=[actor("RUS"), actor("UKR")], target=[], provenance={"trace": [f"frame {frame}: 'met' names CONSULT"]}
    )
    rows = summaries.pair_rows(acts_of([met]))
    assert [(row["source"], row["target"]) for row in rows] == [("RUS", "UKR"), ("UKR", "RUS")]


def test_several_sources_without_a_target_are_not_mutual_unless_the_frame_says_so():
    assert summaries.pair_rows(acts_of([record(source=[actor("RUS"), actor("UKR")], target=[])])) == []


def test_bodies_and_breakaway_regions_are_counted_by_their_id():
    acts = acts_of([record(source=[actor("IGO", name="European Union", actor_id="european-union")],
                           target=[actor("GEO", name="Abkhazia", sector="PRE", actor_id="abkhazia")])])  # fmt: skip
    (row,) = summaries.pair_rows(acts)
    assert (row["source"], row["target"]) == ("european-union", "abkhazia")
    assert (row["source_name"], row["target_name"]) == ("European Union", "Abkhazia")


def test_series_keep_to_the_pair_asked_for():
    acts = list(acts_of([record(), record(source=[actor("UKR")], target=[actor("RUS")]), record(target=[])]))
    assert sum(row["events"] for row in summaries.series_rows(acts, "month", "RUS", "UKR")) == 1
    assert sum(row["events"] for row in summaries.series_rows(acts, "month", "RUS")) == 2
    assert sum(row["events"] for row in summaries.series_rows(acts, "month")) == 3


FLAT = {
    "published_at": "2022-03-02", "date_earliest": "2022-03-01", "date_latest": None, "status": "occurred",
    "historical": False, "attribution_kind": None, "quad_class": 1, "plover_score": 4.0,
    "source": "Russia; Ukraine", "source_code": "RUS; UKR", "source_sector": "GOV; GOV", "source_actor_id": None,
    "target": None, "target_code": None, "target_sector": None, "target_actor_id": None,
    "place": "Odessa", "place_country": "UKR", "geonames_id": 698740, "latitude": 46.48, "longitude": 30.73,
    "place_precision": "city",
}  # fmt: skip


def test_a_data_frame_gives_what_its_rows_give():
    rows = [
        FLAT,
        {**FLAT, "geonames_id": None, "place": None, "place_precision": None, "latitude": None, "longitude": None},
    ]
    frame = pandas.DataFrame(rows)
    assert list(acts_of(frame)) == list(acts_of(rows))
    assert summaries.pair_rows(acts_of(frame))[0]["events"] == 2


def test_codes_fewer_than_names_count_as_actors_of_their_own():
    (act,) = acts_of([{**FLAT, "target": "Kiev; the rebels", "target_code": "UKR", "target_sector": "GOV; REB"}])
    assert [party.key for party in act.targets] == ["UKR"]


def test_what_is_no_event_is_refused():
    with pytest.raises(ConfigError, match="not an event record"):
        list(acts_of([{"title": "news"}]))


def test_one_old_act_does_not_make_the_period_coarse():
    acts = list(acts_of([record()] * 40 + [record(event_date={"earliest": "1500-01-01", "latest": None})]))
    assert summaries.period_of(acts) == "day"
    assert summaries.period_of([]) == "month"
