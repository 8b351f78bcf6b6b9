"""Passages with the acts that they tell, and the words that may name who does what to whom.

    python acts.py OUT.jsonl --portal PORTAL [--articles ARTICLES] [--silver N]

PORTAL and ARTICLES hold the texts (JSONL with `id` and `text`, the former gzipped); the labels lie in reports/ and
sentences/. Writes one JSON line a passage: `text`; `actors`, the start of every word that may head an actor; `acts`, a
list of `{at, types, modes, statuses, attributed, historical, sources, targets, open}`. `at` is the start of the
trigger's word. Of what is unknown the list is empty or the value null. `sources` and `targets` hold starts of actors
that are right, and `open` those that count neither way: other mentions of the same actors. With `--silver N`, passages
of N more portal reports with triggers alone, for a teacher to label.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pairs import MODES, NONE, Pair, coded_reports, own_sentences, reports

from verbale.codebook.frames import load_frames
from verbale.coding.match import FrameMatcher, Match
from verbale.coding.passages import stretches
from verbale.ingest import article_from_text
from verbale.model.article import Article
from verbale.model.candidates import may_act, may_name_act
from verbale.model.events import Document
from verbale.model.parse import Token
from verbale.model.spans import Span
from verbale.pipeline.stages import annotate_document, without_dateline
from verbale.text.parser import parse_articles

HERE = Path(__file__).parent
# Words that no frame knows: few of them name an act, and all of them would drown the rest.
UNKNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An actor as labelled: where the text names it, and its country where known."""

    span: Span
    code: str | None = None


@dataclass(slots=True, kw_only=True)
class Act:
    """One act as labelled: spans are half-open, in code points of the text."""

    trigger: Span | None
    types: list[str]
    modes: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    attributed: bool | None = None
    historical: bool | None = None
    sources: list[Side] = field(default_factory=list)
    targets: list[Side] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--portal", type=Path, required=True)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--silver", type=int, default=0)
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="JSONL files: no silver texts of their ids")
    parser.add_argument("--seed", type=int, default=3)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    sources = silver(options, rng) if options.silver else labelled(options.portal, options.articles)
    with options.out.open("w", encoding="utf-8") as file:
        for row in passages(list(sources), rng):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


Labelled = tuple[str, list[Act], bool]


def labelled(portal: Path, articles: Path | None) -> Iterator[Labelled]:
    """Text, acts, and whether these are all the acts of the text."""
    for article, acts in fully_labelled(HERE / "reports", portal, articles):
        yield article.text, acts, True
    grouped: dict[tuple[str, frozenset[str]], list[Pair]] = {}
    for pair in [*own_sentences(HERE / "sentences"), *coded_reports(HERE / "reports", portal)]:
        grouped.setdefault((pair.text, pair.event_types), []).append(pair)
    by_text: dict[str, list[Act]] = {}
    for (text, types), pairs in grouped.items():
        if types != {NONE}:
            by_text.setdefault(text, []).append(act_of_pairs(types, pairs))
    for text, acts in by_text.items():
        yield text, acts, False


def fully_labelled(folder: Path, portal: Path, articles: Path | None = None) -> Iterator[tuple[Article, list[Act]]]:
    """Texts of which every act is labelled, in the JSONL files of a folder, with the acts."""
    texts = texts_of(portal, articles)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in texts:
                acts = [coded_act(act, optional=False) for act in row["events"]]
                acts += [coded_act(act, optional=True) for act in row["optional"]]
                yield article_of(texts[row["id"]]), acts


def texts_of(portal: Path, articles: Path | None = None) -> dict[str, dict]:
    """Reports, and articles, by id."""
    texts = {r["id"]: r for r in reports(portal)}
    if articles is not None:
        texts |= {r["id"]: r for r in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    return texts


def article_of(row: dict) -> Article:
    """The article as the coder gets it, its dateline masked."""
    return without_dateline(article_from_text(row["text"], article_id=row["id"], published_at=row.get("published_at")))


def coded_act(row: dict, *, optional: bool) -> Act:
    """An act of a report that is coded in full, offsets instead of words; an optional one may as well be none."""
    types = list(dict.fromkeys(row["type"]))
    return Act(
        trigger=Span(*row["trigger"]),
        types=[*types, NONE] if optional else types,
        modes=[f"{t}/{m}" if m else "" for t in types for m in row["mode"] if not m or f"{t}/{m}" in MODES],
        statuses=list(row["status"]),
        attributed=bool(row["attribution"]),
        historical=bool(row["historical"]),
        sources=[Side(span=Span(*a["span"]), code=a["code"]) for a in row["source"]],
        targets=[Side(span=Span(*a["span"]), code=a["code"]) for a in row["target"]],
    )


def act_of_pairs(types: frozenset[str], pairs: list[Pair]) -> Act:
    first = pairs[0]
    return Act(
        trigger=None,
        types=sorted(types),
        modes=[first.mode] if first.mode is not None else [],
        statuses=[first.status] if first.status else [],
        attributed=first.attributed,
        sources=[Side(span=Span(*p.source)) for p in pairs if p.source],
        targets=[Side(span=Span(*p.target)) for p in pairs if p.target],
    )


def silver(options: argparse.Namespace, rng: random.Random) -> Iterator[Labelled]:
    """Reports for a teacher to label, none that is labelled by hand here or left out by option."""
    files = [*options.without, *(HERE / "reports").glob("*.jsonl"), *(HERE / "held").glob("*.jsonl")]
    known = {json.loads(line)["id"] for path in files for line in path.read_text(encoding="utf-8").splitlines()}
    rows = [r["text"] for r in reports(options.portal) if 60 < len(r["text"]) < 900 and r["id"] not in known]
    for text in rng.sample(rows, options.silver):
        yield text, [], False


def passages(sources: Iterable[Labelled], rng: random.Random) -> Iterator[dict]:
    sources = list(sources)
    frames = load_frames()
    articles = [article_from_text(text, article_id=str(n)) for n, (text, _, _) in enumerate(sources)]
    for (_, acts, whole), (article, parse) in zip(
        sources, parse_articles(map(without_dateline, articles)), strict=True
    ):
        document = annotate_document(article, parse)
        matches = FrameMatcher(frames, parse, document.actors).matches()
        rows = list(labelled_acts(document, acts, matches))
        if whole:
            rows += others(document, acts, matches, rng)
        elif not acts:
            rows = [{"at": t.start} for t in candidates(document, matches, rng)]
        yield from cut(document, rows)


def cut(document: Document, rows: list[dict]) -> Iterator[dict]:
    """The acts by passage, as the scorer will be shown them; sides outside the passage are not to be found there."""
    at = {t.start: t.index for t in document.parse.tokens}
    for offset, passage in stretches(document, {at[row["at"]] for row in rows}):
        asked, inside = set(passage.triggers), set(passage.actors)
        acts = [moved(row, offset, inside) for row in rows if row["at"] - offset in asked]
        yield {"text": passage.text, "actors": list(passage.actors), "acts": acts}


def moved(row: dict, offset: int, inside: set[int]) -> dict:
    found = {**row, "at": row["at"] - offset}
    for side in ("sources", "targets", "open"):
        if side in row:
            found[side] = [s - offset for s in row[side] if s - offset in inside]
    return found


def heads(document: Document) -> set[int]:
    return {m.head for m in document.actors}


def labelled_acts(document: Document, acts: list[Act], matches: list[Match]) -> Iterator[dict]:
    for act in acts:
        token = word_at(document, act.trigger) if act.trigger else found_trigger(document, act, matches)
        if token is None:
            continue
        sources, targets = (sorted(head_of(document, s.span) for s in side) for side in (act.sources, act.targets))
        yield {
            "at": token.start, "types": act.types, "modes": act.modes, "statuses": act.statuses,
            "attributed": act.attributed, "historical": act.historical, "sources": sources, "targets": targets,
            "open": sorted(same_actors(document, {*sources, *targets})),
        }  # fmt: skip


def word_at(document: Document, span: Span) -> Token | None:
    """The word of the trigger that governs its others."""
    inside = [t for t in document.parse.tokens if span.start <= t.start < span.end]
    return next(
        (t for t in inside if not span.start <= document.parse.head(t).start < span.end), inside[0] if inside else None
    )


def found_trigger(document: Document, act: Act, matches: list[Match]) -> Token | None:
    """Of an act known by its sides alone: the word that a frame of its type matches, sides agreeing best."""
    tokens = document.parse.tokens

    def agreement(match: Match) -> int:
        inside = sum(any(s.span.start <= tokens[h].start < s.span.end for s in act.sources) for h in match.source.heads)
        inside += sum(
            any(s.span.start <= tokens[h].start < s.span.end for s in act.targets) for h in match.target.heads
        )
        return inside

    fitting = [m for m in matches if m.frame.event_type in act.types]
    return max(fitting, key=agreement).trigger if fitting else None


def head_of(document: Document, span: Span) -> int:
    """Start of the word that heads the phrase."""
    inside = [t for t in document.parse.tokens if t.start < span.end and t.end > span.start and t.pos != "PUNCT"]
    inside = inside or [t for t in document.parse.tokens if t.end > span.start][:1]
    own = {t.index for t in inside}
    mentioned = heads(document)
    tops = [t for t in inside if t.head not in own or t.head == t.index]
    best = next((t for t in tops if t.index in mentioned or may_act(t)), None)
    best = best or next(
        (t for t in reversed(inside) if t.index in mentioned or may_act(t)), inside[-1] if inside else None
    )
    return best.start if best else span.start


def same_actors(document: Document, starts: set[int]) -> set[int]:
    """Other mentions of the actors that head words at `starts` denote, and pronouns, which may well stand for them."""
    pronouns = {t.start for t in document.parse.tokens if t.pos == "PRON" and t.start not in starts}
    at = {document.parse.tokens[m.head].start: m.actor for m in document.actors}
    known = {(a.actor_id or a.name, a.code) for s, a in at.items() if s in starts}
    return pronouns | {s for s, a in at.items() if s not in starts and (a.actor_id or a.name, a.code) in known}


def others(document: Document, acts: list[Act], matches: list[Match], rng: random.Random) -> Iterator[dict]:
    """Words that a naive reader would take for acts and the coder did not, but no second mentions of a coded act."""
    types = {t for act in acts for t in act.types}
    taken = [act.trigger for act in acts if act.trigger]
    told = {m.trigger.index: m.frame.event_type for m in matches}
    for token in candidates(document, matches, rng):
        if not any(s.start <= token.start < s.end for s in taken) and told.get(token.index) not in types:
            yield {"at": token.start, "types": [NONE]}


def candidates(document: Document, matches: list[Match], rng: random.Random) -> list[Token]:
    known = {m.trigger.index for m in matches}
    return [
        t for t in document.parse.tokens
        if t.index in known or (may_name_act(t) and rng.random() < UNKNOWN_SHARE)
    ]  # fmt: skip


if __name__ == "__main__":
    main()
