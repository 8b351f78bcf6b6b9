"""Tables and maps to keep: CSV, Parquet, JSON Lines and GeoJSON of what a page shows."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from starlette.responses import Response

from verbale.pipeline.output import RowWriter
from verbale.serve.answers import encode
from verbale.store import Table

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
}
TABLE_FORMATS = ("csv", "parquet", "jsonl")


def table_file(table: Table, form: str, name: str) -> Response:
    """Rows as a file in one of `TABLE_FORMATS`."""
    file = BytesIO()
    writer = RowWriter(file, form, table.columns)
    for row in table.records():
        writer.write(row)
    writer.close()
    return _file(file.getvalue(), form, name)


def rows_table(rows: Iterable[dict[str, Any]], columns: dict[str, str]) -> Table:
    """Rows by column name as a table; `columns` are names and DuckDB types."""
    return Table(columns=columns, rows=[tuple(row.get(name) for name in columns) for row in rows])


def geojson_file(table: Table, name: str) -> Response:
    """Events as GeoJSON (RFC 7946): a point for a place with a point of its own, none for a country or an unknown one.

    The properties are the columns of the table.
    """
    features = [
        {"type": "Feature", "id": row["event_id"], "geometry": _point(row), "properties": row}
        for row in table.records()
    ]
    return _file(encode({"type": "FeatureCollection", "features": features}), "geojson", name)


def _point(row: dict[str, Any]) -> dict[str, Any] | None:
    """A country's middle is nowhere that anything happened."""
    if row["place_precision"] in (None, "country") or row["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}


def _file(body: bytes, form: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(body, media_type=MEDIA[form], headers=headers)
