"""Builds groups.tsv: `python tools/build_groups.py KNOWLEDGE_FOLDER`.

`tools/groups_by_hand.tsv`, which we keep ourselves, wins. The UCDP tables of armed conflict (state-based and non-state,
22.1) add every organised actor that it lacks, with the names the tables give; the actor's number is the reference.
Actors of non-state fights in countries where UCDP records the wars of cartels and gangs are criminal, elsewhere militias;
whoever fights a government is a rebel.
"""

import csv
import re
import sys
import unicodedata
from pathlib import Path

from verbale.model.folding import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "verbale" / "codebook" / "data" / "actors"
COLUMNS = ("actor_id", "name", "aliases", "code", "sector", "since", "until", "wikidata", "reference")
GANG_COUNTRIES = {"MEX", "BRA", "SLV", "HND", "JAM", "HTI", "COL", "GTM", "ECU", "TTO", "VEN"}
LATER_NAMES = {"DR Congo": "COD", "Bosnia-Herzegovina": "BIH", "Serbia": "SRB", "Macedonia": "MKD", "Russia": "RUS",
               "Ivory Coast": "CIV", "Myanmar": "MMR", "Yemen": "YEM", "Cambodia": "KHM", "Madagascar": "MDG"}  # fmt: skip
# Side names that are a government, a part of an army, or several actors at once.
NOT_A_GROUP = re.compile(
    r"Government of|Republic of|Military faction|^Forces of|^Maidan|,| faction\b|^Supporters|tribe|clan| - |['’]|^Democratic|/"
)
# Three letters alone stand for too much else.
MIN_ACRONYM = 4


def main() -> None:
    folder = Path(sys.argv[1]) / "ucdp_221"
    codes = country_codes()
    rows = {(row["actor_id"], row["since"]): row for row in by_hand()}
    taken = {actor_id for actor_id, _ in rows}
    known = {fold(n) for row in rows.values() for n in (row["name"], *row["aliases"].split("|")) if n}
    with (DATA / "organizations.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            known |= {fold(n) for n in (row["name"], *row["aliases"].split("|")) if n}
    for name, acronym, place, sector, number in (*state_based(folder), *non_state(folder)):
        code = codes.get(place.split(",")[0].split(" (")[0].strip().lower(), "")
        names = [n for n in (name, acronym) if n]
        if any(n.isupper() and len(n) < MIN_ACRONYM for n in names) or len(name) < MIN_ACRONYM:
            continue
        if not names or any(fold(n) in known for n in names) or NOT_A_GROUP.search(" ".join(names)):
            continue
        known |= {fold(n) for n in names}
        identifier = plain(name)
        if identifier in taken:
            continue
        taken.add(identifier)
        rows[identifier, ""] = dict.fromkeys(COLUMNS, "") | {
            "actor_id": identifier,
            "name": name,
            "aliases": acronym if acronym != name else "",
            "code": code,
            "sector": "CRM" if sector == "UAF" and code in GANG_COUNTRIES else sector,
            "reference": f"UCDP 22.1, actor {number}",
        }
    with (DATA / "groups.tsv").open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        file.writelines("\t".join(row[c] for c in COLUMNS) + "\n" for _, row in sorted(rows.items()))
    print(len(rows), "groups")


def country_codes() -> dict[str, str]:
    found = {name.lower(): code for name, code in LATER_NAMES.items()}
    with (DATA / "countries.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for name in (row["name"], *row["aliases"].split("|")):
                found.setdefault(name.lower(), row["code"])
    return found


def plain(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_name).strip("-")


def by_hand() -> list[dict[str, str]]:
    with (HERE / "groups_by_hand.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        {c: row.get(c) or "" for c in COLUMNS} | {"actor_id": row.get("actor_id") or plain(row["name"])} for row in rows
    ]


def state_based(folder: Path):  # type: ignore[no-untyped-def]
    """Rebels, from 1989 on: the tables give their short name only."""
    with (folder / "ucdp-prio-acd-221.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) >= 1989:
                names, numbers = row["side_b"].split(","), row["side_b_id"].split(",")
                for name, number in zip(names, numbers, strict=False):
                    if len(name.strip()) >= MIN_ACRONYM:
                        yield name.strip(), "", row["location"], "REB", number.strip()


def non_state(folder: Path):  # type: ignore[no-untyped-def]
    with (folder / "ucdp-nonstate-221.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["org"] == "1":
                for side in "ab":
                    full, short = row[f"side_{side}_name_fulltext"], row[f"side_{side}_name"]
                    acronym = short if short.isupper() and len(short) >= MIN_ACRONYM else ""
                    yield (full if acronym else short), acronym, row["location"], "UAF", row[f"side_{side}_id"]


if __name__ == "__main__":
    main()
