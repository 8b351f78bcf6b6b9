"""The place of an act among the place names of its sentence."""

from collections.abc import Sequence

from verbale.model.mentions import Toponym
from verbale.model.parse import Parse, Token
from verbale.places import syntax
from verbale.places.siting import name_score, none_score


def place_of_act(
    parse: Parse, trigger: Token, toponyms: Sequence[Toponym], *, floor: float = 0.0
) -> tuple[Toponym, str] | None:
    """Where the act named by `trigger` happens, and in words why; None where its sentence does not say.

    Only literal names count: the one that the words around it speak for most, see `siting`, and by `floor` more
    than for no place at all.
    """
    sentence = parse.sentences[trigger.sentence]
    here = [t for t in toponyms if t.use == "literal" and t.place is not None
            and sentence.first <= t.head < sentence.last]  # fmt: skip
    if not here:
        return None
    scored = [(name_score(parse, trigger, t, here), t) for t in here]
    score, best = max(scored, key=lambda item: (item[0], -item[1].span.start))
    if score < none_score(parse, trigger, here) + floor:
        return None
    return best, _words(parse, trigger, best)


def _words(parse: Parse, trigger: Token, chosen: Toponym) -> str:
    above = syntax.preposition(parse, parse.tokens[chosen.head])
    name = chosen.span.quote(parse.text)
    phrase = f"{above.text} {name}" if above is not None else name
    return f"place {name!r}: {phrase!r} beside {trigger.text!r}"
