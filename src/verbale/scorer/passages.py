"""How a passage is shown to the network; training and use share it."""

from collections.abc import Sequence

from tokenizers import Tokenizer

# Longer passages are cut: what stands beyond is not scored.
MAX_PIECES = 224


def pieces_of(tokenizer: Tokenizer, text: str, starts: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """Token ids of the passage, and for each word's start (code points) the position of its first piece.

    Starts beyond MAX_PIECES are missing from the positions.
    """
    encoding = tokenizer.encode(text)
    ids: list[int] = encoding.ids[:MAX_PIECES]
    at: dict[int, int] = {}
    for position, (start, end) in enumerate(encoding.offsets[: len(ids)]):
        for code_point in range(start, end):
            at.setdefault(code_point, position)
    return ids, {start: at[start] for start in starts if start in at}
