"""What a run writes: its own row, articles with their events, rejections."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from verbale.model.article import Article, Rejection
from verbale.store.connection import Store
from verbale.store.rows import Row, insert

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Tables whose rows stand for an article and end with it.
OF_AN_ARTICLE = ("coding", "event", "mention")
# Tables whose rows say since when they are known.
TIMED = (*OF_AN_ARTICLE, "article", "rejection", "judgement", "story", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What coded: on every row of a run."""

    coder: str
    codebook: str
    models: str
    schema: str

    def columns(self) -> dict[str, str]:
        return {"coder": self.coder, "codebook": self.codebook, "models": self.models, "schema": self.schema}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """An article with the rows of its events, which lack only the article, provenance and times.

    `digest` is of all that coding reads: two of the same digest are the same article.
    """

    article: Article
    digest: str
    events: Sequence[Row] = ()
    mentions: Sequence[Row] = ()


@dataclass(slots=True, kw_only=True)
class RunWriter:
    """Writes the batches of one run, each in a transaction of its own; the run's row comes with the first."""

    store: Store
    kind: str
    versions: Versions
    settings: Mapping[str, Any] = field(default_factory=dict)
    run_id: int | None = None
    articles: int = 0
    events: int = 0
    rejections: int = 0

    def add(self, coded: Sequence[CodedArticle], rejections: Sequence[Rejection] = (), *, anew: bool = False) -> None:
        """Add new articles and versions, or with `anew` new codings of articles that are there.

        What another run wrote meanwhile wins: a new article that is there by now and a coding of a text that is no
        longer the newest are left out.
        """
        with self.writing() as connection:
            written = self._write(connection, coded, rejections, anew=anew)
        self.articles, self.events, self.rejections = written

    @contextmanager
    def writing(self) -> Iterator["DuckDBPyConnection"]:
        """The store for one transaction of this run; where it is not kept, neither is the run that began with it."""
        before = self.run_id
        try:
            with self.store.writing() as connection:
                yield connection
        except BaseException:
            self.run_id = before
            raise

    def _write(
        self,
        connection: "DuckDBPyConnection",
        coded: Sequence[CodedArticle],
        rejections: Sequence[Rejection],
        *,
        anew: bool,
    ) -> tuple[int, int, int]:
        """Write a batch inside its transaction; the run's counts with it."""
        versioned = _versioned(connection, coded, anew=anew)
        fresh = [r for r in dict.fromkeys(rejections) if not _is_known(connection, r, self.versions)]
        counts = (
            self.articles + len(versioned),
            self.events + sum(len(c.events) for c, _ in versioned),
            self.rejections + len(fresh),
        )
        if not versioned and not fresh:
            return counts
        stamp = self.stamp(connection)
        _end(connection, [c.article.article_id for c, _ in versioned], stamp["known_from"], articles=not anew)
        if not anew:
            insert(connection, "article", [{**_article_row(c), "version": v, **stamp} for c, v in versioned])
        insert(connection, "coding", [{**_of(c, v), "events": len(c.events), **stamp} for c, v in versioned])
        insert(connection, "event", [{**row, **_of(c, v), **stamp} for c, v in versioned for row in c.events])
        insert(connection, "mention", [{**row, **_of(c, v), **stamp} for c, v in versioned for row in c.mentions])
        insert(connection, "rejection", [{**_rejection_row(r), **stamp} for r in fresh])
        connection.execute(
            "UPDATE run SET articles = ?, events = ?, rejections = ? WHERE run_id = ?", [*counts, self.run_id]
        )
        return counts

    def finish(self) -> None:
        """Mark the run as ended; one that was cut short has no `finished_at`. A run that changed nothing has no row."""
        if self.run_id is not None:
            with self.writing() as connection:
                now = _moment(connection, self.store.clock())
                connection.execute("UPDATE run SET finished_at = ? WHERE run_id = ?", [now, self.run_id])

    def stamp(self, connection: "DuckDBPyConnection") -> dict[str, Any]:
        """The columns that every row of this batch carries; makes the run's own row if there is none."""
        now = _moment(connection, self.store.clock())
        if self.run_id is None:
            ((latest,),) = connection.execute("SELECT coalesce(max(run_id), 0) FROM run").fetchall()
            self.run_id = latest + 1
            row = {"run_id": self.run_id, "kind": self.kind, "started_at": now, "settings": dict(self.settings)}
            counts = {"articles": 0, "events": 0, "rejections": 0}
            insert(connection, "run", [{**row, **counts, **self.versions.columns()}])
        return {"known_from": now, "run_id": self.run_id, **self.versions.columns()}


def _moment(connection: "DuckDBPyConnection", now: datetime.datetime) -> datetime.datetime:
    """Now, but later than all that the store knows: a clock set back must not end rows before they began."""
    times = " UNION ALL ".join(f"SELECT max(known_from) FROM {table}" for table in TIMED)
    ((latest,),) = connection.execute(
        f"SELECT max(moment) FROM (SELECT max(finished_at) AS moment FROM run UNION ALL {times})"
    ).fetchall()
    return max(now, latest + datetime.timedelta(microseconds=1)) if latest is not None else now


def _versioned(
    connection: "DuckDBPyConnection", coded: Sequence[CodedArticle], *, anew: bool
) -> list[tuple[CodedArticle, int]]:
    """The articles that are to be written, each with its version: the texts that an id has had, counted from 1."""
    found = connection.execute(
        "SELECT article_id, version, digest FROM article WHERE known_until IS NULL"
        " AND article_id IN (SELECT unnest(?::VARCHAR[]))",
        [[c.article.article_id for c in coded]],
    ).fetchall()
    held = {article_id: (version, digest) for article_id, version, digest in found}
    kept = []
    # Where an id comes twice in a batch, the later is its newest version.
    for one in {c.article.article_id: c for c in coded}.values():
        version, digest = held.get(one.article.article_id, (0, None))
        if anew == (digest == one.digest):
            kept.append((one, version if anew else version + 1))
    return kept


def _end(
    connection: "DuckDBPyConnection", article_ids: Sequence[str], now: datetime.datetime, *, articles: bool
) -> None:
    """What the record held of these articles ends here; the rows stay."""
    for table in ("article", *OF_AN_ARTICLE) if articles else OF_AN_ARTICLE:
        connection.execute(
            f"UPDATE {table} SET known_until = ? WHERE known_until IS NULL"
            " AND article_id IN (SELECT unnest(?::VARCHAR[]))",
            [now, list(article_ids)],
        )


def _is_known(connection: "DuckDBPyConnection", rejection: Rejection, versions: Versions) -> bool:
    """The same refusal by the same versions is told once."""
    found = connection.execute(
        "SELECT 1 FROM rejection WHERE article_id = ? AND stage = ? AND reason = ? AND detail = ?"
        " AND coder = ? AND codebook = ? AND models = ?",
        [*_rejection_row(rejection).values(), versions.coder, versions.codebook, versions.models],
    ).fetchone()
    return found is not None


def _of(coded: CodedArticle, version: int) -> dict[str, Any]:
    return {"article_id": coded.article.article_id, "article_version": version}


def _article_row(coded: CodedArticle) -> dict[str, Any]:
    article = coded.article
    return {
        "article_id": article.article_id,
        "digest": coded.digest,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "author": article.author,
        "language": article.language,
        "published_at": article.published_at,
        "published_day": article.published_day,
        "retrieved_at": article.retrieved_at,
        "input_path": article.input_path,
        "text": article.text,
        "masks": [[m.start, m.end] for m in article.masks],
    }


def _rejection_row(rejection: Rejection) -> dict[str, Any]:
    return {
        "article_id": rejection.article_id,
        "stage": rejection.stage,
        "reason": rejection.reason,
        "detail": rejection.detail,
    }
