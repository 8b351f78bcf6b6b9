"""What figures draw, and that Vega-Lite's schema accepts them."""

import builtins
import itertools
import json
import subprocess
import sys

import pytest
from chart_rows import pair, record, row, site
from hypothesis import given, settings
from hypothesis import strategies as st

import verbale.chart as chart
from verbale.chart.curve import filled, series_chart
from verbale.chart.matrix import pairs_chart
from verbale.chart.over_time import timeline_chart
from verbale.chart.projection import WORLD, box_around, fitted
from verbale.chart.worldmap import map_chart
from verbale.errors import ConfigError

EVIL = "<img src=x onerror=alert(1)> \"'];alert(2)// \\ \u2028 {{7*7}}"
COUNTRY = {"country": "UKR", "events": 4, "done": 2, "score": -3.0}
SERIES = [{"period": "2022-01-01", "events": 2, "score": -3.0, "score_sum": -6.0},
          {"period": "2022-04-01", "events": 1, "score": 3.0, "score_sum": 3.0}]  # fmt: skip


def figures():
    rows = [
        row("2022-02-01", quad, claim)
        for quad in (1, 2, 3, 4)
        for claim in ("reported", "alleged", "planned", "denied")
    ]
    return {
        "timeline": timeline_chart(rows, brush=True),
        "scores": timeline_chart(rows, measure="score", width=340),
        "map": map_chart([site()], [COUNTRY]),
        "pairs": pairs_chart([pair("RUS", "UKR", 1200), pair("UKR", "RUS")]),
        "series": series_chart(SERIES, ["2022-04-01"]),
        "nothing": timeline_chart([]),
        "nowhere": map_chart([], []),
        "nobody": pairs_chart([]),
        "never": series_chart([]),
    }


@pytest.mark.parametrize("name", figures())
def test_the_schema_of_vega_lite_accepts_every_figure(name):
    figures()[name].to_dict(validate=True)


@pytest.mark.parametrize("name", figures())
def test_a_spec_is_plain_json_with_its_data_inside(name):
    spec = chart.spec(figures()[name])
    assert spec["datasets"]
    assert "config" not in spec
    assert "usermeta" not in spec
    assert json.loads(json.dumps(spec, allow_nan=False)) == spec
    assert '"url"' not in json.dumps(spec)


@pytest.mark.parametrize("name", ["nothing", "nowhere", "nobody", "never"])
def test_an_empty_figure_says_so(name):
    assert "no events" in json.dumps(chart.spec(figures()[name]))


def test_bars_hold_what_was_done_and_lanes_the_rest():
    claims = ("reported", "alleged", "planned", "threatened", "denied", "historical")
    data = chart.spec(timeline_chart([row("2022-02-01", 4, claim, 3) for claim in claims]))["datasets"]
    assert {bar["claim"] for bar in data["bars"]} == {"reported", "alleged"}
    assert sum(bar["events"] for bar in data["bars"]) == 6
    assert [lane["lane"][2:] for lane in data["lanes"]] == ["denied", "historical", "planned", "threatened"]


@given(st.lists(st.builds(row, st.sampled_from(["2022-01-01", "2022-02-01"]), st.sampled_from([1, 2, 3, 4]),
                          st.sampled_from(["reported", "alleged"]), st.integers(1, 50)),
                max_size=12, unique_by=lambda r: (r["period"], r["quad_class"], r["claim"])))  # fmt: skip
@settings(max_examples=25)
def test_cooperation_stands_above_zero_and_conflict_below_without_overlap(rows):
    bars = chart.spec(timeline_chart(rows))["datasets"].get("bars", [])
    for bar in bars:
        assert abs(bar["high"] - bar["low"]) == bar["events"]
        assert (bar["high"] < 0) == bar["class"].endswith("conflict")
    for period in ("2022-01-01", "2022-02-01"):
        ends = sorted((min(b["low"], b["high"]), max(b["low"], b["high"])) for b in bars if b["from"] == period)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(ends))


def test_a_single_old_act_does_not_press_the_rest_into_a_corner_and_is_told():
    rows = [row(f"2022-{month:02}-01", events=40) for month in range(1, 13)]
    spec = chart.spec(timeline_chart([*rows, row("1500-01-01", claim="historical")]))
    assert min(bar["from"] for bar in spec["datasets"]["bars"]) == "2022-01-01"
    assert "1 act before 2022-01-01, since 1500, not drawn" in spec["title"]["text"]


@pytest.mark.parametrize(
    ("name", "selections"),
    [("timeline", ["brush"]), ("scores", []), ("map", ["pick_country", "pick"]), ("pairs", ["pick"])],
)
def test_a_selection_belongs_to_a_view_that_is_there(name, selections):
    spec = chart.spec(figures()[name])
    layers = [layer.get("name") for part in spec.get("vconcat", [spec]) for layer in part.get("layer", [part])]
    assert [param["name"] for param in spec.get("params", [])] == selections
    assert all(view in layers for param in spec.get("params", []) for view in param["views"] or ["none"])


@pytest.mark.parametrize("option", [{"by": "decade"}, {"measure": "deaths"}])
def test_unknown_options_are_refused(option):
    with pytest.raises(ConfigError):
        timeline_chart([row("2022-02-01")], **option)


def test_a_country_is_shaded_and_never_a_point():
    spec = chart.spec(map_chart([site(), site("country", name="Ukraine")], [COUNTRY]))
    assert [place["place"] for place in spec["datasets"]["places"]] == ["Odessa"]
    assert [country["country"] for country in spec["datasets"]["countries"]] == ["UKR"]


def test_small_states_palestine_and_kosovo_have_an_outline():
    shapes = chart.spec(map_chart([], []))["datasets"]["shapes"]["objects"]["countries"]["geometries"]
    assert {"BHR", "SGP", "MLT", "PSE", "XKX", "TWN", "VAT"} <= {shape["id"] for shape in shapes}


def test_more_places_than_the_limit_are_told():
    spec = chart.spec(map_chart([site(name=str(n)) for n in range(5)], [], limit=2))
    assert len(spec["datasets"]["places"]) == 2
    assert spec["title"]["text"].startswith("2 of 5 places")


def test_the_map_fits_its_places_also_across_the_180th_meridian():
    assert box_around([]) == WORLD
    assert box_around([(-100.0, 50.0, -100.0, 60.0), (20.0, 0.0, 20.0, 1.0), (140.0, 0.0, 141.0, 1.0)]) == WORLD
    west, _, east, _ = box_around([(178.0, -18.0, 178.0, -18.0), (-172.0, -14.0, -172.0, -14.0)])
    assert west < 178 < 188 < east < 200


@given(st.lists(st.tuples(st.floats(-179, 179), st.floats(-50, 80)), min_size=1, max_size=6))
def test_a_box_holds_its_places(points):
    west, south, east, north = box_around([(x, y, x, y) for x, y in points])
    for x, y in points:
        assert south <= y <= north
        assert any(west - 1e-6 <= x + turn <= east + 1e-6 for turn in (0, 360, -360))
    assert fitted((west, south, east, north), 700, 400)["scale"] > 0


def test_the_matrix_holds_the_most_active_and_fewer_where_it_is_narrow():
    rows = [pair(f"A{n:02}", "USA", events=n + 1) for n in range(30)]
    wide, narrow = (chart.spec(pairs_chart(rows, 10, width=width))["datasets"]["pairs"] for width in (720, 340))
    assert {cell["source"] for cell in wide} == {f"A{n}" for n in range(21, 30)}
    assert len(narrow) < len(wide)


def test_actors_of_one_name_are_told_apart():
    rows = [pair("army-a", "UKR", name="the army"), pair("army-b", "UKR", name="the army")]
    cells = chart.spec(pairs_chart(rows))["datasets"]["pairs"]
    assert {cell["from"] for cell in cells} == {"the army (army-a)", "the army (army-b)"}


def test_names_stand_in_data_and_never_in_an_expression():
    for figure in (pairs_chart([pair(EVIL, "UKR")]), map_chart([site(name=EVIL)], [])):
        spec = chart.spec(figure)
        assert EVIL in [
            value
            for rows in spec.pop("datasets").values()
            if isinstance(rows, list)
            for r in rows
            for value in r.values()
        ]
        axes = json.dumps(spec)
        assert "onerror" not in axes.replace(json.dumps([EVIL]), "").replace(json.dumps(EVIL)[1:-1], "")


def test_gaps_are_periods_of_nothing():
    assert [(point["period"], point["events"], point["score"]) for point in filled(SERIES)] == [
        ("2022-01-01", 2, -3.0), ("2022-02-01", 0, None), ("2022-03-01", 0, None), ("2022-04-01", 1, 3.0)]  # fmt: skip


def test_notebook_figures_draw_from_records_in_the_colours_of_a_light_page():
    for draw in (chart.timeline, chart.map, chart.pairs, chart.series):
        assert draw([record()]).to_dict()["config"]["background"] == "white"
        assert "no events" in json.dumps(draw([]).to_dict())


def test_without_altair_the_error_says_what_to_install(monkeypatch):
    plain = builtins.__import__

    def without(name, *args, **kwargs):
        if name.partition(".")[0] == "altair":
            raise ImportError(name)
        return plain(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigError, match=r'pip install "verbale\[chart\]"'):
        chart.timeline([])


def test_the_package_loads_without_altair():
    code = "import sys, verbale.chart; print('altair' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def test_both_themes_colour_the_same_things():
    def keys(tree):
        return {key: keys(value) for key, value in tree.items()} if isinstance(tree, dict) else None

    assert keys(chart.theme_config(dark=True)) == keys(chart.theme_config(dark=False))
    assert chart.theme_config(dark=True)["background"] == "transparent"
