"""Write a trained scorer as int8 ONNX, with tokenizer, labels and hash.

    python export.py MODEL OUT --name NAME

Weights are quantized per output channel (per tensor costs two points of macro-F1), activations as they come. Weights
are signed and of 7 bits: of 8 bits their products with unsigned activations overflow on processors without VNNI, and
unsigned weights take half as long again.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnxruntime
import torch
from encoder import ACT_HEADS, HEADS, ROLE_WIDTH, PairEncoder, load
from fit import CLASSES
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

OUTPUTS = [*HEADS, "acts"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model, tokenizer = load(options.model)
    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        ids, mask = sample(model.pad, rows=2, tokens=24)
        axes = {name: {0: "batch", 1: "tokens"} for name in ("input_ids", "attention_mask", "acts")}
        torch.onnx.export(
            model, (ids, mask), str(plain), input_names=["input_ids", "attention_mask"],
            output_names=OUTPUTS,
            dynamic_axes={head: {0: "batch"} for head in HEADS} | axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        check_same(model, plain)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        part = options.out / "model.onnx.part"
        quantize_dynamic(str(ready), str(part), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        shutil.move(part, options.out / "model.onnx")
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    names = {head: [{True: "yes", False: "no"}.get(c, c) for c in classes] for head, classes in CLASSES.items()}
    labels = {
        "name": options.name,
        "heads": {head: names[head] for head in HEADS},
        "act_heads": {head: names[head] for head in ACT_HEADS},
        "role_width": ROLE_WIDTH,
    }
    (options.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    for path in sorted(options.out.glob("*.*")):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, path.name)


def sample(pad: int, *, rows: int, tokens: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of falling length, the shorter ones padded: of an all-ones mask a tracer would learn to ignore masks."""
    ids = torch.randint(2000, 20000, (rows, tokens), generator=torch.Generator().manual_seed(1))
    mask = torch.ones_like(ids)
    for row in range(1, rows):
        ids[row, tokens - 3 * row :] = pad
        mask[row, tokens - 3 * row :] = 0
    return ids, mask


def check_same(model: PairEncoder, path: Path) -> None:
    """Raises ValueError where the exported network answers a batch of another shape differently."""
    ids, mask = sample(model.pad, rows=5, tokens=41)
    with torch.inference_mode():
        wanted = model(ids, mask)
    found = onnxruntime.InferenceSession(str(path)).run(
        OUTPUTS, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()}
    )
    for head, a, b in zip(OUTPUTS, wanted, found, strict=True):
        gap = float((a - torch.from_numpy(b)).abs().max())
        if gap > 1e-3:
            raise ValueError(f"the exported {head} differs by {gap:.4f}")


if __name__ == "__main__":
    main()
