"""What speaks for a place name being where an act happens: features of the parse, and their learned weights.

The weights are those of a conditional logit over the names of a sentence and the choice of none, fitted by
`tools/train_siting.py` on sentences in which people marked the place of one act. Of acts whose type is known more is
known: their own weights (`siting_acts.tsv`, fitted by `training/places.py` on reports coded by hand) add to these.
"""

import itertools
from collections.abc import Iterator, Sequence

from verbale.codebook.weights import total, weights
from verbale.model.mentions import Toponym
from verbale.model.parse import Parse, Token
from verbale.places import syntax

_DISTANCES = ((2, "0-2"), (5, "3-5"), (9, "6-9"), (15, "10-15"), (25, "16-25"))
_PREPOSITIONS = syntax.LOCATIVE | {"of", "with", "against", "by", "after", "before", "since", "between"}
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj"})
_REPORTING = frozenset({"say", "tell", "report", "announce", "add"})
_FOLLOWING = frozenset({",", "in", "province", "district", "area", "region", "near", "town", "city", "and",
                        "governorate", "'s", "’s"})  # fmt: skip
FINENESS = {"point": 1, "city": 1, "admin1": 2, "region": 3, "country": 4}
ACTS = "places/siting_acts.tsv"
# "Douma, near Damascus, Syria": names this close in characters are one address.
_ADDRESS_CHARS = 6


def name_score(parse: Parse, trigger: Token, toponym: Toponym, here: Sequence[Toponym]) -> float:
    """How strongly the words say that the act of `trigger` happens at `toponym`; `here` are all names beside it."""
    return total(weights("places/siting.tsv"), name_features(parse, trigger, toponym, here))


def none_score(parse: Parse, trigger: Token, here: Sequence[Toponym]) -> float:
    """How strongly the words say that no name of the sentence is the place."""
    return total(weights("places/siting.tsv"), none_features(parse, trigger, here))


def act_name_score(parse: Parse, trigger: Token, toponym: Toponym, here: Sequence[Toponym], event_type: str) -> float:
    """The same of an act of a known type; `toponym` may stand in a sentence nearby."""
    added = total(weights(ACTS), act_name_features(parse, trigger, toponym, here, event_type))
    return name_score(parse, trigger, toponym, here) + added


def act_none_score(parse: Parse, trigger: Token, here: Sequence[Toponym], event_type: str) -> float:
    """How strongly the words say that the place of an act of a known type is not told."""
    added = total(weights(ACTS), act_none_features(parse, trigger, here, event_type))
    return none_score(parse, trigger, here) + added


def act_name_features(
    parse: Parse, trigger: Token, toponym: Toponym, here: Sequence[Toponym], event_type: str
) -> Iterator[str]:
    """What counts of one name beside `name_features`, once the type of the act is known."""
    apart = max(-3, min(2, parse.tokens[toponym.head].sentence - trigger.sentence))
    yield f"apart={apart}&{toponym.use}"
    yield f"type&apart={event_type}&{apart}"
    yield f"type&use={event_type}&{toponym.use}"
    for feature in name_features(parse, trigger, toponym, here):
        yield f"{apart}&{feature}"
        if feature.startswith(("way0=", "prep=", "dep=")) and apart == 0:
            yield f"{event_type}&{feature}"
            yield f"{toponym.use}&{feature}"


def act_none_features(parse: Parse, trigger: Token, here: Sequence[Toponym], event_type: str) -> Iterator[str]:
    """The same of the choice that no name is the place."""
    yield f"none:type={event_type}"
    yield f"none:type&names={event_type}&{min(3, len(here))}"
    yield f"none:type&dep={event_type}&{trigger.dep}"
    yield f"none:type&tag={event_type}&{trigger.tag}"
    yield f"none:above={parse.head(trigger).lemma}"
    yield from none_features(parse, trigger, here)


def name_features(parse: Parse, trigger: Token, toponym: Toponym, here: Sequence[Toponym]) -> Iterator[str]:
    """The features of one name, each once."""
    head = parse.tokens[toponym.head]
    above = syntax.preposition(parse, head)
    word = above.text.lower() if above is not None else "none"
    way = _way(parse, trigger, head)
    first = way.split(":")[0]
    yield f"prep={word if word in _PREPOSITIONS or above is None else 'other'}"
    yield f"way={way}"
    yield f"way0={first}{'/clause' if way.endswith(':clause') else ''}"
    yield f"prep&way0={word}&{first}"
    yield f"use={toponym.use}"
    yield f"dep={head.dep}"
    yield f"precision={toponym.place.precision if toponym.place else 'none'}{'' if toponym.listed else '*'}"
    yield f"distance={_distance(head, trigger)}"
    yield f"nearer={min(3, sum(abs(t.head - trigger.index) < abs(toponym.head - trigger.index) for t in here))}"
    yield from _address(parse, toponym, here, first)
    yield from _phrase(parse, trigger, toponym, head, above)


def none_features(parse: Parse, trigger: Token, here: Sequence[Toponym]) -> Iterator[str]:
    """The features of the choice that no name is the place."""
    yield "none"
    yield f"none:names={min(4, len(here))}"
    yield f"none:tag={trigger.tag}"
    yield f"none:dep={trigger.dep}"
    yield f"none:lemma={trigger.lemma}"
    helpers = {k.text.lower() for k in parse.children(trigger, "aux", "auxpass", "neg")}
    yield from (f"none:aux={word}" for word in sorted(helpers))


def _distance(head: Token, trigger: Token) -> str:
    apart = head.index - trigger.index
    bucket = next((name for most, name in _DISTANCES if abs(apart) <= most), "26+")
    return f"{bucket}{'>' if apart > 0 else '<'}"


def _way(parse: Parse, trigger: Token, head: Token) -> str:
    """From the word that the name's phrase hangs on to the trigger: on it, below it, above it, or beside it."""
    site = syntax.site(parse, head)
    if site.index == trigger.index:
        return "trigger"
    up = [site, *parse.ancestors(site)]
    order = [t.index for t in up]
    if trigger.index in order:
        inside = up[: order.index(trigger.index)]
        clause = any(t.dep in _CLAUSES for t in inside)
        return f"below:{inside[-1].dep}{':clause' if clause else ''}"
    over = [trigger, *parse.ancestors(trigger)]
    heights = {t.index: k for k, t in enumerate(over)}
    for k, token in enumerate(up):
        if token.index in heights:
            own = over[heights[token.index] - 1].dep
            return f"above:{own}" if k == 0 else f"side:{own}:{up[k - 1].dep}"
    return "none"


def _address(parse: Parse, toponym: Toponym, here: Sequence[Toponym], first: str) -> Iterator[str]:
    """How the name stands to the others: in one address with them, finer or coarser."""
    ordered = sorted(here, key=lambda t: t.span)
    for side, (a, b) in (
        (name, pair) for pair in itertools.pairwise(ordered) for name in ("before", "after")
        if pair[1 if name == "before" else 0].span == toponym.span
    ):  # fmt: skip
        other = a if side == "before" else b
        if adjoins(parse, a, b):
            step = fineness(other) - fineness(toponym)
            kind = "finer" if step < 0 else "coarser" if step else "same"
            yield f"address:{side}={kind}{'' if same_country(toponym, other) else '!'}"
    others = [fineness(t) for t in here if t.span != toponym.span and same_country(t, toponym)]
    own = fineness(toponym)
    rank = "alone" if not others else "yes" if own < min(others) else "tie" if own == min(others) else "no"
    yield f"finest={rank}"
    yield f"finest&way0={rank}&{first}"


def _phrase(parse: Parse, trigger: Token, toponym: Toponym, head: Token, above: Token | None) -> Iterator[str]:
    yield f"site={syntax.site(parse, head).pos}"
    if above is not None:
        ruler = parse.head(above)
        if above.text.lower() in ("of", "from"):
            beside = ruler.text.lower() in syntax.BESIDE
            yield f"of={'place' if ruler.lemma in syntax.PLACE_NOUNS else 'beside' if beside else ruler.pos}"
        yield f"opens={parse.sentences[head.sentence].first == above.index}"
    own, its = _clause(parse, trigger), _clause(parse, head)
    yield f"clause={own.index == its.index}"
    yield f"reporting={its.lemma in _REPORTING and its.index != trigger.index}"
    after = parse.text[toponym.span.end : toponym.span.end + 12].lower().split()
    yield f"after={after[0] if after and after[0] in _FOLLOWING else 'other'}"
    if head.dep in ("compound", "poss", "nmod", "amod"):
        ruler = parse.head(head)
        yield f"before={'place' if ruler.lemma in syntax.PLACE_NOUNS else ruler.pos}"


def _clause(parse: Parse, token: Token) -> Token:
    return next((t for t in (token, *parse.ancestors(token)) if t.pos in ("VERB", "AUX")), token)


def fineness(toponym: Toponym) -> int:
    """0 for what no table lists (a village, a site), then towns, divisions, regions, countries."""
    if toponym.place is None:
        return 5
    return FINENESS.get(toponym.place.precision, 5) if toponym.listed else 0


def same_country(a: Toponym, b: Toponym) -> bool:
    """Whether nothing says that the two lie in different countries."""
    codes = {t.place.country for t in (a, b) if t.place is not None and t.place.country is not None}
    return len(codes) <= 1


def adjoins(parse: Parse, a: Toponym, b: Toponym) -> bool:
    """Whether two names in text order are parts of one address."""
    between = parse.text[a.span.end : b.span.start].strip().lower()
    near = b.span.start - a.span.end <= _ADDRESS_CHARS
    return near and between in (",", "(", ", in", "in", "'s", "’s", ", near", "")
