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
_TAG = re.compile(r"<[^>]+>")


def main() -> None:
    gold, out = Path(sys.argv[1]), Path(sys.argv[2])
    with out.open("w", encoding="utf-8") as file:
        for article_id, text in (*tempeval(gold / "tempeval3"), *geowebnews(gold / "geoparsing" / "GWN.xml")):
            file.write(json.dumps({"id": article_id, "text": text}, ensure_ascii=False) + "\n")


def tempeval(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*/*.tml")):
        found = _TEXT.search(path.read_text(encoding="utf-8", errors="replace"))
        if found:
            yield f"tempeval3/{path.name}", html.unescape(_TAG.sub("", found.group(1))).strip()


def geowebnews(path: Path) -> Iterator[tuple[str, str]]:
    for article in ElementTree.parse(path).getroot():
        yield f"GWN/{article.attrib['file']}", article.findtext("text") or ""


if __name__ == "__main__":
    main()
