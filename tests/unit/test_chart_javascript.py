"""The script for browsers."""

import pytest

from verbale.chart import javascript


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(javascript.platformdirs, "user_cache_dir", lambda name: str(tmp_path / name))
    return tmp_path / "verbale"


def test_the_script_defines_vega_embed_with_its_interpreter_and_is_kept(cache):
    script = javascript.bundle()
    assert "window.vegaEmbed" in script
    assert "expressionInterpreter" in script
    assert len(script.encode()) < 1_000_000
    assert "</script" not in script
    (kept,) = cache.iterdir()
    assert kept.read_text(encoding="utf-8") == script == javascript.bundle()


def test_a_cache_that_cannot_be_written_costs_only_time(cache):
    cache.write_text("a file where the folder should be")
    assert "window.vegaEmbed" in javascript.bundle()
