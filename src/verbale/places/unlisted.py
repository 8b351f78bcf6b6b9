"""Places that no table lists: villages, camps and districts that the parse or the wording shows to be places."""

from collections.abc import Callable, Sequence

from verbale.model.parse import Parse, Token
from verbale.places import syntax
from verbale.places.evidence import names_a_place
from verbale.places.gazetteer import lookup, town_words
from verbale.places.names import NameMatch

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_BEFORE = frozenset({"in", "near", "at", "inside", "outside", "around"})
_TAKEN_TOWNS = frozenset({"besiege", "recapture", "retake", "liberate", "shell", "bombard", "encircle", "overrun"})
_PARTICLES = frozenset({"-", "al", "el", "de", "of", "ad", "as", "ash", "at", "az", "ez", "'", "’", "del", "la", "du"})
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Today Yesterday".split())
MAX_NAME_TOKENS = 7


def find_unlisted(parse: Parse, known: Sequence[NameMatch], blocked: frozenset[int]) -> list[NameMatch]:
    """Names without a reading, in text order, never overlapping those in `known` or the tokens in `blocked`."""
    taken = frozenset(i for m in known for i in range(m.first, m.last))
    found: list[NameMatch] = []
    for sentence in parse.sentences:
        at = sentence.first
        while at < sentence.last:
            last = _run_end(parse, at, sentence.last, taken | blocked)
            wide = _run_end(parse, at, sentence.last, taken, _is_proper)
            if wide > at and _is_named_one(parse, at, wide):
                last = wide
                found.append(NameMatch(first=at, last=last, candidates=lookup(_words(parse, at, last))))
            elif last > at and _is_place(parse, at, last):
                found.append(NameMatch(first=at, last=last, candidates=()))
            at = max(last, at + 1)
    return found


def _is_named_one(parse: Parse, first: int, last: int) -> bool:
    """The wording alone makes it a place, over whatever label or actor's name there is."""
    words = _words(parse, first, last)
    proper = any(t.pos == "PROPN" for t in parse.tokens[first:last])
    demonym = any(c.kind == "demonym" for c in lookup(words))
    worded = words.lower() in town_words() or words.isupper()
    return proper and not demonym and not worded and names_a_place(parse, first, last)


def _words(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _run_end(
    parse: Parse, first: int, limit: int, taken: frozenset[int], is_name: Callable[[Token], bool] | None = None
) -> int:
    """The end of the proper name that begins at `first`, or `first` where none does."""
    is_name = is_name or _is_name_word
    if first in taken or not (_opens(parse.tokens[first]) or is_name(parse.tokens[first])):
        return first
    last = end = first
    while last < min(limit, first + MAX_NAME_TOKENS) and last not in taken:
        token = parse.tokens[last]
        if is_name(token):
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


def _is_proper(token: Token) -> bool:
    return token.text[0].isupper() and token.pos == "PROPN" and token.text not in _DAYS


def _joins(parse: Parse, index: int, limit: int) -> bool:
    """A particle or hyphen that a further capital follows without a gap in between."""
    return index + 1 < limit and (parse.tokens[index + 1].text[0].isupper() or parse.tokens[index + 1].text == "-")


def _is_place(parse: Parse, first: int, last: int) -> bool:
    tokens = parse.tokens[first:last]
    words = _words(parse, first, last)
    generic = len(tokens) == 1 and tokens[0].lemma in syntax.PLACE_NOUNS
    if generic or words.isupper() or not any(c.isalpha() for c in words):
        return False
    if words.lower() in town_words() or lookup(words):
        return False
    head = syntax.head_of(tokens)
    labels = {t.entity for t in tokens}
    before = parse.tokens[first - 1].text.lower() if first else ""
    if "ORG" in labels and before in ("near", "inside", "outside"):
        return head.dep == "pobj" and head.pos == "PROPN"
    arabic = words.lower().startswith(("al-", "el-", "ash-", "as-"))
    if arabic and head.dep == "pobj" and (before in _BEFORE or _is_struck(parse, before, head)):
        return True
    if _is_taken(parse, head, labels):
        return True
    if "ORG" in labels or "EVENT" in labels or "LAW" in labels or "WORK_OF_ART" in labels:
        return False
    governed = before in _BEFORE and head.dep in ("pobj", "compound")
    if labels & _LABELS:
        # A person that the model took for a place acts; a place is where somebody acts.
        acts = head.dep in ("nsubj", "nsubjpass", "poss", "ROOT")
        return "PERSON" not in labels and head.pos == "PROPN" and not acts and (head.dep != "compound" or governed)
    if governed and head.pos == "PROPN" and head.dep == "pobj":
        return "PERSON" not in labels or before in ("in", "near", "inside", "outside")
    return not labels - {""} and head.pos == "PROPN" and _is_struck(parse, before, head)


def _is_struck(parse: Parse, before: str, head: Token) -> bool:
    """ "The attack on X"."""
    return before == "on" and head.dep == "pobj" and parse.head(parse.head(head)).lemma in syntax.STRIKES


def _is_taken(parse: Parse, head: Token, labels: set[str]) -> bool:
    """ "Captured X", "entered X": towns are, and so are people, whom the news calls by two names at first."""
    if head.dep not in ("dobj", "obj") or head.pos != "PROPN" or labels & {"NORP", "DATE", "MONEY", "LAW"}:
        return False
    return parse.head(head).lemma in (_TAKEN_TOWNS if "PERSON" in labels else syntax.TAKEN)
