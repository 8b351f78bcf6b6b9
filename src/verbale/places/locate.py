"""The place of an act among the place names of its sentence."""

import itertools
from collections.abc import Sequence

from verbale.model.mentions import Toponym
from verbale.model.parse import Parse, Token
from verbale.places import syntax

_FINENESS = {"point": 0, "city": 1, "admin1": 2, "region": 3, "country": 4}
# "Douma, near Damascus, Syria": names this close in characters are one address.
_ADDRESS_CHARS = 6
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "attr", "obj", "prep", "conj", "acl", "relcl"})


def place_of_act(parse: Parse, trigger: Token, toponyms: Sequence[Toponym]) -> tuple[Toponym, str] | None:
    """Where the act named by `trigger` happens, and in words why; None where its sentence does not say.

    Only literal names count: first those that a preposition ties to the trigger, its verb or its
    arguments, then the nearest in a locative phrase of the sentence; of an address the finest.
    """
    sentence = parse.sentences[trigger.sentence]
    here = [t for t in toponyms if t.use == "literal" and t.place is not None
            and sentence.first <= t.head < sentence.last]  # fmt: skip
    ranked = [(rank, t) for t in here if (rank := _rank(parse, trigger, t)) is not None]
    if not ranked:
        return None
    (tier, _, _), best = min(ranked, key=lambda item: (item[0], item[1].span))
    chosen = _finest(parse, best, here)
    return chosen, _words(parse, trigger, chosen, tier)


def _rank(parse: Parse, trigger: Token, toponym: Toponym) -> tuple[int, int, int] | None:
    """Tier (0 attached, 1 in the sentence, 2 on the way to or from), kind of phrase, distance in tokens."""
    head = parse.tokens[toponym.head]
    above = syntax.preposition(parse, head)
    word = above.text.lower() if above is not None else ""
    distance = abs(head.index - trigger.index)
    attached = _attached(parse, trigger, head)
    if above is None:
        return _bare_rank(parse, trigger, head, distance, attached)
    toward = word in syntax.TOWARD
    if word not in syntax.LOCATIVE and not _place_of(parse, above):
        of_it = word == "of" and parse.head(above).index == trigger.index  # the siege of X
        return (0, 1, distance) if of_it or (attached and word == "against") else None
    # "In Mtwapa, 10 km north of Mombasa": what lies beside the place is not the place.
    beside = word == "of" and parse.head(above).text.lower() in syntax.BESIDE
    if attached:
        return 0, int(toward) + 2 * int(beside), distance
    return (2 if toward else 1), int(beside), distance


def _bare_rank(parse: Parse, trigger: Token, head: Token, distance: int, attached: bool) -> tuple[int, int, int] | None:
    """A name without a preposition: the object taken or hit ("captured Mosul"), or a word before the trigger."""
    if head.dep == "npadvmod" and parse.head(head).lemma in ("base", "control", "hold", "back", "bear", "led", "lead"):
        return None  # London-based, Kyiv-backed
    own = head.dep != "compound" or head.head == trigger.index
    if attached and own and head.dep in ("dobj", "nsubjpass", "obj", "npadvmod", "compound", "nsubj"):
        return 0, 1, distance
    return (2, 1, distance) if head.dep in ("dobj", "nsubjpass", "npadvmod", "appos", "dep", "conj") else None


def _place_of(parse: Parse, preposition: Token) -> bool:
    """ "North of X", "the city of X"."""
    ruler = parse.head(preposition)
    names = {ruler.lemma, ruler.text.lower()}
    return preposition.text.lower() == "of" and (bool(names & syntax.PLACE_NOUNS) or ruler.pos in ("ADV", "ADP"))


def _attached(parse: Parse, trigger: Token, head: Token) -> bool:
    """The name hangs on the trigger, on its verb, or inside one of its arguments."""
    site = syntax.site(parse, head)
    if site.index == trigger.index:
        return True
    verb = syntax.verb_above(parse, trigger)
    if verb is not None and site.index == verb.index:
        return True
    path = [site, *parse.ancestors(site)]
    for below, above in itertools.pairwise(path):
        if above.index == trigger.index:
            return below.dep in _ARGUMENTS
        if above.pos in ("VERB", "AUX") and below.dep not in ("nsubj", "nsubjpass", "dobj", "obj", "attr"):
            return False
        if verb is not None and above.index == verb.index:
            return True
    return False


def _finest(parse: Parse, best: Toponym, here: list[Toponym]) -> Toponym:
    """The most exact name of the address that `best` belongs to, in its own country."""
    ordered = sorted(here, key=lambda t: t.span)
    at = ordered.index(best)
    address = [best]
    for step in (-1, 1):
        k, edge = at + step, best
        while 0 <= k < len(ordered) and _adjoins(parse, edge, ordered[k]):
            address.append(ordered[k])
            edge, k = ordered[k], k + step
    same = [t for t in address if t.place and best.place and _same_country(t, best)]
    # A name of no table that stands last in an address is what lies around, not the finest: "Ankara, Anatolya".
    last = max(same, key=lambda t: t.span)
    return min(same, key=lambda t: (_fineness(t, len(same) > 1 and t is last), t.span))


def _fineness(toponym: Toponym, outermost: bool) -> int:
    place = toponym.place
    if place is None or (outermost and not toponym.listed):
        return 5
    return _FINENESS.get(place.precision, 5) if toponym.listed else 0


def _same_country(a: Toponym, b: Toponym) -> bool:
    codes = {t.place.country for t in (a, b) if t.place is not None and t.place.country is not None}
    return len(codes) <= 1


def _adjoins(parse: Parse, a: Toponym, b: Toponym) -> bool:
    first, second = sorted((a.span, b.span))
    between = parse.text[first.end : second.start].strip().lower()
    return between in (",", "(", ", in", "in", "'s", "’s", ", near", "") and second.start - first.end <= _ADDRESS_CHARS


def _words(parse: Parse, trigger: Token, chosen: Toponym, tier: int) -> str:
    name = chosen.span.quote(parse.text)
    how = ("attached to", "in the sentence of", "on the way named with")[tier]
    return f"place {name!r}: {how} {trigger.text!r}"
