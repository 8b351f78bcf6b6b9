"""Parses built by hand, so that unit tests need no language model."""

import re
from collections.abc import Mapping

from verbale.model.parse import Parse, Sentence, Token

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?|(?:[A-Za-z]\.){2,}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec|Mr|St)\."
                   r"|['’]s|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|[^\w\s]")  # fmt: skip
_TAGS = {
    **dict.fromkeys(("in", "at", "on", "near", "from", "of", "by", "with", "against", "for", "since", "until",
                     "between", "across", "inside", "outside", "around", "within", "over", "after", "before",
                     "into"), ("ADP", "IN")),
    **dict.fromkeys(("the", "a", "an", "this", "that"), ("DET", "DT")),
    **dict.fromkeys(("will", "would", "may", "must"), ("AUX", "MD")),
    **dict.fromkeys(("has", "is", "was", "were", "are", "had", "have"), ("AUX", "VBZ")),
    **dict.fromkeys(("and", "or"), ("CCONJ", "CC")),
    "to": ("PART", "TO"),
}  # fmt: skip
_VERBS = {
    **dict.fromkeys(("met", "killed", "said", "arrived", "attacked", "shelled", "accused", "urged", "warned", "fought",
                     "clashed", "signed", "protested", "held", "left", "flew", "struck", "condemned"), "VBD"),
    **dict.fromkeys(("meet", "visit", "attack", "hold", "begin", "sign", "withdraw"), "VB"),
    **dict.fromkeys(("accuses", "urges", "warns", "rejects", "kills", "meets", "says", "condemns"), "VBZ"),
    **dict.fromkeys(("released", "planned", "scheduled", "wounded"), "VBN"),
}  # fmt: skip


def parse_of(
    text: str,
    *,
    heads: Mapping[str, tuple[str, str]] | None = None,
    entities: Mapping[str, str] | None = None,
    tags: Mapping[str, tuple[str, str]] | None = None,
) -> Parse:
    """A rough parse: words by pattern, tags by a small list, noun phrases hung on the verb of their sentence.

    `heads` maps a word to `(head word, label)`, `tags` a word to `(pos, tag)`, `entities` a word to its
    entity label; each applies to every token with that text.
    """
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(_sentences(words)):
        part = words[first:last]
        kinds = [_kind(w, k, tags or {}) for k, (_, _, w) in enumerate(part)]
        links = _links(part, kinds)
        for word, (head, label) in (heads or {}).items():
            spots = [k for k, w in enumerate(part) if w[2] == word]
            above = [k for k, w in enumerate(part) if w[2] == head]
            for k in spots:
                if above:
                    links[k] = (above[0], label)
        for k, (start, end, word) in enumerate(part):
            tokens.append(
                Token(
                    index=first + k, start=start, end=end, text=word, lemma=_lemma(word, kinds[k][0]), pos=kinds[k][0],
                    tag=kinds[k][1], dep=links[k][1], head=first + links[k][0], sentence=number,
                    entity=(entities or {}).get(word, ""),
                )
            )  # fmt: skip
        sentences.append(
            Sentence(index=number, start=part[0][0], end=part[-1][1], first=first, last=last)
        )  # fmt: skip
    return Parse(text, tuple(tokens), tuple(sentences))


def _sentences(words: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    ends = [k + 1 for k, w in enumerate(words) if w[2] in ".!?"]
    if words and (not ends or ends[-1] != len(words)):
        ends.append(len(words))
    return list(zip([0, *ends[:-1]], ends, strict=True)) if ends else []


def _kind(word: str, position: int, tags: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    low = word.lower()
    if word in tags:
        return tags[word]
    if low in _TAGS and (word == low or position == 0):
        return _TAGS[low]
    if word in _VERBS:
        return "VERB", _VERBS[word]
    if not word[0].isalnum():
        return ("PART", "POS") if len(word) > 1 else ("PUNCT", ".")
    if word[0].isdigit():
        return "NUM", "CD"
    return ("PROPN", "NNP") if word[0].isupper() else ("NOUN", "NN")


def _lemma(word: str, pos: str) -> str:
    low = word.lower()
    if pos != "VERB":
        return low
    irregular = {"met": "meet", "said": "say", "fought": "fight", "held": "hold", "left": "leave", "struck": "strike"}
    for ending, put in (("ies", "y"), ("sed", "se"), ("ged", "ge"), ("ed", ""), ("es", "e"), ("s", "")):
        if low not in irregular and low.endswith(ending):
            return low.removesuffix(ending) + put
    return irregular.get(low, low)


def _links(part: list[tuple[int, int, str]], kinds: list[tuple[str, str]]) -> list[tuple[int, str]]:
    """Head and label by position: the first verb is the root, prepositions and noun phrases hang on it."""
    verbs = [k for k, kind in enumerate(kinds) if kind[0] == "VERB"]
    root = verbs[0] if verbs else 0
    links = [(root, "dep")] * len(part)
    links[root] = (root, "ROOT")
    preposition: int | None = None
    for k, (pos, tag) in enumerate(kinds):
        if pos == "AUX" or tag == "TO":
            following = next((v for v in verbs if v > k), root)
            links[k] = (following, "aux")
        elif pos == "VERB" and k != root:
            links[k] = (root, "xcomp" if kinds[k - 1][1] == "TO" else "conj")
        elif pos == "ADP":
            links[k], preposition = (max((v for v in verbs if v < k), default=root), "prep"), k
        elif pos == "VERB":
            preposition = None
        elif pos in ("NOUN", "PROPN", "NUM", "DET") and k != root:
            links[k] = _noun(kinds, k, root, preposition)
            if links[k][1] not in ("compound", "det", "poss"):
                preposition = None
        elif pos == "PUNCT":
            links[k] = (root, "punct")
        elif tag == "POS":
            links[k] = (k - 1, "case")
    return links


def _noun(kinds: list[tuple[str, str]], k: int, root: int, preposition: int | None) -> tuple[int, str]:
    last = k
    while last + 1 < len(kinds) and kinds[last + 1][0] in ("NOUN", "PROPN", "NUM"):
        last += 1
    if last + 2 < len(kinds) and kinds[last + 1][1] == "POS":
        end = last + 2
        while end + 1 < len(kinds) and kinds[end + 1][0] in ("NOUN", "PROPN"):
            end += 1
        return (end, "poss") if k == last else (last, "compound")
    if k != last:
        return last, "det" if kinds[k][0] == "DET" else "compound"
    if preposition is not None:
        return preposition, "pobj"
    return root, "nsubj" if k < root else "dobj"
