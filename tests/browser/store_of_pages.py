"""The store that pages are tested on."""

from pathlib import Path

from synthetic import add_events
from typer.testing import CliRunner

from coded import article, coded, event, keep
from hostile import BREAKOUTS, hostile_lines
from verbale.cli.main import app
from verbale.model.events import EventPlace
from verbale.model.mentions import Actor, Place
from verbale.model.spans import Span
from verbale.store import CodedArticle, Store

ROOT = Path(__file__).parents[2]
EVENTS = 600


def made_store(folder: Path) -> Path:
    """A store in this folder with examples, hostile articles and made-up events, linked."""
    path = folder / "store.duckdb"
    add_events(Store(path=path), EVENTS)
    keep(Store(path=path), *(_misnamed(name, words) for name, words in BREAKOUTS.items()))
    hostile = folder / "hostile.jsonl"
    hostile.write_text(hostile_lines(), encoding="utf-8")
    done = CliRunner().invoke(app, ["ingest", str(ROOT / "examples"), str(hostile), "--store", str(path)])
    assert done.exit_code == 0, done.output
    return path


def _misnamed(name: str, words: str) -> CodedArticle:
    """An act whose actors and place are called by hostile words, as a user's own tables may make them."""
    source = Actor(text="Russia", name=f"Alma {words}", actor_id=f"alma-{words}", sector="GOV")
    target = Actor(text="Ukraine", name=words, actor_id=words, code="UKR", sector="PRE")
    place = Place(name=f"Port {words}", country="UKR", precision="city", latitude=46.5, longitude=30.7)
    at = EventPlace(place=place, basis="stated", span=Span(0, 6))
    return coded(article(f"misnamed-{name}"), event(source=(source,), target=(target,), place=at))
