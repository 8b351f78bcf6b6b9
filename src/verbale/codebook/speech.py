"""The words that attribute, from attribution.yaml."""

import functools
from dataclasses import dataclass

from verbale.codebook.resources import data_root, read_yaml
from verbale.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWords:
    """Lemmas of saying, thinking and taking a stand by their construction, as attribution.yaml explains them."""

    say_verbs: frozenset[str]
    quote_verbs: frozenset[str]
    report_verbs: frozenset[str]
    passive_say: frozenset[str]
    prepositions: frozenset[str]
    hearsay_words: frozenset[str]
    content_nouns: frozenset[str]
    citing: frozenset[str]
    documents: frozenset[str]
    announcers: frozenset[str]
    view_verbs: frozenset[str]
    aim_verbs: frozenset[str]
    stand_verbs: frozenset[str]
    about_verbs: frozenset[str]
    stand_nouns: frozenset[str]
    aim_nouns: frozenset[str]


@functools.cache
def speech_words() -> SpeechWords:
    """The shipped lists. Raises CodebookError when one is missing."""
    lists = read_yaml(data_root() / "attribution.yaml")
    try:
        return SpeechWords(**{name: frozenset(words) for name, words in lists.items()})
    except TypeError as error:
        raise CodebookError(str(error), where="attribution.yaml") from error
