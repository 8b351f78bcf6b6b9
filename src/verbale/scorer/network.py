"""The network that scores acts and pairs of actors, run by ONNX Runtime on one thread of the CPU."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import ModelError
from verbale.model.scores import NO_ACT, ActorPair, ActScores, PairScores, Passage
from verbale.scorer.marking import token_ids
from verbale.scorer.passages import pieces_of

if TYPE_CHECKING:
    import numpy as np

SHIPPED = Path(__file__).parent / "data"
FILES = ("model.onnx", "tokenizer.json", "labels.json")
ROLES = ("source", "target")
# From this chance on a word names no act, and nobody asks who stands on its sides.
SURELY_NONE = 0.985


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
            head: dict(zip(classes, softmax(rows)[0].tolist(), strict=True))
            for (head, classes), rows in zip(self._heads.items(), logits, strict=True)
        }
        return PairScores(**chances)

    def _read(self, passage: Passage) -> dict[int, ActScores]:
        ids, at = pieces_of(self._tokenizer, passage.text, (*passage.triggers, *passage.actors))
        triggers = [start for start in passage.triggers if start in at]
        actors = [start for start in passage.actors if start in at]
        if not triggers:
            return {}
        rows = self._run(ids, ["acts"])[0][0]
        asking, offering = rows[[at[t] for t in triggers]], rows[[at[a] for a in actors]]
        said: list[list[list[float]]] = []
        offset = 0
        for classes in self._act_heads.values():
            said.append(softmax(asking[:, offset : offset + len(classes)]).tolist())
            offset += len(classes)
        sides = []
        for _ in ROLES:
            sides.append(self._side(asking, offering, offset).tolist())
            offset += 1 + 2 * self._role_width
        found = {}
        for n, start in enumerate(triggers):
            heads = {h: dict(zip(c, said[k][n], strict=True)) for k, (h, c) in enumerate(self._act_heads.items())}
            told = heads["event_type"][NO_ACT] < SURELY_NONE
            source, target = (
                {a: p for a, p in zip(actors, side[n], strict=True) if a != start} if told else {} for side in sides
            )
            found[start] = ActScores(**heads, source=source, target=target)
        return found

    def _side(self, asking: "np.ndarray", offering: "np.ndarray", offset: int) -> "np.ndarray":
        """(triggers, actors): the threshold, the trigger's query and the actor's key stand behind each other."""
        width = self._role_width
        queries = asking[:, offset + 1 : offset + 1 + width]
        keys = offering[:, offset + 1 + width : offset + 1 + 2 * width]
        return sigmoid(queries @ keys.T + asking[:, offset : offset + 1])

    def _run(self, ids: list[int], outputs: list[str]) -> "list[np.ndarray]":
        # One text a time: batches gain nothing on a CPU, and padding costs.
        import numpy as np

        row = np.array([ids], dtype=np.int64)
        found: list[np.ndarray] = self._session.run(outputs, {"input_ids": row, "attention_mask": np.ones_like(row)})
        return found


def softmax(logits: "np.ndarray") -> "np.ndarray":
    """Shares of the last axis, each row summing to 1."""
    import numpy as np

    powers: np.ndarray = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis=-1, keepdims=True)
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
