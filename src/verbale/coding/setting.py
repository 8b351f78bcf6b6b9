"""The country of unnamed local actors: the act's place, else the country that the article is about."""

from collections import Counter
from dataclasses import replace

from verbale.coding.match import Match
from verbale.model.events import Document, EventPlace
from verbale.model.mentions import Actor

# Bodies between states, and those whose home the text must name.
UNPLACED = frozenset({"IGO", "NGO", "MED", "BUS"})
# Acts that mostly stay within one state: the other side's country is a better guess than the article's.
DOMESTIC = frozenset({"COERCE", "PROTEST", "SANCTION", "RETREAT", "ACCUSE", "REQUEST", "CONCEDE", "REJECT"})

# Of these, the ones that a state mostly does to its own named citizens.
CUSTODY = frozenset({"COERCE", "SANCTION", "RETREAT"})


def localise(
    document: Document, match: Match, place: EventPlace | None
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], list[str]]:
    """Source and target with the country of unnamed local actors filled in, and a word on how."""
    source, target = match.source.actors, match.target.actors
    notes: list[str] = []
    main = _main_country(document)
    here = place.place.country if place else None
    filled = []
    for side, other in ((source, target), (target, source)):
        actors = []
        for actor in side:
            if actor.code is not None or actor.actor_id is not None or actor.sector in UNPLACED:
                actors.append(actor)
                continue
            named = actor.text[:1].isupper() and " " in actor.text
            code, how = _country_for(match.frame.event_type, other, here, main, named=named)
            if code is not None:
                notes.append(f"{actor.text!r} taken as {code}: {how}")
                actor = replace(actor, code=code)
            actors.append(actor)
        filled.append(tuple(actors))
    return filled[0], filled[1], notes


def _country_for(
    event_type: str, other: tuple[Actor, ...], here: str | None, main: str | None, *, named: bool
) -> tuple[str | None, str]:
    if here is not None:
        return here, "the country of the act's place"
    home = next((a.code for a in other if a.code and len(a.code) == 3 and a.code not in {"IGO", "NGO", "MNC"}), None)
    if event_type in (CUSTODY if named else DOMESTIC) and home is not None:
        return home, "the country of the other side"
    if main is not None:
        return main, "the country that the article is about"
    return None, ""


def _main_country(document: Document) -> str | None:
    """The country named most often; one named first wins a tie, two close rivals give none."""
    votes: Counter[str] = Counter()
    for mention in document.actors:
        code = mention.actor.code
        if code is not None and code not in {"IGO", "NGO", "MNC"}:
            votes[code] += 1
    for toponym in document.toponyms:
        if toponym.place is not None and toponym.place.country is not None and toponym.use == "literal":
            votes[toponym.place.country] += 1
    if not votes:
        return None
    ranked = votes.most_common(2)
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1] and ranked[0][1] > 1:
        return None
    return ranked[0][0]
