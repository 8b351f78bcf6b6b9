"""Whose words a word of saying introduces: its subject, carried over clauses, and the phrase that names him."""

from dataclasses import dataclass

from verbale.model.parse import Parse, Token
from verbale.model.spans import Span
from verbale.text.speech.content import QUOTE_MARKS
from verbale.text.speech.scene import Scene

RELATIVES = frozenset({"who", "which", "that", "whom"})
# Words of a name or title stand this close before its head.
MAX_PHRASE_TOKENS = 12
# "..., said in Geneva a spokesman for the army": a subject that the parser did not see.
MAX_INVERTED_TOKENS = 3
# "..., the state newspaper reported.": a noun before a verb that ends its sentence.
MAX_END_TOKENS = 2
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_EMPTY = frozenset({"there", "what", "when", "how", "nobody", "nothing", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """`words` name the speaker in this place ("who", "a statement by the army"); `head` is the token that he is."""

    words: Span
    head: Token


def speaker_of(scene: Scene, verb: Token, depth: int = 0) -> Speaker | None:
    """The subject of `verb`, its own or the one it shares with the verb above it."""
    parse = scene.parse
    subject = parse.child(verb, "nsubj")
    if subject is not None:
        return _of_subject(scene, verb, subject)
    if depth > 4 or verb.head == verb.index:
        return _beside(scene, verb)
    above = parse.head(verb)
    agent = parse.child(verb, "agent")
    by = parse.child(agent, "pobj") if agent is not None else None
    if by is not None:
        return named(scene, by)
    if verb.dep == "xcomp" and above.pos == "ADJ":
        # "were ready to say", "is right to note"
        above = parse.head(above)
    if verb.dep == "conj" and above.pos in {"VERB", "AUX"} and not _passive(parse, verb):
        return speaker_of(scene, above, depth + 1)
    if (
        verb.dep in {"xcomp", "advcl", "ccomp", "dep"}
        and verb.tag in {"VBG", "TO", "VB", "VBN"}
        and above.pos in {"VERB", "AUX"}
    ):
        return _of_governor(scene, verb, above, depth)
    if verb.dep == "acl" and verb.tag in {"VBG", "VB"}:
        return _of_participle(scene, verb, above, depth)
    if verb.dep == "pcomp":
        while above.pos not in {"VERB", "AUX"} and above.head != above.index:
            above = parse.head(above)
        return speaker_of(scene, above, depth + 1) if above.pos in {"VERB", "AUX"} else None
    return _beside(scene, verb)


def _of_participle(scene: Scene, verb: Token, noun: Token, depth: int) -> Speaker | None:
    """ "a man saying"; but "he defended the deal, saying", "he carried a banner saying": the clause's subject."""
    parse = scene.parse
    parted = verb.index > 0 and parse.tokens[verb.index - 1].text in {",", "-", "—"}
    if not parted and not _mute(scene, noun):
        return named(scene, noun)
    above = noun
    while above.pos not in {"VERB", "AUX"} and above.head != above.index:
        above = parse.head(above)
    subject = noun.dep in {"nsubj", "nsubjpass"} or above.pos not in {"VERB", "AUX"}
    return named(scene, noun) if subject else speaker_of(scene, above, depth + 1)


def _mute(scene: Scene, noun: Token) -> bool:
    """One thing that something is done to, and neither a name nor a document."""
    thing = noun.dep in {"dobj", "pobj"} and noun.tag == "NN" and noun.entity not in _ACTING
    return thing and noun.lemma not in scene.words.documents


def _of_governor(scene: Scene, verb: Token, above: Token, depth: int) -> Speaker | None:
    """ "asked the envoy to explain": he explains; "went on to explain": who went on."""
    parse = scene.parse
    asked = parse.child(above, "dobj", "dative") if verb.dep == "xcomp" and verb.tag != "VBG" else None
    if asked is not None and asked.index < verb.index:
        return named(scene, asked)
    if _passive(parse, above):
        patient = parse.child(above, "nsubjpass")
        return named(scene, patient) if patient is not None else None
    return speaker_of(scene, above, depth + 1)


def _passive(parse: Parse, verb: Token) -> bool:
    return parse.child(verb, "nsubjpass", "auxpass") is not None


def _of_subject(scene: Scene, verb: Token, subject: Token) -> Speaker | None:
    if subject.lemma in RELATIVES and verb.dep == "relcl":
        return _of_relative(scene, subject, scene.parse.head(verb))
    return named(scene, subject)


def _of_relative(scene: Scene, pronoun: Token, noun: Token) -> Speaker | None:
    """ "the envoy who says so"; a thing that "shows" or "calls" speaks only where it is a document."""
    if pronoun.lemma != "who" and noun.entity not in _ACTING:
        return named(scene, noun) if noun.lemma in scene.words.documents | scene.words.announcers else None
    return Speaker(words=pronoun.span, head=noun)


def _beside(scene: Scene, verb: Token) -> Speaker | None:
    """A subject that the parser hung elsewhere: the name right before the verb, or behind it where a quotation ends."""
    parse, sentence = scene.parse, scene.parse.sentences[verb.sentence]
    before = parse.tokens[verb.index - 1] if verb.index > sentence.first else None
    if before is not None and verb.tag in {"VBD", "VBZ", "VBP"}:
        ends = (
            before.pos == "NOUN"
            and sentence.last - verb.index <= MAX_END_TOKENS
            and verb.lemma in scene.words.say_verbs
        )
        if before.pos in {"PROPN", "PRON"} or ends:
            return named(scene, before)
    if before is None or before.text not in QUOTE_MARKS | {",", "?", "!"}:
        return None
    following = parse.tokens[verb.index + 1 : min(sentence.last, verb.index + 1 + MAX_INVERTED_TOKENS)]
    name = next((t for t in following if t.pos in _NAMING), None)
    while name is not None and parse.head(name).pos in _NAMING and name.dep in {"compound", "nmod", "poss", "amod"}:
        name = parse.head(name)
    return named(scene, name) if name is not None and name.index > verb.index else None


def named(scene: Scene, head: Token) -> Speaker | None:
    """The speaker that a noun phrase names: of a document, who issued it."""
    if head.lemma in _EMPTY or head.pos not in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}:
        return None
    head = _behind_title(scene.parse, head)
    words = phrase(scene.parse, head)
    if head.lemma not in scene.words.documents:
        return Speaker(words=words, head=head)
    issuer = issuer_of(scene, head)
    if issuer is None:
        return Speaker(words=words, head=head)
    own = phrase(scene.parse, issuer)
    near = own if parse_gap(words, own) > 80 else Span(min(words.start, own.start), max(words.end, own.end))
    return Speaker(words=near, head=issuer)


def _behind_title(parse: Parse, head: Token) -> Token:
    """ "Secretary for Relief Ana Ruiz", "envoy to Chad Ana Ruiz": a long title, whose last name is the speaker's."""
    if head.entity == "PERSON":
        return head
    for token in parse.subtree(head):
        glued = token.dep == "pobj" and token.index > head.index and token.entity == "PERSON"
        if glued and any(k.entity != "PERSON" and k.pos == "PROPN" for k in parse.children(token, "compound", "nmod")):
            return token
    return head


def parse_gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def issuer_of(scene: Scene, document: Token) -> Token | None:
    """ "a statement from the ministry", "the ministry's statement", "the ministry issued a statement"."""
    parse = scene.parse
    owner = parse.child(document, "poss")
    if owner is not None:
        return owner
    by = next((k for k in parse.children(document, "prep", "agent") if k.lemma in {"by", "from"}), None)
    if by is None:
        made = next((k for k in parse.children(document, "acl") if k.tag == "VBN"), None)
        by = parse.child(made, "agent") if made is not None else None
    if by is not None:
        return parse.child(by, "pobj")
    above = parse.head(document)
    if document.dep == "pobj" and above.lemma in {"in", "with", "on"}:
        above = parse.head(above)
    if above.pos != "VERB" or document.dep not in {"dobj", "pobj"}:
        return None
    return parse.child(above, "nsubj") or parse.child(parse.head(above), "nsubj")


def phrase(parse: Parse, head: Token) -> Span:
    """Title, name and what belongs to them: "a senior spokesman for the army"."""
    first = head
    for token in reversed(parse.subtree(head)):
        if token.index >= head.index:
            continue
        if token.index != first.index - 1 or token.text in QUOTE_MARKS or head.index - token.index > MAX_PHRASE_TOKENS:
            break
        first = token
    while first.pos in {"PUNCT", "CCONJ"} and first.index < head.index:
        first = parse.tokens[first.index + 1]
    return Span(first.start, _end(parse, head))


def _end(parse: Parse, head: Token) -> int:
    """A noun's own complement right behind it belongs to the phrase: "head of the party"."""
    if head.pos != "NOUN":
        return head.end
    for prep in parse.children(head, "prep"):
        inner = parse.child(prep, "pobj")
        if prep.index == head.index + 1 and prep.lemma in {"of", "for", "at", "from", "in"} and inner is not None:
            tail = parse.tokens[head.index : inner.index]
            if len(tail) <= MAX_PHRASE_TOKENS and all(t.text not in QUOTE_MARKS for t in tail):
                return inner.end
    return head.end
