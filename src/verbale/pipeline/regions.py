"""What the place names of a text tell about its actors: whose a police force is, and provinces that act themselves."""

from collections.abc import Sequence
from dataclasses import replace

from verbale.actors.owners import LOCAL_SECTORS
from verbale.model.mentions import Actor, ActorMention, Toponym
from verbale.model.parse import Parse, Token

_WITHIN_PHRASE = frozenset({"compound", "nmod", "amod", "poss"})
_BELONGING = frozenset({"of", "for"})
_LOCATIVE = frozenset({"in", "from", "at"})
# Whose country the words of the phrase itself did not tell.
_OPEN = ("the noun", "a person's name with its title")
_VERBAL = frozenset({"VERB", "AUX"})


def with_regions(parse: Parse, actors: Sequence[ActorMention], toponyms: Sequence[Toponym]) -> tuple[ActorMention, ...]:
    """The actors with the countries that provinces and towns in their phrases give, and the provinces that act."""
    listed = [t for t in toponyms if t.listed and t.place is not None and t.place.country is not None]
    wider = {m.head: t for m in actors for t in listed if _misread(m, t)}
    renamed = [_renamed(m, wider[m.head]) if m.head in wider else m for m in actors if not _mere_town(m, wider)]
    coded = {m.head for m in renamed if m.actor.code is not None and m.actor.actor_id == m.actor.code}
    found = [_of_its_region(parse, m, listed, coded, wider) for m in renamed]
    taken = {m.head for m in found}
    heads = {t.head for t in listed}
    found.extend(_region(t) for t in listed if t.head not in taken and _acts(parse, t, heads))
    return tuple(sorted(found, key=lambda m: m.head))


def _misread(mention: ActorMention, toponym: Toponym) -> bool:
    """ "Jersey" of "New Jersey", "Wales" of "New South Wales"; the Victoria that is no capital."""
    assert toponym.place is not None
    if mention.actor.actor_id != mention.actor.code or toponym.place.country == mention.actor.code:
        return False
    return toponym.span.covers(mention.span) and (toponym.span != mention.span or mention.how == "capital")


def _mere_town(mention: ActorMention, wider: dict[int, Toponym]) -> bool:
    place = wider[mention.head].place if mention.head in wider else None
    return place is not None and place.precision != "admin1"


def _renamed(mention: ActorMention, toponym: Toponym) -> ActorMention:
    return replace(_region(toponym), head=mention.head)


def _region(toponym: Toponym) -> ActorMention:
    place = toponym.place
    assert place is not None
    actor = Actor(text=place.name, name=place.name, code=place.country, sector="GOV")
    return ActorMention(span=toponym.span, head=toponym.head, actor=actor, how="a region's government")


def _of_its_region(
    parse: Parse, mention: ActorMention, toponyms: Sequence[Toponym], coded: set[int], wider: dict[int, Toponym]
) -> ActorMention:
    if not mention.how.startswith(_OPEN):
        return mention
    head = parse.tokens[mention.head]
    own = _owners(parse, head, mention.actor.sector)
    if any(i in coded and i not in wider for i in own):
        return mention
    place = next((t.place for t in toponyms if t.head in own and t.place is not None), None)
    return mention if place is None else replace(mention, actor=replace(mention.actor, code=place.country))


def _owners(parse: Parse, head: Token, sector: str | None) -> set[int]:
    """The tokens of the phrase that may say whose it is."""
    before = [k for k in parse.children(head) if k.dep in _WITHIN_PHRASE]
    before += [inner for k in before for inner in parse.children(k) if inner.dep in _WITHIN_PHRASE]
    found = {k.index for k in before}
    prepositions = _BELONGING | _LOCATIVE if sector in LOCAL_SECTORS else _BELONGING
    for prep in parse.children(head, "prep"):
        if prep.lemma in prepositions:
            found |= {t.index for t in parse.children(prep, "pobj")}
    return found


def _acts(parse: Parse, toponym: Toponym, heads: set[int]) -> bool:
    """ "Texas sued", "a ban by Ontario": a province as the one who does something."""
    assert toponym.place is not None
    token = parse.tokens[toponym.head]
    if toponym.place.precision != "admin1":
        return False
    while token.dep == "conj" and token.head in heads:
        token = parse.head(token)
    above = parse.head(token)
    return (token.dep == "nsubj" and above.pos in _VERBAL) or (token.dep == "pobj" and above.dep == "agent")
