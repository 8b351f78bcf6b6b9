"""Fine-tuning an encoder on pairs and passages, and its probabilities for new ones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from encoder import HEADS, ROLES, PairEncoder, act_parts, ids_of
from pairs import EVENT_TYPES, MODES, STATUSES, Pair
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from verbale.scorer.passages import pieces_of

# How much each head's loss counts beside that of the event type.
WEIGHTS = {"event_type": 1.0, "mode": 0.3, "status": 0.3, "attributed": 0.2, "forward": 0.3, "historical": 0.2}
ROLE_WEIGHT = 2.0
CLASSES: dict[str, Sequence[object]] = {
    "event_type": EVENT_TYPES, "mode": MODES, "status": STATUSES, "attributed": (False, True), "forward": (False, True),
    "historical": (False, True),
}  # fmt: skip
# Where in a passage's act the right answers of each head stand.
FIELDS = {"event_type": "types", "mode": "modes", "status": "statuses"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A line that acts.py wrote, with the positions of its words' first pieces."""

    row: dict
    ids: list[int]
    at: dict[int, int]


def passage_of(tokenizer: Tokenizer, row: dict) -> Passage:
    ids, at = pieces_of(tokenizer, row["text"], [*row["actors"], *(act["at"] for act in row["acts"])])
    return Passage(row=row, ids=ids, at=at)


def fit(
    model: PairEncoder,
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    passages: Sequence[dict] = (),
    *,
    epochs: int,
    rate: float,
    batch: int,
    seed: int,
) -> None:
    """Train in place: AdamW, linear warm-up over a tenth of the steps and linear decay."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    marked = [(ids_of(tokenizer, pair), pair) for pair in pairs]
    plain = [(p.ids, p) for p in (passage_of(tokenizer, row) for row in passages)]
    steps = epochs * (-(-len(marked) // batch) - (-len(plain) // batch))
    fresh = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    old = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": old, "lr": rate}, {"params": fresh, "lr": 10 * rate}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / max(1, steps // 10)) * max(0.0, 1 - step / steps)
    )
    model.train()
    for epoch in range(epochs):
        totals = {"pairs": [0.0, 0], "passages": [0.0, 0]}
        now = [*batches(marked, batch, rng), *batches(plain, batch, rng)]
        rng.shuffle(now)
        for rows in now:
            loss = loss_of_batch(model, rows)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            kind = totals["pairs" if isinstance(rows[0][1], Pair) else "passages"]
            kind[0] += float(loss.detach())
            kind[1] += 1
        means = ", ".join(f"{kind} {total / max(1, n):.3f}" for kind, (total, n) in totals.items())
        print(f"  epoch {epoch + 1}: mean loss {means}", flush=True)
    model.eval()


Row = tuple[list[int], "Pair | Passage"]


def loss_of_batch(model: PairEncoder, rows: Sequence[Row]) -> Tensor:
    ids, mask = tensors([ids for ids, _ in rows], model.pad)
    with half_precision():
        states = model.states(ids, mask)
        if isinstance(rows[0][1], Pair):
            logits = [scores.float() for scores in model.pairs(states, ids, mask)]
        else:
            acts = model.acts(states).float()
    if isinstance(rows[0][1], Pair):
        return loss_of_pairs(logits, [pair for _, pair in rows])  # type: ignore[misc]
    return loss_of_passages(acts, [passage for _, passage in rows])  # type: ignore[misc]


def batches(rows: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """Shuffled batches of texts of like length, so that little is padding."""
    order = sorted(rows, key=lambda row: len(row[0]) + rng.random() * 16)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(found)
    return found


def half_precision() -> torch.autocast:
    """bfloat16 where it loses nothing: three times as fast on processors that have it."""
    return torch.autocast("cpu", dtype=torch.bfloat16)


def tensors(ids: list[list[int]], pad: int) -> tuple[Tensor, Tensor]:
    longest = max(map(len, ids))
    padded = torch.tensor([row + [pad] * (longest - len(row)) for row in ids])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in ids])
    return padded, mask


def loss_of_pairs(logits: Sequence[Tensor], pairs: Sequence[Pair]) -> Tensor:
    """Minus the log of the mass on right answers, mean over pairs; cross-entropy with the teacher where it spoke."""
    total = torch.zeros(())
    for head, scores in zip(HEADS, logits, strict=True):
        wanted = torch.tensor([target_of(head, pair) for pair in pairs])
        soft = torch.tensor([head in pair.teacher for pair in pairs])
        total = total + WEIGHTS[head] * class_loss(scores, wanted, soft) / len(pairs)
    return total


def loss_of_passages(acts: Tensor, passages: Sequence[Passage]) -> Tensor:
    """The same per act, and the cross-entropy of who stands on its sides; mean over passages."""
    found = [(b, p, act) for b, p in enumerate(passages) for act in p.row["acts"] if act["at"] in p.at]
    if not found:
        return acts.sum() * 0.0
    rows = acts[[b for b, _, _ in found], [p.at[act["at"]] for _, p, act in found]]
    logits, roles = act_parts(rows)
    total = torch.zeros(())
    for head, scores in logits.items():
        wanted = torch.tensor([act_target(head, act) for _, _, act in found])
        soft = torch.tensor(["teacher" in act for _, _, act in found])
        total = total + WEIGHTS[head] * class_loss(scores, wanted, soft)
    for number, (b, passage, act) in enumerate(found):
        for role in ROLES:
            starts, wanted_here = role_target(role, passage, act)
            if starts:
                keys = act_parts(acts[b, [passage.at[s] for s in starts]])[1][role][2]
                scores = role_scores(*(part[number] for part in roles[role][:2]), keys)
                total = total + ROLE_WEIGHT * functional.binary_cross_entropy_with_logits(
                    scores, torch.tensor(wanted_here), reduction="sum"
                )
    return total / len(found)


def role_scores(threshold: Tensor, query: Tensor, keys: Tensor) -> Tensor:
    """Logits that each word, by its key, stands where the trigger's query looks."""
    return keys @ query + threshold


def class_loss(scores: Tensor, wanted: Tensor, soft: Tensor) -> Tensor:
    """Sum over rows whose answer is known; all that is marked right counts as right, unless `soft` gives its share."""
    known = wanted.sum(1) > 0
    if not known.any():
        return scores.sum() * 0.0
    wanted, chances = wanted[known], functional.log_softmax(scores[known], dim=1)
    hard_loss = -torch.logsumexp(chances + torch.log(wanted.clamp(min=1e-9)), dim=1)
    soft_loss = -(wanted * chances).sum(1)
    return torch.where(soft[known], soft_loss, hard_loss).sum()


def target_of(head: str, pair: Pair) -> list[float]:
    """What the head should say: ones for every right answer, or the teacher's probabilities; zeros where unknown."""
    if head in pair.teacher:
        return pair.teacher[head]
    if head == "event_type":
        return [float(c in pair.event_types) for c in EVENT_TYPES]
    value = getattr(pair, head)
    return [float(value is not None and c == value) for c in CLASSES[head]]


def act_target(head: str, act: dict) -> list[float]:
    if "teacher" in act:
        return act["teacher"][head]
    if head in FIELDS:
        return [float(c in act.get(FIELDS[head], ())) for c in CLASSES[head]]
    value = act.get(head)
    return [float(value is not None and c == value) for c in CLASSES[head]]


def role_target(role: str, passage: Passage, act: dict) -> tuple[list[int], list[float]]:
    """Starts of the words to be judged, and for each whether it is right, or how likely the teacher finds it."""
    if "teacher" in act:
        chances = {int(s): p for s, p in act["teacher"][role].items()}
        starts = [s for s in chances if s in passage.at]
        return starts, [chances[s] for s in starts]
    if "sources" not in act:
        return [], []
    right, out = set(act[f"{role}s"]), {act["at"], *act["open"]}
    starts = [s for s in passage.at if (s in passage.row["actors"] or s in right) and (s not in out or s in right)]
    return starts, [float(s in right) for s in starts]


def probabilities(
    model: PairEncoder, tokenizer: Tokenizer, pairs: Sequence[Pair], batch: int = 64
) -> list[dict[str, list[float]]]:
    """Per pair and head the probability of each class."""
    rows = [ids_of(tokenizer, pair) for pair in pairs]
    found: list[dict[str, list[float]]] = [{} for _ in rows]
    for chosen, ids, mask in runs(rows, model.pad, batch):
        with torch.inference_mode(), half_precision():
            logits = model.pairs(model.states(ids, mask), ids, mask)
        for head, scores in zip(HEADS, logits, strict=True):
            for i, chances in zip(chosen, torch.softmax(scores.float(), dim=1).tolist(), strict=True):
                found[i][head] = chances
    return found


def act_probabilities(
    model: PairEncoder, tokenizer: Tokenizer, rows: Sequence[dict], batch: int = 32
) -> list[list[dict]]:
    """Per passage and act the probability of each class by head, and per role that of each actor by its start."""
    passages = [passage_of(tokenizer, row) for row in rows]
    found: list[list[dict]] = [[] for _ in rows]
    for chosen, ids, mask in runs([p.ids for p in passages], model.pad, batch):
        with torch.inference_mode(), half_precision():
            acts = model.acts(model.states(ids, mask)).float()
        for number, i in enumerate(chosen):
            found[i] = [answer(acts[number], passages[i], act) for act in rows[i]["acts"]]
    return found


def answer(acts: Tensor, passage: Passage, act: dict) -> dict:
    """The probabilities of one act; an empty dict where its word lies beyond the passage's cut."""
    if act["at"] not in passage.at:
        return {}
    logits, roles = act_parts(acts[passage.at[act["at"]]])
    said: dict = {head: torch.softmax(scores, dim=-1).tolist() for head, scores in logits.items()}
    starts = [s for s in passage.row["actors"] if s in passage.at and s != act["at"]]
    keys = act_parts(acts[[passage.at[s] for s in starts]])[1] if starts else {}
    for role in ROLES:
        chances = torch.sigmoid(role_scores(*roles[role][:2], keys[role][2])).tolist() if starts else []
        said[role] = dict(zip(starts, chances, strict=True))
    return said


def runs(rows: list[list[int]], pad: int, batch: int) -> Iterator[tuple[list[int], Tensor, Tensor]]:
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        yield chosen, *tensors([rows[i] for i in chosen], pad)
