"""Which words may name an act or head an actor; the scorer is trained and asked on the same ones."""

from verbale.model.parse import Token

_ACTORS = frozenset({"NOUN", "PROPN", "PRON"})
_ACTS = frozenset({"VERB", "NOUN"})


def may_act(token: Token) -> bool:
    """A noun, a name or a pronoun; adjectives such as "Russian" act only where the actor tables know them."""
    return token.pos in _ACTORS


def may_name_act(token: Token) -> bool:
    """A verb or noun; other words name acts only where a frame says so."""
    return token.pos in _ACTS
