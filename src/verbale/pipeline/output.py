"""Writing records: JSON Lines, CSV, Parquet, each whole or not at all."""

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class RowWriter:
    """Takes plain rows by column name and writes them to a binary file in one of the formats jsonl, csv, parquet.

    `columns` are names and DuckDB types. Members of type JSON are written as what they hold.
    """

    def __init__(self, file: IO[bytes], form: str, columns: Mapping[str, str]) -> None:
        self._file = file
        self._form = form
        self._columns = columns
        self._rows: list[bytes] = []
        self._csv = csv.DictWriter(_Utf8(file), fieldnames=list(columns), lineterminator="\n")
        if form == "csv":
            # The header comes first even when no row follows.
            self._csv.writeheader()

    def write(self, row: Mapping[str, Any]) -> None:
        if self._form == "csv":
            self._csv.writerow({name: _cell(row[name]) for name in self._columns})
            return
        members = {name: _member(row[name], kind) for name, kind in self._columns.items()}
        line = msgspec.json.encode(members, enc_hook=str) + b"\n"
        if self._form == "jsonl":
            self._file.write(line)
        else:
            self._rows.append(line)

    def close(self) -> None:
        """Finish what can only be written at the end."""
        if self._form == "parquet":
            self._file.write(_parquet(self._rows, self._columns))


class RecordWriter:
    """Takes event records one by one: whole as JSON Lines, as flat rows in CSV and Parquet."""

    def __init__(self, file: IO[bytes], form: str) -> None:
        self._lines = file if form == "jsonl" else None
        self._rows = RowWriter(file, form, {c: _TYPES.get(c, "VARCHAR") for c in FLAT_COLUMNS})

    def write(self, record: Record) -> None:
        if self._lines is not None:
            self._lines.write(encode(record))
        else:
            self._rows.write(flatten(record))

    def close(self) -> None:
        """Finish what can only be written at the end."""
        self._rows.close()


class _Utf8:
    """Text as UTF-8 bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8"))


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return msgspec.json.encode(value, enc_hook=str).decode("utf-8")
    return value


def _member(value: Any, kind: str) -> Any:
    if kind == "JSON" and value is not None:
        return msgspec.Raw(value.encode("utf-8"))
    # JSON has whole numbers of 64 bits; sums of DuckDB can be larger.
    return str(value) if isinstance(value, int) and not -(2**63) <= value < 2**64 else value


_TYPES = {
    "historical": "BOOLEAN", "latitude": "DOUBLE", "longitude": "DOUBLE", "goldstein": "DOUBLE",
    "plover_score": "DOUBLE", "quad_class": "INTEGER", "geonames_id": "BIGINT", "dead": "BIGINT", "injured": "BIGINT",
    "arrested": "BIGINT", "displaced": "BIGINT", "participants": "BIGINT", "start": "BIGINT", "end": "BIGINT",
    "mentions": "INTEGER", "confidence": "DOUBLE",
}  # fmt: skip
# What Parquet can take from JSON as it is; other values are written as words.
_PLAIN = re.compile(
    r"BOOLEAN|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)|DATE|TIMESTAMP|VARCHAR"
)


def _parquet(lines: Sequence[bytes], columns: Mapping[str, str]) -> bytes:
    """Rows (JSON lines) as a Parquet file through DuckDB, with fixed column types."""
    import duckdb

    types = {name: kind if _PLAIN.fullmatch(kind) else "VARCHAR" for name, kind in columns.items()}
    named = {name: '"{}"'.format(name.replace('"', '""')) for name in columns}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        path = Path(folder) / "rows.parquet"
        source = Path(folder) / "rows.jsonl"
        source.write_bytes(b"".join(lines))
        database.execute(f"CREATE TABLE rows ({', '.join(f'{named[c]} {kind}' for c, kind in types.items())})")
        if lines:
            spec = ", ".join(f"{named[c]}: '{kind}'" for c, kind in types.items())
            rows = f"read_json(?, format='newline_delimited', columns={{{spec}}})"
            database.execute(f"INSERT INTO rows SELECT * FROM {rows}", [str(source)])
        database.execute(f"COPY rows TO '{path}' (FORMAT parquet)")
        return path.read_bytes()
