"""Texts put together again from the tokens of a corpus, with the place of every token."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}’”…]|'s|'|n't|'(?:re|ve|ll|d|m)|n’t|’s|'')$")
_NO_SPACE_AFTER = frozenset("( [ { $ £ € “ ‘ `` #".split())
_DIGITS_OR_INITIAL = re.compile(r"(?:\d[.,]|\b[A-Z]\.)$")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the span of each token by (sentence number, token number)."""

    text: str
    spans: dict[tuple[int, int], tuple[int, int]]


def put_together(sentences: Sequence[tuple[int, Sequence[tuple[int, str]]]]) -> Text:
    """`sentences` are (number, [(token number, token), ...]); each is a paragraph of its own."""
    text, spans = "", {}
    for number, tokens in sentences:
        if text:
            text += "\n\n"
        first, glued = len(text), False
        for k, (at, token) in enumerate(tokens):
            token = {"``": '"', "''": '"'}.get(token, token)
            following = tokens[k + 1][1] if k + 1 < len(tokens) else ""
            if len(text) > first and not glued and not _attached(text, token, tokens[k - 1][1], following):
                text += " "
            glued = _hyphen_between(token, tokens[k - 1][1] if k else "", following)
            if glued and text.endswith(" "):
                text = text[:-1]
            spans[number, at] = (len(text), len(text) + len(token))
            text += token
            glued = glued or token in _NO_SPACE_AFTER
    return Text(text, spans)


def _attached(text: str, token: str, before: str, following: str) -> bool:
    """Whether no blank goes before the token: "said .", "U . S .", "2 , 000"."""
    if _NO_SPACE_BEFORE.match(token):
        return True
    if _DIGITS_OR_INITIAL.search(text) and before in {".", ","}:
        return (token.isdigit() and text[-2].isdigit()) or (len(token) == 1 and token.isupper() and following == ".")
    return False


def _hyphen_between(token: str, before: str, following: str) -> bool:
    """ "36 - year - old": a hyphen that the tokenizer set apart."""
    return token == "-" and bool(before) and before[-1].isalnum() and following[:1].isalnum()
