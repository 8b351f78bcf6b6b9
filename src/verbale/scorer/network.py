"""The network that scores pairs of actors, run by ONNX Runtime on one thread of the CPU."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from verbale.errors import ModelError
from verbale.model.scores import ActorPair, PairScores
from verbale.scorer.marking import token_ids

SHIPPED = Path(__file__).parent / "data"
FILES = ("model.onnx", "tokenizer.json", "labels.json")
# Texts of like length share a batch; larger ones gain nothing on a CPU.
BATCH = 1


class Scorer:
    """A trained network with its tokenizer: pairs in, probabilities per question out."""

    def __init__(self, session: Any, tokenizer: Any, labels: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._heads: dict[str, list[str]] = labels["heads"]
        self._pad: int = labels["pad"]
        self.name: str = labels["name"]

    def score(self, pairs: Sequence[ActorPair]) -> list[PairScores]:
        """Scores of every pair, in the order given; each question's probabilities sum to 1."""
        rows = [token_ids(self._tokenizer, pair.text, pair.source, pair.target) for pair in pairs]
        found: dict[int, PairScores] = {}
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            found.update(zip(chosen, self._run([rows[i] for i in chosen]), strict=True))
        return [found[i] for i in range(len(rows))]

    def _run(self, rows: list[list[int]]) -> list[PairScores]:
        import numpy as np

        longest = max(map(len, rows))
        ids = np.array([row + [self._pad] * (longest - len(row)) for row in rows], dtype=np.int64)
        mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in rows], dtype=np.int64)
        outputs = self._session.run(list(self._heads), {"input_ids": ids, "attention_mask": mask})
        chances = {}
        for head, logits in zip(self._heads, outputs, strict=True):
            powers = np.exp(logits - logits.max(axis=1, keepdims=True))
            chances[head] = (powers / powers.sum(axis=1, keepdims=True)).tolist()
        return [
            PairScores(**{h: dict(zip(self._heads[h], chances[h][i], strict=True)) for h in self._heads})
            for i in range(len(rows))
        ]


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
