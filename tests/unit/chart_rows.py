"""Event records and counted rows for the tests of figures."""

from typing import Any


def actor(
    code: str | None = "RUS", *, name: str = "somebody", sector: str | None = "GOV", actor_id: str | None = None
) -> dict[str, Any]:
    return {"name": name, "code": code, "sector": sector, "actor_id": actor_id}


def place(precision: str = "city", *, name: str = "Odessa", country: str | None = "UKR") -> dict[str, Any]:
    return {
        "name": name,
        "country": country,
        "admin1": None,
        "geonames_id": 698740,
        "latitude": 46.48,
        "longitude": 30.73,
        "precision": precision,
    }


def record(**changes: Any) -> dict[str, Any]:
    """The fields of an event record that figures look at."""
    plain = {
        "published_at": "2022-03-02T08:00:00Z",
        "event_date": {"earliest": "2022-03-01", "latest": "2022-03-01"},
        "status": "occurred",
        "historical": False,
        "attribution": [],
        "quad_class": 4,
        "plover_score": -9.0,
        "source": [actor("RUS")],
        "target": [actor("UKR")],
        "place": place(),
        "provenance": {"trace": []},
    }
    return {**plain, **changes}


def row(
    period: str, quad_class: int = 4, claim: str = "reported", events: int = 1, score: float = -9.0
) -> dict[str, Any]:
    return {"period": period, "quad_class": quad_class, "claim": claim, "events": events, "score": score}


def site(precision: str = "city", *, name: str = "Odessa", longitude: float = 30.7, done: int = 1) -> dict[str, Any]:
    known = {"place": name, "country": "UKR", "geonames_id": 1, "latitude": 46.5, "longitude": longitude}
    return {**known, "precision": precision, "events": 3, "done": done, "score": -5.0}


def pair(source: str, target: str, events: int = 1, score: float = -3.0, name: str | None = None) -> dict[str, Any]:
    sides = {"source": source, "target": target, "source_name": name or source, "target_name": target}
    return {**sides, "events": events, "score": score, "score_sum": score * events}
