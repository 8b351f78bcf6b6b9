"""The texts of the coded articles: `python articles.py GOLD_FOLDER OUT.jsonl`.

News articles of TempEval-3 (UzZaman et al. 2013) and GeoWebNews (Gritta et al. 2018), plain text, with the ids that the
labels in reports/ use.
"""

import html
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_CREATED = re.compile(r"<TIMEX3[^>]*CREATION_TIME[^>]*>")
_DAY = re.compile(r'value="(\d{4}-\d\d-\d\d)')
_TAG = re.compile(r"<[^>]+>")


def main() -> None:
    gold, out = Path(sys.argv[1]), Path(sys.argv[2])
    with out.open("w", encoding="utf-8") as file:
        for row in (*tempeval(gold / "tempeval3"), *geowebnews(gold / "geoparsing" / "GWN.xml")):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def tempeval(folder: Path) -> Iterator[dict]:
    for path in sorted(folder.glob("*/*.tml")):
        page = path.read_text(encoding="utf-8", errors="replace")
        found, created = _TEXT.search(page), _CREATED.search(page)
        if found:
            text = html.unescape(_TAG.sub("", found.group(1))).strip()
            day = _DAY.search(created.group()) if created else None
            yield {"id": f"tempeval3/{path.name}", "published_at": day.group(1) if day else None, "text": text}


def geowebnews(path: Path) -> Iterator[dict]:
    """Nothing tells when these were published."""
    for article in ElementTree.parse(path).getroot():
        text = article.findtext("text") or ""
        yield {"id": f"GWN/{article.attrib['file']}", "published_at": None, "text": text}


if __name__ == "__main__":
    main()
