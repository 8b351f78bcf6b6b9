"""Static word vectors from a sentence encoder: `python training/vectors.py BASES/minilm OUT.npz [--dims 256]`.

Every entry of the encoder's vocabulary goes through it alone, between the marks of beginning and end; the mean of the
three states is its vector (the recipe of model2vec, Tulkens & van Dongen 2024). Then the vectors are centred, turned to
their first principal components, and weighted by how rare the entry is: the vocabulary stands in order of frequency, so
that Zipf's law gives the weight of SIF (Arora et al. 2017) without a corpus. Entries that no English word is cut into
(marks, other scripts) are left out. OUT holds int8 rows with a scale each and the entries in lines.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerBase

BATCH = 512
# The constant of SIF: how soon the weight of a frequent word falls.
SIF = 1e-4


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dims", type=int, default=256)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(options.base)
    entries = tokenizer.convert_ids_to_tokens(range(len(tokenizer)))
    states = encoded(options.base, tokenizer)
    vectors = principal(states, options.dims) * rarity(len(states))[:, None]
    kept = [k for k, entry in enumerate(entries) if is_of_words(entry)]
    write(options.out, [entries[k] for k in kept], vectors[kept])


def encoded(base: Path, tokenizer: PreTrainedTokenizerBase) -> np.ndarray:
    """The mean state of [CLS] entry [SEP] for every entry, in order of their ids."""
    model = AutoModel.from_pretrained(base).eval()
    rows = []
    with torch.inference_mode():
        for first in range(0, len(tokenizer), BATCH):
            ids = torch.arange(first, min(first + BATCH, len(tokenizer)))
            marks = [torch.full_like(ids, mark) for mark in (tokenizer.cls_token_id, tokenizer.sep_token_id)]
            batch = torch.stack([marks[0], ids, marks[1]], dim=1)
            rows.append(model(input_ids=batch).last_hidden_state.mean(dim=1).float().numpy())
    return np.concatenate(rows)


def principal(states: np.ndarray, dims: int) -> np.ndarray:
    """The states without their mean, in their first `dims` principal components."""
    centred = states - states.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    # Eigenvectors come in either sign: the largest part is made positive, so that two runs agree.
    directions = directions[:, ::-1][:, :dims]
    directions = directions * np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(dims)])
    return centred @ directions


def rarity(entries: int) -> np.ndarray:
    ranks = np.arange(2, entries + 2)
    chance = (1 / ranks) / np.sum(1 / ranks)
    return SIF / (SIF + chance)


def is_of_words(entry: str) -> bool:
    return entry.isascii() and entry.removeprefix("##").isalnum()


def write(out: Path, entries: list[str], vectors: np.ndarray) -> None:
    scale = np.abs(vectors).max(axis=1) / 127
    rows = np.round(vectors / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    lines = np.frombuffer("\n".join(entries).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(out, rows=rows, scale=scale.astype(np.float32), entries=lines)
    print(f"{out}: {len(rows)} entries of {rows.shape[1]}, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
