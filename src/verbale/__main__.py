"""`python -m verbale`."""

from verbale.cli.main import run

run()
