"""The network that scores acts and pairs of actors, run by ONNX Runtime on one thread of the CPU."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import ModelError
from verbale.model.scores import ActorPair, ActScores, PairScores, Passage
from verbale.scorer.marking import token_ids
from verbale.scorer.passages import pieces_of

if TYPE_CHECKING:
    import numpy as np

SHIPPED = Path(__file__).parent / "data"
FILES = ("model.onnx", "tokenizer.json", "labels.json")
ROLES = ("source", "target")


class Scorer:
    """A trained network with its tokenizer: pairs or passages in, probabilities per question out."""

    def __init__(self, session: Any, tokenizer: Any, labels: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._heads: dict[str, list[str]] = labels["heads"]
        self._act_heads: dict[str, list[str]] = labels["act_heads"]
        self._role_width: int = labels["role_width"]
        self.name: str = labels["name"]

    def score(self, pairs: Sequence[ActorPair]) -> list[PairScores]:
        """Scores of every pair, in the order given; each question's probabilities sum to 1."""
        return [self._pair(pair) for pair in pairs]

    def read(self, passages: Sequence[Passage]) -> list[dict[int, ActScores]]:
        """Per passage the scores of its triggers, by start; those beyond the longest passage are missing."""
        return [self._read(passage) for passage in passages]

    def _pair(self, pair: ActorPair) -> PairScores:
        logits = self._run(token_ids(self._tokenizer, pair.text, pair.source, pair.target), list(self._heads))
        chances = {
            head: dict(zip(classes, softmax(rows[0]).tolist(), strict=True))
            for (head, classes), rows in zip(self._heads.items(), logits, strict=True)
        }
        return PairScores(**chances)

    def _read(self, passage: Passage) -> dict[int, ActScores]:
        ids, at = pieces_of(self._tokenizer, passage.text, (*passage.triggers, *passage.actors))
        rows = self._run(ids, ["acts"])[0][0]
        return {start: self._act(rows, start, passage, at) for start in passage.triggers if start in at}

    def _act(self, rows: "np.ndarray", start: int, passage: Passage, at: dict[int, int]) -> ActScores:
        own, offset, said = rows[at[start]], 0, {}
        for head, classes in self._act_heads.items():
            chances = softmax(own[offset : offset + len(classes)])
            said[head] = dict(zip(classes, chances.tolist(), strict=True))
            offset += len(classes)
        others = [a for a in passage.actors if a in at and a != start]
        places = [at[a] for a in others]
        width, sides = self._role_width, []
        for _ in ROLES:
            query = own[offset + 1 : offset + 1 + width]
            keys = rows[places, offset + 1 + width : offset + 1 + 2 * width]
            sides.append(sigmoid(keys @ query / width**0.5 + own[offset]).tolist())
            offset += 1 + 2 * width
        source, target = (dict(zip(others, side, strict=True)) for side in sides)
        return ActScores(**said, source=source, target=target)

    def _run(self, ids: list[int], outputs: list[str]) -> "list[np.ndarray]":
        # One text a time: batches gain nothing on a CPU, and padding costs.
        import numpy as np

        row = np.array([ids], dtype=np.int64)
        found: list[np.ndarray] = self._session.run(outputs, {"input_ids": row, "attention_mask": np.ones_like(row)})
        return found


def softmax(logits: "np.ndarray") -> "np.ndarray":
    import numpy as np

    powers: np.ndarray = np.exp(logits - logits.max())
    shares: np.ndarray = powers / powers.sum()
    return shares


def sigmoid(logits: "np.ndarray") -> "np.ndarray":
    import numpy as np

    chances: np.ndarray = 1 / (1 + np.exp(-logits))
    return chances


@cache
def load_scorer(folder: Path | None = None) -> Scorer:
    """The shipped scorer, or that of a folder with FILES. Raises ModelError where one is missing or unusable."""
    where = folder or SHIPPED
    missing = [name for name in FILES if not (where / name).is_file()]
    if missing:
        raise ModelError(f"no scorer in {where}: {', '.join(missing)} missing")
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    # Workers are processes; more threads than one would fight over the same cores.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        labels = json.loads((where / "labels.json").read_text(encoding="utf-8"))
        session = onnxruntime.InferenceSession(str(where / "model.onnx"), options, providers=["CPUExecutionProvider"])
        return Scorer(session, Tokenizer.from_file(str(where / "tokenizer.json")), labels)
    except Exception as error:
        raise ModelError(f"the scorer in {where} cannot be loaded: {error}") from error
