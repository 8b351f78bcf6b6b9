"""Shapes of clauses and noun phrases that tell how real the act in them is."""

from verbale.coding.reading import ASKED, HYPOTHETICAL, Chain
from verbale.model.parse import Parse, Token

_TENSED_MARKS = frozenset({"once", "until", "till", "before"})
_CALLED_OFF = frozenset({("turn", "down"), ("cut", "off"), ("call", "off"), ("put", "off")})
_INSTEAD = frozenset({("instead", "of"), ("rather", "than")})


def denies(chain: Chain, prep: Token) -> bool:
    """ "without leaving", "instead of leaving", "kept from leaving", "voted against leaving"."""
    lower, governor = prep.text.lower(), chain.parse.head(prep)
    before = chain.parse.tokens[max(0, prep.index - 1)].text.lower()
    if lower in {"without", "instead"} or (before, lower) in _INSTEAD:
        return True
    against = lower == "against" and governor.lemma in chain.words.against_verbs
    return against or (lower == "from" and governor.lemma in chain.words.kept_from_verbs)


def mark_conditions(chain: Chain, verb: Token) -> None:
    """ "if they attack", "until they leave"; "until they left" tells what happened."""
    parse = chain.parse
    for mark in parse.children(verb, "mark", "advmod"):
        lower = mark.text.lower()
        if lower == "whether":
            chain.mark(HYPOTHETICAL, verb, ASKED)
        elif mark.dep == "mark" and verb.dep in {"advcl", "ccomp"} and _is_condition(chain, verb, lower):
            chain.mark(HYPOTHETICAL, mark)


def _is_condition(chain: Chain, verb: Token, mark: str) -> bool:
    """Whether "if", "unless" or an "until" without a past tense makes the clause a condition."""
    if mark not in chain.words.conditional_marks:
        return False
    tensed = (verb, *chain.parse.children(verb, "aux", "auxpass"))
    return mark not in _TENSED_MARKS or all(t.tag != "VBD" for t in tensed)


def predicate_of(parse: Parse, verb: Token, head: Token) -> Token | None:
    """ "it is hard for them to leave", "it is unlikely that they will": the adjective that the clause hangs on."""
    if head.pos == "ADJ":
        return head
    if head.lemma not in {"be", "seem", "remain", "become", "appear", "look"}:
        return None
    found = parse.child(head, "acomp", "oprd")
    ahead = found is not None and found.pos == "ADJ" and (found.index < verb.index or verb.dep == "csubj")
    return found if ahead else None


def is_ahead(chain: Chain, verb: Token, head: Token) -> bool:
    """ "when they meet in May, they will sign": a present tense beside a future is one."""
    marks = {k.text.lower() for k in chain.parse.children(verb, "mark", "advmod")}
    modals = chain.words.planned_modals | chain.words.hypothetical_modals
    helpers = chain.parse.children(head, "aux")
    return bool(marks & {"when", "once", "whenever"}) and any(a.text.lower() in modals for a in helpers)


def is_beside(chain: Chain, participle: Token) -> bool:
    """ "refused to leave, accusing Iran", "..., leading to clashes": what is said or follows is not refused as well."""
    words = chain.words
    return participle.lemma in words.utterance_verbs | words.causing_verbs | {"lead", "result", "mark", "leave"}


def is_unspecific(chain: Chain, noun: Token) -> bool:
    """ "a deal", "any deal" as an object: in a clause that did not happen there is none."""
    articles = {k.lemma for k in chain.parse.children(noun, "det")}
    return noun.dep in {"dobj", "pobj"} and bool(articles & {"a", "an", "any"})


def is_definite(parse: Parse, noun: Token) -> bool:
    """ "the attack", "their attack": known already, whatever is said of it."""
    return any(k.dep == "poss" or k.lemma in {"the", "this", "that"} for k in parse.children(noun, "det", "poss"))


def is_called_off(parse: Parse, verb: Token) -> bool:
    """ "called off the talks", "turned down the offer"."""
    particle = parse.child(verb, "prt")
    return particle is not None and (verb.lemma, particle.text.lower()) in _CALLED_OFF
