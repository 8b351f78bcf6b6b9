"""Pairs of actors from texts that `verbale annotate` has read, for a teacher to label.

    python silver.py ANNOTATED.jsonl OUT.jsonl COUNT

At most two pairs a sentence, in either order, so that a few long texts do not fill the set.
"""

import json
import random
import sys
from itertools import permutations
from pathlib import Path


def main() -> None:
    annotated, out, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(7)
    with annotated.open(encoding="utf-8") as file:
        pairs = [pair for line in file for pair in pairs_of(json.loads(line), rng)]
    rng.shuffle(pairs)
    with out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs[:count])


def pairs_of(record: dict, rng: random.Random) -> list[dict]:
    found = []
    for sentence in record["sentences"]:
        start = sentence["start"]
        spans = []
        for actor in sorted(record["actors"], key=lambda a: a["start"] - a["end"]):
            span = actor["start"] - start, actor["end"] - start
            inside = span[0] >= 0 and span[1] <= len(sentence["text"])
            if inside and actor["code"] and all(span[1] <= s or e <= span[0] for s, e in spans):
                spans.append(span)
        choices = list(permutations(spans, 2))
        for source, target in rng.sample(choices, min(2, len(choices))):
            found.append({"text": sentence["text"], "source": source, "target": target})
    return found


if __name__ == "__main__":
    main()
