"""What stands above an act: the verbs, adjectives and nouns that govern it (Sauri & Pustejovsky 2009, in outline)."""

from verbale.coding.governors import governor_status, noun_embeds, noun_modifiers, takes_for_granted
from verbale.coding.mood import own_mood
from verbale.coding.reading import (
    ASKED,
    ENDED,
    HAPPENED,
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
from verbale.model.parse import Parse, Token

MAX_CHAIN = 6
_CALLED_OFF = frozenset({("turn", "down"), ("cut", "off"), ("call", "off"), ("put", "off")})
# "kept from leaving", "saved from drowning".
_KEPT_FROM = frozenset({"protect", "shield", "save", "keep", "spare", "free", "exempt", "stop", "steer", "shy"})
# "no role in the raid", "denied involvement in bombing".
# "rescue efforts" are made, "efforts to rescue" may fail.
_UNDER_WAY = frozenset({"effort", "battle", "campaign", "race", "fight", "end"})
# "could not be reached for comment": there was none.
_UNREACHED = frozenset({("reach", "for"), ("available", "for")})
_SHARE_IN = frozenset({"role", "part", "involvement", "interest", "hand", "delay"})
_UNREAL = frozenset({PLANNED, HYPOTHETICAL, NEGATED})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "csubj", "acomp"})
_GOVERNED = frozenset({"from", "of", "about", "for", "on", "against", "to", "at", "toward", "into"})
_TENSED_MARKS = frozenset({"once", "until", "till", "before"})
# What can be said of an act that has not happened: "an attack is likely".
_CHANCES = frozenset({"likely", "unlikely", "possible", "impossible", "probable", "imminent", "inevitable"})
NOMINAL_PREPOSITIONS = frozenset({"of", "for", "to", "on", "about", "over", "against", "toward", "towards"})
_BEHIND_VERBS = frozenset({"for", "of", "to", "with", "against", "about", "from", "on"})
_REFUSING_AGAINST = frozenset({"decide", "opt", "choose", "vote", "rule", "advise", "recommend", "argue"})
# "called for attacking" asks for it; "was fined for attacking" says that it happened.
_FOR_AHEAD = frozenset(
    {"call", "push", "press", "campaign", "plan", "prepare", "ask", "hope", "wait", "argue", "pray", "vie"}
)


def verb_status(chain: Chain, verb: Token, depth: int = 0) -> None:
    """Mark what the verb's own clause says, then what stands above it."""
    own_mood(chain, verb)
    if depth < MAX_CHAIN:
        climb(chain, verb, depth)


def climb(chain: Chain, verb: Token, depth: int) -> None:
    """Mark what the governors of the verb say, up to MAX_CHAIN of them."""
    parse = chain.parse
    _conditions(chain, verb)
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
        if verb.tag in {"VBZ", "VBP"} and _is_unspecific(chain, head):
            _borrow(chain, parse.head(head), depth)
        elif is_infinitive(parse, verb) or head.lemma in chain.words.evidence_nouns:
            noun_embeds(chain, head, default=None)  # "no reason to believe"
        if any(k.lemma in {"any", "every", "whoever", "anyone"} for k in (*parse.children(head, "det"), head)):
            chain.mark(HYPOTHETICAL, head, UNNAMED)
    elif head.pos in VERBAL or head.pos == "ADJ":
        embed(chain, verb, _predicate(parse, verb, head) or head, depth)


def _conditions(chain: Chain, verb: Token) -> None:
    """ "if they attack", "until they leave"; "until they left" tells what happened."""
    parse = chain.parse
    for mark in parse.children(verb, "mark", "advmod"):
        lower = mark.text.lower()
        if lower == "whether":
            chain.mark(HYPOTHETICAL, verb, ASKED)
        elif mark.dep == "mark" and verb.dep in {"advcl", "ccomp"} and _is_condition(chain, verb, lower):
            chain.mark(HYPOTHETICAL, mark)


def _is_condition(chain: Chain, verb: Token, mark: str) -> bool:
    if mark not in chain.words.conditional_marks:
        return False
    tensed = (verb, *chain.parse.children(verb, "aux", "auxpass"))
    return mark not in _TENSED_MARKS or all(t.tag != "VBD" for t in tensed)


def _through_conjunct(chain: Chain, verb: Token, head: Token, depth: int) -> None:
    """A coordinated verb shares what embeds the first, and its modal if it is a bare form too."""
    if head.pos not in VERBAL:
        return
    if verb.tag == "VB" or (verb.tag == head.tag and chain.parse.child(verb, "nsubj", "nsubjpass") is None):
        climb(chain, head, depth + 1)
    elif head.dep in {"advcl", "ccomp"} and chain.parse.child(verb, "mark") is None:
        # "if the talks fail and troops attack": the condition holds for both.
        _conditions(chain, head)


def _under_preposition(chain: Chain, verb: Token, prep: Token, depth: int) -> None:
    """ "accused of arming", "instead of leaving", "warned against sending"."""
    lower, governor = prep.text.lower(), chain.parse.head(prep)
    before = chain.parse.tokens[max(0, prep.index - 1)].text.lower()
    instead = (before, lower) in {("instead", "of"), ("rather", "than")}
    if lower in {"without", "instead"} or instead or (lower == "against" and governor.lemma in _REFUSING_AGAINST):
        chain.mark(NEGATED, prep)
    elif lower == "from" and governor.lemma in _KEPT_FROM:
        chain.mark(NEGATED, governor)
    elif lower in {"by", "through"} and governor.pos in VERBAL:
        # "threatened to respond by closing the strait": the means are as real as the end.
        _borrow(chain, governor, depth)
    elif prep.index < governor.index:
        return  # "on leaving the talks, he refused"
    elif lower not in _GOVERNED and not (lower == "in" and governor.lemma in _SHARE_IN):
        return
    elif governor.pos in VERBAL or governor.pos == "ADJ":
        if lower != "for" or governor.lemma in _FOR_AHEAD:
            embed(chain, verb, governor, depth)
    elif governor.pos == "NOUN":
        noun_embeds(chain, governor, default=None)
        noun_place(chain, governor, depth)


def _adverbial(chain: Chain, verb: Token, head: Token, depth: int) -> None:
    parse = chain.parse
    unmarked = parse.child(verb, "mark") is None
    predicate = _predicate(parse, verb, head)
    if predicate is not None and is_infinitive(parse, verb):
        embed(chain, verb, predicate, depth)
    elif verb.tag in {"VBZ", "VBP"} and _is_ahead(chain, verb, head):
        chain.mark(PLANNED, verb, "is told for a time to come")
    elif unmarked and head.pos in VERBAL and is_infinitive(parse, verb):
        embed(chain, verb, head, depth, weak=True)
    elif unmarked and head.pos in VERBAL and verb.tag == "VBG" and not _is_beside(chain, verb):
        verb_status(chain, head, depth + 1)


def _predicate(parse: Parse, verb: Token, head: Token) -> Token | None:
    """ "it is hard for them to leave", "it is unlikely that they will": the adjective that the clause hangs on."""
    if head.pos == "ADJ":
        return head
    if head.lemma not in {"be", "seem", "remain", "become", "appear", "look"}:
        return None
    found = parse.child(head, "acomp", "oprd")
    ahead = found is not None and found.pos == "ADJ" and (found.index < verb.index or verb.dep == "csubj")
    return found if ahead else None


def _is_ahead(chain: Chain, verb: Token, head: Token) -> bool:
    """ "when they meet in May, they will sign": a present tense beside a future is one."""
    marks = {k.text.lower() for k in chain.parse.children(verb, "mark", "advmod")}
    modals = chain.words.planned_modals | chain.words.hypothetical_modals
    helpers = chain.parse.children(head, "aux")
    return bool(marks & {"when", "once", "whenever"}) and any(a.text.lower() in modals for a in helpers)


def _is_beside(chain: Chain, participle: Token) -> bool:
    """ "refused to leave, accusing Iran", "..., leading to clashes": what is said or follows is not refused as well."""
    words = chain.words
    return participle.lemma in words.utterance_verbs | words.causing_verbs | {"lead", "result", "mark", "leave"}


def _under_noun(chain: Chain, verb: Token, noun: Token, depth: int) -> None:
    """ "a plan to attack", "claims that they attacked"; "rebels trained in Iran" only tells who they are."""
    parse = chain.parse
    if is_infinitive(parse, verb):
        if noun.lemma == "opportunity" and parse.head(noun).lemma in {"use", "take", "seize"}:
            noun_place(chain, noun, depth)
            return
        noun_embeds(chain, noun, default=HYPOTHETICAL)
    elif verb.tag in {"VBN", "VBG"} and parse.child(verb, "mark") is None:
        if verb.tag == "VBG" and _is_unspecific(chain, noun):
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


def _is_unspecific(chain: Chain, noun: Token) -> bool:
    """ "a deal", "any deal" as an object: in a clause that did not happen there is none."""
    articles = {k.lemma for k in chain.parse.children(noun, "det")}
    return noun.dep in {"dobj", "pobj"} and bool(articles & {"a", "an", "any"})


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
    elif noun.dep in {"compound", "nmod"} and head.lemma in chain.words.governing_nouns - _UNDER_WAY:
        noun_embeds(chain, head, default=None)


def _noun_under_verb(chain: Chain, noun: Token, verb: Token, depth: int) -> None:
    """ "launched an attack" is the attack, "prevented an attack" speaks of one; "minimise the attack" tells of it."""
    parse, words = chain.parse, chain.words
    carried = support_verb(parse, noun) is not None or receiver(parse, noun) is not None
    known = depth == 0 and _is_definite(parse, noun)
    if known and verb.lemma in words.ending_verbs:
        chain.embedders.append(verb.index)
        chain.mark(NEGATED, verb, ENDED)
    elif carried or verb.lemma in words.happening_verbs | words.causing_verbs:
        verb_status(chain, verb, depth + 1)
        if verb.lemma in {"plan", "propose", "order"}:
            chain.mark(PLANNED, verb)
    elif _parted(parse, verb) in _CALLED_OFF:
        chain.mark(NEGATED, verb)
    elif verb.lemma not in words.topic_verbs and (not known or words.verb_status(verb.lemma) is not None):
        embed(chain, noun, verb, depth + 1)
    if _is_unspecific(chain, noun) and chain.status in HAPPENED:
        _borrow(chain, verb, depth)


def _is_definite(parse: Parse, noun: Token) -> bool:
    return any(k.dep == "poss" or k.lemma in {"the", "this", "that"} for k in parse.children(noun, "det", "poss"))


def _parted(parse: Parse, verb: Token) -> tuple[str, str]:
    particle = parse.child(verb, "prt")
    return verb.lemma, particle.text.lower() if particle is not None else ""


def _noun_as_subject(chain: Chain, noun: Token, verb: Token, depth: int) -> None:
    """ "attacks continued", "an attack is likely", "an attack would be a mistake"."""
    parse = chain.parse
    predicate = parse.child(verb, "acomp", "oprd")
    likely = predicate is not None and predicate.lemma in _CHANCES
    if predicate is not None and likely:
        chain.mark(chain.words.adjective_status(predicate.lemma) or HYPOTHETICAL, predicate)
    would = any(a.text.lower() in {"would", "could", "might"} for a in parse.children(verb, "aux"))
    indefinite = parse.child(noun, "poss") is None and all(
        k.lemma in {"a", "an", "any"} for k in parse.children(noun, "det")
    )
    if not _is_definite(parse, noun):
        _conditions(chain, verb)
    if verb.lemma in chain.words.happening_verbs or (would and indefinite) or likely:
        verb_status(chain, verb, depth + 1)


def _noun_under_preposition(chain: Chain, prep: Token, depth: int) -> None:
    words, lower, governor = chain.words, prep.text.lower(), chain.parse.head(prep)
    if lower == "without":
        chain.mark(NEGATED, prep)
    elif (governor.lemma, lower) in _UNREACHED:
        verb_status(chain, governor if governor.pos in VERBAL else chain.parse.head(governor), depth + 1)
    elif (governor.lemma, lower) in {("lead", "to"), ("result", "in"), ("escalate", "into")} and governor.pos in VERBAL:
        verb_status(chain, governor, depth + 1)
    elif prep.index < governor.index:
        return  # "on a visit to Rome, he asked"
    elif lower == "from" and governor.lemma in _KEPT_FROM:
        chain.mark(NEGATED, governor)
    elif governor.pos in {"NOUN", "PROPN"} and (
        lower in NOMINAL_PREPOSITIONS or (lower == "in" and governor.lemma in _SHARE_IN)
    ):
        noun_embeds(chain, governor, default=None)
        noun_place(chain, governor, depth + 1)
    elif governor.pos in VERBAL and lower in _BEHIND_VERBS:
        lone = words.verb_status(governor.lemma) not in {None, ONGOING} and governor.lemma not in {"send", "call"}
        if lone or (lower == "for" and governor.lemma in _FOR_AHEAD):
            embed(chain, prep, governor, depth + 1)
