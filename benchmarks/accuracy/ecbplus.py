"""The same event across articles, in ECB+: `python benchmarks/accuracy/ecbplus.py GOLD_FOLDER [VERBALE] [SPLIT]`.

The mentions of events are given, topics are not: all documents of ecbplus/SPLIT (Dev) are linked together, and chains
of one mention stay in the count. Every mention becomes a telling through the annotation of its document, as far as the
document has sentences in the file. Figures: MUC, B-cubed and CEAF-e F1, and their mean.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coreference import b_cubed, ceaf_e, conll_f1, muc
from measure import gold_folder, print_figures
from tokens import Text, put_together

from verbale.coding.roles import object_, subject
from verbale.link.documents import Report, happenings
from verbale.model.article import Article
from verbale.model.events import Document
from verbale.model.parse import Parse, Token
from verbale.model.tellings import Telling, actor_key, content_words, telling_place
from verbale.pipeline.stages import annotate_document, find_date, find_place
from verbale.text.parser import parse_articles


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
    """The mention as a telling: its word, who acts and who undergoes by syntax, place, date and sentence."""
    parse = document.parse
    trigger = _head_in(parse, mention)
    sentence = parse.sentences[trigger.sentence]
    sources, targets = _sides(document, trigger)
    place, date = find_place(document, trigger), find_date(document, trigger, "occurred")
    inside = [m for m in document.actors if sentence.start <= m.span.start < sentence.end]
    return Telling(
        event_id=mention.mention_id,
        article_id=mention.doc_id,
        trigger=_words_of(parse, mention) or trigger.lemma,
        sources=sources,
        targets=targets,
        countries=frozenset(m.actor.code for m in inside if m.actor.code),
        place=telling_place(place[0].place) if place else None,
        earliest=date[0].earliest if date else None,
        latest=date[0].latest if date else None,
        date_stated=date is not None and date[0].basis == "stated",
        words=content_words(parse.tokens[sentence.first : sentence.last]),
        text=document.article.text[sentence.start : sentence.end],
    )


def _head_in(parse: Parse, mention: Mention) -> Token:
    inside = [t for t in parse.tokens if t.start < mention.end and mention.start < t.end]
    return next((t for t in inside if not mention.start <= parse.head(t).start < mention.end), inside[0])


def _words_of(parse: Parse, mention: Mention) -> str:
    """Lemmas of the mention's words but for articles and the like: "go on", "press conference"."""
    inside = [t for t in parse.tokens if t.start < mention.end and mention.start < t.end]
    return " ".join(t.lemma for t in inside if t.pos not in {"DET", "PRON", "PUNCT", "PART", "AUX"})


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
    return frozenset(actor_key(m.actor) for m in document.actors if m.head in wanted)


def tellings(read: list[Document], mentions: list[Mention]) -> list[Telling]:
    by_document = defaultdict(list)
    for mention in mentions:
        by_document[mention.doc_id].append(mention)
    return [telling(d, m) for d in read for m in by_document[d.article.article_id]]


def read_split(folder: Path, split: str) -> tuple[dict[str, Text], list[Mention]]:
    texts = read_texts(folder / f"ECB_{split}_corpus.txt")
    return texts, read_mentions(folder / f"ECB_{split}_Event_gold_mentions.json", texts)


def by_word(reports: list[Report], told: list[Telling]) -> list[set[str]]:
    """The baseline: one word in articles on one happening is one event."""
    home = {name: k for k, group in enumerate(happenings(reports)) for name in group}
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for one in told:
        found[home[one.article_id], one.trigger].add(one.event_id)
    return list(found.values())


def main() -> None:
    split = sys.argv[3] if len(sys.argv) > 3 else "Dev"
    texts, mentions = read_split(gold_folder() / "ecbplus", split)
    read = list(documents(texts))
    reports = [Report(article_id=d.article.article_id, words=content_words(d.parse.tokens)) for d in read]
    told = tellings(read, mentions)
    gold, found = gold_clusters(mentions), by_word(reports, told)
    print(f"{len(texts)} documents, {len(mentions)} mentions, {len(gold)} chains, {len(found)} found")
    for name, measure in (("MUC", muc), ("B3", b_cubed), ("CEAF-e", ceaf_e)):
        agreement = measure(gold, found)
        print(f"{name:7} P {agreement.precision:.3f} R {agreement.recall:.3f} F1 {agreement.f1:.3f}")
    print_figures(conll=conll_f1(gold, found))


if __name__ == "__main__":
    main()
