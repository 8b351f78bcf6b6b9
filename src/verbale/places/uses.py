"""In which sense a place name is used: for the place, for its government, or for its people."""

from verbale.model.folding import fold
from verbale.model.parse import Parse, Token
from verbale.places import syntax
from verbale.places.gazetteer import Candidate, capitals

_SUBJECT = frozenset({"nsubj", "nsubjpass", "agent", "csubj", "dative"})
# Verbs whose object is a place one goes to or leaves, even when it is a country.
_MOTION = frozenset(
    {"visit", "reach", "enter", "leave", "flee", "tour", "cross", "quit", "exit", "approach", "inhabit"}
)
# A town that is taken or hit is where it happens, capital or not.
_TAKEN = _MOTION | {
    "capture", "occupy", "seize", "storm", "recapture", "retake", "liberate", "besiege", "bomb", "shell",
    "bombard", "destroy", "overrun", "surround", "hit", "rock", "strike", "devastate",
}  # fmt: skip
_DOING = frozenset({"led", "backed", "sponsored", "funded", "brokered", "mediated", "imposed", "supported", "trained"})
# What is done to the ground of a country.
_LAID_WASTE = frozenset({"bomb", "bombard", "shell", "patrol", "devastate", "occupy", "invade", "overrun"})
_ADDRESSED = frozenset({
    "appeal", "apologise", "apologize", "belong", "give", "sell", "speak", "talk", "complain", "listen", "yield",
    "warning", "threat", "message", "letter", "loyal", "apology", "respond", "reply", "concession", "ultimatum",
    "close", "pledge", "promise", "offer", "report", "surrender", "pressure", "opposition", "blow", "support", "demand",
})  # fmt: skip
# Prepositions after which a country or a capital is a party: war with X, sanctions against X, pressure on X.
_PARTY = frozenset({"with", "against", "by", "between", "among", "toward", "towards", "on", "for", "under"})


def use_of(parse: Parse, tokens: tuple[Token, ...], candidate: Candidate, contained: bool) -> str:
    """literal, metonym or demonym; `contained` where ", Country" follows the name."""
    if candidate.kind == "demonym":
        return "demonym"
    if contained:
        return "literal"
    if _is_hyphened(parse, tokens[-1]):
        return "metonym"
    head = syntax.head_of(tokens)
    seat = candidate.kind == "country" or _is_seat(tokens, candidate)
    return _sense(parse, head, seat, candidate.kind == "city")


def _is_hyphened(parse: Parse, last: Token) -> bool:
    """ "US-led", "Saudi-backed": whose doing it is, not where."""
    following = parse.tokens[last.index + 1 : last.index + 3]
    return len(following) == 2 and following[0].text in "-–" and following[1].text in _DOING


def _is_seat(tokens: tuple[Token, ...], candidate: Candidate) -> bool:
    code = capitals().get(fold(candidate.place.name)) or capitals().get(fold(" ".join(t.text for t in tokens)))
    return code is not None and code == candidate.place.country


def _sense(parse: Parse, head: Token, seat: bool, city: bool) -> str:
    above = parse.head(head)
    if head.dep in ("compound", "nmod", "poss", "amod") and above.index != head.index:
        return _before_noun(parse, head, above, seat)
    if head.dep == "appos" and city and above.lemma == "capital":
        return _sense(parse, above, seat, city)
    if head.dep in ("conj", "appos") and above.index != head.index and above.pos in ("PROPN", "NOUN"):
        if above.pos == "NOUN" and (above.lemma in syntax.PLACE_NOUNS or not seat):
            return "literal"
        return _sense(parse, above, seat, city) if above.pos == "PROPN" else "metonym" if seat else "literal"
    if head.dep in ("pobj", "pcomp"):
        return _after_preposition(parse, head, above, seat)
    if head.dep == "nsubjpass" and above.lemma in (_TAKEN if city else _LAID_WASTE):
        return "literal"
    if head.dep in _SUBJECT:
        return "metonym" if seat or _speaks(above) else "literal"
    if head.dep in ("dobj", "obj", "attr", "oprd"):
        return "metonym" if seat and above.lemma not in (_TAKEN if city else _MOTION | _LAID_WASTE) else "literal"
    return "literal"


def _before_noun(parse: Parse, head: Token, above: Token, seat: bool) -> str:
    if above.lemma in syntax.PLACE_NOUNS or above.text.lower() in syntax.PLACE_NOUNS:
        return "literal"
    if above.pos == "PROPN" and head.dep == "poss":
        return "literal"  # Syria's Idlib
    if head.dep == "poss":
        return "metonym" if seat else "literal"
    return "metonym" if seat else "literal"


def _after_preposition(parse: Parse, head: Token, above: Token, seat: bool) -> str:
    word = above.text.lower()
    if not seat:
        return "literal"
    ruler = parse.head(above)
    if word in ("to", "from") and ruler.lemma in _ADDRESSED:
        return "metonym"
    if word == "on" and ruler.lemma in syntax.STRIKES:
        return "literal"
    if word in _PARTY:
        return "metonym"
    if word == "of":
        return "literal" if ruler.lemma in syntax.PLACE_NOUNS or ruler.text.lower() in syntax.PLACE_NOUNS or (
            ruler.pos in ("ADV", "ADP")) else "metonym"  # fmt: skip
    return "literal" if word in syntax.LOCATIVE else "metonym"


def _speaks(verb: Token) -> bool:
    return verb.lemma in ("say", "accuse", "warn", "reject", "demand", "urge", "announce", "deny", "condemn", "claim")
