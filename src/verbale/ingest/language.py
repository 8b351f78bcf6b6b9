"""Is a text English? Told by its letters and its function words, without a model."""

import functools
import re
import unicodedata
from collections import Counter

from verbale.codebook.resources import data_root, read_yaml
from verbale.errors import IngestError

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE_CHARS = 2000
# Fewer words say too little: a headline in title case has hardly any function word.
MIN_WORDS = 30
MIN_OTHER_SCRIPT_LETTERS = 60
# English news has .3 to .5 of its words in our list, and .15 in a terse table of results.
CLEARLY_ENGLISH = 0.25
MIN_OTHER_SHARE = 0.12
HARDLY_ENGLISH = 0.04


def check_language(text: str, stated: str | None) -> None:
    """Raises IngestError "not-english" when the text, or the language stated for it, is another one.

    `stated` is a language tag or name. The first 2,000 characters are judged, from 30 words on.
    """
    if stated is not None and not is_english(stated):
        raise IngestError("not-english", f"its language is given as {stated}")
    found = foreign_language(text[:SAMPLE_CHARS])
    if found is not None:
        raise IngestError("not-english", f"it seems to be in {found}")


def is_english(tag: str) -> bool:
    """Whether a language tag or name (en, en-GB, eng, English) is English."""
    return tag.strip().lower().startswith("en")


def foreign_language(sample: str) -> str | None:
    """The language or script of a text that is not English, or None when it is, or when there is doubt."""
    letters = [character for character in sample if character.isalpha()]
    other = [character for character in letters if character > "\u02ff"]
    if len(other) >= MIN_OTHER_SCRIPT_LETTERS and 2 * len(other) > len(letters):
        return f"{_script(other)} script"
    words = _WORD.findall(sample.lower())
    if len(words) < MIN_WORDS:
        return None
    shares = _shares(words)
    english = shares.pop("english")
    if english >= CLEARLY_ENGLISH:
        return None
    best = max(shares, key=lambda name: (shares[name], name))
    if shares[best] >= MIN_OTHER_SHARE and shares[best] > 1.5 * english:
        return best.capitalize()
    return "no language that is known here" if english < HARDLY_ENGLISH and len(words) >= 2 * MIN_WORDS else None


def _shares(words: list[str]) -> dict[str, float]:
    counts = Counter(words)
    return {
        name: sum(counts[word] for word in listed if word in counts) / len(words)
        for name, listed in _function_words().items()
    }


def _script(letters: list[str]) -> str:
    names = Counter(unicodedata.name(letter, "unknown").split()[0].split("-")[0] for letter in letters)
    name = names.most_common(1)[0][0]
    return "Chinese or Japanese" if name == "CJK" else name.capitalize()


@functools.cache
def _function_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml(data_root() / "languages.yaml").items()}
