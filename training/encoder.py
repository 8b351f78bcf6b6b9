"""The network: an encoder with one linear layer per question, asked in two ways.

*Pairs*: a text with two actors marked. The markers are tokens of their own; features are the mean over the text and the
states at both opening markers (entity markers after Baldini Soares et al. 2019, "Matching the Blanks").

*Acts*: a plain passage, read once. The state of a word says which act it names, if any, and how; the dot product of
what a trigger asks for and what a word offers says who stands on which side (after Dozat & Manning 2017, "Deep Biaffine
Attention").
"""

import shutil
from pathlib import Path

import torch
from pairs import EVENT_TYPES, MODES, STATUSES, Pair
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from verbale.model.spans import Span
from verbale.scorer.marking import MARKERS, MAX_TOKENS, token_ids

# Tokens of the base whose vectors the markers start from, so that they differ from the first step on.
LIKE = ("<", ">", "[", "]")
HEADS = {"event_type": len(EVENT_TYPES), "mode": len(MODES), "status": len(STATUSES), "attributed": 2, "forward": 2}
ACT_HEADS = {
    "event_type": len(EVENT_TYPES), "mode": len(MODES), "status": len(STATUSES), "attributed": 2, "historical": 2,
}  # fmt: skip
ROLES = ("source", "target")
# What a trigger asks for and what a word offers, per role, out of one hidden layer each.
ROLE_WIDTH, ROLE_HIDDEN = 64, 192
# Most words stand on no side: where thresholds begin.
FIRST_THRESHOLD = -3.0


def tokenizer_of(base: Path) -> Tokenizer:
    """The base's tokenizer with the four markers added; neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKERS))
    return tokenizer


def ids_of(tokenizer: Tokenizer, pair: Pair) -> list[int]:
    """Token ids of a pair, as the network will see it in use."""
    if pair.source is None or pair.target is None:
        return tokenizer.encode(pair.text).ids[:MAX_TOKENS]
    return token_ids(tokenizer, pair.text, Span(*pair.source), Span(*pair.target))


class PairEncoder(nn.Module):
    """`encoder` is a transformer without its pooling layer; `markers` the ids of [s] and [t]."""

    def __init__(self, encoder: nn.Module, markers: tuple[int, int], pad: int) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.source_id, self.target_id = markers
        self.pad = pad
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleList(nn.Linear(3 * width, size) for size in HEADS.values())
        self.act_heads = nn.Linear(width, sum(ACT_HEADS.values()))
        self.asking = nn.Sequential(nn.Linear(width, ROLE_HIDDEN), nn.GELU(), nn.Dropout(0.1))
        self.offering = nn.Sequential(nn.Linear(width, ROLE_HIDDEN), nn.GELU(), nn.Dropout(0.1))
        self.queries = nn.ModuleList(nn.Linear(ROLE_HIDDEN, 1 + ROLE_WIDTH) for _ in ROLES)
        self.keys = nn.ModuleList(nn.Linear(ROLE_HIDDEN, ROLE_WIDTH) for _ in ROLES)
        for query in self.queries:
            nn.init.constant_(query.bias[0], FIRST_THRESHOLD)

    def states(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    def pairs(self, states: Tensor, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, ...]:
        """Logits per head, in the order of HEADS, each (batch, classes)."""
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        at_source = (states * (input_ids == self.source_id).unsqueeze(-1).to(states.dtype)).sum(1)
        at_target = (states * (input_ids == self.target_id).unsqueeze(-1).to(states.dtype)).sum(1)
        features = self.dropout(torch.cat([mean, at_source, at_target], dim=1))
        return tuple(head(features) for head in self.heads)

    def acts(self, states: Tensor) -> Tensor:
        """(batch, tokens, width): the act heads' logits, then threshold, query and key of each role."""
        states = self.dropout(states)
        asking, offering = self.asking(states), self.offering(states)
        parts = [self.act_heads(states)]
        for query, key in zip(self.queries, self.keys, strict=True):
            parts += [query(asking), key(offering)]
        return torch.cat(parts, dim=-1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, ...]:
        """What is exported: the pair heads' logits, then the acts; the inputs are (batch, tokens)."""
        states = self.states(input_ids, attention_mask)
        return *self.pairs(states, input_ids, attention_mask), self.acts(states)

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and the lowest layers as they are: two thirds of the time for half of the layers."""
        if layers:
            self.encoder.embeddings.requires_grad_(False)
            self.encoder.encoder.layer[:layers].requires_grad_(False)


def act_parts(rows: Tensor) -> tuple[dict[str, Tensor], dict[str, tuple[Tensor, Tensor, Tensor]]]:
    """Of the rows that `acts` gives: logits per act head, and threshold, query and key per role."""
    sizes = [*ACT_HEADS.values(), *(w for _ in ROLES for w in (1, ROLE_WIDTH, ROLE_WIDTH))]
    parts = torch.split(rows, sizes, dim=-1)
    logits = dict(zip(ACT_HEADS, parts, strict=False))
    rest = parts[len(ACT_HEADS) :]
    return logits, {role: tuple(rest[3 * i : 3 * i + 3]) for i, role in enumerate(ROLES)}  # type: ignore[misc]


def new_encoder(base: Path, layers: int | None = None) -> tuple[PairEncoder, Tokenizer]:
    """An untrained scorer on a base, a folder with a transformer's configuration, weights and tokenizer.

    `layers`: keep only so many of the base's layers, evenly spaced.
    """
    tokenizer = tokenizer_of(base)
    encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
    if layers is not None:
        kept = encoder.encoder.layer
        step = (len(kept) - 1) / (layers - 1)
        encoder.encoder.layer = nn.ModuleList(kept[round(i * step)] for i in range(layers))
        encoder.config.num_hidden_layers = layers
    encoder.resize_token_embeddings(tokenizer.get_vocab_size(), mean_resizing=False)
    vectors = encoder.get_input_embeddings().weight
    with torch.no_grad():
        for marker, like in zip(MARKERS, LIKE, strict=True):
            vectors[tokenizer.token_to_id(marker)] = vectors[tokenizer.token_to_id(like)]
    return _scorer(encoder, tokenizer), tokenizer


def save(model: PairEncoder, tokenizer: Tokenizer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    model.encoder.config.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    part = folder / "model.safetensors.part"
    save_file(model.state_dict(), part)
    shutil.move(part, folder / "model.safetensors")


def load(folder: Path) -> tuple[PairEncoder, Tokenizer]:
    """A scorer that `save` wrote."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    encoder = AutoModel.from_config(AutoConfig.from_pretrained(folder), add_pooling_layer=False)
    model = _scorer(encoder, tokenizer)
    model.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    return model, tokenizer


def _scorer(encoder: nn.Module, tokenizer: Tokenizer) -> PairEncoder:
    return PairEncoder(
        encoder, (tokenizer.token_to_id("[s]"), tokenizer.token_to_id("[t]")), encoder.config.pad_token_id
    )
