"""Hearsay that goes on with the speaker of the sentence before it."""

from collections.abc import Sequence
from dataclasses import replace

from verbale.model.mentions import Utterance
from verbale.model.parse import Token
from verbale.text.speech.scene import Scene


def continued(scene: Scene, found: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """ "According to a deserter, the unit fled. Its commander was reportedly shot.": the deserter says so.

    Only a word of hearsay in the next sentence of the paragraph shows that his account goes on.
    """
    parse = scene.parse
    adverbs = {w for w in scene.words.hearsay_words if w.endswith("ly")}
    whole: dict[int, Utterance] = {}
    done: list[Utterance] = []
    places = {t.start: t.sentence for t in parse.tokens}
    roots = {t.sentence: t for t in parse.tokens if t.head == t.index}
    for u in found:
        number = places.get(u.cue.start, 0)
        if u.speaker is not None:
            if u.attests and u.kind == "indirect" and number in roots and _whole(u, roots[number]):
                whole.setdefault(number, u)
            done.append(u)
            continue
        before = whole.get(number - 1)
        own = (
            before is not None
            and u.cue.quote(parse.text).lower() in adverbs
            and "\n" not in parse.text[before.content.end : u.cue.start]
        )
        done.append(replace(u, speaker=before.speaker, speaker_head=before.speaker_head) if before and own else u)
    return tuple(done)


def _whole(u: Utterance, root: Token) -> bool:
    """The sentence is his: he is its subject, or its main clause is what he says."""
    return u.cue.covers(root.span) or u.content.covers(root.span)
