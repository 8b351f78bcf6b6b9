"""Tellings with what their comparison needs, worked out once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.link.vectors import load_vectors
from verbale.link.words import content, names, numbers, stem, tokens
from verbale.model.tellings import Telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# So many words on each side of the trigger say what an article that names an act in passing says of it.
NEAR_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A telling, and as stems its words by where they stand: in the article, its sentence, its clause (`told`), beside
    the trigger (`near`), in the names of its sides and of its place. `types` counts the acts of its article by type.
    """

    telling: Telling
    article: frozenset[str]
    article_names: frozenset[str]
    leads: bool
    trigger: frozenset[str]
    sentence: frozenset[str]
    around: frozenset[str]
    told: frozenset[str]
    near: frozenset[str]
    source: frozenset[str]
    target: frozenset[str]
    site: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    types: Mapping[str | None, int]
    trigger_vector: "NDArray[np.float32]"
    sentence_vector: "NDArray[np.float32]"


def sketches(tellings: Iterable[Telling], texts: Mapping[str, str]) -> list[Sketch]:
    """`tellings`: all of their articles; `texts`: those of the articles, by id, without page furniture."""
    told = list(tellings)
    words = {article_id: frozenset(content(text)) for article_id, text in texts.items()}
    named = {article_id: frozenset(names(text)) for article_id, text in texts.items()}
    types: dict[str, Counter[str | None]] = defaultdict(Counter)
    for telling in told:
        types[telling.article_id][telling.event_type] += 1
    return [
        _sketch(t, texts[t.article_id], words[t.article_id], named[t.article_id], types[t.article_id]) for t in told
    ]


def _sketch(
    telling: Telling, text: str, words: frozenset[str], named: frozenset[str], types: Mapping[str | None, int]
) -> Sketch:
    vectors = load_vectors()
    trigger = frozenset(stem(w) for w in tokens(telling.trigger))
    sentence = frozenset(content(telling.sentence))
    around = sentence - trigger
    told, near = frozenset(content(telling.text)) - trigger, _near(telling) - trigger
    place = telling.place.name if telling.place is not None else None
    return Sketch(
        telling=telling,
        article=words,
        article_names=named,
        leads=text.lstrip().startswith(telling.sentence),
        trigger=trigger,
        sentence=sentence,
        around=around,
        # Often the whole sentence: one set then, not three.
        told=around if told == around else told,
        near=around if near == around else near,
        source=frozenset(content(" ".join(telling.source_names))),
        target=frozenset(content(" ".join(telling.target_names))),
        site=frozenset(content(place or "")),
        names=frozenset(names(telling.sentence)),
        numbers=frozenset(numbers(telling.sentence)),
        types=types,
        trigger_vector=vectors.mean(tokens(telling.trigger)),
        sentence_vector=vectors.mean(w for w in tokens(telling.sentence) if stem(w) not in trigger),
    )


def _near(telling: Telling) -> frozenset[str]:
    """Stems of the words around the trigger's first occurrence in the sentence; of the whole where it has none."""
    words, trigger = tokens(telling.sentence), tokens(telling.trigger)
    for at in range(len(words)):
        if words[at : at + len(trigger)] == trigger:
            words = words[max(0, at - NEAR_WORDS) : at + len(trigger) + NEAR_WORDS]
            break
    return frozenset(content(" ".join(words)))
