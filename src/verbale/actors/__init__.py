"""Actors: who the noun phrases of an article denote, on the day of the article."""

import datetime

from verbale.actors.coreference import Memory
from verbale.actors.phrases import PhraseResolver
from verbale.model.mentions import ActorMention
from verbale.model.parse import Parse, Token

__all__ = ["find_actors"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def find_actors(parse: Parse, published: datetime.date | None) -> tuple[ActorMention, ...]:
    """Every noun phrase, adjective and pronoun of the text that denotes an actor, by head token, in text order.

    `published` is the day on which roles must hold; None takes the latest role known.
    """
    resolver = PhraseResolver(parse, published)
    memory = Memory()
    found: list[ActorMention] = []
    for token in parse.tokens:
        if token.pos not in _NOMINAL or not _may_head(resolver, token):
            continue
        several = resolver.resolve_all(token)
        if len(several) == 1:
            several = (memory.recall(parse, token, several[0]),)
        for resolved in several:
            memory.keep(token, resolved)
        if not several:
            referent = memory.referent(parse, token)
            several = (referent,) if referent is not None else ()
        for resolved in several:
            found.append(
                ActorMention(span=resolved.span(parse), head=token.index, actor=resolved.actor, how=resolved.how)
            )
    return tuple(found)


def _may_head(resolver: PhraseResolver, token: Token) -> bool:
    """Inner words of a name ("United" of "United States", a first name) do not denote anybody by themselves."""
    if token.pos == "ADJ" and not token.text[0].isupper():
        return False
    head = resolver.parse.head(token)
    match = resolver.cover[token.index]
    if match is not None:
        return not match.first <= head.index < match.last or head.index == token.index
    inner = token.dep in {"compound", "flat", "nmod"} and token.entity == "PERSON" and head.entity == "PERSON"
    return not (inner and head.index - token.index <= 3)
