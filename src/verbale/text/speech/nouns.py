"""Nouns of saying and of taking a stand: "the army's claim that", "Lima's call for talks"."""

from collections.abc import Iterator

from verbale.model.mentions import Utterance
from verbale.model.parse import Token
from verbale.model.spans import Span
from verbale.text.speech.content import stretch
from verbale.text.speech.scene import Scene
from verbale.text.speech.speakers import Speaker, named, speaker_of
from verbale.text.speech.verbs import utterance


def by_noun(scene: Scene, noun: Token) -> Iterator[Utterance]:
    """What `noun` attributes through its clause or its preposition."""
    words = scene.words
    says, aims = noun.lemma in words.content_nouns, noun.lemma in words.aim_nouns
    if says or aims:
        for content in _clauses(scene, noun, infinitives=aims):
            speaker = _owner(scene, noun)
            if speaker is not None or says:
                yield utterance(scene, noun, content, speaker, attests=says)
            return
    for prep in scene.parse.children(noun, "prep"):
        matter = _about(scene, noun, prep)
        speaker = _owner(scene, noun) if matter is not None else None
        if matter is not None and speaker is not None and speaker.words.start != matter.start:
            yield utterance(scene, noun, matter, speaker, attests=False)
            return


def _clauses(scene: Scene, noun: Token, *, infinitives: bool) -> Iterator[Span]:
    parse = scene.parse
    for clause in parse.children(noun, "acl", "ccomp", "relcl"):
        that = any(k.lemma == "that" for k in parse.children(clause, "mark"))
        to = infinitives and any(k.tag == "TO" for k in parse.children(clause, "aux"))
        content = stretch(parse.subtree(clause)) if that or to else None
        if content is not None:
            yield content


def _about(scene: Scene, noun: Token, prep: Token) -> Span | None:
    if f"{noun.lemma} {prep.lemma}" not in scene.words.stand_nouns:
        return None
    inner = scene.parse.child(prep, "pobj", "pcomp")
    return stretch(scene.parse.subtree(inner)) if inner is not None else None


def _owner(scene: Scene, noun: Token) -> Speaker | None:
    """Whose the noun is: its possessor, who it is by or from, or who has, makes or repeats it."""
    parse = scene.parse
    owner = parse.child(noun, "poss")
    by = next((k for k in parse.children(noun, "prep", "agent") if k.lemma in {"by", "from"}), None)
    owner = owner or (parse.child(by, "pobj") if by is not None else None)
    owner = owner or _mistaken_subject(scene, noun)
    if owner is not None:
        return named(scene, owner)
    above = parse.head(noun)
    if noun.dep == "dobj" and above.pos == "VERB":
        return speaker_of(scene, above)
    return None


def _mistaken_subject(scene: Scene, noun: Token) -> Token | None:
    """ "Reuters report that ...": a small parser takes the verb for a noun, and its subject for part of the name."""
    if scene.parse.child(noun, "det", "poss") is not None:
        return None
    names = [k for k in scene.parse.children(noun, "compound", "nmod", "nsubj") if k.entity in {"ORG", "PERSON", "GPE"}]
    return names[-1] if names else None
