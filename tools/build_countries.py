"""Builds countries.tsv: `python tools/build_countries.py KNOWLEDGE_FOLDER`.

Codes, names, demonyms, capitals and centroids come from the open world-countries table (countries.json, facts);
`tools/countries_by_hand.tsv`, which we keep ourselves, adds the forms that news uses and corrects the rest: a cell there that
starts with `+` is added to the table's, any other cell replaces it. `tools/country_points.tsv` gives the point of large
countries in GeoNames and in Wikipedia, where these lie near each other; we take the one halfway.
"""

import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "verbale" / "codebook" / "data" / "actors" / "countries.tsv"
COLUMNS = (
    "code", "alpha2", "name", "aliases", "demonyms", "adjectives", "capital", "capital_aliases",
    "metonyms", "region", "latitude", "longitude",
)  # fmt: skip
UNCOUNTED = ("ese", "ish", "ch", "ss")


def main() -> None:
    table = json.loads((Path(sys.argv[1]) / "countries" / "countries.json").read_text(encoding="utf-8"))
    with (HERE / "countries_by_hand.tsv").open(encoding="utf-8") as file:
        by_hand = {row["code"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    with (HERE / "country_points.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            latitude, longitude = point(row["geonames"], row["wikipedia"])
            by_hand.setdefault(row["code"], {}).update(latitude=latitude, longitude=longitude)
    rows = sorted((corrected(record(country), by_hand) for country in table), key=lambda r: r["code"])
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines("\t".join(row[c] for c in COLUMNS) + "\n" for row in rows)
    print(len(rows), "countries")


def point(geonames: str, wikipedia: str) -> tuple[str, str]:
    first, second = ([float(n) for n in cell.split()] for cell in (geonames, wikipedia))
    middle = [(a + b) / 2 for a, b in zip(first, second, strict=True)]
    return f"{middle[0]:g}", f"{middle[1]:g}"


def record(country: dict) -> dict[str, str]:  # type: ignore[type-arg]
    code = {"UNK": "XKX"}.get(country["cca3"], country["cca3"])
    name = country["name"]["common"]
    demonym = country["demonyms"].get("eng", {}).get("m", "") if country.get("independent", True) else ""
    people = [demonym, demonym + "s"] if demonym and not demonym.endswith(UNCOUNTED) else [demonym] if demonym else []
    aliases = [a for a in (country["name"]["official"],) if a != name]
    return {
        "code": code,
        "alpha2": country["cca2"],
        "name": name,
        "aliases": "|".join(aliases),
        "demonyms": "|".join(people),
        "adjectives": demonym,
        "capital": (country.get("capital") or [""])[0] or "",
        "capital_aliases": "",
        "metonyms": "",
        "region": country["region"],
        "latitude": str(country["latlng"][0]),
        "longitude": str(country["latlng"][1]),
    }


def corrected(row: dict[str, str], by_hand: dict[str, dict[str, str]]) -> dict[str, str]:
    for column, cell in by_hand.get(row["code"], {}).items():
        if cell.startswith("+"):
            row[column] = "|".join(dict.fromkeys([*filter(None, row[column].split("|")), *cell[1:].split("|")]))
        elif cell == "-":
            row[column] = ""
        elif cell:
            row[column] = cell
    return row


if __name__ == "__main__":
    main()
