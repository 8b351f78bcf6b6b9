"""Fine-tuning an encoder on pairs, and its probabilities for new ones."""

import random
from collections.abc import Sequence

import torch
from encoder import HEADS, PairEncoder, ids_of
from pairs import EVENT_TYPES, MODES, STATUSES, Pair
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

# How much each head's loss counts beside that of the event type.
WEIGHTS = {"event_type": 1.0, "mode": 0.3, "status": 0.3, "attributed": 0.2, "forward": 0.3}
CLASSES: dict[str, Sequence[object]] = {
    "event_type": EVENT_TYPES, "mode": MODES, "status": STATUSES, "attributed": (False, True), "forward": (False, True),
}  # fmt: skip


def fit(
    model: PairEncoder, tokenizer: Tokenizer, pairs: Sequence[Pair], *, epochs: int, rate: float, batch: int, seed: int
) -> None:
    """Train in place: AdamW, linear warm-up over a tenth of the steps and linear decay."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    rows = [(ids_of(tokenizer, pair), pair) for pair in pairs]
    steps = epochs * -(-len(rows) // batch)
    fresh = [p for n, p in model.named_parameters() if n.startswith("heads")]
    old = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("heads")]
    optimizer = torch.optim.AdamW([{"params": old, "lr": rate}, {"params": fresh, "lr": 10 * rate}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / max(1, steps // 10)) * max(0.0, 1 - step / steps)
    )
    model.train()
    for epoch in range(epochs):
        total = 0.0
        for rows_now in batches(rows, batch, rng):
            with half_precision():
                logits = model(*tensors([ids for ids, _ in rows_now], model.pad))
            loss = loss_of([scores.float() for scores in logits], [pair for _, pair in rows_now])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"  epoch {epoch + 1}: mean loss {total * batch / len(rows):.3f}", flush=True)
    model.eval()


def batches(rows: list[tuple[list[int], Pair]], size: int, rng: random.Random) -> list[list[tuple[list[int], Pair]]]:
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


def loss_of(logits: Sequence[Tensor], pairs: Sequence[Pair]) -> Tensor:
    """Minus the log of the mass on right answers, mean over pairs; cross-entropy with the teacher where it spoke."""
    total = torch.zeros(())
    for (head, weight), scores in zip(WEIGHTS.items(), logits, strict=True):
        wanted = torch.tensor([target_of(head, pair) for pair in pairs])
        known = wanted.sum(1) > 0
        if not known.any():
            continue
        wanted, chances = wanted[known], functional.log_softmax(scores[known], dim=1)
        soft = torch.tensor([head in pair.teacher for pair in pairs])[known]
        hard_loss = -torch.logsumexp(chances + torch.log(wanted.clamp(min=1e-9)), dim=1)
        soft_loss = -(wanted * chances).sum(1)
        total = total + weight * torch.where(soft, soft_loss, hard_loss).sum() / len(pairs)
    return total


def target_of(head: str, pair: Pair) -> list[float]:
    """What the head should say: ones for every right answer, or the teacher's probabilities; zeros where unknown."""
    if head in pair.teacher:
        return pair.teacher[head]
    if head == "event_type":
        return [float(c in pair.event_types) for c in EVENT_TYPES]
    value = getattr(pair, head)
    return [float(value is not None and c == value) for c in CLASSES[head]]


def probabilities(
    model: PairEncoder, tokenizer: Tokenizer, pairs: Sequence[Pair], batch: int = 64
) -> list[dict[str, list[float]]]:
    """Per pair and head the probability of each class."""
    rows = [ids_of(tokenizer, pair) for pair in pairs]
    found: list[dict[str, list[float]]] = [{} for _ in rows]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    model.eval()
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        with torch.inference_mode(), half_precision():
            logits = model(*tensors([rows[i] for i in chosen], model.pad))
        for head, scores in zip(HEADS, logits, strict=True):
            for i, chances in zip(chosen, torch.softmax(scores.float(), dim=1).tolist(), strict=True):
                found[i][head] = chances
    return found
