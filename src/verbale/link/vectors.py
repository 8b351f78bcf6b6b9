"""How close two words or sentences are in meaning: static vectors, made by `training/vectors.py`."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

FILE = "vectors.npz"
# Longer "words" are addresses and garbage.
MAX_WORD_CHARS = 40
CACHED_WORDS = 100_000


class Vectors:
    """One row for every entry of a word-piece vocabulary; "##" begins an entry that goes on with a word."""

    def __init__(self, entries: Iterable[str], rows: "Vector") -> None:
        self._rows = rows
        self._index = {entry: k for k, entry in enumerate(entries)}
        self._pieces = lru_cache(CACHED_WORDS)(self._cut)

    @property
    def dims(self) -> int:
        return int(self._rows.shape[1])

    def word(self, word: str) -> "Vector":
        """The mean of the word's pieces; all nil where the vocabulary has none of them. Case does not matter."""
        return self.mean((word,))

    def mean(self, words: Iterable[str]) -> "Vector":
        """Of all pieces of the words, scaled to length 1; rare pieces are longer, so they count for more."""
        import numpy as np

        pieces = [k for word in words for k in self._pieces(word.lower())]
        if not pieces:
            return np.zeros(self.dims, dtype=np.float32)
        total: Vector = self._rows[pieces].sum(axis=0)
        length = float(np.sqrt(total @ total))
        return total / np.float32(length) if length else total

    def _cut(self, word: str) -> tuple[int, ...]:
        """Greedy, the longest entry first, as the vocabulary was made for; () where a part is in none."""
        found, start = [], 0
        while start < len(word) <= MAX_WORD_CHARS:
            for end in range(len(word), start, -1):
                entry = self._index.get(word[start:end] if start == 0 else f"##{word[start:end]}")
                if entry is not None:
                    found.append(entry)
                    start = end
                    break
            else:
                return ()
        return tuple(found)


@cache
def load_vectors() -> Vectors:
    """The vectors that ship, loaded once per process."""
    import numpy as np

    with files("verbale.link").joinpath("data", FILE).open("rb") as file, np.load(file) as stored:
        rows = stored["rows"].astype(np.float32) * stored["scale"][:, None]
        return Vectors(stored["entries"].tobytes().decode("ascii").split("\n"), rows)
