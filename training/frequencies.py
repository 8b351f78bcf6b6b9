"""Counts the words that linking weighs: `python frequencies.py PORTAL`.

How many of the portal's reports hold a word, by its stem: link/data/frequencies.tsv, the number of reports in its first
line. Words of fewer than five reports are left out.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from verbale.link.words import content

LEAST = 5
TARGET = Path(__file__).parents[1] / "src" / "verbale" / "link" / "data" / "frequencies.tsv"


def main() -> None:
    counts: Counter[str] = Counter()
    reports = 0
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        for reports, line in enumerate(file, 1):  # noqa: B007 - the last number counts them
            counts.update(set(content(json.loads(line)["text"])))
    kept = sorted((word, n) for word, n in counts.items() if n >= LEAST and not word[0].isdigit())
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        target.write(f"\t{reports}\n")
        target.writelines(f"{word}\t{n}\n" for word, n in kept)
    print(len(kept), "words of", reports, "reports")


if __name__ == "__main__":
    main()
