"""Words, names and numbers of a plain text, as linking compares them: no parse is kept in the store."""

import re
from functools import lru_cache

from verbale.model.numbers import NUMBERS

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n")
# Words without content, and the verbs by which somebody is quoted: every report has them.
EMPTY = frozenset(
    (
        "a an the and or but nor so yet if than that this these those there here it its he him his she her hers "
        "they them their theirs we us our ours you your i me my who whom whose which what when where why how as at "
        "by for from in into of off on onto out over to up with without about above across after against along "
        "amid among around before behind below beneath beside between beyond down during inside near per since "
        "through throughout toward towards under until upon via within is are was were be been being am has have "
        "had having do does did doing done will would shall should can could may might must not no also more most "
        "much many very such other another own then now just only even still too any all both each either neither "
        "some few several one mr mrs ms say said says saying told tell tells according added announced get got "
        "make made take took new"
    ).split()
)


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in order, as they stand."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word without case: Snowball's English, so that "attacked" meets "attacks"."""
    return str(_stemmer().stemWord(word.casefold().removesuffix("'s").removesuffix("’s")))


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def content(text: str) -> list[str]:
    """Stems of the words that carry content, in order."""
    return [stem(w) for w in tokens(text) if w.casefold() not in EMPTY and (len(w) > 1 or w.isdigit())]


def sentences(text: str) -> list[str]:
    """Sentences by their punctuation; good enough to line two texts up."""
    return [s for s in (part.strip() for part in _SENTENCE_END.split(text)) if s]


def names(text: str) -> set[str]:
    """Words with a capital inside sentences, stemmed; a sentence's first word counts where it has one elsewhere too."""
    found: set[str] = set()
    for sentence in sentences(text):
        for position, word in enumerate(tokens(sentence)):
            if position and len(word) > 1 and word[0].isupper() and word.casefold() not in EMPTY:
                found.add(stem(word))
    return found


def numbers(text: str) -> set[str]:
    """The numbers of a text, in digits: "1,200" and "twelve" alike; "one" is rather an article."""
    found = set()
    for word in tokens(text):
        digits = word.replace(",", "")
        if digits[0].isdigit():
            found.add(digits.lstrip("0") or "0")
        elif (value := NUMBERS.get(word.casefold())) is not None and value > 1:
            found.add(str(value))
    return found
