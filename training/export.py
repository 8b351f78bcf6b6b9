"""Write a trained scorer as int8 ONNX, with tokenizer, labels and hash.

    python export.py MODEL OUT --name NAME

Weights are quantized per output channel (per tensor costs two points of macro-F1), activations as they come.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from encoder import HEADS, load
from fit import CLASSES
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process


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
        ids = torch.full((2, 24), model.pad + 7)
        axes = {"input_ids": {0: "batch", 1: "tokens"}, "attention_mask": {0: "batch", 1: "tokens"}}
        torch.onnx.export(
            model, (ids, torch.ones_like(ids)), str(plain), input_names=list(axes), output_names=list(HEADS),
            dynamic_axes=axes | {head: {0: "batch"} for head in HEADS}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        part = options.out / "model.onnx.part"
        quantize_dynamic(str(ready), str(part), weight_type=QuantType.QInt8, per_channel=True)
        shutil.move(part, options.out / "model.onnx")
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    labels = {
        "name": options.name,
        "pad": model.pad,
        "heads": {head: [{True: "yes", False: "no"}.get(c, c) for c in classes] for head, classes in CLASSES.items()},
    }
    (options.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    for path in sorted(options.out.glob("*.*")):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, path.name)


if __name__ == "__main__":
    main()
