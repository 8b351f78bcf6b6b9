"""Writing records: JSON Lines, CSV, Parquet, each whole or not at all."""

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from verbale.errors import ConfigError
from verbale.pipeline.records import Record

FORMATS = ("jsonl", "csv", "parquet", "table")
FLAT_COLUMNS = (
    "event_id", "article_id", "published_at", "event_type", "mode", "status", "historical",
    "source", "source_code", "source_sector", "source_actor_id",
    "target", "target_code", "target_sector", "target_actor_id",
    "date_earliest", "date_latest", "date_precision", "date_basis",
    "place", "place_country", "place_admin1", "geonames_id", "latitude", "longitude", "place_precision",
    "attribution", "attribution_kind", "contexts", "cameo_code", "quad_class", "goldstein", "plover_score",
    "dead", "injured", "arrested", "displaced", "participants",
    "trigger", "evidence", "start", "end", "mentions", "confidence", "title", "publisher", "url",
)  # fmt: skip


def encode(record: Record) -> bytes:
    """One JSON line; the same record gives the same bytes."""
    return msgspec.json.encode(record) + b"\n"


def flatten(record: Record) -> Record:
    """An event record as one flat row with `FLAT_COLUMNS`; lists joined with "; "."""
    date = record["event_date"] or {}
    place = record["place"] or {}
    row: Record = {key: record[key] for key in FLAT_COLUMNS if key in record and key not in {"mentions", "evidence"}}
    for side in ("source", "target"):
        row[side] = _joined(a["name"] for a in record[side])
        row[f"{side}_code"] = _joined(a["code"] for a in record[side])
        row[f"{side}_sector"] = _joined(a["sector"] for a in record[side])
        row[f"{side}_actor_id"] = _joined(a["actor_id"] for a in record[side])
    row |= {f"date_{key}": date.get(key) for key in ("earliest", "latest", "precision", "basis")}
    row |= {
        "place": place.get("name"),
        "place_country": place.get("country"),
        "place_admin1": place.get("admin1"),
        "geonames_id": place.get("geonames_id"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "place_precision": place.get("precision"),
        "attribution": _joined((a["speaker"] or {}).get("name") or a["text"] for a in record["attribution"]),
        "attribution_kind": _joined(a["kind"] for a in record["attribution"]),
        "contexts": _joined(record["contexts"]),
        "trigger": record["trigger"]["text"],
        "evidence": record["evidence"]["text"],
        "start": record["trigger"]["start"],
        "end": record["trigger"]["end"],
        "mentions": 1 + len(record["mentions"]),
    }
    low = {count["kind"]: count["low"] for count in record["counts"]}
    row |= {kind: low.get(kind) for kind in ("dead", "injured", "arrested", "displaced", "participants")}
    return {column: row[column] for column in FLAT_COLUMNS}


def _joined(values: Iterable[Any]) -> str | None:
    kept = [str(v) for v in values if v is not None]
    return "; ".join(kept) or None


def format_for(path: Path | None, wanted: str | None, default: str) -> str:
    """The format asked for, else that of the file's suffix, else the default. Raises ConfigError."""
    if wanted is not None:
        if wanted not in FORMATS:
            raise ConfigError(f"no format {wanted!r}; one of {', '.join(FORMATS)}")
        return wanted
    suffix = path.suffix.lstrip(".").lower() if path else ""
    return {"csv": "csv", "parquet": "parquet"}.get(suffix, "jsonl" if path else default)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is complete. Raises ConfigError when it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class RecordWriter:
    """Takes records one by one and writes them to a binary file in one of the formats jsonl, csv, parquet."""

    def __init__(self, file: IO[bytes], form: str, *, flat: bool = True) -> None:
        self._file = file
        self._form = form
        self._flat = flat
        self._rows: list[Record] = []
        if form == "csv":
            self._text = _CsvText(file)

    def write(self, record: Record) -> None:
        if self._form == "jsonl":
            self._file.write(encode(record))
        elif self._form == "csv":
            self._text.row(flatten(record))
        else:
            self._rows.append(flatten(record))

    def close(self) -> None:
        """Finish what can only be written at the end."""
        if self._form == "parquet":
            self._file.write(_parquet(self._rows))


class _CsvText:
    """CSV rows as UTF-8 bytes, the header first even when no row follows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._writer = csv.DictWriter(self, fieldnames=FLAT_COLUMNS, lineterminator="\n")
        self._writer.writeheader()

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8"))

    def row(self, row: Record) -> None:
        self._writer.writerow(row)


_TYPES = {
    "historical": "BOOLEAN", "latitude": "DOUBLE", "longitude": "DOUBLE", "goldstein": "DOUBLE",
    "plover_score": "DOUBLE", "quad_class": "INTEGER", "geonames_id": "BIGINT", "dead": "BIGINT", "injured": "BIGINT",
    "arrested": "BIGINT", "displaced": "BIGINT", "participants": "BIGINT", "start": "BIGINT", "end": "BIGINT",
    "mentions": "INTEGER", "confidence": "DOUBLE",
}  # fmt: skip


def _parquet(rows: list[Record]) -> bytes:
    """Rows as a Parquet file through DuckDB, with fixed column types."""
    import duckdb

    columns = ", ".join(f'"{c}" {_TYPES.get(c, "VARCHAR")}' for c in FLAT_COLUMNS)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        path = Path(folder) / "events.parquet"
        lines = Path(folder) / "events.jsonl"
        lines.write_bytes(b"".join(encode(row) for row in rows))
        database.execute(f"CREATE TABLE events ({columns})")
        if rows:
            spec = ", ".join(f"'{c}': '{_TYPES.get(c, 'VARCHAR')}'" for c in FLAT_COLUMNS)
            source = f"read_json(?, format='newline_delimited', columns={{{spec}}})"
            database.execute(f"INSERT INTO events SELECT * FROM {source}", [str(lines)])
        database.execute(f"COPY events TO '{path}' (FORMAT parquet)")
        return path.read_bytes()
