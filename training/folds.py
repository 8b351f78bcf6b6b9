"""Five folds of PLV: a sentence with all its pairs falls into one, by a hash that no order of rows changes."""

import hashlib
from collections.abc import Sequence

from pairs import Pair

FOLDS = 5


def fold_of(text: str) -> int:
    """Number of the fold; differences in spacing and punctuation leave a sentence where it is."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    return int(hashlib.sha256(letters.encode()).hexdigest(), 16) % FOLDS


def without_fold(pairs: Sequence[Pair], fold: int) -> list[Pair]:
    """The pairs whose sentences are not of the fold."""
    return [pair for pair in pairs if fold_of(pair.text) != fold]
