"""How far what somebody says reaches."""

from collections.abc import Iterable

from verbale.model.parse import Parse, Token
from verbale.model.spans import Span

# "..., officials said on Monday": what may follow the cue at the end of its sentence.
MAX_TAIL_TOKENS = 8
QUOTE_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'"})
CONTRASTS = frozenset({"although", "though", "while", "whereas"})
# Beside what is said: when, and to whom it was said, and what else its speaker did.
_BESIDE = frozenset({"conj", "cc", "advcl", "npadvmod", "punct", "mark", "nsubj", "aux", "neg", "dative"})


def stretch(tokens: Iterable[Token]) -> Span | None:
    """From the first to the last of the words, marks of punctuation at the edges left out."""
    kept = [t for t in tokens if t.pos not in {"PUNCT", "SPACE"}]
    return Span(kept[0].start, kept[-1].end) if kept else None


def clause_of(parse: Parse, head: Token, cue: Token) -> Span | None:
    """The stretch that `head` governs, less the cue's own words at its edges."""
    own = {t.index for t in parse.subtree(cue)} if cue.head == head.index or cue.index == head.index else {cue.index}
    if cue.index != head.index and head.index in own:
        own = {cue.index}
    own |= {t.index for kid in parse.children(head, "advcl") if _contrasts(parse, kid, cue) for t in parse.subtree(kid)}
    kept = [t for t in parse.subtree(head) if t.index not in own]
    return stretch(_to_semicolon(kept, cue))


def _contrasts(parse: Parse, clause: Token, cue: Token) -> bool:
    """ "said the raid killed ten, while the army denied it": a clause that the reporter sets against what is said."""
    first = parse.subtree(clause)[0]
    return first.lemma in CONTRASTS and first.index > cue.index and parse.tokens[first.index - 1].text == ","


def _to_semicolon(tokens: list[Token], cue: Token) -> list[Token]:
    """ "said he would stay; two others are still held": what stands behind is the reporter's again."""
    if not tokens or tokens[0].index < cue.index:
        return tokens
    end = next((k for k, t in enumerate(tokens) if t.text == ";"), len(tokens))
    return tokens[:end]


def rest_of(parse: Parse, first: Token, cue: Token) -> Span | None:
    """From the argument `first` to the end of what the cue governs: "blamed / the rebels for the fire"."""
    found = {t.index: t for t in parse.subtree(first)}
    for kid in parse.children(cue):
        if kid.index > first.index and kid.dep not in _BESIDE:
            found |= {t.index: t for t in parse.subtree(kid)}
    return stretch(found[k] for k in sorted(found))


def before_trailing_cue(parse: Parse, verb: Token, subject: Token) -> Span | None:
    """ "..., officials said.": all before the comma is what they said, however the parser took it apart."""
    sentence = parse.sentences[verb.sentence]
    edge = min(parse.subtree(subject)[0].index, verb.index) if subject.index < verb.index else verb.index
    while edge > sentence.first and parse.tokens[edge - 1].text in QUOTE_MARKS:
        edge -= 1
    comma = parse.tokens[edge - 1] if edge > sentence.first else None
    after = [t for t in parse.tokens[verb.index + 1 : sentence.last] if t.pos != "PUNCT"]
    if comma is None or comma.text not in {",", "—", "–"} or comma.start <= sentence.start:
        return None
    if subject.index < verb.index and len(after) > MAX_TAIL_TOKENS:
        return None
    return Span(sentence.start, comma.start)
