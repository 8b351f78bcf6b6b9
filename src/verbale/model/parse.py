"""A parsed text in Verbale's own types, so that tests can build one by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model.spans import Span

# A title and the name behind it: "President Jean Claude Paul Komo".
MAX_NAME_TOKENS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word. `index`, `head` count tokens over the whole article; `head == index` marks a root.

    `pos` and `dep` are Universal POS and ClearNLP dependency labels, `tag` Penn Treebank tags,
    `entity` the named-entity label the model gave (PERSON, GPE, ORG, NORP, DATE ...) or "".
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    entity: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens `[first, last)` of one sentence; `headline` when it stands as a headline line."""

    index: int
    start: int
    end: int
    first: int
    last: int
    headline: bool = False


class Parse:
    """Tokens and sentences of one article with the look-ups that coding needs.

    Heads outside the token list raise IndexError. Children are given in text order.
    """

    __slots__ = ("_children", "sentences", "text", "tokens")

    def __init__(self, text: str, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> None:
        self.text = text
        self.tokens = tokens
        self.sentences = sentences
        children: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.index:
                children[token.head].append(token)
        self._children = tuple(tuple(c) for c in children)

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Dependents of `token`, all of them or those with one of the labels given."""
        kids = self._children[token.index]
        return tuple(k for k in kids if k.dep in deps) if deps else kids

    def child(self, token: Token, *deps: str) -> Token | None:
        for kid in self._children[token.index]:
            if kid.dep in deps:
                return kid
        return None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Heads upward, nearest first; stops at the root."""
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """`token` and all that depends on it, in text order."""
        found = [token]
        for item in found:
            found.extend(self._children[item.index])
        return sorted(found, key=lambda t: t.index)

    def conjuncts(self, token: Token) -> list[Token]:
        """`token` and the tokens coordinated with it (A, B and C), in text order."""
        found = [token]
        for item in found:
            kids = self._children[item.index]
            found.extend(k for k in kids if k.dep == "conj")
            # Small parsers hang "A and B met" as two subjects of the verb, and "President A and B" on the title.
            if item.dep in {"nsubj", "nsubjpass"} and any(k.dep == "cc" and k.index > item.index for k in kids):
                twins = (k for k in self._children[item.head] if k.dep == item.dep and k.index > item.index)
                found.extend(k for k in twins if k.index != item.index and k not in found)
            for named in (k for k in kids if k.dep == "appos" and k.entity == "PERSON"):
                if named.index - item.index <= MAX_NAME_TOKENS and self.tokens[item.index + 1].text != ",":
                    found.extend(k for k in self._children[named.index] if k.dep == "conj" and k not in found)
        return found

    def sentence_tokens(self, token: Token) -> tuple[Token, ...]:
        sentence = self.sentences[token.sentence]
        return self.tokens[sentence.first : sentence.last]
