"""Time and memory until the first article is coded: `python benchmarks/speed/load.py [VERBALE]`.

Runs the command once to compile the gazetteer where that is still to do, then three times in fresh processes and prints
the middle of the times and the largest of the memories.
"""

import resource
import statistics
import subprocess
import sys
import time

ARTICLE = b"Kenya accused Somalia of sheltering gunmen who attacked a market in Garissa on Sunday."


def main() -> None:
    verbale = sys.argv[1] if len(sys.argv) > 1 else "verbale"
    times = []
    for _ in range(4):
        begun = time.perf_counter()
        subprocess.run(
            [verbale, "code", "-", "--published", "2015-04-07"], input=ARTICLE, check=True, capture_output=True
        )
        times.append(time.perf_counter() - begun)
    # Kilobytes on Linux.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"first article after {statistics.median(times[1:]):.2f} s, {memory:.0f} MB at most")


if __name__ == "__main__":
    main()
