"""The same event across articles, in ECB+: `python benchmarks/accuracy/ecbplus.py GOLD_FOLDER [VERBALE] [SPLIT]`.

The mentions of events are given, topics are not: all documents of ecbplus/SPLIT (Dev) are linked together, and chains
of one mention stay in the count. Every mention becomes a telling through the annotation of its document, as far as the
document has sentences in the file. Figures: MUC, B-cubed and CEAF-e F1, and their mean.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product
from pathlib import Path

from coreference import b_cubed, ceaf_e, conll_f1, muc
from measure import gold_folder, print_figures
from tokens import Text, put_together

from verbale.coding.roles import object_, subject
from verbale.link.across import LEAST, THRESHOLD
from verbale.link.clustering import clusters
from verbale.link.likeness import likeness
from verbale.link.rarity import dice
from verbale.link.sketches import Sketch, sketches
from verbale.model.article import Article
from verbale.model.events import Document
from verbale.model.mentions import Place
from verbale.model.parse import Parse, Token
from verbale.model.tellings import Telling, TellingPlace, actor_keys
from verbale.pipeline.stages import annotate_document, find_date, find_place
from verbale.text.parser import parse_articles

# Documents less alike than this tell of different events.
LEAST_ALIKE = 0.1


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold mention: its document, the span of its words in the text put together, and its chain."""

    mention_id: str
    doc_id: str
    start: int
    end: int
    chain: str


def read_texts(path: Path) -> dict[str, Text]:
    """The documents of a corpus file: `document, sentence, token number, token, chain` a line."""
    documents: dict[str, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            doc_id, sentence, at, token = line.split("\t")[:4]
            documents[doc_id][int(sentence)].append((int(at), token))
    return {doc_id: put_together(sorted(sentences.items())) for doc_id, sentences in documents.items()}


def read_mentions(path: Path, texts: Mapping[str, Text]) -> list[Mention]:
    found = []
    for item in json.loads(path.read_text(encoding="utf-8")):
        doc_id, sentence, tokens = item["doc_id"], item["sent_id"], item["tokens_number"]
        spans = [texts[doc_id].spans[sentence, t] for t in tokens]
        name = f"{doc_id}/{sentence}/{'-'.join(map(str, tokens))}"
        found.append(Mention(name, doc_id, min(s for s, _ in spans), max(e for _, e in spans), item["coref_chain"]))
    return found


def gold_clusters(mentions: list[Mention]) -> list[set[str]]:
    chains: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        chains[mention.chain].add(mention.mention_id)
    return [chains[c] for c in sorted(chains)]


def documents(texts: Mapping[str, Text]) -> Iterator[Document]:
    articles = (Article(article_id=d, text=t.text) for d, t in sorted(texts.items()))
    for article, parse in parse_articles(articles):
        yield annotate_document(article, parse)


def telling(document: Document, mention: Mention) -> Telling:
    """The mention as a telling without a type: its word, its sides by syntax, place, date and sentence."""
    text, trigger = document.article.text, _head_in(document.parse, mention)
    sentence = document.parse.sentences[trigger.sentence]
    sources, targets = _sides(document, trigger)
    place, date = find_place(document, trigger), find_date(document, trigger, "occurred")
    return Telling(
        event_id=mention.mention_id,
        article_id=mention.doc_id,
        trigger=text[mention.start : mention.end],
        sources=sources,
        targets=targets,
        place=_place(place[0].place) if place else None,
        earliest=date[0].earliest if date else None,
        latest=date[0].latest if date else None,
        date_stated=date is not None and date[0].basis == "stated",
        text=text[sentence.start : sentence.end],
        sentence=text[sentence.start : sentence.end],
    )


def _place(place: Place) -> TellingPlace:
    return TellingPlace(
        geonames_id=place.geonames_id, name=place.name, country=place.country, precision=place.precision
    )


def _head_in(parse: Parse, mention: Mention) -> Token:
    inside = [t for t in parse.tokens if t.start < mention.end and mention.start < t.end]
    return next((t for t in inside if not mention.start <= parse.head(t).start < mention.end), inside[0])


def _sides(document: Document, trigger: Token) -> tuple[frozenset[str], frozenset[str]]:
    parse = document.parse
    doers, undergoers = [subject(parse, trigger)], [object_(parse, trigger)]
    if trigger.pos not in {"VERB", "AUX"}:
        owners = parse.children(trigger, "poss", "compound", "amod")
        preps = [(p.lemma, parse.child(p, "pobj")) for p in parse.children(trigger, "prep")]
        doers = [*owners, *(o for lemma, o in preps if lemma == "by")]
        undergoers = [o for lemma, o in preps if lemma in {"of", "on", "against", "in", "with", "to"}]
    return _keys(document, doers), _keys(document, undergoers)


def _keys(document: Document, heads: list[Token | None]) -> frozenset[str]:
    wanted = {t.index for head in heads if head for t in document.parse.conjuncts(head)}
    actors = (m.actor for m in document.actors if m.head in wanted)
    return frozenset().union(*(actor_keys(a.actor_id, a.code, a.sector, a.name) for a in actors))


def tellings(read: list[Document], mentions: list[Mention]) -> list[Telling]:
    by_document = defaultdict(list)
    for mention in mentions:
        by_document[mention.doc_id].append(mention)
    return [telling(d, m) for d in read for m in by_document[d.article.article_id]]


def read_split(folder: Path, split: str) -> tuple[dict[str, Text], list[Mention]]:
    texts = read_texts(folder / f"ECB_{split}_corpus.txt")
    return texts, read_mentions(folder / f"ECB_{split}_Event_gold_mentions.json", texts)


def drawn(folder: Path, split: str) -> tuple[list[Sketch], list[set[str]]]:
    """The mentions of a split as they are compared, sorted by id, and the gold chains."""
    texts, mentions = read_split(folder, split)
    told = tellings(list(documents(texts)), mentions)
    found = sketches(sorted(told, key=lambda t: t.event_id), {d: t.text for d, t in texts.items()})
    return found, gold_clusters(mentions)


def candidates(sketched: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions, by number, of one document or of two that are not quite unlike."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketched):
        by_document[sketch.telling.article_id].append(number)
    words = {s.telling.article_id: s.article for s in sketched}
    for one, other in combinations_with_replacement(sorted(by_document), 2):
        if one == other:
            yield from combinations(by_document[one], 2)
        elif (dice(words[one], words[other]) or 0.0) >= LEAST_ALIKE:
            yield from product(by_document[one], by_document[other])


def main() -> None:
    split = sys.argv[3] if len(sys.argv) > 3 else "Dev"
    sketched, gold = drawn(gold_folder() / "ecbplus", split)
    names = [s.telling.event_id for s in sketched]
    scores = {(names[i], names[j]): likeness(sketched[i], sketched[j]) for i, j in candidates(sketched)}
    scores = {pair: score for pair, score in scores.items() if score >= LEAST}
    found = [set(c) for c in clusters(names, scores, threshold=THRESHOLD)]
    print(f"{len(names)} mentions, {len(gold)} chains, {len(found)} found")
    print_figures(
        conll=conll_f1(gold, found),
        muc=muc(gold, found).f1,
        b3=b_cubed(gold, found).f1,
        ceaf_e=ceaf_e(gold, found).f1,
    )


if __name__ == "__main__":
    main()
