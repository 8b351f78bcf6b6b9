"""Acts counted by period, place and pair: the rows that figures draw."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from verbale.chart.acts import Act, Site
from verbale.chart.figure import Row
from verbale.model import periods
from verbale.model.claims import DONE

# Part of the days at either end that do not count for the span of the rest.
_STRAGGLERS = 0.05
_POINTS = frozenset({"point", "city", "admin1", "region"})


def period_of(acts: Sequence[Act]) -> str:
    """The period by which acts are best counted: by the span of nearly all that is not from an earlier time."""
    present = sorted(act.day for act in acts if act.day and act.claim != "historical")
    days = present or sorted(act.day for act in acts if act.day)
    spare = int(len(days) * _STRAGGLERS)
    return periods.finest(days[spare], days[-1 - spare]) if days else "month"


def timeline_rows(acts: Iterable[Act], by: str) -> list[Row]:
    """Per period, class and claim: `events` and `score`, the sum. Acts without a day or a class are left out."""
    sums: dict[tuple[str, int, str], list[float]] = defaultdict(list)
    for act in acts:
        if act.day and act.quad_class:
            sums[periods.start_of(act.day, by).isoformat(), act.quad_class, act.claim].append(act.score or 0.0)
    return [
        {
            "period": period,
            "quad_class": quad_class,
            "claim": claim,
            "events": len(scores),
            "score": round(sum(scores), 3),
        }
        for (period, quad_class, claim), scores in sorted(sums.items())
    ]


def map_rows(acts: Iterable[Act]) -> tuple[list[Row], list[Row]]:
    """Per place, and per country for acts whose place is a country: `events`, `done` and `score`, the mean."""
    places: dict[Site, list[Act]] = defaultdict(list)
    countries: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        site = act.site
        if site is None:
            continue
        if site.precision == "country" and site.country:
            countries[site.country].append(act)
        elif site.precision in _POINTS and site.latitude is not None and site.longitude is not None:
            places[site].append(act)
    return (
        [_place(site) | _counts(found) for site, found in places.items()],
        [{"country": country} | _counts(found) for country, found in sorted(countries.items())],
    )


def pair_rows(acts: Iterable[Act]) -> list[Row]:
    """Per ordered pair of actors: `events`, `score` (mean) and `score_sum` of what is reported or alleged as done.

    An act of several actors counts once for each pair, a mutual act in both directions.
    """
    sums: dict[tuple[str, str], list[float]] = defaultdict(list)
    names: dict[str, str] = {}
    for act in acts:
        if act.claim not in DONE:
            continue
        for source in act.sources:
            for target in act.targets:
                if not (act.mutual and source.key == target.key):
                    names.setdefault(source.key, source.name)
                    names.setdefault(target.key, target.name)
                    sums[source.key, target.key].append(act.score or 0.0)
    return [
        {
            "source": source,
            "target": target,
            "source_name": names[source],
            "target_name": names[target],
            **_tone(scores),
        }
        for (source, target), scores in sorted(sums.items())
    ]


def series_rows(acts: Iterable[Act], by: str, source: str | None = None, target: str | None = None) -> list[Row]:
    """Per period: `events`, `score` (mean) and `score_sum` of what `source` did, or `target` was done to (keys)."""
    sums: dict[str, list[float]] = defaultdict(list)
    for act in acts:
        if act.day and act.claim in DONE and _is_between(act, source, target):
            sums[periods.start_of(act.day, by).isoformat()].append(act.score or 0.0)
    return [{"period": period, **_tone(scores)} for period, scores in sorted(sums.items())]


def _is_between(act: Act, source: str | None, target: str | None) -> bool:
    """Whether some pair of its parties is the one asked for; None asks nothing, also not that there is one."""
    sources: list[str | None] = [one.key for one in act.sources] or [None]
    targets: list[str | None] = [one.key for one in act.targets] or [None]
    return any(
        source in (None, one) and target in (None, other) and not (act.mutual and one == other)
        for one in sources
        for other in targets
    )


def _place(site: Site) -> Row:
    return {
        "place": site.name or "",
        "country": site.country,
        "geonames_id": site.geonames_id,
        "latitude": site.latitude,
        "longitude": site.longitude,
        "precision": site.precision,
    }


def _counts(acts: Sequence[Act]) -> Row:
    return {
        "events": len(acts),
        "done": sum(act.claim in DONE for act in acts),
        "score": _mean([act.score or 0.0 for act in acts]),
    }


def _tone(scores: Sequence[float]) -> Row:
    return {"events": len(scores), "score": _mean(scores), "score_sum": round(sum(scores), 3)}


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 3)
