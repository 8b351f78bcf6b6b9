"""Attribution that stands beside its clause: "according to", "reportedly", and a name before or behind a colon."""

import re
from collections.abc import Iterator

from verbale.model.mentions import Utterance
from verbale.model.parse import Sentence, Token
from verbale.model.spans import Span
from verbale.text.speech.content import clause_of, stretch
from verbale.text.speech.scene import Scene
from verbale.text.speech.speakers import Speaker, named
from verbale.text.speech.verbs import utterance

# A hearsay adverb speaks for its own clause, not for a sentence of forty words that happens to hang on it.
MAX_HEARSAY_TOKENS = 40
MAX_ANNOUNCER_TOKENS = 6
_COLONS = frozenset({":", "-", "–", "—"})
_TRAILING = frozenset({"xcomp", "advcl", "acl", "pcomp", "relcl"})


def by_according(scene: Scene, token: Token) -> Iterator[Utterance]:
    """ "according to X": the clause that it hangs on."""
    parse = scene.parse
    to = next((k for k in parse.children(token) if k.lemma == "to"), None)
    name = parse.child(to, "pobj") if to is not None else None
    speaker = named(scene, name) if name is not None else None
    if to is None or speaker is None:
        return
    head = _clause_head(scene, parse.head(token))
    # A participle or infinitive at the end of the clause is rarely all that is attributed.
    while head.dep in _TRAILING and head.tag in {"VBG", "VB", "VBN"} and head.head != head.index:
        head = _clause_head(scene, parse.head(head))
    content = clause_of(parse, head, token)
    if content is not None and head.index != token.index:
        yield Utterance(
            content=content, cue=Span(token.start, to.end), kind="indirect", speaker=speaker.words,
            speaker_head=speaker.head.index,
        )  # fmt: skip


def by_document(scene: Scene, token: Token) -> Iterator[Utterance]:
    """ "In a report by the agency, ...": the clause is what the report says."""
    parse = scene.parse
    document = parse.child(token, "pobj") if token.lemma == "in" and token.dep == "prep" else None
    clause = parse.head(token)
    if document is None or document.lemma not in scene.words.documents or clause.index < token.index:
        return
    inside = (parse.child(p, "pobj") for p in parse.children(document, "prep") if p.lemma in {"in", "by", "from"})
    owner = parse.child(document, "poss")
    issuer = owner if owner is not None and owner.pos != "PRON" else next(inside, None)
    content = clause_of(parse, clause, token) if clause.pos in {"VERB", "AUX"} else None
    speaker = named(scene, issuer) if issuer is not None else None
    if content is not None and speaker is not None:
        yield utterance(scene, document, content, speaker)


def by_citing(scene: Scene, inner: Utterance) -> Iterator[Utterance]:
    """ "an official quoted by the agency said": the agency gives what he says."""
    if inner.speaker_head is None:
        return
    for token in scene.parse.children(scene.parse.tokens[inner.speaker_head], "acl"):
        agent = scene.parse.child(token, "agent") if token.lemma in scene.words.citing else None
        name = scene.parse.child(agent, "pobj") if agent is not None else None
        speaker = named(scene, name) if name is not None else None
        if speaker is not None:
            yield utterance(scene, token, inner.content, speaker)


def _clause_head(scene: Scene, token: Token) -> Token:
    """It hangs on whatever stood nearest; what it attributes is the clause."""
    while token.pos not in {"VERB", "AUX"} and token.head != token.index:
        token = scene.parse.head(token)
    return token


def by_hearsay(scene: Scene, token: Token) -> Utterance | None:
    """ "reportedly fled", "the alleged attack"."""
    parse = scene.parse
    head = parse.head(token)
    if token.dep == "amod":
        # "the alleged mastermind of the bombing": he is alleged, the bombing is not.
        return utterance(scene, token, Span(token.start, head.end), None)
    others = {t.index for kid in parse.children(head, "conj") if _own_clause(scene, kid) for t in parse.subtree(kid)}
    kept = [t for t in parse.subtree(head) if t.index not in others]
    if head.pos in {"VERB", "AUX"}:
        kept = [t for t in kept if abs(t.index - head.index) < MAX_HEARSAY_TOKENS]
    content = stretch(kept)
    return utterance(scene, token, content, None) if content is not None else None


def _own_clause(scene: Scene, verb: Token) -> bool:
    """ "reportedly fled, but the army caught them": the second clause is no hearsay."""
    return scene.parse.child(verb, "nsubj", "nsubjpass") is not None


def by_colon(scene: Scene, sentence: Sentence, names: frozenset[str]) -> Iterator[Utterance]:
    """ "Police: two held", "Two held: police", and "NAME: ..." of an interview; `names` are those of the article."""
    tokens = scene.parse.tokens[sentence.first : sentence.last]
    place = next((k for k, t in enumerate(tokens) if t.text in _COLONS), 0)
    before, after = tokens[:place], tokens[place + 1 :]
    if not before or not after:
        return
    if tokens[place].text == ":" and _announcer(scene, before, names) and _at_line_start(scene, before[0]):
        yield from _announced(scene, before, _to_line_end(scene, after), tokens[place])
    elif sentence.headline and _announcer(scene, after, frozenset()):
        yield from _announced(scene, after, stretch(before), tokens[place])


def _announcer(scene: Scene, tokens: tuple[Token, ...], names: frozenset[str]) -> bool:
    """A bare name or office: a few words without a verb, of which the last is one that announces."""
    words = [t for t in tokens if t.pos != "PUNCT"]
    if not words or len(words) > MAX_ANNOUNCER_TOKENS or any(t.pos in {"VERB", "AUX", "ADP"} for t in words):
        return False
    return words[-1].text.lower() in scene.words.announcers or words[-1].text in names


def _at_line_start(scene: Scene, token: Token) -> bool:
    return re.search(r"(?:^|\n)[\W_]*$", scene.parse.text[max(0, token.start - 20) : token.start]) is not None


def _to_line_end(scene: Scene, tokens: tuple[Token, ...]) -> Span | None:
    """What is said goes on to the end of the paragraph."""
    first = stretch(tokens)
    if first is None:
        return None
    end = scene.parse.text.find("\n", first.end)
    line = scene.parse.text[first.start : end if end >= 0 else len(scene.parse.text)]
    return Span(first.start, first.start + len(line.rstrip()))


def _announced(scene: Scene, announcer: tuple[Token, ...], content: Span | None, colon: Token) -> Iterator[Utterance]:
    words = [t for t in announcer if t.pos != "PUNCT"]
    if content is not None:
        speaker = Speaker(words=Span(words[0].start, words[-1].end), head=words[-1])
        yield utterance(scene, colon, content, speaker)
