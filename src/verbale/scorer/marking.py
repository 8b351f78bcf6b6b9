"""How a pair of actors in a text is shown to the network; training and use share it.

Entity markers after Baldini Soares et al. 2019, "Matching the Blanks".
"""

from tokenizers import Tokenizer

from verbale.model.spans import Span

MARKERS = ("[s]", "[/s]", "[t]", "[/t]")
MAX_TOKENS = 160


def marked(text: str, source: Span, target: Span) -> str:
    """The text with markers round both spans; of two spans that overlap the inner one's marks stand inside."""
    cuts = [
        (source.start, 1, -source.end, "[s] "), (source.end, 0, -source.start, " [/s]"),
        (target.start, 1, -target.end, "[t] "), (target.end, 0, -target.start, " [/t]"),
    ]  # fmt: skip
    found, done = "", 0
    for at, _, _, mark in sorted(cuts):
        found += text[done:at] + mark
        done = at
    return found + text[done:]


def token_ids(tokenizer: Tokenizer, text: str, source: Span, target: Span) -> list[int]:
    """Token ids, at most MAX_TOKENS: of a long text the stretch round the two actors."""
    ids: list[int] = tokenizer.encode(marked(text, source, target)).ids
    if len(ids) <= MAX_TOKENS:
        return ids
    marks = {tokenizer.token_to_id(m) for m in MARKERS}
    places = [i for i, token in enumerate(ids) if token in marks]
    middle = (places[0] + places[-1]) // 2
    start = max(1, min(middle - MAX_TOKENS // 2, len(ids) - MAX_TOKENS + 1))
    return [ids[0], *ids[start : start + MAX_TOKENS - 2], ids[-1]]
