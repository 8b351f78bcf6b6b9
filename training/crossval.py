"""Five-fold macro-F1 on PLV: each fold is scored by the network trained without it, through `verbale relation`.

python crossval.py PLV_TSV VERBALE SCORER MODELS OUT      MODELS/0 … MODELS/4: exported networks
"""

import csv
import statistics
import subprocess
import sys
from pathlib import Path

from folds import FOLDS, fold_of
from pairs import unmarked


def main() -> None:
    tsv, verbale, scorer, models, out = sys.argv[1:6]
    command = [sys.executable, scorer, verbale]
    figures = []
    for fold in range(FOLDS):
        folder = Path(out, str(fold))
        folder.mkdir(parents=True, exist_ok=True)
        write_fold(Path(tsv), folder / "fold.tsv", fold)
        line = subprocess.run(
            [*command, str(folder / "fold.tsv"), str(folder), "0", "--model", f"{models}/{fold}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[-1]
        print(f"fold {fold}: {line}", flush=True)
        figures.append(float(line.split("macro-F1 ")[1].split()[0]))
    print(f"mean macro-F1 {statistics.mean(figures):.3f}, spread {statistics.stdev(figures):.3f}")


def write_fold(tsv: Path, out: Path, fold: int) -> None:
    """The rows of one fold, in the file's layout."""
    with tsv.open(encoding="utf-8", newline="") as source, out.open("w", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(source, delimiter="\t")
        writer = csv.DictWriter(file, fieldnames=reader.fieldnames or [], delimiter="\t")
        writer.writeheader()
        for row in reader:
            found = unmarked(row["marked_sentence"])
            if found and fold_of(found[0]) == fold:
                writer.writerow(row)


if __name__ == "__main__":
    main()
