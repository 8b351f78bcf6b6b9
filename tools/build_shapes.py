"""Builds countries.json: `python tools/build_shapes.py countries-110m.json countries-50m.json WORLD_COUNTRIES.json`.

The first two are Natural Earth (public domain) as TopoJSON of the package world-atlas, the third is the open
world-countries table, of which we take the numeric codes of ISO 3166-1. Coarse shapes of 1:110m are kept; small states and
territories, which that scale leaves out, come from 1:50m, on the same grid, as do those of `FINE`. Every shape gets its alpha-3 code as id; a breakaway
region without one has that of its parent state. `box` is west, south, east, north of the largest polygon (east beyond 180 across that meridian); `small` marks a
shape that a map of the world would not show without an outline.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "src" / "verbale" / "chart" / "data" / "countries.json"
NAMES = ROOT / "src" / "verbale" / "codebook" / "data" / "actors" / "countries.tsv"
UNNUMBERED = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}
# 1:110m has no Gaza Strip.
FINE = {"PSE", "ISR"}
# In square degrees: some four pixels of a map of the world that is 800 pixels wide.
SMALL_AREA = 0.8
# Natural Earth draws land with whoever holds it; the codes are those of ISO 3166, under which Crimea is of Ukraine.
GIVEN = (("RUS", "UKR", (32.0, 44.0, 37.0, 46.6)),)
Point = tuple[float, float]


def main() -> None:
    coarse, fine, table = (json.loads(Path(p).read_text(encoding="utf-8")) for p in sys.argv[1:4])
    codes = {row["ccn3"]: row["cca3"] for row in table if row.get("ccn3")}
    with NAMES.open(encoding="utf-8") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    arcs: list[list[list[int]]] = []
    shapes: dict[str, list[dict[str, Any]]] = {}
    for topology in (coarse, fine):
        skipped = FINE if topology is coarse else set()
        lines = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
        found: dict[str, list[dict[str, Any]]] = {}
        for geometry in topology["objects"]["countries"]["geometries"]:
            code = codes.get(geometry.get("id", "")) or UNNUMBERED.get(geometry["properties"]["name"])
            # Antarctica would take a fifth of the map.
            if code in names and code not in shapes and code not in {"ATA", *skipped}:
                found.setdefault(code, []).append(geometry)
        kept: dict[int, int] = {}
        for code, geometries in found.items():
            shapes[code] = [shape(g, code, names[code], lines, kept) for g in geometries]
        arcs += [encoded(lines[i], coarse["transform"]) for i in kept]
        renumber(shapes, found, len(arcs) - len(kept))
    for holder, owner, box in GIVEN:
        give(shapes[holder][0], shapes[owner][0], box, arcs, coarse["transform"])
    topology = {
        "type": "Topology",
        "transform": coarse["transform"],
        "objects": {
            "countries": {"type": "GeometryCollection", "geometries": [g for c in sorted(shapes) for g in shapes[c]]}
        },
        "arcs": arcs,
    }
    TARGET.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(
        len(shapes), "countries,", TARGET.stat().st_size, "bytes; without a shape:", *sorted(set(names) - set(shapes))
    )


def shape(
    geometry: dict[str, Any], code: str, name: str, lines: list[list[Point]], kept: dict[int, int]
) -> dict[str, Any]:
    """A geometry with id, name, box and size, its arcs numbered in the order in which they are kept."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [
        [p for arc in polygon[0] for p in (lines[arc] if arc >= 0 else lines[~arc][::-1])[:-1]] for polygon in polygons
    ]
    largest = max(rings, key=area)
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    if max(xs) - min(xs) > 300:  # across the 180th meridian
        xs = [x % 360 for x in xs]
    numbered = [[[number(arc, kept) for arc in ring] for ring in polygon] for polygon in polygons]
    facts: dict[str, Any] = {"name": name, "box": [round(v, 1) for v in (min(xs), min(ys), max(xs), max(ys))]}
    if sum(map(area, rings)) < SMALL_AREA:
        facts["small"] = True
    return {"type": "MultiPolygon", "id": code, "properties": facts, "arcs": numbered}


def give(
    holder: dict[str, Any],
    owner: dict[str, Any],
    box: tuple[float, float, float, float],
    arcs: list[list[list[int]]],
    transform: dict[str, list[float]],
) -> None:
    """Move the polygons that lie in a box (west, south, east, north) from one shape to another."""
    west, south, east, north = box

    def lies_in(polygon: list[list[int]]) -> bool:
        points = [p for arc in polygon[0] for p in decoded(arcs[arc if arc >= 0 else ~arc], transform)]
        return all(west <= x <= east and south <= y <= north for x, y in points)

    owner["arcs"] += [polygon for polygon in holder["arcs"] if lies_in(polygon)]
    holder["arcs"] = [polygon for polygon in holder["arcs"] if not lies_in(polygon)]


def number(arc: int, kept: dict[int, int]) -> int:
    """The new number of an arc; a negative one is the same line from its other end."""
    new = kept.setdefault(arc if arc >= 0 else ~arc, len(kept))
    return new if arc >= 0 else ~new


def renumber(shapes: dict[str, list[dict[str, Any]]], found: dict[str, Any], offset: int) -> None:
    """Numbers of the shapes just found count on from the arcs before them."""
    for code in found:
        for geometry in shapes[code]:
            geometry["arcs"] = [
                [[a + offset if a >= 0 else a - offset for a in ring] for ring in polygon]
                for polygon in geometry["arcs"]
            ]


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Degrees of a line that is written in steps on a grid."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def encoded(line: list[Point], transform: dict[str, list[float]]) -> list[list[int]]:
    """The reverse of `decoded`."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    before, steps = (0, 0), []
    for x, y in line:
        at = (round((x - tx) / sx), round((y - ty) / sy))
        if steps and at == before:
            continue
        steps.append([at[0] - before[0], at[1] - before[1]])
        before = at
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def area(ring: list[Point]) -> float:
    """Of a ring, in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


if __name__ == "__main__":
    main()
