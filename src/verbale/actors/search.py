"""Looking a name up in the tables of actors, as a person would."""

from verbale.codebook.actors import ActorTables, Role
from verbale.model.folding import fold


def find_roles(tables: ActorTables, name: str, day: str | None = None) -> list[Role]:
    """Roles of every actor with `name` (or all of its words) in a name or alias, the best match first.

    `day` (ISO) keeps the roles held on it. Countries come as roles of their own, sector GOV. Returns [] for no match.
    """
    wanted = fold(name)
    words = set(wanted.split())
    ranked: list[tuple[int, str, str, Role]] = []
    for role in (*_countries(tables), *tables.persons, *tables.bodies):
        names = [fold(n) for n in (role.name, *role.aliases)]
        rank = 0 if wanted in names else 1 if words and any(words <= set(n.split()) for n in names) else None
        if rank is not None and (day is None or role.holds_on(day)):
            ranked.append((rank, role.actor_id, role.since, role))
    return [role for *_, role in sorted(ranked, key=lambda item: item[:3])]


def _countries(tables: ActorTables) -> list[Role]:
    return [
        Role(
            actor_id=c.code, name=c.name, aliases=(*c.aliases, *c.demonyms, *c.adjectives), code=c.code, sector="GOV",
            office="country", since="", until="", wikidata=None,
        )
        for c in tables.countries.values()
    ]  # fmt: skip
