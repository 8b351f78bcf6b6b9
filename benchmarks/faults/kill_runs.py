"""Whether a crash can harm a store: `python benchmarks/faults/kill_runs.py FOLDER [--runs 200] [--full 30]`.

Runs of `ingest` and `recode` are killed (SIGKILL) at random moments, others meet a full disk. After each, the store
must open and hold every article wholly or not at all, and the same run, started again, must come to the record of a run
that nothing disturbed. The models are loaded once and the runs forked from there, so that kills fall into coding and
writing. Prints one line, exits with 1 where anything was wrong. FOLDER/kill_runs is emptied first.
"""

import argparse
import itertools
import json
import math
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import StoreError
from verbale.ingest import read
from verbale.pipeline.identity import digest_of
from verbale.pipeline.keeping import Tally, ingest, recode
from verbale.pipeline.run import Settings
from verbale.store import Store, select, utc_now
from verbale.store.reading import article_of

PUBLISHED = "2024-05-14"
STATES = (
    "Kenya",
    "Somalia",
    "Mali",
    "France",
    "Peru",
    "Chile",
    "Russia",
    "Ukraine",
    "Iran",
    "Israel",
    "China",
    "Japan",
)
SENTENCES = (
    "{0} accused {1} of sheltering gunmen.", "{1} rejected an offer of talks from {0}.", "{0} and {1} signed a treaty.",
    "Rebels killed 12 soldiers in {0}, the army said.", "{0} imposed sanctions on {1}.", "Heavy rain fell in {1}.",
)  # fmt: skip
ARTICLES = 24
# Small batches make many writes, into which a kill can fall.
BATCH = 2
REFUSED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of run: what it starts from (None: no store), and what it does."""

    name: str
    base: Path | None
    tallies: Callable[[Store], Iterator[Tally]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child ended, and what it told: "o" when it opened the store for a write, "d" when a batch was done."""

    status: int
    told: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An undisturbed run: the signs that it gave, the mean seconds between two, and the record that it left."""

    told: bytes
    pace: float
    record: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When to kill: after so many signs, and so many seconds more."""

    signs: int
    more_seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--full", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    work = asked.folder / "kill_runs"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    kinds = prepared(work)
    references = {kind.name: undisturbed(kind, work) for kind in kinds}
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for number, kind in zip(range(asked.runs), itertools.cycle(kinds), strict=False):
        reference = references[kind.name]
        while True:
            store = started_from(kind, work)
            # A sign that the run gives on its way, and some of the time to the next.
            moment = Moment(signs=chance.randrange(len(reference.told)), more_seconds=chance.uniform(0, reference.pace))
            ended = child(kind, store, kill_at=moment)
            if os.WIFSIGNALED(ended.status):
                break  # else it was over before
        seen["killed"] += 1
        # The last write marks the run as finished.
        seen["between first and last write"] += b"o" in ended.told
        seen["in an open write"] += ended.told.endswith(b"o")
        faults += [f"run {number}, {kind.name}, killed at {moment}: {f}" for f in judged(kind, store, reference.record)]
    for number, kind in zip(range(asked.full), itertools.cycle(kinds), strict=False):
        store = started_from(kind, work)
        size = store.path.stat().st_size if store.path.exists() else 0
        # Small rooms stop the log of a commit, larger ones the copy of the log into the file.
        room = round(math.exp(chance.uniform(math.log(1_000), math.log(size + 600_000))))
        ended = child(kind, store, room=room)
        seen["full"] += os.WEXITSTATUS(ended.status) == REFUSED
        if os.WIFSIGNALED(ended.status) or os.WEXITSTATUS(ended.status) not in (0, REFUSED):
            faults.append(f"disk {number}, {kind.name}: ended with {ended.status}, not with an error of the store")
        faults += [
            f"disk {number}, {kind.name}, {room} bytes: {f}" for f in judged(kind, store, references[kind.name].record)
        ]
    for fault in faults:
        print(fault)
    print(
        f"{asked.runs} runs of {', '.join(k.name for k in kinds)}: {seen['killed']} killed, "
        f"{seen['between first and last write']} between first and last write, {seen['in an open write']} in an open "
        f"write; {asked.full} with little disk, {seen['full']} refused for it; {len(faults)} faults"
    )
    return 1 if faults else 0


def prepared(work: Path) -> list[Kind]:
    """The kinds of runs, their news and tables; all models loaded in this process."""
    news, changed, tables = work / "news", work / "changed", work / "tables" / "actors"
    for folder in (news, changed, tables):
        folder.mkdir(parents=True)
    pairs = list(itertools.permutations(STATES, 2))
    for number in range(ARTICLES):
        sides = pairs[number * 5 % len(pairs)]
        text = " ".join(SENTENCES[(number + n) % len(SENTENCES)].format(*sides) for n in range(3))
        (news / f"{number:02}.txt").write_text(text)
        (changed / f"{number:02}.txt").write_text(text if number % 4 == 0 else f"{text} {SENTENCES[0].format(*sides)}")
    header = "actor_id\tname\taliases\tcode\tsector\toffice\tsince\tuntil\tattested\twikidata\treference"
    (tables / "persons.tsv").write_text(f"{header}\nKEN-alma-quill\tAlma Quill\t\tKEN\tGOV\t\t2020-01-01\t\t\t\tdesk\n")
    later = Settings(codebook=tables.parent)
    base = work / "base.duckdb"
    taken = work / "taken"
    shutil.copytree(news, taken)
    first = Kind(name="ingest", base=None, tallies=lambda store: taking(news, store))
    for settings, store in ((Settings(), Store(path=base)), (later, Store(path=work / "warm.duckdb"))):
        for _ in ingest(read([taken], published=PUBLISHED), store, settings):
            pass

    def anew(store: Store) -> Iterator[Tally]:
        # The files lie where the base was taken from, with other texts.
        for path in changed.iterdir():
            shutil.copy(path, taken)
        return taking(taken, store)

    return [
        first,
        Kind(name="ingest of changed files", base=base, tallies=anew),
        Kind(name="recode", base=base, tallies=lambda store: recode(store, later, batch_articles=BATCH)),
    ]


def taking(folder: Path, store: Store) -> Iterator[Tally]:
    return ingest(read([folder], published=PUBLISHED), store, Settings(), batch_articles=BATCH)


def started_from(kind: Kind, work: Path) -> Store:
    path = work / "store.duckdb"
    for left in work.glob(".store.duckdb.*"):
        shutil.rmtree(left)
    for old in (path, path.with_name(f"{path.name}.wal")):
        old.unlink(missing_ok=True)
    if kind.base is not None:
        shutil.copy(kind.base, path)
    return Store(path=path)


def undisturbed(kind: Kind, work: Path) -> Reference:
    store = started_from(kind, work)
    begun = time.monotonic()
    ended = child(kind, store)
    lasted = time.monotonic() - begun
    wrong = faults_of(store)
    if ended.status or wrong:
        sys.exit(f"an undisturbed {kind.name} ended with {ended.status}: {wrong}")
    return Reference(told=ended.told, pace=lasted / len(ended.told), record=record_of(store))


def child(kind: Kind, store: Store, *, kill_at: Moment | None = None, room: int | None = None) -> Ended:
    """The run in a process of its own, killed at a moment, or with files of at most `room` bytes."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        os._exit(carried_out(kind, store, writing, room))
    os.close(writing)
    told = b""
    if kill_at is not None:
        while len(told) < kill_at.signs and (sign := os.read(reading, 1)):
            told += sign
        time.sleep(kill_at.more_seconds)
        os.kill(process, signal.SIGKILL)
    while more := os.read(reading, 4096):
        told += more
    os.close(reading)
    _, status = os.waitpid(process, 0)
    return Ended(status=status, told=told)


def carried_out(kind: Kind, store: Store, tell: int, room: int | None) -> int:
    if room is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    def clock() -> Any:
        # The store asks for the time once it has the file open for a write.
        os.write(tell, b"o")
        return utc_now()

    try:
        for _ in kind.tallies(Store(path=store.path, clock=clock)):
            os.write(tell, b"d")
    except StoreError:
        return REFUSED
    except BaseException as error:  # noqa: BLE001 - a child must not go on as its parent
        print(repr(error), file=sys.stderr)
        return 1
    return 0


def judged(kind: Kind, store: Store, record: list[Any]) -> Iterator[str]:
    """What is wrong with the store as it was left, and with what the same run makes of it when it is run again."""
    yield from faults_of(store)
    ended = child(kind, store)
    if ended.status:
        yield f"run again, it ended with {ended.status}"
        return
    yield from (f"run again: {fault}" for fault in faults_of(store))
    if record_of(store) != record:
        yield "run again, it came to another record"


def record_of(store: Store) -> list[Any]:
    """What the record holds, without how and when it came there."""
    with store.reading() as connection:
        articles = select(
            connection,
            "SELECT a.article_id, version, digest, c.events, c.models FROM article a JOIN coding c"
            " ON c.article_id = a.article_id AND c.known_until IS NULL WHERE a.known_until IS NULL ORDER BY 1",
        )
        events = select(connection, "SELECT record FROM event WHERE known_until IS NULL ORDER BY event_id")
    return [articles, [json.loads(e["record"]) for e in events]]


# Each finds rows that must not be there.
QUERIES = {
    "an article has not exactly one current version": """
        SELECT article_id FROM article GROUP BY 1 HAVING count(*) FILTER (known_until IS NULL) <> 1""",
    "versions are not counted from one": """
        SELECT article_id FROM article GROUP BY 1 HAVING count(*) <> max(version) OR min(version) <> 1
        OR count(DISTINCT version) <> count(*)""",
    "a version does not end where the next begins": """
        SELECT 1 FROM (SELECT known_until, lead(known_from) OVER (PARTITION BY article_id ORDER BY version) AS next
        FROM article) WHERE known_until IS DISTINCT FROM next""",
    "an article has not exactly one current coding, of its current version": """
        SELECT a.article_id FROM article a LEFT JOIN coding c ON c.article_id = a.article_id
        AND c.article_version = a.version AND c.known_until IS NULL WHERE a.known_until IS NULL
        GROUP BY 1 HAVING count(c.article_id) <> 1""",
    "a coding without an article": """
        SELECT 1 FROM coding c ANTI JOIN article a ON c.article_id = a.article_id AND c.article_version = a.version""",
    "a coding counts other events than there are": """
        SELECT c.article_id FROM coding c LEFT JOIN event e ON e.article_id = c.article_id AND e.run_id = c.run_id
        AND e.known_from = c.known_from AND e.known_until IS NOT DISTINCT FROM c.known_until
        GROUP BY c.article_id, c.known_from, c.events HAVING count(e.event_id) <> c.events""",
    "an event without its coding": """
        SELECT 1 FROM event e ANTI JOIN coding c ON e.article_id = c.article_id AND e.known_from = c.known_from""",
    "an event counts other mentions than there are": """
        SELECT e.event_id FROM event e LEFT JOIN mention m ON m.event_id = e.event_id AND m.known_from = e.known_from
        AND m.known_until IS NOT DISTINCT FROM e.known_until
        GROUP BY e.event_id, e.known_from, e.mentions HAVING count(m.number) <> e.mentions""",
    "a mention without its event": """
        SELECT 1 FROM mention m ANTI JOIN event e ON e.event_id = m.event_id AND e.known_from = m.known_from""",
    "a mention does not quote its text": """
        SELECT 1 FROM mention m LEFT JOIN article a ON a.article_id = m.article_id AND a.version = m.article_version
        WHERE a.text IS NULL OR substr(text, trigger_start + 1, trigger_end - trigger_start) <> m.trigger
        OR substr(text, evidence_start + 1, evidence_end - evidence_start) <> m.evidence""",
    "a run counts other articles and events than it wrote": """
        SELECT r.run_id FROM run r LEFT JOIN coding c ON c.run_id = r.run_id
        GROUP BY r.run_id, r.articles, r.events
        HAVING count(c.article_id) <> r.articles OR coalesce(sum(c.events), 0) <> r.events""",
}


def faults_of(store: Store) -> list[str]:
    """What is wrong with a store that somebody left; one that is not there yet is in order."""
    if not store.path.exists():
        return []
    try:
        with store.reading() as connection:
            faults = [name for name, sql in QUERIES.items() if connection.execute(sql).fetchall()]
            texts = select(connection, "SELECT * FROM article")
    except StoreError as error:
        return [str(error)]
    return faults + [f"the text of {row['article_id']} is damaged" for row in texts if not whole(row)]


def whole(row: Mapping[str, Any]) -> bool:
    return digest_of(article_of(dict(row))) == row["digest"]


if __name__ == "__main__":
    sys.exit(main())
