"""Whether a given word's act happened: `python benchmarks/accuracy/factuality.py GOLD_FOLDER [VERBALE [FILE]]`.

FILE of factuality_uw (dev.conll) holds event words rated from -3 (certainly not) to 3 (certainly); above 1 is
"happened". Reads in this process, whatever VERBALE. Prints, for `Reading.expected` and for the bare status (occurred
or ongoing happened), the F1 of both answers and the table. The ratings take what is announced as happened, the status
does not.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import gold_folder, print_figures

from verbale.coding.reading import HAPPENED, Reading
from verbale.coding.status import StatusReader
from verbale.ingest import article_from_text
from verbale.model.parse import Parse, Token
from verbale.text.parser import parse_articles

LEAST_HAPPENED = 1.0
BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}
NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}]|'|n't|'(?:s|re|ve|ll|m|d|t)|\.\.\.", re.IGNORECASE)
NO_SPACE_AFTER = re.compile(r"[(\[{$#]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A sentence rebuilt from its words, and the offset and score of each rated word."""

    text: str
    scores: tuple[tuple[int, float], ...]


def main() -> None:
    path = gold_folder() / "factuality_uw" / (sys.argv[3] if len(sys.argv) > 3 else "dev.conll")
    readings = list(read(list(sentences(path))))
    expected = report("expected", [(gold, reading is None or reading.expected) for gold, reading in readings])
    bare = report("bare status", [(gold, reading is None or reading.status in HAPPENED) for gold, reading in readings])
    print_figures(expected=expected, bare=bare)


def report(title: str, answers: list[tuple[bool, bool]]) -> float:
    """Prints both F1 and the table; returns the F1 of "not"."""
    table = Counter(answers)
    wrong = table[False, True] + table[True, False]
    scores = [2 * table[x, x] / max(1, 2 * table[x, x] + wrong) for x in (False, True)]
    print(f"{title}: not F1 {scores[0]:.3f}, happened F1 {scores[1]:.3f}")
    for gold, name in ((False, "not"), (True, "happened")):
        print(f"  gold {name:9} read not {table[gold, False]:5}  read happened {table[gold, True]:5}")
    return scores[0]


def read(rated: list[Rated]) -> Iterator[tuple[bool, Reading | None]]:
    """For every rated word whether it happened, and its reading."""
    articles = [article_from_text(sentence.text, article_id=str(k)) for k, sentence in enumerate(rated)]
    for sentence, (_, parse) in zip(rated, parse_articles(articles), strict=True):
        reader = StatusReader(parse)
        for at, score in sentence.scores:
            token = token_at(parse, at)
            yield score > LEAST_HAPPENED, reader.read(token) if token is not None else None


def token_at(parse: Parse, at: int) -> Token | None:
    return next((t for t in parse.tokens if t.start <= at < t.end), None)


def sentences(path: Path) -> Iterator[Rated]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if rows:
            yield rebuilt([row[1] for row in rows], [row[2] for row in rows])


def rebuilt(words: list[str], scores: list[str]) -> Rated:
    """The text as it was before it was cut into words, as near as the words tell."""
    text, glue, quoted, found = "", True, False, []
    for word, score in zip(words, scores, strict=True):
        plain = BRACKETS.get(word, word)
        closing = plain == '"' and quoted
        if not (glue or closing or NO_SPACE_BEFORE.fullmatch(plain) or joins(text, plain)):
            text += " "
        if score != "_":
            found.append((len(text), float(score)))
        text += plain
        quoted ^= plain == '"'
        glue = bool(NO_SPACE_AFTER.fullmatch(plain)) or (plain == '"' and not closing) or plain in {"-", "/"}
    return Rated(text=text, scores=tuple(found))


def joins(text: str, word: str) -> bool:
    """A hyphen or stroke between two words was written without spaces: "Paris-based"."""
    return word in {"-", "/"} and text[-1:].isalnum()


if __name__ == "__main__":
    main()
