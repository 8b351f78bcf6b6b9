"""What a verb's own clause says of it: negation, modal verbs, purpose, questions, commands, inversion."""

import itertools
from collections.abc import Iterator

from verbale.coding.reading import (
    ASKED,
    COMMANDED,
    CONTRARY,
    GUESSED,
    HYPOTHETICAL,
    MISSED,
    NEGATED,
    PLANNED,
    PURPOSE,
    VERBAL,
    Chain,
)
from verbale.model.parse import Parse, Token

NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
# "not only attacked but", "not just": nothing is denied.
SCALE = frozenset({"only", "just", "merely", "simply", "necessarily", "until"})
# "has no problem", "sees no end": somebody has or sees something all the same.
_STATES = frozenset({"have", "see", "be", "serve", "know", "find", "hear", "need", "want", "feel", "pose", "make"})
_CONDITIONAL = frozenset({"advcl", "ROOT", "ccomp", "npadvmod", "nsubj"})
SO_THAT = frozenset({"can", "could", "would", "may", "might"})
ABILITY = frozenset({"can", "could", "ca"})
WH_WORDS = frozenset({"who", "whom", "whose", "what", "which", "why", "how", "when", "where"})
# How far "in case" may stand before its verb.
IN_CASE_TOKENS = 6


def own_mood(chain: Chain, verb: Token) -> None:
    """Mark what the clause of `verb` says, embedding left aside."""
    helpers = _helpers(chain.parse, verb)
    negated = _negation(chain, verb)
    for helper in helpers:
        _modal(chain, verb, helper, negated)
    _inversion(chain, verb, helpers)
    _in_case(chain, verb)
    _question_or_command(chain, verb, helpers)
    if any(a.lemma == "have" and a.text.lower() in {"had", "'d"} for a in helpers) and verb.tag in {"VBN", "VBD"}:
        chain.past_perfect = True
    for adverb in chain.parse.children(verb, "advmod"):
        if adverb.text.lower() in {"almost", "nearly"}:
            chain.mark(NEGATED, verb, "nearly happened")
        elif adverb.text.lower() in {"maybe", "perhaps", "possibly", "potentially"}:
            chain.mark(HYPOTHETICAL, adverb, GUESSED)


def _helpers(parse: Parse, verb: Token) -> list[Token]:
    """Auxiliaries, those of the first verb for a bare form that is coordinated with it ("will visit and sign")."""
    own = list(parse.children(verb, "aux"))
    if own or verb.dep != "conj" or verb.tag != "VB" or parse.child(verb, "nsubj") is not None:
        return own
    return list(parse.children(parse.head(verb), "aux"))


def _negation(chain: Chain, verb: Token) -> bool:
    found = {t.index for t in _negators(chain, verb)}
    new = bool(found - chain.negations)
    chain.negations.update(found)
    if new:
        chain.mark(NEGATED, verb, "is negated")
    return new


def _negators(chain: Chain, verb: Token) -> Iterator[Token]:
    """The words that negate the verb: its own, "no longer", "never before", and nobody as subject or object."""
    parse, negators = chain.parse, chain.words.negators
    for kid in parse.children(verb, "neg", "advmod", "preconj", "cc", "det"):
        if kid.text.lower() in negators and not _is_scalar(parse, kid):
            yield kid
        elif kid.dep == "advmod" and kid.lemma in {"longer", "long", "before", "yet", "again"}:
            yield from (k for k in parse.children(kid) if k.text.lower() in {"no", "never", "not"})
    for side in parse.children(verb, "nsubj", "nsubjpass", "dobj"):
        words = (*parse.children(side, "det", "preconj", "predet"), side)
        if side.dep != "dobj" or verb.lemma not in _STATES:
            yield from (k for k in words if k.lemma in NOBODY)
        if side.dep != "dobj":  # "not all of them agree"
            yield from (k for w in words for k in parse.children(w, "neg") if k.text.lower() == "not")
    if verb.dep == "conj":
        yield from _shared_negators(chain, verb, parse.head(verb))


def _shared_negators(chain: Chain, verb: Token, first: Token) -> Iterator[Token]:
    """ "did not stop or arrest", "neither approves nor condemns", "nor has it joined": one word negates both verbs."""
    parse = chain.parse
    joints = [k for k in parse.children(first, "cc") if first.index < k.index < verb.index]
    if joints and joints[-1].text.lower() == "nor":
        yield joints[-1]
    elif joints and joints[-1].text.lower() == "or" and parse.child(verb, "nsubj", "nsubjpass") is None:
        yield from (k for k in parse.children(first, "neg") if k.text.lower() in chain.words.negators)


def _is_scalar(parse: Parse, negator: Token) -> bool:
    following = parse.tokens[negator.index + 1 : negator.index + 2]
    return bool(following) and following[0].lemma in SCALE


def _modal(chain: Chain, verb: Token, helper: Token, negated: bool) -> None:
    parse, words, lower = chain.parse, chain.words, helper.text.lower()
    if lower in SO_THAT and any(k.text.lower() == "so" for k in parse.children(verb, "mark", "advmod")):
        chain.mark(HYPOTHETICAL, helper, PURPOSE)
    elif lower in words.planned_modals:
        chain.mark(PLANNED, helper)
    elif lower == "would" and verb.dep == "relcl" and parse.head(verb).lemma in words.planned_nouns:
        chain.mark(PLANNED, parse.head(verb))
    elif lower in words.hypothetical_modals and not (negated and lower in ABILITY):
        # "could not find" did not find: the negation has said it.
        missed = lower == "would" and any(a.lemma == "have" and a.tag == "VB" for a in parse.children(verb, "aux"))
        chain.mark(HYPOTHETICAL, helper, MISSED if missed else "")
    elif helper.tag == "TO" and verb.dep not in {"xcomp", "acl", "ccomp"} and not is_resultative(chain, verb):
        chain.mark(HYPOTHETICAL, helper, PURPOSE)


def is_resultative(chain: Chain, verb: Token) -> bool:
    """ "went on to attack", "the first to visit": an infinitive that happened."""
    head = chain.parse.head(verb)
    happened = head.pos in VERBAL and head.lemma in chain.words.implicative_verbs
    return happened or head.pos in {"ADJ", "NUM"} or head.lemma in {"go", "come", "first", "return", "only"}


def _inversion(chain: Chain, verb: Token, helpers: list[Token]) -> None:
    """ "Had Iran attacked", "should talks fail", "were troops to leave": conditions without "if"."""
    parse = chain.parse
    subject = parse.child(verb, "nsubj", "nsubjpass")
    lead = helpers[0] if helpers else verb if verb.text == "Were" else None
    before = lead is not None and subject is not None and lead.index < subject.index
    if lead is None or not before:
        lead = _opening_should(parse, verb)
    if lead is None or _asks(parse, verb):
        return
    if lead.text in {"Had", "Were"} or (lead.text.lower() == "should" and verb.dep in _CONDITIONAL):
        chain.mark(HYPOTHETICAL, lead, CONTRARY)


def _opening_should(parse: Parse, verb: Token) -> Token | None:
    """ "Should Ghana attack, ...": whatever the parser makes of the verb before the comma."""
    tokens = parse.sentence_tokens(verb)
    between = tokens[: verb.index - tokens[0].index]
    opens = verb.tag == "VB" and tokens[0].text == "Should" and all(t.text != "," for t in between)
    return tokens[0] if opens else None


def _in_case(chain: Chain, verb: Token) -> None:
    before = [t.text.lower() for t in chain.parse.sentence_tokens(verb) if t.index < verb.index][-IN_CASE_TOKENS:]
    if ("in", "case") in itertools.pairwise(before):
        chain.mark(HYPOTHETICAL, verb, "stands behind 'in case'")


def _question_or_command(chain: Chain, verb: Token, helpers: list[Token]) -> None:
    parse = chain.parse
    subject = parse.child(verb, "nsubj", "nsubjpass")
    if verb.dep in {"ROOT", "ccomp"} and _asks(parse, verb):
        lead = next((a for a in (*helpers, *parse.children(verb, "auxpass"))), verb if verb.pos == "AUX" else None)
        if subject is not None and lead is not None and lead.index < subject.index:
            chain.mark(HYPOTHETICAL, verb, ASKED)
    elif verb.tag == "VB" and verb.dep in {"ROOT", "ccomp"} and not (subject or helpers) and _opens(parse, verb):
        chain.mark(HYPOTHETICAL, verb, COMMANDED)


def _asks(parse: Parse, verb: Token) -> bool:
    """Whether the sentence asks whether; "why did they attack?" takes the attack for granted."""
    tokens = parse.sentence_tokens(verb)
    return any(t.text == "?" for t in tokens[-2:]) and not any(
        k.text.lower() in WH_WORDS for t in (verb, *parse.children(verb)) for k in (t, *parse.children(t))
    )


def _opens(parse: Parse, verb: Token) -> bool:
    """Whether nothing but marks, negation and adverbs stand before the verb in its sentence or quote."""
    for token in reversed(parse.sentence_tokens(verb)):
        if token.index < verb.index:
            if token.pos == "PUNCT":
                return True
            if token.text.lower() not in {"do", "not", "n't", "never", "please"} and token.pos != "ADV":
                return False
    return True
