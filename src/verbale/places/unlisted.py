"""Places that no table lists: villages, camps and districts that the parse or the wording shows to be places."""

from collections.abc import Sequence

from verbale.model.parse import Parse, Token
from verbale.places import syntax
from verbale.places.gazetteer import lookup, town_words
from verbale.places.names import NameMatch

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_BEFORE = frozenset({"in", "near", "at", "inside", "outside", "around"})
# "the towns of X and Y", "the village of X": whatever label the model gave, these are places.
_KINDS = frozenset({
    "city", "town", "village", "province", "region", "district", "county", "suburb", "neighborhood", "neighbourhood",
    "island", "hamlet", "settlement", "municipality", "camp", "enclave", "valley", "area", "governorate", "port",
})  # fmt: skip
_TAKEN = frozenset({
    "capture", "enter", "storm", "seize", "besiege", "recapture", "retake", "liberate", "shell", "bomb", "bombard",
    "overrun", "reach", "occupy", "surround", "encircle",
})  # fmt: skip
_TAKEN_TOWNS = frozenset({"besiege", "recapture", "retake", "liberate", "shell", "bombard", "encircle", "overrun"})
_PARTICLES = frozenset({"-", "al", "el", "de", "of", "ad", "as", "ash", "at", "az", "ez", "'", "’", "del", "la", "du"})
MAX_NAME_TOKENS = 7


def find_unlisted(parse: Parse, known: Sequence[NameMatch], blocked: frozenset[int]) -> list[NameMatch]:
    """Names without a reading, in text order, never overlapping those in `known` or the tokens in `blocked`."""
    taken = {i for m in known for i in range(m.first, m.last)} | blocked
    found: list[NameMatch] = []
    for sentence in parse.sentences:
        at = sentence.first
        while at < sentence.last:
            last = _run_end(parse, at, sentence.last, taken)
            if last > at and _is_place(parse, at, last):
                found.append(NameMatch(first=at, last=last, candidates=()))
            at = max(last, at + 1)
    return found


def _run_end(parse: Parse, first: int, limit: int, taken: set[int] | frozenset[int]) -> int:
    """The end of the proper name that begins at `first`, or `first` where none does."""
    if first in taken or not _opens(parse.tokens[first]):
        return first
    last = end = first
    while last < min(limit, first + MAX_NAME_TOKENS) and last not in taken:
        token = parse.tokens[last]
        if _is_name_word(token):
            end = last + 1
        elif token.text.lower() not in _PARTICLES or token.text in ("of", "de") or not _joins(parse, last, limit):
            break
        last += 1
    return end


def _opens(token: Token) -> bool:
    """A capital, or the article of an Arabic name: al-Latmana."""
    text = token.text
    article = text.lower().startswith("al-") and any(c.isupper() for c in text)
    return _is_name_word(token) or article or (text.lower() in ("al", "al-", "ash", "as") and token.pos == "PROPN")


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "X") and token.entity not in (
        "DATE", "TIME", "NORP", "MONEY", "PERCENT", "LANGUAGE", "ORDINAL", "CARDINAL")  # fmt: skip


def _joins(parse: Parse, index: int, limit: int) -> bool:
    """A particle or hyphen that a further capital follows without a gap in between."""
    return index + 1 < limit and (parse.tokens[index + 1].text[0].isupper() or parse.tokens[index + 1].text == "-")


def _is_place(parse: Parse, first: int, last: int) -> bool:
    tokens = parse.tokens[first:last]
    words = parse.text[tokens[0].start : tokens[-1].end]
    generic = len(tokens) == 1 and tokens[0].lemma in syntax.PLACE_NOUNS
    if generic or words.isupper() or not any(c.isalpha() for c in words):
        return False
    if words.lower() in town_words() or lookup(words):
        return False
    head = syntax.head_of(tokens)
    labels = {t.entity for t in tokens}
    if _kind_beside(parse, first, last):
        return True
    before = parse.tokens[first - 1].text.lower() if first else ""
    if "ORG" in labels and before in ("near", "inside", "outside"):
        return head.dep == "pobj" and head.pos == "PROPN"
    if "ORG" in labels or "EVENT" in labels or "LAW" in labels or "WORK_OF_ART" in labels:
        return False
    governed = before in _BEFORE and head.dep in ("pobj", "compound")
    if labels & _LABELS:
        # A person that the model took for a place acts; a place is where somebody acts.
        acts = head.dep in ("nsubj", "nsubjpass", "poss", "ROOT")
        return "PERSON" not in labels and head.pos == "PROPN" and not acts and (head.dep != "compound" or governed)
    if governed and head.pos == "PROPN" and head.dep == "pobj":
        return "PERSON" not in labels or before in ("in", "near", "inside", "outside")
    if before == "on" and head.dep == "pobj" and not labels - {""} and head.pos == "PROPN":
        return parse.head(parse.head(head)).lemma in syntax.STRIKES
    taken = parse.head(head).lemma if head.dep in ("dobj", "obj") else ""
    # Towns are captured, and so are people: a name that the model takes for a person needs a verb of towns alone.
    return head.pos == "PROPN" and taken in (_TAKEN_TOWNS if "PERSON" in labels else _TAKEN)


def _kind_beside(parse: Parse, first: int, last: int) -> bool:
    """ "the village of X", "the towns of X and Y", "X village", "X district"."""
    if last < len(parse.tokens) and parse.tokens[last].lemma in _KINDS and parse.tokens[last].lemma != "area":
        return parse.tokens[last].sentence == parse.tokens[first].sentence
    head = syntax.head_of(parse.tokens[first:last])
    above = syntax.preposition(parse, head)
    return above is not None and above.text.lower() == "of" and parse.head(above).lemma in _KINDS
