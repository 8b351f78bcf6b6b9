"""Words within words: which attributions inside somebody's speech are another's, and which are his own again."""

from collections.abc import Iterator, Sequence

from verbale.model.mentions import Utterance
from verbale.model.parse import Parse
from verbale.text.speech.scene import Scene


def others_words(scene: Scene, found: Sequence[Utterance]) -> Iterator[Utterance]:
    """`found`, which is in text order and widest first, without what a speaker says of his own and others' thoughts.

    Kept: "officials said the group claimed the blast". Left out: "she said he hopes to return", "he said they say so".
    """
    quoted = {u.content for u in found if u.kind == "direct"}
    around: list[Utterance] = []
    for u in found:
        around = [o for o in around if o.content.end > u.content.start]
        outer = [o for o in around if o.cue != u.cue and o.content.covers(u.cue)]
        quote = scene.quote_at(u.cue.start)
        if not (outer and _own(scene.parse, u)) and not (quote in quoted or (quote is not None and not u.attests)):
            yield u
        if u.attests and u.speaker is not None:
            around.append(u)


def _own(parse: Parse, inner: Utterance) -> bool:
    """Views, and what a pronoun says, are told as the outer speaker's words."""
    if not inner.attests:
        return True
    return inner.speaker_head is not None and parse.tokens[inner.speaker_head].pos == "PRON"
