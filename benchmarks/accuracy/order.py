"""Stories do not depend on the order of input: `python order.py STORE [ORDERS]`.

The current events and articles of STORE are written in ORDERS (10) random orders into stores of their own, in runs of
random sizes with a linking after each third, and linked; every store must hold the same stories with the same members.
"""

import json
import random
import sys
import tempfile
from pathlib import Path

from verbale.pipeline.linking import link
from verbale.store import Store, select
from verbale.store.rows import insert

TABLES = ("article", "coding", "event", "mention")


def main() -> None:
    source = Store(path=Path(sys.argv[1]))
    orders = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with source.reading() as connection:
        rows = {t: select(connection, f"SELECT * FROM {t} WHERE known_until IS NULL") for t in TABLES}
    for table in TABLES:
        for row in rows[table]:
            row |= {name: json.loads(row[name]) for name in ("record", "masks") if name in row}
    articles = sorted(row["article_id"] for row in rows["article"])
    found = []
    for seed in range(orders):
        rng = random.Random(seed)
        rng.shuffle(articles)
        with tempfile.TemporaryDirectory() as folder:
            found.append(stories_of(Store(path=Path(folder) / "store.duckdb"), rows, articles, rng))
        print(f"order {seed}: {len(found[-1])} links", flush=True)
    print("identical" if all(one == found[0] for one in found) else "DIFFERENT")
    sys.exit(any(one != found[0] for one in found))


def stories_of(store: Store, rows: dict, articles: list[str], rng: random.Random) -> list[tuple]:
    place = {article_id: n for n, article_id in enumerate(articles)}
    cut = sorted(rng.sample(range(1, len(articles)), 3))
    for first, last in zip((0, *cut), (*cut, len(articles)), strict=True):
        with store.writing() as connection:
            for table, all_rows in rows.items():
                chosen = [row for row in all_rows if first <= place[row["article_id"]] < last]
                chosen.sort(key=lambda row: place[row["article_id"]])
                insert(connection, table, chosen)
        if last != len(articles) and rng.random() < 1 / 3:
            link(store)
    link(store)
    with store.reading() as connection:
        links = "SELECT story_id, event_id, origin, likeness FROM link WHERE known_until IS NULL ORDER BY ALL"
        return connection.execute(links).fetchall()


if __name__ == "__main__":
    main()
