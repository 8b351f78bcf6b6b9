"""By what an actor is counted: its country, or itself where it has none or left it."""

from collections.abc import Mapping
from typing import Any

# Codes that stand for many bodies, each of which is an actor of its own.
NO_COUNTRIES = ("IGO", "NGO", "MNC")
# The sector of a region that broke away from the country whose code it has.
BREAKAWAY = "PRE"


def country_of_actor(code: str | None, sector: str | None) -> str | None:
    """The country in whose name an actor acts, if it does."""
    return None if sector == BREAKAWAY or code in NO_COUNTRIES else code


def actor_key(actor: Mapping[str, Any]) -> str | None:
    """The key that sums count an actor of a record by, as the store's macro `actors` gives it.

    None for one without a code and an id, which no sum counts.
    """
    return country_of_actor(actor["code"], actor["sector"]) or actor["actor_id"] or actor["code"]
