"""Train the scorer, step by step.

python train.py general BASE OUT         a scorer from a base, by our own sentences and reports (and silver pairs)
python train.py label MODEL PAIRS OUT    a model's probabilities for pairs of a JSONL file
python train.py label-acts MODEL PASSAGES OUT    the same for passages that acts.py wrote
python train.py finish MODEL OUT         go on with PLV (but one fold, if told), a share of our own, silver pairs
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from encoder import HEADS, load, new_encoder, save
from fit import act_probabilities, fit, probabilities
from folds import without_fold
from pairs import Pair, coded_reports, fully_coded, own_sentences, plv, quad_classed, with_reversed

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    general = commands.add_parser("general")
    general.add_argument("base", type=Path)
    general.add_argument("out", type=Path)
    general.add_argument("--layers", type=int, help="keep only so many of the base's layers")
    general.set_defaults(run=run_general)
    label = commands.add_parser("label")
    label.add_argument("model", type=Path)
    label.add_argument("pairs", type=Path)
    label.add_argument("out", type=Path)
    label.add_argument("--first", type=int, help="label only the first so many pairs")
    label.set_defaults(run=run_label)
    acts = commands.add_parser("label-acts")
    acts.add_argument("model", type=Path)
    acts.add_argument("passages", type=Path)
    acts.add_argument("out", type=Path)
    acts.set_defaults(run=run_label_acts)
    finish = commands.add_parser("finish")
    finish.add_argument("model", type=Path)
    finish.add_argument("out", type=Path)
    finish.add_argument("--plv", type=Path, help="the PLV set, TSV")
    finish.add_argument("--quads", type=Path, help="sentences with the number of their quad class, TSV")
    finish.add_argument("--fold", type=int, help="0 to 4: leave this fold of PLV out")
    finish.add_argument("--own", type=int, default=10**6, help="at most so many pairs of coded reports")
    finish.set_defaults(run=run_finish)
    for command in (general, finish):
        command.add_argument("--portal", type=Path, required=True, help="the portal's reports, JSONL, gzip")
        command.add_argument("--silver", type=Path, help="pairs with a teacher's probabilities, JSONL")
        command.add_argument("--acts", type=Path, nargs="*", default=[], help="passages with acts, JSONL")
        command.add_argument("--epochs", type=int, default=3)
        command.add_argument("--rate", type=float, default=1e-4)
        command.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as they are")
        command.add_argument("--one-way", action="store_true", help="no pairs with the sides swapped")
        command.add_argument("--seed", type=int, default=1)
    for command in (general, label, acts, finish):
        command.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.run(options)


def run_general(options: argparse.Namespace) -> None:
    model, tokenizer = new_encoder(options.base, options.layers)
    sentences, coded = own(options)
    pairs = [*sentences, *coded, *silver_of(options.silver)]
    train(model, tokenizer, pairs, options)


def run_label(options: argparse.Namespace) -> None:
    model, tokenizer = load(options.model)
    pairs = list(silver_of(options.pairs))[: options.first]
    with options.out.open("w", encoding="utf-8") as file:
        for pair, chances in zip(pairs, probabilities(model, tokenizer, pairs, batch=32), strict=True):
            teacher = {head: [round(x, 4) for x in values] for head, values in chances.items()}
            row = {"text": pair.text, "source": pair.source, "target": pair.target, "teacher": teacher}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def run_label_acts(options: argparse.Namespace) -> None:
    """Each act that has no labels yet gets the model's probabilities, as `teacher`."""
    model, tokenizer = load(options.model)
    rows = list(lines_of(options.passages))
    with options.out.open("w", encoding="utf-8") as file:
        for row, answers in zip(rows, act_probabilities(model, tokenizer, rows), strict=True):
            row["acts"] = [
                act if "types" in act else {**act, "teacher": rounded(said)}
                for act, said in zip(row["acts"], answers, strict=True)
                if said
            ]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def rounded(said: dict) -> dict:
    """Four digits are enough, and of the words that may act only those with a chance count."""
    return {
        head: [round(x, 4) for x in values] if isinstance(values, list) else {k: round(p, 4) for k, p in values.items()}
        for head, values in said.items()
    }


def run_finish(options: argparse.Namespace) -> None:
    model, tokenizer = load(options.model)
    marked = plv(options.plv) if options.plv else []
    classed = quad_classed(options.quads) if options.quads else []
    if options.fold is not None:
        marked, classed = without_fold(marked, options.fold), without_fold(classed, options.fold)
    sentences, coded = own(options)
    random.Random(options.seed).shuffle(coded)
    swapped = [] if options.one_way else list(with_reversed(marked))[len(marked) :]
    pairs = [*marked, *swapped, *classed, *sentences, *coded[: options.own], *silver_of(options.silver)]
    train(model, tokenizer, pairs, options)


def train(model, tokenizer, pairs: list[Pair], options: argparse.Namespace) -> None:
    model.freeze(options.frozen)
    print(f"{len(pairs)} pairs", flush=True)
    passages = [row for path in options.acts for row in lines_of(path)]
    fit(model, tokenizer, pairs, passages, epochs=options.epochs, rate=options.rate, batch=16, seed=options.seed)
    save(model, tokenizer, options.out)


def own(options: argparse.Namespace) -> tuple[list[Pair], list[Pair]]:
    """Pairs of our own sentences, and of the reports that we coded."""
    labels = HERE / "reports"
    sentences = list(own_sentences(HERE / "sentences"))
    coded = [*coded_reports(labels, options.portal), *fully_coded(labels, options.portal)]
    if options.one_way:
        return sentences, coded
    return list(with_reversed(sentences)), list(with_reversed(coded))


def silver_of(path: Path | None) -> Iterator[Pair]:
    """Pairs of a JSONL file; their labels are the probabilities under `teacher`, one list per head, if there."""
    if path is None:
        return
    for row in lines_of(path):
        teacher = {head: row["teacher"][head] for head in HEADS} if "teacher" in row else {}
        yield Pair(text=row["text"], source=tuple(row["source"]), target=tuple(row["target"]), teacher=teacher)


def lines_of(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
