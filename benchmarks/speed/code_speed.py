"""Articles per second on one file: `python benchmarks/speed/code_speed.py news.jsonl [workers]`."""

import sys
import time
from pathlib import Path

import verbale


def main() -> None:
    path, workers = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with path.open(encoding="utf-8") as lines:
        articles = sum(1 for line in lines if line.strip())
    started = time.perf_counter()
    events = verbale.code(path, workers=workers)
    seconds = time.perf_counter() - started
    print(f"{articles} articles, {len(events)} events, {seconds:.1f} s, {articles / seconds:.1f} articles a second")


if __name__ == "__main__":
    main()
