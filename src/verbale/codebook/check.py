"""Checks of the actor tables: codes, sectors, dates, roles that overlap, aliases that stand for two."""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from verbale.codebook.actors import ActorTables, Role, load_actors
from verbale.model.mentions import BETWEEN_STATES

# Names of two countries, told apart by the text.
HOMONYMS = frozenset({"Congo"})


def check_tables(tables: ActorTables | None = None) -> list[str]:
    """Everything that is wrong with the tables (the shipped ones by default), one sentence each.

    Raises CodebookError on a broken file.
    """
    tables = tables or load_actors()
    problems = list(_country_problems(tables))
    for role in (*tables.persons, *tables.bodies):
        problems.extend(_role_problems(role, tables))
    problems.extend(_twice(tables.bodies))
    problems.extend(_same_office_twice(tables.persons))
    problems.extend(_names_of_two(tables.bodies))
    return problems


def _country_problems(tables: ActorTables) -> Iterator[str]:
    seen: dict[str, str] = {}
    for country in tables.countries.values():
        for alias in (country.name, *country.aliases):
            if alias not in HOMONYMS and seen.setdefault(alias, country.code) != country.code:
                yield f"countries.tsv: {alias!r} stands for {seen[alias]} and {country.code}"
        if len(country.code) != 3 or not country.code.isupper():
            yield f"countries.tsv: {country.code!r} is no alpha-3 code"


def _role_problems(role: Role, tables: ActorTables) -> Iterator[str]:
    if role.code is not None and role.code not in BETWEEN_STATES and role.code not in tables.countries:
        yield f"{role.actor_id}: no country {role.code}"
    for day in (role.since, role.until):
        try:
            if day:
                datetime.date.fromisoformat(day)
        except ValueError:
            yield f"{role.actor_id}: {day!r} is not a day"
    if role.since and role.until and role.since > role.until:
        yield f"{role.actor_id}: ends on {role.until}, before it begins on {role.since}"


def _same_office_twice(roles: Iterable[Role]) -> Iterator[str]:
    """The same person in the same office twice at one time, in rows of the same kind of reference."""
    held: dict[tuple[str, str | None, str], list[Role]] = defaultdict(list)
    for role in roles:
        if role.since:
            held[role.actor_id, role.code, role.office].append(role)
    for (actor_id, _, office), several in held.items():
        ordered = sorted(several, key=lambda r: r.since)
        for one, two in itertools.pairwise(ordered):
            if not one.until or one.until > two.since:
                yield f"{actor_id}: {office} from {one.since} and from {two.since} overlap"


def _names_of_two(roles: Iterable[Role]) -> Iterator[str]:
    """A name or alias that stands for two bodies of one country."""
    seen: dict[tuple[str, str | None], str] = {}
    for role in roles:
        for name in dict.fromkeys((role.name, *role.aliases)):
            first = seen.setdefault((name, role.code), role.actor_id)
            if first != role.actor_id:
                yield f"{name!r} stands for {first} and {role.actor_id}"


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
