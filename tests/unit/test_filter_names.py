"""The same words ask for the same on the command line and in an address."""

import inspect

import pytest

pytest.importorskip("fastapi", reason='the site needs pip install "verbale[web]"')

import typer.main

from verbale.cli.main import app
from verbale.serve import asked


def options(command: str) -> set[str]:
    """The long options of a command, as an address would write them."""
    parameters = typer.main.get_command(app).commands[command].params  # type: ignore[attr-defined]
    return {name.removeprefix("--").replace("-", "_") for p in parameters for name in (*p.opts, *p.secondary_opts)}


def test_filters_of_events_are_options_of_the_command_line() -> None:
    own = {"request", "unit", "by"}
    assert set(inspect.signature(asked.asked_events).parameters) - own <= options("events")


def test_filters_of_stories_are_options_of_the_command_line() -> None:
    assert set(inspect.signature(asked.asked_stories).parameters) - {"request"} <= options("stories")
