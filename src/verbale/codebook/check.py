"""Checks of the actor tables: codes, sectors, dates, roles that overlap, aliases that stand for two."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from verbale.codebook.actors import Role, agents, bodies, countries, persons

BETWEEN_STATES = frozenset({"IGO", "NGO", "MNC"})


def check_tables() -> list[str]:
    """Everything that is wrong with the shipped tables, one sentence each. Raises CodebookError on a broken file."""
    agents()
    problems = list(_country_problems())
    for role in (*persons(), *bodies()):
        problems.extend(_role_problems(role))
    problems.extend(_twice(bodies()))
    return problems


def _country_problems() -> Iterator[str]:
    seen: dict[str, str] = {}
    for country in countries().values():
        for alias in (country.name, *country.aliases):
            if seen.setdefault(alias, country.code) != country.code:
                yield f"countries.tsv: {alias!r} stands for {seen[alias]} and {country.code}"
        if len(country.code) != 3 or not country.code.isupper():
            yield f"countries.tsv: {country.code!r} is no alpha-3 code"


def _role_problems(role: Role) -> Iterator[str]:
    if role.code is not None and role.code not in BETWEEN_STATES and role.code not in countries():
        yield f"{role.actor_id}: no country {role.code}"
    for day in (role.since, role.until):
        try:
            if day:
                datetime.date.fromisoformat(day)
        except ValueError:
            yield f"{role.actor_id}: {day!r} is not a day"
    if role.since and role.until and role.since > role.until:
        yield f"{role.actor_id}: ends on {role.until}, before it begins on {role.since}"


def _twice(roles: Iterable[Role]) -> Iterator[str]:
    """The same body with two roles at one time."""
    held: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        held[role.actor_id].append(role)
    for actor_id, several in held.items():
        ordered = sorted(several, key=lambda r: r.since)
        for one, two in itertools.pairwise(ordered):
            if not one.until or one.until >= two.since:
                yield f"{actor_id}: roles from {one.since or 'ever'} and from {two.since or 'ever'} overlap"
