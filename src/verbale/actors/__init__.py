"""Actors: who the noun phrases of an article denote, on the day of the article."""

import datetime
from collections import Counter
from dataclasses import replace

from verbale.actors.coreference import Memory
from verbale.actors.names import NameMatch, lexicon
from verbale.actors.phrases import PRIVATE_PERSON, PhraseResolver
from verbale.codebook.actors import ActorTables, load_actors
from verbale.model.mentions import BETWEEN_STATES, ActorMention
from verbale.model.parse import Parse, Token

__all__ = ["find_actors"]

# The first actors of an article are those it is about; another country must stay behind by a third.
_LEAD_ACTORS, _LEAD = 2, 1.5
# Fighter jets carry no fighters.
_AIRCRAFT = frozenset({"jet", "plane", "aircraft", "bomber", "pilot", "squadron"})
# What is named after the town where it took place: "the Brussels bombings", "the Geneva talks".
_DEEDS = frozenset(
    (
        "attack bombing shooting stabbing siege massacre explosion blast protest riot demonstration rally summit "
        "conference talk meeting negotiation agreement accord treaty protocol declaration trial uprising killing murder"
    ).split()
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def find_actors(
    parse: Parse, published: datetime.date | None, tables: ActorTables | None = None
) -> tuple[ActorMention, ...]:
    """Every noun phrase, adjective and pronoun of the text that denotes an actor, by head token, in text order.

    `published` is the day on which roles must hold; None takes the latest role known;
    `tables` are the shipped ones by default.
    """
    resolver = PhraseResolver(parse, published, lexicon(tables or load_actors()))
    memory = Memory()
    found: list[ActorMention] = []
    for token in parse.tokens:
        if token.pos not in _NOMINAL or not _may_head(resolver, token):
            continue
        several = memory.pair(parse, token) or resolver.resolve_all(token)
        if len(several) == 1:
            several = (memory.recall(parse, token, several[0]),)
        for resolved in several:
            memory.keep(parse, token, resolved)
        if not several:
            several = memory.referents(parse, token)
        for resolved in several:
            found.append(
                ActorMention(span=resolved.span(parse), head=token.index, actor=resolved.actor, how=resolved.how)
            )
    return _at_home(resolver, [_as_apposed(parse, m, found) for m in found])


def _as_apposed(parse: Parse, mention: ActorMention, found: list[ActorMention]) -> ActorMention:
    """ "Ada Roe, a Kenyan lawyer", "the UN envoy, Ada Roe": what stands beside a name tells whose person it is."""
    if mention.actor.code is not None or not mention.how.startswith("a person's name"):
        return mention
    token = parse.tokens[mention.head]
    beside = {k.index for k in parse.children(token, "appos", "compound", "nmod")}
    beside |= {token.head} if token.dep == "appos" else set()
    told = next((m.actor for m in found if m.head in beside and m.actor.code is not None), None)
    if told is None:
        return mention
    sector = told.sector if mention.actor.sector in {None, PRIVATE_PERSON} else mention.actor.sector
    if told.code in {"IGO", "NGO"} and sector == PRIVATE_PERSON:
        sector = told.code
    return replace(mention, actor=replace(mention.actor, code=told.code, sector=sector))


def _at_home(resolver: PhraseResolver, found: list[ActorMention]) -> tuple[ActorMention, ...]:
    """ "The foreign minister", "President Komo" without a country: of the one that the article speaks of."""
    home = _home(found)
    if home is None:
        return tuple(found)
    return tuple(resolver.of_country(m, home) if m.actor.code is None else m for m in found)


def _home(found: list[ActorMention]) -> str | None:
    """The country of most actors, if it clearly leads; the names at the beginning decide between two."""
    votes: Counter[str] = Counter()
    for place, mention in enumerate(found):
        code = mention.actor.code
        if code is not None and code not in BETWEEN_STATES:
            votes[code] += 2 if place < _LEAD_ACTORS else 1
    ranked = votes.most_common(2)
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= _LEAD * ranked[1][1]:
        return ranked[0][0]
    first = next(iter(votes))
    return first if votes[first] * _LEAD >= ranked[0][1] else None


def _names_a_deed(resolver: PhraseResolver, match: NameMatch, token: Token, head: Token) -> bool:
    """ "The Paris Agreement", "the Beijing Olympics": where something was agreed or held."""
    if match.entry("country") or token.dep not in {"compound", "nmod"}:
        return False
    if head.pos == "NOUN" and head.lemma in _DEEDS:
        return True
    if head.pos != "PROPN":
        return False
    return head.index > token.index and head.text[0].isupper() and resolver.resolve(head) is None


def _may_head(resolver: PhraseResolver, token: Token) -> bool:
    """Inner words of a name ("United" of "United States", a first name) do not denote anybody by themselves."""
    if (token.pos == "ADJ" and not token.text[0].isupper()) or resolver.titles.is_title_of_next(token):
        return False
    head = resolver.parse.head(token)
    match = resolver.cover[token.index]
    if match is not None and match.entry("capital") and _names_a_deed(resolver, match, token, head):
        return False
    if token.lemma == "fighter" and token.dep == "compound" and head.lemma in _AIRCRAFT:
        return False
    if match is not None:
        return not match.first <= head.index < match.last or head.index == token.index
    inner = token.dep in {"compound", "flat", "nmod"} and token.entity == "PERSON" and head.entity == "PERSON"
    return not (inner and head.index - token.index <= 3)
