"""The place of an act among the place names of its sentence."""

from collections.abc import Sequence

from verbale.model.mentions import Toponym
from verbale.model.parse import Parse, Token
from verbale.places import syntax
from verbale.places.siting import act_name_score, act_none_score, name_score, none_score

# Sentences before and behind that of the act whose names may be its place.
BEFORE, BEHIND = 2, 1


def place_of_act(
    parse: Parse, trigger: Token, toponyms: Sequence[Toponym], *, floor: float = 0.0, event_type: str | None = None
) -> tuple[Toponym, str] | None:
    """Where the act named by `trigger` happens, and in words why; None where the text does not say.

    The name that the words around it speak for most, see `siting`, and by `floor` more than for no place at all. Only
    literal names of the act's sentence count, but where the act's `event_type` is known those near it do too.
    """
    here = [t for t in _within(parse, trigger, toponyms, 0, 0) if t.use == "literal"]
    near = here if event_type is None else named_near(parse, trigger, toponyms)
    if not near:
        return None
    if event_type is None:
        scored = [(name_score(parse, trigger, t, here), t) for t in near]
        none = none_score(parse, trigger, here)
    else:
        scored = [(act_name_score(parse, trigger, t, here, event_type), t) for t in near]
        none = act_none_score(parse, trigger, here, event_type)
    score, best = max(scored, key=lambda item: (item[0], -item[1].span.start))
    return (best, _words(parse, trigger, best)) if score >= none + floor else None


def named_near(parse: Parse, trigger: Token, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """The names that may be the place of an act of a known type."""
    return [t for t in _within(parse, trigger, toponyms, BEFORE, BEHIND) if t.use != "demonym"]


def _within(parse: Parse, trigger: Token, toponyms: Sequence[Toponym], before: int, behind: int) -> list[Toponym]:
    first = parse.sentences[max(0, trigger.sentence - before)].first
    last = parse.sentences[min(len(parse.sentences) - 1, trigger.sentence + behind)].last
    return [t for t in toponyms if t.place is not None and first <= t.head < last]


def _words(parse: Parse, trigger: Token, chosen: Toponym) -> str:
    above = syntax.preposition(parse, parse.tokens[chosen.head])
    name = chosen.span.quote(parse.text)
    phrase = f"{above.text} {name}" if above is not None else name
    return f"place {name!r}: {phrase!r} beside {trigger.text!r}"
