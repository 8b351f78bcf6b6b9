"""Who says what: speech, views and stands with their speakers, found in the parse and the quotation marks."""

from collections.abc import Iterator

from verbale.codebook.speech import speech_words
from verbale.model.mentions import Utterance
from verbale.model.parse import Parse, Token
from verbale.text.speech.asides import by_according, by_citing, by_colon, by_document, by_hearsay
from verbale.text.speech.continued import continued
from verbale.text.speech.nested import others_words
from verbale.text.speech.nouns import by_noun
from verbale.text.speech.quotes import quotations
from verbale.text.speech.scene import Scene, scene_of
from verbale.text.speech.turns import by_quotation, reconciled
from verbale.text.speech.verbs import by_verb

__all__ = ["find_utterances"]


def find_utterances(parse: Parse) -> tuple[Utterance, ...]:
    """Everything that the text gives as somebody's words or thoughts, widest content first where nested."""
    scene = scene_of(parse, speech_words(), quotations(parse.text))
    found = [u for token in parse.tokens for u in _by_word(scene, token)]
    names = frozenset(t.text for t in parse.tokens if t.entity in {"PERSON", "ORG"} and t.pos == "PROPN")
    found += [u for sentence in parse.sentences for u in by_colon(scene, sentence, names)]
    found += [outer for u in found for outer in by_citing(scene, u)]
    spoken = list(by_quotation(scene, found))
    unique = {(u.content, u.cue): u for u in reconciled(found, spoken)}
    ordered = sorted(unique.values(), key=lambda u: (u.content.start, -u.content.end))
    return continued(scene, tuple(others_words(scene, ordered)))


def _by_word(scene: Scene, token: Token) -> Iterator[Utterance]:
    words = scene.words
    if token.lemma in words.prepositions and token.text.lower() == "according":
        yield from by_according(scene, token)
    elif token.text.lower() in words.hearsay_words or token.lemma in words.hearsay_words:
        rumour = by_hearsay(scene, token)
        if rumour is not None:
            yield rumour
    elif token.pos in {"VERB", "AUX"}:
        yield from by_verb(scene, token)
    elif token.pos == "ADP":
        yield from by_document(scene, token)
    elif token.pos == "NOUN":
        yield from by_noun(scene, token)
