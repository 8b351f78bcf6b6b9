"""What the forms of filters let a reader choose from."""

from typing import Any

from verbale.codebook.actors import load_actors
from verbale.codebook.types import event_types
from verbale.model.events import STATUSES


def choices() -> dict[str, Any]:
    """Names of types and statuses, and of countries by code."""
    return {
        "types": list(event_types()),
        "statuses": STATUSES,
        "countries": {code: country.name for code, country in load_actors().countries.items()},
    }
