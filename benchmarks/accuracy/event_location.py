"""The place of a given act: `python benchmarks/accuracy/event_location.py GOLD_FOLDER [VERBALE [RECORDS]]`.

Micro F1 over tokens, records without a place included. Reads in this process, whatever VERBALE. Takes the first RECORDS
(1,500) in the order in which `tools/train_siting.py` leaves them out of its fit; 0 takes all, the fitted ones too.
"""

import gzip
import json
import random
import sys

from measure import gold_folder, print_figures

from verbale.ingest import article_from_text
from verbale.pipeline.stages import ASKED_FLOOR, annotate_document, find_place, without_dateline
from verbale.text.parser import parse_articles


def main() -> None:
    with gzip.open(gold_folder() / "event_location.jsonl.gz", "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    random.Random(5).shuffle(records)
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 1500
    records = records[:wanted] if wanted else records
    articles = [without_dateline(article_from_text(r["text"], article_id=str(k))) for k, r in enumerate(records)]
    hits = extra = missed = 0
    for record, (article, parse) in zip(records, parse_articles(articles), strict=True):
        acts = [s for s in record.get("spans", []) if s["label"] == "VERB"]
        if not acts:
            continue
        gold = {
            i
            for s in record.get("spans", [])
            if s["label"] == "LOCATION"
            for i in range(s["token_start"], s["token_end"] + 1)
        }
        trigger = next((t for t in parse.tokens if t.start < acts[0]["end"] and acts[0]["start"] < t.end), None)
        found = (
            find_place(annotate_document(article, parse), trigger, floor=ASKED_FLOOR) if trigger is not None else None
        )
        span = found[0].span if found and found[0].basis == "stated" else None
        chosen = {k["id"] for k in record["tokens"] if span and k["start"] < span.end and span.start < k["end"]}
        hits, extra, missed = hits + len(gold & chosen), extra + len(chosen - gold), missed + len(gold - chosen)
    print_figures(token=2 * hits / (2 * hits + extra + missed))


if __name__ == "__main__":
    main()
