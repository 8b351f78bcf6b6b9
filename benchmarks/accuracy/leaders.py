"""Leaders and ministers by country and sector: `python benchmarks/accuracy/leaders.py KNOWLEDGE_FOLDER [SHOW]`.

Every head of state and government of the 2021 and 2026 tables, and 500 ministers of the 2019 table drawn with a fixed
seed, on a date in office: by full name (alone, and in an article that names the country), and by title and surname in
an article that names the country.
Prints the shares; with SHOW, that many of the misses.
"""

import csv
import datetime
import json
import random
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from verbale.actors.names import FAMILY_NAME_FIRST
from verbale.codebook.actors import countries
from verbale.ingest import article_from_text
from verbale.pipeline.run import Result, Settings, run_annotate

SEED, MINISTERS = 7, 500
Leader = tuple[str, str, str, str]  # name, country code, office, day


def main() -> None:
    folder = Path(sys.argv[1])
    show = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    leaders = sorted({*of_2021(folder), *of_2026(folder), *ministers_of_2019(folder)})
    ways = (("full name", by_name), ("full name, country named", by_name_at_home), ("title and surname", by_title))
    for way, text_of in ways:
        texts = [text_of(*leader) for leader in leaders]
        found = [resolved(text, words, leader) for (text, words), leader in zip(texts, leaders, strict=True)]
        missed = [leader for hit, leader in zip(found, leaders, strict=True) if not hit]
        print(f"{way}: {sum(found) / len(found):.3f} of {len(found)}")
        for leader in random.Random(SEED).sample(missed, min(show, len(missed))):
            print("  missed:", *leader)


def by_name(name: str, code: str, office: str, day: str) -> tuple[str, str]:
    return f"{name} spoke to reporters on Monday about the new budget.", name


def by_name_at_home(name: str, code: str, office: str, day: str) -> tuple[str, str]:
    text, words = by_name(name, code, office, day)
    return f"Officials in {countries()[code].name} answered questions about the new budget on Monday. {text}", words


def by_title(name: str, code: str, office: str, day: str) -> tuple[str, str]:
    country = countries()[code].name
    text = (
        f"Officials in {country} answered questions about the new budget on Monday. "
        f"{title_of(office)} {surname(name, code)} said the plan would be voted on soon."
    )
    return text, surname(name, code)


def surname(name: str, code: str) -> str:
    words = name.split()
    if re.fullmatch("[IVX]+", words[-1]):
        return name
    return words[0] if code in FAMILY_NAME_FIRST - {"JPN", "HUN", "MYS"} and len(words) > 1 else words[-1]


def title_of(office: str) -> str:
    words = office.lower()
    for pattern, title in (
        (r"prime minister|head of government|premier", "Prime Minister"),
        (r"president|head of state", "President"),
        (r"king|monarch of|emperor", "King"), (r"queen", "Queen"), (r"emir", "Emir"), (r"sultan", "Sultan"),
        (r"chancellor", "Chancellor"), (r"governor", "Governor"),
        (r"foreign", "Foreign Minister"), (r"defen[cs]e", "Defence Minister"), (r"interior|home", "Interior Minister"),
        (r"finance|treasur", "Finance Minister"), (r"health", "Health Minister"), (r"justice", "Justice Minister"),
    ):  # fmt: skip
        if re.search(pattern, words):
            return title
    return "Minister"


def resolved(text: str, words: str, leader: Leader) -> bool:
    article = article_from_text(text, published_at=leader[3], article_id="leader")
    (outcome,) = run_annotate([article], Settings())
    assert isinstance(outcome, Result)
    start = text.rindex(words)
    here = [a for a in outcome.records[0]["actors"] if a["start"] < start + len(words) and start < a["end"]]
    return any(a["code"] == leader[1] and a["sector"] == "GOV" for a in here)


def of_2021(folder: Path) -> Iterator[Leader]:
    codes = {n.lower(): c.code for c in countries().values() for n in (c.name, c.alpha2, *c.aliases)}
    for table in ("wikidata", "wikipedia"):
        with (folder / "world_leaders_2021" / f"{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                name = row.get("officeholderLabel") or row.get("officeholderlabel") or ""
                office = row.get("positionLabel") or row.get("positionlabel") or ""
                code = codes.get(row["country"].lower())
                if code and name and not re.fullmatch(r"Q\d+", name) and row["start_year"]:
                    yield re.sub(r"\s*\(.*?\)", "", name), code, office, day_in(int(row["start_year"]), row["end_year"])


def day_in(first: int, last: str) -> str:
    """The last day of 2021 where it is in office, else a day of its last year or first full one."""
    end = int(last) if last else 2021
    if first < 2021 <= end or end <= first:
        return f"{max(first, min(end, 2021))}-{'07-01' if end > first else '12-30'}"
    return f"{first}-12-30" if first >= 2021 else f"{end}-01-15"


def of_2026(folder: Path) -> Iterator[Leader]:
    codes = {c.alpha2.lower(): c.code for c in countries().values()}
    data = json.loads((folder / "world_leaders_wikidata_2026" / "2026-08-22.json").read_text(encoding="utf-8"))
    for entry in data["countries"].values():
        code = codes.get(entry["country"]["iso_code"].lower())
        for position in entry["positions"].values():
            name = (position.get("current_holder") or {}).get("name_en")
            if code and name:
                yield name, code, position["title_en"], "2026-08-22"


def ministers_of_2019(folder: Path) -> list[Leader]:
    archive = zipfile.ZipFile(folder / "cia_world_leaders_2019" / "json.zip")
    parts = {k: json.loads(archive.read(f"dist/json/{k}.json")) for k in ("persons", "countries", "government-offices")}
    alpha3 = {c.alpha2.lower(): c.code for c in countries().values()}
    offices = {}
    for key, office in parts["government-offices"].items():
        title = next((v for k, v in office["datatypeProperties"].items() if k.endswith("#title")), "")
        home = next(
            (v["@id"] for p in office["objectProperties"] for k, v in p.items() if k.endswith("#hasCountry")), ""
        )
        facts = parts["countries"].get(home, {}).get("datatypeProperties", {})
        offices[key] = title, alpha3.get(next((v for k, v in facts.items() if k.endswith("CodeISO")), ""), "")
    found: list[Leader] = []
    for person in parts["persons"].values():
        label = person.get("rdfs:label") or person["http://www.w3.org/2000/01/rdf-schema#label"]
        name = " ".join(w.capitalize() if w.isupper() else w for w in label.split())
        for link in person["objectProperties"]:
            for key, value in link.items():
                title, code = (
                    offices.get(value["@id"], ("", "")) if key.endswith("#appointedGovernmentOffice") else ("", "")
                )
                if code and " " in name and "minister" in title.lower():
                    found.append((name, code, title, datetime.date(2019, 6, 15).isoformat()))
    return random.Random(SEED).sample(sorted(found), MINISTERS)


if __name__ == "__main__":
    main()
