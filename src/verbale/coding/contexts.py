"""PLOVER contexts of an act, from the words of its sentence."""

import functools
import itertools
from collections import Counter
from collections.abc import Mapping

from verbale.codebook.types import contexts
from verbale.model.parse import Parse, Token

MAX_CONTEXTS = 4


def contexts_near(parse: Parse, trigger: Token, implied: tuple[str, ...]) -> tuple[str, ...]:
    """The frame's own contexts first, then those that the sentence's words name, most words first."""
    tokens = parse.sentence_tokens(trigger)
    # "pro-democracy", "COVID-19": the word lists have their parts apart, whether the tokens do or not.
    lemmas = [part for t in tokens for part in t.lemma.lower().split("-") if part]
    words = set(zip(lemmas)) | set(itertools.pairwise(lemmas)) | set(zip(lemmas, lemmas[1:], lemmas[2:], strict=False))
    hits: Counter[str] = Counter()
    for word in words:
        hits.update(_contexts_of_word().get(word, ()))
    named = sorted(hits, key=lambda name: (-hits[name], name))
    return tuple(dict.fromkeys([*implied, *named]))[:MAX_CONTEXTS]


@functools.cache
def _contexts_of_word() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for name, context in contexts().items():
        for word in context.words:
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}
