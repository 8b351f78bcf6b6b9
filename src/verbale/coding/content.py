"""Acts that are only spoken of inside another act, and are not coded beside it.

By PLOVER's convention a demand, a threat, a promise, a refusal or an accusation is one event; what it speaks of
is not a second one. The same holds for the ground of an arrest or a sentence and for the topic of talks.
"""

from collections.abc import Mapping, Sequence

from verbale.codebook.frames import NO_FRAME
from verbale.coding.match import Match
from verbale.coding.status import Reading
from verbale.model.events import Document
from verbale.model.parse import Parse, Token

UNREAL = frozenset({"planned", "hypothetical", "negated"})
# Acts that are done or said because of something, or about it.
GROUNDED = frozenset({"COERCE", "SANCTION", "ACCUSE", "REQUEST", "REJECT", "CONSULT", "AGREE", "THREATEN", "RETREAT"})
UTTERED = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "CONCEDE", "THREATEN", "CONSULT"})
ABOUT = frozenset({"of", "for", "over", "on", "about", "in", "with", "to", "regarding"})
# Nouns between an act and its ground: "on suspicion of murder", "in connection with the bombing".
BRIDGES = frozenset(
    "suspicion charge relation connection involvement role count allegation accusation case participation part crime "
    "complicity link response responsibility topic issue resolution investigation inquiry probe conviction sentence "
    "report claim anniversary commemoration victim suspect".split()
)
# "backed by", "led by": what somebody is, not what was done.
QUALIFYING = frozenset({"back", "support", "lead", "run", "own", "fund", "sponsor", "control", "head", "chair", "know"})
MAX_LABEL_TOKENS = 9
NOMINAL = frozenset({"NOUN", "PROPN"})


def is_content(document: Document, match: Match, matches: Sequence[Match], reading: Reading) -> bool:
    """Whether the act is only what another coded act speaks of, its purpose, its ground, or a heading."""
    parse = document.parse
    triggers = {index: other for other in matches for index in other.words}
    if reading.status in UNREAL:
        if reading.is_purpose:
            return True
        others = (triggers.get(index) for index in reading.embedders)
        if any(other is not None and other.trigger.index != match.trigger.index for other in others):
            return True
    if match.frame.kind == "noun" or (match.frame.kind == NO_FRAME and match.trigger.pos in NOMINAL):
        bare = not (match.source.actors or match.target.actors)
        if _is_ground(document, match.trigger, triggers) or (bare and _is_object(parse, match.trigger, triggers)):
            return True
    return _is_label(parse, match.trigger) or _is_attribute(parse, match.trigger, triggers)


def _is_ground(document: Document, noun: Token, triggers: Mapping[int, Match]) -> bool:
    """A nominal act that another act is about, unless it is dated by itself and so tells of its own."""
    parse = document.parse
    own = parse.subtree(noun)
    if any(own[0].start <= t.span.start < own[-1].end for t in document.times if t.earliest or t.latest):
        return False
    token = noun
    for _ in range(4):
        head = parse.head(token)
        if token.dep == "dobj" and head.index in triggers and triggers[head.index].frame.event_type == "CONSULT":
            return head.index != noun.index
        if token.dep != "pobj" or head.lemma not in ABOUT:
            return False
        governor = parse.head(head)
        other = triggers.get(governor.index)
        if other is not None and other.trigger.index != noun.index:
            return other.frame.event_type in GROUNDED
        if governor.pos not in {"NOUN", "PROPN"} or governor.lemma not in BRIDGES:
            return False
        token = governor
    return False


def _is_object(parse: Parse, noun: Token, triggers: Mapping[int, Match]) -> bool:
    """ "condemned the attack": a nominal act that says nothing of its own is only what the other act is about."""
    head = parse.head(noun)
    if noun.dep == "pobj":
        head = parse.head(head)
    elif noun.dep not in {"dobj", "nsubjpass"}:
        return False
    other = triggers.get(head.index)
    return other is not None and other.trigger.index != noun.index and other.frame.event_type in UTTERED


def _is_attribute(parse: Parse, trigger: Token, triggers: Mapping[int, Match]) -> bool:
    """ "leaders backed by Russia", "a truce negotiated by France": a participle that only qualifies its noun."""
    if trigger.dep not in {"acl", "amod"} or trigger.tag != "VBN":
        return False
    noun = parse.head(trigger)
    other = triggers.get(noun.index)
    return trigger.lemma in QUALIFYING or (other is not None and other.trigger.index == noun.index)


def _is_label(parse: Parse, trigger: Token) -> bool:
    """The heading of a running story before its report ("2011 protests: ..."): words, no sentence."""
    sentence = parse.sentences[trigger.sentence]
    for token in parse.tokens[sentence.first : min(sentence.last, sentence.first + MAX_LABEL_TOKENS)]:
        if token.text == ":":
            return trigger.index < token.index
        if token.tag in {"VBD", "VBZ", "VBP", "MD"}:
            return False
    return False
