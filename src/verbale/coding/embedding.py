"""What stands above an act: the verbs, adjectives and nouns that govern it (Sauri & Pustejovsky 2009, in outline)."""

from verbale.coding.governors import governor_status, noun_embeds, noun_modifiers, takes_for_granted
from verbale.coding.mood import own_mood
from verbale.coding.reading import (
    ENDED,
    HYPOTHETICAL,
    NEGATED,
    OCCURRED,
    ONGOING,
    PLANNED,
    UNNAMED,
    VERBAL,
    Chain,
    is_finite,
    is_infinitive,
)
from verbale.coding.roles import receiver, support_verb
from verbale.coding.shapes import (
    denies,
    is_ahead,
    is_beside,
    is_called_off,
    is_definite,
    is_unspecific,
    mark_conditions,
    predicate_of,
)
from verbale.model.events import HAPPENED
from verbale.model.parse import Token

MAX_CHAIN = 6
_UNREAL = frozenset({PLANNED, HYPOTHETICAL, NEGATED})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "csubj", "acomp"})
_GOVERNED = frozenset({"from", "of", "about", "for", "on", "against", "to", "at", "toward", "into"})
NOMINAL_PREPOSITIONS = frozenset({"of", "for", "to", "on", "about", "over", "against", "toward", "towards"})
_BEHIND_VERBS = frozenset({"for", "of", "to", "with", "against", "about", "from", "on"})
_LEADING = frozenset({("lead", "to"), ("result", "in"), ("escalate", "into")})
# "could not be reached for comment": there was none.
_UNREACHED = frozenset({("reach", "for"), ("available", "for")})


def verb_status(chain: Chain, verb: Token, depth: int = 0) -> None:
    """Mark what the verb's own clause says, then what stands above it."""
    own_mood(chain, verb)
    if depth < MAX_CHAIN:
        climb(chain, verb, depth)


def climb(chain: Chain, verb: Token, depth: int) -> None:
    """Mark what the governors of the verb say, up to MAX_CHAIN of them."""
    parse = chain.parse
    mark_conditions(chain, verb)
    head = parse.head(verb)
    if head.index == verb.index or verb.dep not in _CLAUSAL:
        if verb.dep in {"pobj", "dobj", "nsubj", "nsubjpass"}:
            noun_place(chain, verb, depth)
    elif verb.dep == "conj":
        _through_conjunct(chain, verb, head, depth)
    elif verb.dep == "pcomp":
        _under_preposition(chain, verb, head, depth)
    elif verb.dep == "advcl":
        _adverbial(chain, verb, head, depth)
    elif verb.dep == "acl" and head.pos not in VERBAL:
        _under_noun(chain, verb, head, depth)
    elif verb.dep == "relcl":
        if verb.tag in {"VBZ", "VBP"} and is_unspecific(chain, head):
            _borrow(chain, parse.head(head), depth)
        elif is_infinitive(parse, verb) or head.lemma in chain.words.evidence_nouns:
            noun_embeds(chain, head, default=None)  # "no reason to believe"
        if any(k.lemma in {"any", "every", "whoever", "anyone"} for k in (*parse.children(head, "det"), head)):
            chain.mark(HYPOTHETICAL, head, UNNAMED)
    elif head.pos in VERBAL or head.pos == "ADJ":
        embed(chain, verb, predicate_of(parse, verb, head) or head, depth)


def _through_conjunct(chain: Chain, verb: Token, head: Token, depth: int) -> None:
    """A coordinated verb shares what embeds the first, and its modal if it is a bare form too."""
    if head.pos not in VERBAL:
        return
    if verb.tag == "VB" or (verb.tag == head.tag and chain.parse.child(verb, "nsubj", "nsubjpass") is None):
        climb(chain, head, depth + 1)
    elif head.dep in {"advcl", "ccomp"} and chain.parse.child(verb, "mark") is None:
        # "if the talks fail and troops attack": the condition holds for both.
        mark_conditions(chain, head)


def _under_preposition(chain: Chain, verb: Token, prep: Token, depth: int) -> None:
    """ "accused of arming", "instead of leaving", "warned against sending"."""
    words, lower, governor = chain.words, prep.text.lower(), chain.parse.head(prep)
    if denies(chain, prep):
        chain.mark(NEGATED, prep)
    elif lower in {"by", "through"} and governor.pos in VERBAL:
        # "threatened to respond by closing the strait": the means are as real as the end.
        _borrow(chain, governor, depth)
    elif prep.index < governor.index:
        return  # "on leaving the talks, he refused"
    elif lower not in _GOVERNED and not (lower == "in" and governor.lemma in words.share_nouns):
        return
    elif governor.pos in VERBAL or governor.pos == "ADJ":
        if lower != "for" or governor.lemma in words.asking_verbs:
            embed(chain, verb, governor, depth)
    elif governor.pos == "NOUN":
        noun_embeds(chain, governor, default=None)
        noun_place(chain, governor, depth)


def _adverbial(chain: Chain, verb: Token, head: Token, depth: int) -> None:
    parse = chain.parse
    unmarked = parse.child(verb, "mark") is None
    predicate = predicate_of(parse, verb, head)
    if predicate is not None and is_infinitive(parse, verb):
        embed(chain, verb, predicate, depth)
    elif verb.tag in {"VBZ", "VBP"} and is_ahead(chain, verb, head):
        chain.mark(PLANNED, verb, "is told for a time to come")
    elif unmarked and head.pos in VERBAL and is_infinitive(parse, verb):
        embed(chain, verb, head, depth, weak=True)
    elif unmarked and head.pos in VERBAL and verb.tag == "VBG" and not is_beside(chain, verb):
        verb_status(chain, head, depth + 1)


def _under_noun(chain: Chain, verb: Token, noun: Token, depth: int) -> None:
    """ "a plan to attack", "claims that they attacked"; "rebels trained in Iran" only tells who they are."""
    parse = chain.parse
    if is_infinitive(parse, verb):
        if noun.lemma == "opportunity" and parse.head(noun).lemma in {"use", "take", "seize"}:
            noun_place(chain, noun, depth)
            return
        noun_embeds(chain, noun, default=HYPOTHETICAL)
    elif verb.tag in {"VBN", "VBG"} and parse.child(verb, "mark") is None:
        if verb.tag == "VBG" and is_unspecific(chain, noun):
            _borrow(chain, parse.head(noun), depth)
        return
    else:
        noun_embeds(chain, noun, default=None)
    noun_place(chain, noun, depth)


def embed(chain: Chain, verb: Token, governor: Token, depth: int, weak: bool = False) -> None:
    """Mark what the governing word says of the act below it, then climb on; `weak`: the act is only its purpose."""
    if takes_for_granted(chain, verb, governor):
        return
    status = governor_status(chain, verb, governor)
    if status is not None:
        chain.embedders.append(governor.index)
        if not weak and (status != ONGOING or chain.status == OCCURRED):
            chain.mark(status, governor)
    if depth >= MAX_CHAIN:
        return
    if verb.dep == "ccomp" and is_finite(chain.parse, verb) and governor.lemma in chain.words.utterance_verbs:
        # What is said is no less true for being said in the future; what nobody said is not told at all.
        _borrow(chain, governor, depth, _UNREAL - {PLANNED})
    elif governor.pos in VERBAL:
        _above(chain, governor, depth)
    elif governor.pos == "ADJ" and governor.dep in {"acomp", "xcomp", "ccomp"}:
        _above(chain, chain.parse.head(governor), depth)


def _above(chain: Chain, governor: Token, depth: int) -> None:
    """Above a governing verb only its own negation, mood and embedding count, not its tense."""
    perfect = chain.past_perfect
    verb_status(chain, governor, depth + 1)
    chain.past_perfect = perfect


def _borrow(chain: Chain, verb: Token, depth: int, passing: frozenset[str] = _UNREAL) -> None:
    """Take over that the clause of `verb` did not happen: what is denied or feared there, nobody tells as done."""
    if verb.pos not in VERBAL or depth >= MAX_CHAIN:
        return
    above = Chain(chain.parse)
    verb_status(above, verb, depth + 1)
    if above.status in passing:
        chain.steps.extend(above.steps)
        chain.embedders.extend(above.embedders)
        if chain.status in HAPPENED:
            chain.status = PLANNED if above.status == PLANNED else HYPOTHETICAL


def noun_status(chain: Chain, noun: Token) -> None:
    """Mark what the words before a nominal act and its place say of it."""
    noun_modifiers(chain, noun)
    noun_place(chain, noun, 0)


def noun_place(chain: Chain, noun: Token, depth: int) -> None:
    """Mark what the place of a noun in its clause says of the act it names."""
    if depth > MAX_CHAIN:
        return
    head = chain.parse.head(noun)
    if noun.dep == "conj":
        noun_place(chain, head, depth + 1)
    elif noun.dep == "pobj":
        _noun_under_preposition(chain, head, depth)
    elif noun.dep in {"dobj", "nsubjpass"} and head.pos in VERBAL:
        _noun_under_verb(chain, noun, head, depth)
    elif noun.dep == "nsubj" and head.pos in VERBAL:
        _noun_as_subject(chain, noun, head, depth)
    elif noun.dep in {"attr", "acomp", "prt"} and head.pos in VERBAL:
        verb_status(chain, head, depth + 1)
    elif noun.dep in {"compound", "nmod"} and head.lemma in chain.words.governing_nouns - chain.words.activity_nouns:
        noun_embeds(chain, head, default=None)


def _noun_under_verb(chain: Chain, noun: Token, verb: Token, depth: int) -> None:
    """ "launched an attack" is the attack, "prevented an attack" speaks of one; "minimise the attack" tells of it."""
    parse, words = chain.parse, chain.words
    carried = support_verb(parse, noun) is not None or receiver(parse, noun) is not None
    known = depth == 0 and is_definite(parse, noun)
    if known and verb.lemma in words.ending_verbs:
        chain.embedders.append(verb.index)
        chain.mark(ONGOING, verb, ENDED)
    elif carried or verb.lemma in words.happening_verbs | words.causing_verbs:
        verb_status(chain, verb, depth + 1)
        if verb.lemma in {"plan", "propose", "order"}:
            chain.mark(PLANNED, verb)
    elif is_called_off(parse, verb):
        chain.mark(NEGATED, verb)
    elif verb.lemma not in words.topic_verbs and (not known or words.verb_status(verb.lemma) is not None):
        embed(chain, noun, verb, depth + 1)
    if is_unspecific(chain, noun) and chain.status in HAPPENED:
        _borrow(chain, verb, depth)


def _noun_as_subject(chain: Chain, noun: Token, verb: Token, depth: int) -> None:
    """ "attacks continued", "an attack is likely", "an attack would be a mistake"."""
    parse = chain.parse
    predicate = parse.child(verb, "acomp", "oprd")
    likely = predicate is not None and predicate.lemma in chain.words.chance_adjectives
    if predicate is not None and likely:
        chain.mark(chain.words.adjective_status(predicate.lemma) or HYPOTHETICAL, predicate)
    would = any(a.text.lower() in {"would", "could", "might"} for a in parse.children(verb, "aux"))
    if not is_definite(parse, noun):
        mark_conditions(chain, verb)
    if verb.lemma in chain.words.happening_verbs or (would and not is_definite(parse, noun)) or likely:
        verb_status(chain, verb, depth + 1)


def _noun_under_preposition(chain: Chain, prep: Token, depth: int) -> None:
    words, lower, governor = chain.words, prep.text.lower(), chain.parse.head(prep)
    if denies(chain, prep):
        chain.mark(NEGATED, prep)
    elif (governor.lemma, lower) in _UNREACHED:
        verb_status(chain, governor if governor.pos in VERBAL else chain.parse.head(governor), depth + 1)
    elif (governor.lemma, lower) in _LEADING and governor.pos in VERBAL:
        verb_status(chain, governor, depth + 1)
    elif prep.index < governor.index:
        return  # "on a visit to Rome, he asked"
    elif governor.pos in {"NOUN", "PROPN"} and (
        lower in NOMINAL_PREPOSITIONS or (lower == "in" and governor.lemma in words.share_nouns)
    ):
        noun_embeds(chain, governor, default=None)
        noun_place(chain, governor, depth + 1)
    elif governor.pos in VERBAL and lower in _BEHIND_VERBS:
        lone = words.verb_status(governor.lemma) not in {None, ONGOING} and governor.lemma not in {"send", "call"}
        if lone or (lower == "for" and governor.lemma in words.asking_verbs):
            embed(chain, prep, governor, depth + 1)
