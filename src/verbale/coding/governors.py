"""What one governing word says of the act below it: a verb, an adjective or a noun, by the lists of status.yaml."""

from verbale.coding.reading import (
    ENDED,
    HYPOTHETICAL,
    NEGATED,
    ONGOING,
    PLANNED,
    UNNAMED,
    Chain,
    is_finite,
    looks_ahead,
)
from verbale.model.parse import Parse, Token

_ASKED = frozenset({"why", "how", "what", "who", "when", "where", "which"})
# An adjective belongs to its noun only this far before it.
NEAR_TOKENS = 4


def takes_for_granted(chain: Chain, verb: Token, governor: Token) -> bool:
    """ "did not know that they attacked", "asked why they attacked": they did, whatever is said of the knowing."""
    if verb.dep not in {"ccomp", "csubj"} or not is_finite(chain.parse, verb):
        return False
    asked = any(
        k.text.lower() in _ASKED and k.tag in {"WRB", "WP", "WDT"} and k.index < verb.index
        for t in (verb, *chain.parse.children(verb))
        for k in chain.parse.children(t)
    )
    return asked or governor.lemma in chain.words.factive_verbs


def governor_status(chain: Chain, verb: Token, governor: Token) -> str | None:
    """The status that a verb or adjective gives to the clause or noun it governs, None when it gives none."""
    words, lemma, parse = chain.words, governor.lemma, chain.parse
    ahead = verb.dep in {"xcomp", "ccomp", "advcl"} and looks_ahead(parse, verb)
    if governor.pos == "ADJ":
        if ahead and any(k.lemma == "too" for k in parse.children(governor, "advmod")):
            return NEGATED  # "too weak to attack"
        default = HYPOTHETICAL if ahead and lemma not in words.factive_adjectives else None
        return words.adjective_status(lemma) or default
    if lemma in {"have", "remain"} and ahead:
        return _still_to_come(parse, governor, verb)
    if lemma == "be" and any(a.tag == "TO" and _is_next(parse, governor, a) for a in parse.children(verb, "aux")):
        return PLANNED
    if lemma == "go" and ahead and governor.tag == "VBG":
        return PLANNED
    if lemma in words.claim_verbs and is_finite(parse, verb) and not ahead:
        return None
    if lemma == "rule" and not any(k.text.lower() == "out" for k in parse.children(governor, "prt", "advmod")):
        return None  # "ruled that", not "ruled out"
    status = words.verb_status(lemma)
    if status is None and ahead and verb.dep == "xcomp" and lemma not in words.implicative_verbs:
        return HYPOTHETICAL
    return status


def _is_next(parse: Parse, governor: Token, to: Token) -> bool:
    """ "is to meet", "is now to meet", but not "is the place to meet"."""
    return all(t.pos in {"ADV", "PART"} for t in parse.tokens[governor.index + 1 : to.index])


def _still_to_come(parse: Parse, governor: Token, verb: Token) -> str | None:
    """ "has yet to sign", "it remains to be seen" deny; "has to sign" obliges; "had to sign" tells that it was done."""
    if governor.lemma == "remain" or any(k.lemma == "yet" for t in (governor, verb) for k in parse.children(t)):
        return NEGATED
    return HYPOTHETICAL if governor.tag in {"VBZ", "VBP"} else None


def noun_embeds(chain: Chain, noun: Token, default: str | None) -> None:
    """Mark what a noun says of the act it governs ("threat of"), `default` where the lists are silent."""
    status = chain.words.noun_status(noun.lemma) or default
    if status is not None:
        chain.embedders.append(noun.index)
        ended = noun.lemma == "end"
        chain.mark(ONGOING if ended else status, noun, ENDED if ended else "")
    if status is not None or noun.lemma in chain.words.evidence_nouns:
        _denied(chain, noun)


def noun_modifiers(chain: Chain, noun: Token) -> None:
    """Mark what the words before a nominal act say of it."""
    words = chain.words
    _denied(chain, noun)
    for kid in chain.parse.children(noun, "det", "amod", "neg", "advmod", "compound"):
        forms = {kid.lemma, kid.text.lower()}
        if forms & words.planned_adjectives and noun.index - kid.index <= NEAR_TOKENS:
            chain.mark(PLANNED, kid)
        elif forms & words.hypothetical_adjectives:
            chain.mark(HYPOTHETICAL, kid)
        elif kid.lemma == "ongoing":
            chain.mark(ONGOING, kid)


def _denied(chain: Chain, noun: Token) -> None:
    """ "no plan to attack", "no attacks"; "any attack" names none in particular."""
    for kid in chain.parse.children(noun, "det", "neg", "advmod", "preconj"):
        if kid.text.lower() in {"no", "neither"}:
            chain.negations.add(kid.index)
            chain.mark(NEGATED, kid)
        elif kid.lemma == "any":
            chain.mark(HYPOTHETICAL, kid, UNNAMED)
