"""Builds persons.tsv: `python tools/build_persons.py KNOWLEDGE_FOLDER`.

Sources, all tables of facts, the better first: `tools/persons/*.tsv`, which we keep ourselves (dates to the day, the month
or the year, `uncertain` where we are not sure); the Wikidata snapshot of 2026-08-22 (days); Wikidata and Wikipedia office
holders of 2021-2022 (years); REIGN leader list to March 2021 (heads, with months; a leader it gives by last name only keeps
that name and is matched only behind a title or a country); the CIA list of chiefs of state and cabinet members of 2019
(attested in that year only). Of two rows for one person in one office at one time the better source stays. A single-holder
office that a snapshot leaves open ends where a later holder's begins. Dates given to the month or year are widened to its
first and last day, and `certainty` says so.
"""

import calendar
import csv
import json
import re
import sys
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

from verbale.actors.names import office_kind
from verbale.model.folding import fold

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "verbale" / "codebook" / "data" / "actors"
COLUMNS = (
    "actor_id",
    "name",
    "aliases",
    "code",
    "sector",
    "office",
    "since",
    "until",
    "attested",
    "wikidata",
    "reference",
    "certainty",
)
# REIGN writes Correlates of War abbreviations; these differ from ISO alpha-3.
COW = dict(
    pair.split(":") for pair in (
        "BHU:BTN PAL:PLW SEY:SYC YUG:SRB GDR:DEU YAR:YEM YPR:YEM TAW:TWN "
        "AAB:ATG ALG:DZA ANG:AGO AUL:AUS AUS:AUT BAH:BHR BAR:BRB BFO:BFA BHM:BHS BNG:BGD BOS:BIH BOT:BWA BRU:BRN BUI:BDI "
        "BUL:BGR CAM:KHM CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CHL:CHL CON:COG COS:CRI CRO:HRV CZR:CZE DEN:DNK DRC:COD "
        "DRV:VNM EQG:GNQ ETM:TLS FIJ:FJI FRN:FRA GAM:GMB GFR:DEU GMY:DEU GRG:GEO GRN:GRD GUA:GTM GUI:GIN HAI:HTI HON:HND "
        "ICE:ISL INS:IDN IRE:IRL KOS:XKX KUW:KWT KYR:KGZ KZK:KAZ LAT:LVA LEB:LBN LES:LSO LIB:LBY LIT:LTU MAA:MRT MAC:MKD "
        "MAD:MDV MAG:MDG MAL:MYS MAS:MUS MAW:MWI MLD:MDA MNC:MCO MNG:MNE MON:MNG MOR:MAR MSI:MHL MYA:MMR MZM:MOZ NAM:NAM "
        "NAU:NRU NEP:NPL NEW:NZL NIC:NIC NIG:NGA NIR:NER NOR:NOR NTH:NLD OMA:OMN PAR:PRY PHI:PHL POR:PRT ROK:KOR ROM:ROU "
        "SAF:ZAF SAL:SLV SIE:SLE SIN:SGP SKN:KNA SLO:SVK SLU:LCA SLV:SVN SNM:SMR SOL:SLB SPN:ESP SRI:LKA SUD:SDN SVG:VCT "
        "SWA:SWZ SWD:SWE SWZ:CHE TAJ:TJK TAZ:TZA THI:THA TOG:TGO TON:TON TRI:TTO UAE:ARE UKG:GBR URU:URY VAN:VUT ZAM:ZMB "
        "ZIM:ZWE PAN:PAN PLW:PLW"
    ).split()
)  # fmt: skip
FIRST_YEAR = 1990


def main() -> None:
    folder = Path(sys.argv[1])
    codes = country_codes()
    rows = [
        *hand_rows(),
        *snapshot_2026(folder, codes),
        *holders_2021(folder, codes),
        *reign(folder),
        *cia_2019(folder),
    ]
    known_names(rows)
    kept = without_doubles(rows)
    close_open_ends(kept)
    ordered = sorted(kept, key=lambda r: (r["actor_id"], r["since"], r["attested"], r["office"]))
    with (DATA / "persons.tsv").open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for row in ordered:
            file.write("\t".join(row.get(c, "") for c in COLUMNS) + "\n")
    both = sum(1 for r in ordered if r["since"] and r["until"])
    print(len(ordered), "roles,", both, "with both ends")


def known_names(rows: list[dict[str, str]]) -> None:
    """A snapshot's "Elizabeth Truss" is our Liz Truss of the same country."""
    ours: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        for name in (row["name"], *row["aliases"].split("|")):
            if " " in name:
                ours.setdefault((row["code"], fold(name)), row)
    for row in rows:
        known = ours.get((row["code"], fold(row["name"])))
        if known is not None and known is not row:
            row["name"], row["actor_id"], row["aliases"] = known["name"], known["actor_id"], known["aliases"]


def without_doubles(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """One row for one person in one office at one time, from the best source; aliases of the others are kept."""
    kept: list[dict[str, str]] = []
    held: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    heads: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        surname = fold(row["name"]).split()[-1]
        same = held[row["code"], fold(row["name"])]
        # REIGN calls heads of any kind leaders, and some by their last name alone.
        if row["office"] == "leader":
            same = [*same, *heads[row["code"], surname]]
        double = next((other for other in same if one_office(row, other) and overlapping(row, other)), None)
        if double is not None:
            if row["name"] != double["name"] and " " in row["name"]:
                double["aliases"] = "|".join(dict.fromkeys(filter(None, [*double["aliases"].split("|"), row["name"]])))
            continue
        held[row["code"], fold(row["name"])].append(row)
        if office_kind(row["office"]) in HEADS:
            heads[row["code"], surname].append(row)
        kept.append(row)
    return kept


HEADS = ("state", "government", "monarch", "chancellor")


def one_office(a: dict[str, str], b: dict[str, str]) -> bool:
    kinds = [office_kind(r["office"]) for r in (a, b)]
    if "leader" in (a["office"], b["office"]) and all(k in HEADS for k in kinds):
        return True
    return a["office"] == b["office"] or (kinds[0] is not None and kinds[0] == kinds[1])


def overlapping(a: dict[str, str], b: dict[str, str]) -> bool:
    spans = [
        (r["attested"], r["attested"] + "-12-31")
        if r["attested"] and not r["since"]
        else (r["since"], r["until"] or "9999")
        for r in (a, b)
    ]
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def close_open_ends(rows: list[dict[str, str]]) -> None:
    """Whoever a snapshot leaves in a single-holder office has left it when somebody else takes it."""
    begun: dict[tuple[str, str | None], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        kind = office_kind(row["office"])
        if row["since"] and kind in HEADS[:3] and row["sector"] == "GOV":
            begun[row["code"], kind].append((row["since"], row["actor_id"]))
    for row in rows:
        kind = office_kind(row["office"])
        if row["until"] or not row["since"] or kind not in HEADS[:3] or not row["reference"].startswith(SNAPSHOTS):
            continue
        later = [s for s, who in begun[row["code"], kind] if s > row["since"] and who != row["actor_id"]]
        row["until"] = min(later, default="")


SNAPSHOTS = ("world leaders 2021", "REIGN")


def country_codes() -> dict[str, str]:
    """alpha-2 codes, names and aliases to alpha-3."""
    found = {}
    with (DATA / "countries.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for name in (row["alpha2"], row["name"], *row["aliases"].split("|")):
                found[name.lower()] = row["code"]
    return found


def identifier(code: str, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{code}-{re.sub('[^a-z0-9]+', '-', plain).strip('-')}"


def record(code: str, name: str, office: str, since: str, until: str, reference: str, **more: str) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "name": name,
        "code": code,
        "sector": "GOV",
        "office": office,
        "since": since,
        "until": until,
        "reference": reference,
    }
    # "Abdul Hamid (politician)": the brackets are the encyclopedia's.
    row["name"] = name = re.sub(r"\s*\(.*?\)", "", name)
    row["actor_id"] = more.pop("actor_id", "") or identifier(code, name)
    return row | more


def hand_rows() -> list[dict[str, str]]:
    rows = []
    people: dict[str, str] = {}
    for path in sorted((HERE / "persons").glob("*.tsv")):
        with path.open(encoding="utf-8") as file:
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                r["code"] = LATER_STATES.get(r["code"], r["code"])
                identity = people.setdefault(fold(r["name"]), identifier(r["code"], r["name"]))
                since, until = first_day(r["since"]), last_day(r["until"])
                rows.append(
                    record(
                        r["code"], r["name"], r["office"], since, until, r["reference"],
                        actor_id=identity, aliases=r["aliases"], sector=r["sector"], certainty=certainty(r),
                    )
                )  # fmt: skip
    at_home = {fold(r["name"]): r["actor_id"] for r in rows if r["code"] not in ("IGO", "NGO")}
    for row in rows:
        row["actor_id"] = at_home.get(fold(row["name"]), row["actor_id"])
    share_aliases(rows)
    # The most exact first: it is the one that stays.
    return sorted(rows, key=lambda r: (CERTAINTIES.index(r["certainty"]), r["until"] == ""))


# Officials of states that are no more stand under the one that took their seat.
LATER_STATES = {"CSK": "CZE", "YUG": "SRB", "SCG": "SRB", "SUN": "RUS", "DDR": "DEU", "ZAR": "COD", "BUR": "MMR"}


def share_aliases(rows: list[dict[str, str]]) -> None:
    """What a person is called holds for all offices of theirs."""
    aliases: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        aliases[row["actor_id"]].update(dict.fromkeys(a for a in row["aliases"].split("|") if a and a != row["name"]))
    for row in rows:
        row["aliases"] = "|".join(aliases[row["actor_id"]])


CERTAINTIES = ("", "month", "year", "uncertain")


def certainty(row: dict[str, str]) -> str:
    """How exact the given dates are: to the day (empty), the month, the year; `uncertain` as marked."""
    if row["certainty"]:
        return "uncertain"
    shortest = min(len(d) for d in (row["since"] or "9999-99-99", row["until"] or "9999-99-99"))
    return {10: "", 7: "month", 4: "year"}[shortest]


def first_day(date: str) -> str:
    return date + {10: "", 7: "-01", 4: "-01-01", 0: ""}[len(date)]


def last_day(date: str) -> str:
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"
    return date + {10: "", 4: "-12-31", 0: ""}[len(date)]


def snapshot_2026(folder: Path, codes: dict[str, str]) -> list[dict[str, str]]:
    data = json.loads((folder / "world_leaders_wikidata_2026" / "2026-08-22.json").read_text(encoding="utf-8"))
    rows = []
    for entry in data["countries"].values():
        code = codes.get(entry["country"]["iso_code"].lower())
        for position in entry["positions"].values():
            holder = position.get("current_holder") or {}
            if code and holder.get("name_en"):
                since = holder.get("since") or ""
                rows.append(record(code, holder["name_en"], position["title_en"], since, "", "Wikidata snapshot 2026-08-22",
                                   wikidata=holder.get("wikidata_id") or ""))  # fmt: skip
    return rows


def holders_2021(folder: Path, codes: dict[str, str]) -> list[dict[str, str]]:
    rows = []
    for name in ("wikidata", "wikipedia"):
        with (folder / "world_leaders_2021" / f"{name}.csv").open(encoding="utf-8") as file:
            for r in csv.DictReader(file):
                holder = r.get("officeholderLabel") or r.get("officeholderlabel") or ""
                office = r.get("positionLabel") or r.get("positionlabel") or ""
                code = codes.get(r["country"].lower())
                if not code or not holder or re.fullmatch(r"Q\d+", holder):
                    continue
                since = f"{r['start_year']}-01-01" if r["start_year"] else ""
                until = f"{r['end_year']}-12-31" if r["end_year"] else ""
                rows.append(
                    record(
                        code, holder, office, since, until, f"world leaders 2021, {name}", wikidata=r["officeholder"]
                    )
                )
    return rows


def reign(folder: Path) -> list[dict[str, str]]:
    rows = []
    with (folder / "reign" / "leaderlist_3_21.csv").open(encoding="cp1252", errors="replace") as file:
        for r in csv.DictReader(file):
            if r["eyear"] and int(r["eyear"]) < FIRST_YEAR:
                continue
            name = re.sub(r"\s*\(.*?\)", "", r["leader"]).strip()
            if not re.fullmatch(r"[^\W\d_][\w.'’ -]+", name) or not r["syear"] or not r["smonth"]:
                continue
            code = COW.get(r["stateabb"], r["stateabb"])
            day = min(int(r["sdate"] or 1), 28) or 1
            since = f"{int(r['syear']):04}-{max(int(r['smonth']), 1):02}-{day:02}"
            until = f"{int(r['eyear']):04}-{int(r['emonth'] or 12):02}-28" if r["eyear"] else ""
            if not until:
                until = ""
            rows.append(record(code, name, "leader", since, until, "REIGN 2021-03"))
    return rows


def cia_2019(folder: Path) -> list[dict[str, str]]:
    archive = zipfile.ZipFile(folder / "cia_world_leaders_2019" / "json.zip")
    parts = {k: json.loads(archive.read(f"dist/json/{k}.json")) for k in ("persons", "countries", "government-offices")}
    alpha3 = {}
    with (DATA / "countries.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            alpha3[row["alpha2"].lower()] = row["code"]
    offices = {}
    for key, office in parts["government-offices"].items():
        title = next((v for k, v in office["datatypeProperties"].items() if k.endswith("#title")), "")
        home = next(
            (v["@id"] for p in office["objectProperties"] for k, v in p.items() if k.endswith("#hasCountry")), ""
        )
        iso = next(
            (
                v
                for k, v in parts["countries"].get(home, {}).get("datatypeProperties", {}).items()
                if k.endswith("CodeISO")
            ),
            "",
        )
        offices[key] = (title, alpha3.get(iso, ""))
    rows = []
    for person in parts["persons"].values():
        name = " ".join(
            w.capitalize() if w.isupper() else w
            for w in person[
                "rdfs:label" if "rdfs:label" in person else "http://www.w3.org/2000/01/rdf-schema#label"
            ].split()
        )
        for link in person["objectProperties"]:
            for key, value in link.items():
                title, code = (
                    offices.get(value["@id"], ("", "")) if key.endswith("#appointedGovernmentOffice") else ("", "")
                )
                if code and " " in name and "\t" not in name:
                    rows.append(
                        record(
                            code,
                            name,
                            title.replace("\t", " "),
                            "",
                            "",
                            "CIA chiefs of state and cabinet members 2019",
                            attested="2019",
                        )
                    )
    return rows


if __name__ == "__main__":
    main()
