"""Which articles tell of the same happening, in NewsWCL50: `python benchmarks/accuracy/newswcl50.py GOLD_FOLDER`.

The 50 articles of newswcl50 (ten happenings of April 2018, five papers each) are put together from their tokens, with
the paper and the day from the addresses in urls.tsv, where an address has a day. `happenings` groups them; the figure is
B-cubed F1 over the articles.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from coreference import b_cubed
from measure import gold_folder, print_figures
from tokens import put_together

from verbale.link.documents import Report, happenings
from verbale.model.article import Article
from verbale.model.tellings import content_words
from verbale.text.parser import parse_articles

_DAY = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")


def articles(folder: Path) -> Iterator[Article]:
    """The articles by id ("0_LL"), with text, publisher and, where known, day."""
    known = dict(_addresses(folder / "urls.tsv"))
    sentences: dict[str, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for line in (folder / "NewsWCL50.conll").read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if len(parts) > 3:
            name = parts[0].rpartition("/")[2]
            sentences[name][int(parts[1])].append((int(parts[2]), parts[3]))
    for name in sorted(sentences):
        text = put_together(sorted(sentences[name].items())).text
        yield replace(known[name], text=text)


def _addresses(path: Path) -> Iterator[tuple[str, Article]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        happening, outlet, url = line.split("\t")
        day = _DAY.search(url)
        yield (
            f"{happening}_{outlet}",
            Article(
                article_id=f"{happening}_{outlet}",
                text="",
                url=url,
                publisher=urlsplit(url).hostname,
                published_at="-".join(day.groups()) if day else None,
            ),
        )


def main() -> None:
    reports = [
        Report(article_id=a.article_id, words=content_words(p.tokens), published=a.published_at)
        for a, p in parse_articles(articles(gold_folder() / "newswcl50"))
    ]
    gold: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        gold[report.article_id.partition("_")[0]].add(report.article_id)
    found = [set(group) for group in happenings(reports)]
    agreement = b_cubed(list(gold.values()), found)
    print(f"{len(reports)} articles: {len(found)} happenings, P {agreement.precision:.3f} R {agreement.recall:.3f}")
    print_figures(b3=agreement.f1)


if __name__ == "__main__":
    main()
