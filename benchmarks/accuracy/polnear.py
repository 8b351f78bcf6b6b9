"""Who says what in political news: `python benchmarks/accuracy/polnear.py GOLD_FOLDER [VERBALE] [SPLIT]`.

`verbale annotate` reads the articles of polnear/SPLIT (dev), and what it finds is held against the annotators' source,
cue and content spans. Two figures:

content  precision, recall and F1 over word tokens: a token counts where it stands inside the content of any
         attribution, however many cover it and whoever speaks.
speaker  a gold attribution that has a source is hit when a predicted one whose content shares a word with its content
         has a speaker whose span overlaps the source's; missed otherwise. A predicted attribution with a speaker that
         hits nothing in this way is a false alarm. Several pieces of one speech may hit the same gold attribution.

An article that two persons annotated counts once for each of them.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import gold_folder, print_figures

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: the stretches of its content and of its source or speaker, which may be missing."""

    content: Spans
    source: Spans


@dataclass(slots=True)
class Tally:
    hits: int = 0
    predicted: int = 0
    false: int = 0
    missed: int = 0

    def add(self, hits: int, predicted: int, false: int, missed: int) -> None:
        self.hits, self.predicted = self.hits + hits, self.predicted + predicted
        self.false, self.missed = self.false + false, self.missed + missed

    def f1(self) -> float:
        return 2 * self.precision() * self.recall() / max(1e-9, self.precision() + self.recall())

    def precision(self) -> float:
        return self.predicted / max(1, self.predicted + self.false)

    def recall(self) -> float:
        return self.hits / max(1, self.hits + self.missed)

    def figures(self) -> str:
        return f"P {self.precision():.3f} R {self.recall():.3f}"


def read_gold(path: Path) -> list[Said]:
    """The attributions of one brat file; spans are `start end` pairs joined with semicolons."""
    spans: dict[str, Spans] = {}
    roles: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            where = rest.partition("\t")[0].partition(" ")[2]
            spans[key] = tuple((int(a), int(b)) for a, b in (piece.split() for piece in where.split(";")))
        elif key.startswith("E"):
            event: dict[str, list[str]] = defaultdict(list)
            for role, _, target in (part.partition(":") for part in rest.split()):
                event[role.rstrip("0123456789")].append(target)
            roles.append(event)
    return [Said(_gathered(spans, e["Content"]), _gathered(spans, e["Source"])) for e in roles if e["Content"]]


def _gathered(spans: dict[str, Spans], keys: list[str]) -> Spans:
    return tuple(s for key in keys for s in spans.get(key, ()))


def read_predicted(record: dict[str, list[dict[str, object]]]) -> list[Said]:
    """The attributions of one record of `verbale annotate`."""
    found = []
    for item in record["attributions"]:
        speaker = item["speaker"]
        source = ((speaker["start"], speaker["end"]),) if isinstance(speaker, dict) else ()
        found.append(Said(((item["start"], item["end"]),), source))  # type: ignore[arg-type]
    return found


def words_in(said: Iterable[Said], words: Spans) -> set[int]:
    """Which words of the text stand in the content of any attribution."""
    stretches = [s for one in said for s in one.content]
    return {k for k, word in enumerate(words) if any(overlap(word, s) for s in stretches)}


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def meet(one: Spans, other: Spans) -> bool:
    return any(overlap(a, b) for a in one for b in other)


def agree(gold: Said, predicted: Said) -> bool:
    return meet(gold.content, predicted.content) and meet(gold.source, predicted.source)


def annotated(verbale: str, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[Said]]]:
    """Attributions of each text by its name, from one run of the command."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        file.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts))
        done = subprocess.run([verbale, "annotate", str(file)], check=True, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        yield record["article_id"], read_predicted(record)


def compare(gold: list[Said], predicted: list[Said], words: Spans, content: Tally, speaker: Tally) -> None:
    """Add one article to both tallies."""
    want, have = words_in(gold, words), words_in(predicted, words)
    both = len(want & have)
    content.add(both, both, len(have - want), len(want - have))
    sourced, spoken = [g for g in gold if g.source], [p for p in predicted if p.source]
    hit = sum(any(agree(g, p) for p in spoken) for g in sourced)
    right = sum(any(agree(g, p) for g in sourced) for p in spoken)
    speaker.add(hit, right, len(spoken) - right, len(sourced) - hit)


def main() -> None:
    split = sys.argv[3] if len(sys.argv) > 3 else "dev"
    folder = gold_folder() / "polnear" / split
    verbale = sys.argv[2] if len(sys.argv) > 2 else shutil.which("verbale")
    if verbale is None:
        sys.exit("verbale is not installed here; name the command as the second argument")
    texts = {p.stem: p.read_bytes().decode("utf-8") for p in sorted((folder / "text").glob("*.txt"))}
    found = dict(annotated(verbale, texts.items()))
    content, speaker = Tally(), Tally()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rpartition("_")[0]
        words = tuple((m.start(), m.end()) for m in re.finditer(r"\w+", texts[name]))
        compare(read_gold(path), found.get(name, []), words, content, speaker)
    print(f"{len(texts)} articles: content {content.figures()} | speaker {speaker.figures()}")
    print_figures(content=content.f1(), speaker=speaker.f1())


if __name__ == "__main__":
    main()
