"""Who says what: direct and indirect speech found in the parse and the quotation marks."""

import re
from collections.abc import Iterator

from verbale.codebook.speech import SpeechWords, speech_words
from verbale.model.mentions import Utterance
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span

# A quotation of fewer words is a borrowed phrase ("fake news"), not speech.
MIN_QUOTE_WORDS = 4
# "..., officials said on Monday": what may follow the cue at the end of its sentence.
MAX_TAIL_TOKENS = 4
_QUOTES = re.compile(r"[“\"]([^“”\"]{12,2000}?)[”\"]|(?<!\w)[‘']([^‘’'\n]{25,600}?)[’'](?!\w)")
_CLAUSE = frozenset({"ccomp", "parataxis"})


def find_utterances(parse: Parse) -> tuple[Utterance, ...]:
    """Everything that the text gives as somebody's words, widest content first where nested."""
    words = speech_words()
    found: list[Utterance] = []
    quotes = _quotations(parse)
    for token in parse.tokens:
        if token.pos in {"VERB", "AUX"} and token.lemma in words.say_verbs:
            found.extend(_by_verb(parse, token, quotes, words))
        elif token.lemma in words.prepositions and token.text.lower() == "according":
            found.extend(_according(parse, token))
        elif token.text.lower() in words.hearsay_words or token.lemma in words.hearsay_words:
            found.append(_hearsay(parse, token))
        elif token.lemma in words.content_nouns and token.pos == "NOUN":
            found.extend(_by_noun(parse, token))
    found.extend(_loose_quotes(parse, quotes, found))
    unique = {(u.content, u.cue): u for u in found}
    return tuple(sorted(unique.values(), key=lambda u: (u.content.start, -u.content.end)))


def _quotations(parse: Parse) -> list[Span]:
    spans = []
    for match in _QUOTES.finditer(parse.text):
        group = 1 if match.group(1) is not None else 2
        if len(match.group(group).split()) >= MIN_QUOTE_WORDS:
            spans.append(Span(match.start(group), match.end(group)))
    return spans


def _by_verb(parse: Parse, verb: Token, quotes: list[Span], words: SpeechWords) -> Iterator[Utterance]:
    speaker = _speaker(parse, verb)
    passive = parse.child(verb, "nsubjpass", "auxpass") is not None
    for clause in parse.children(verb, "ccomp", "parataxis"):
        if passive and verb.lemma not in words.passive_say:
            continue
        content = _span_without(parse, clause, verb)
        if content is not None and (speaker is not None or passive):
            yield _utterance(parse, verb, content, None if passive else speaker, quotes)
    if passive and verb.lemma in words.passive_say:
        for clause in parse.children(verb, "xcomp"):
            content = _span_without(parse, clause, verb)
            if content is not None:
                yield _utterance(parse, verb, content, None, quotes)
    reported = parse.child(verb, "dobj")
    if reported is not None and speaker is not None and verb.lemma in words.report_verbs:
        content = _span_without(parse, reported, verb)
        if content is not None:
            yield _utterance(parse, verb, content, speaker, quotes)
    yield from _enclosing(parse, verb, speaker, quotes)
    if speaker is not None and not passive:
        yield from _trailing(parse, verb, speaker, quotes)
    yield from _same_sentence_quotes(parse, verb, speaker, quotes)


def _enclosing(parse: Parse, verb: Token, speaker: Token | None, quotes: list[Span]) -> Iterator[Utterance]:
    """ "The rebels, officials said, fired first": the cue stands inside what it attributes."""
    if speaker is None or verb.dep not in {"parataxis", "ccomp", "advcl", "ROOT"}:
        return
    head = parse.head(verb)
    if (
        verb.dep != "ROOT"
        and head.index != verb.index
        and not parse.children(verb, "ccomp")
        and verb.dep == "parataxis"
    ):
        content = _span_without(parse, head, verb)
        if content is not None:
            yield _utterance(parse, verb, content, speaker, quotes)


def _trailing(parse: Parse, verb: Token, speaker: Token, quotes: list[Span]) -> Iterator[Utterance]:
    """ "..., officials said.": all before the comma is what they said, however the parser took it apart."""
    sentence = parse.sentences[verb.sentence]
    after = [t for t in parse.tokens[verb.index + 1 : sentence.last] if t.pos != "PUNCT"]
    first = parse.subtree(speaker)[0]
    comma = parse.tokens[first.index - 1] if first.index > sentence.first else None
    whole = parse.children(verb, "ccomp", "parataxis")
    if speaker.index > verb.index or len(after) > MAX_TAIL_TOKENS or comma is None or comma.text != "," or whole:
        return
    if comma.start > sentence.start:
        yield _utterance(parse, verb, Span(sentence.start, comma.start), speaker, quotes)


def _same_sentence_quotes(parse: Parse, verb: Token, speaker: Token | None, quotes: list[Span]) -> Iterator[Utterance]:
    sentence = parse.sentences[verb.sentence]
    if speaker is None:
        return
    for quote in quotes:
        inside = sentence.start <= quote.start < sentence.end or sentence.start < quote.end <= sentence.end
        if inside and not quote.overlaps(verb.span):
            yield Utterance(
                content=quote, cue=verb.span, kind="direct", speaker=_phrase(parse, speaker), speaker_head=speaker.index
            )


def _speaker(parse: Parse, verb: Token) -> Token | None:
    subject = parse.child(verb, "nsubj")
    if subject is not None:
        return _antecedent(parse, verb, subject)
    if verb.dep == "conj":
        return _speaker(parse, parse.head(verb))
    if verb.dep in {"xcomp", "advcl"} and verb.tag in {"VBG", "TO", "VB"}:
        return _speaker(parse, parse.head(verb))
    if verb.dep in {"acl"} and verb.tag == "VBG":
        return parse.head(verb)
    agent = parse.child(verb, "agent")
    return parse.child(agent, "pobj") if agent is not None else None


def _antecedent(parse: Parse, verb: Token, subject: Token) -> Token | None:
    if subject.text.lower() in {"who", "which", "that"} and verb.dep == "relcl":
        return parse.head(verb)
    return None if subject.text.lower() in {"it", "there", "what"} and subject.lemma != "it" else subject


def _according(parse: Parse, token: Token) -> Iterator[Utterance]:
    to = next((k for k in parse.children(token) if k.lemma == "to"), None)
    name = parse.child(to, "pobj") if to is not None else None
    if name is None:
        return
    head = parse.head(token)
    # It hangs on whatever stood nearest; what it attributes is the clause.
    while head.pos not in {"VERB", "AUX"} and head.head != head.index:
        head = parse.head(head)
    # A participle or infinitive at the end of the clause is rarely all that is attributed.
    while (
        head.dep in {"xcomp", "advcl", "acl", "pcomp", "relcl"}
        and head.tag in {"VBG", "VB", "VBN"}
        and head.head != head.index
    ):
        head = parse.head(head)
        while head.pos not in {"VERB", "AUX"} and head.head != head.index:
            head = parse.head(head)
    content = _span_without(parse, head, token)
    if content is not None and head.index != token.index:
        yield Utterance(
            content=content, cue=Span(token.start, to.end if to else token.end), kind="indirect",
            speaker=_phrase(parse, name), speaker_head=name.index,
        )  # fmt: skip


def _hearsay(parse: Parse, token: Token) -> Utterance:
    head = parse.head(token)
    if token.pos == "ADJ" and token.dep == "amod":
        # "the alleged mastermind of the bombing": he is alleged, the bombing is not.
        return Utterance(
            content=Span(token.start, head.end), cue=token.span, kind="hearsay", speaker=None, speaker_head=None
        )
    if head.pos in {"VERB", "AUX"}:
        kept = [t for t in parse.subtree(head) if t.index == head.index or abs(t.index - head.index) < 40]
    else:
        kept = parse.subtree(head)
    return Utterance(
        content=Span(kept[0].start, kept[-1].end), cue=token.span, kind="hearsay", speaker=None, speaker_head=None
    )


def _by_noun(parse: Parse, noun: Token) -> Iterator[Utterance]:
    for clause in parse.children(noun, "acl", "ccomp"):
        if parse.child(clause, "mark") is None:
            continue
        owner = parse.child(noun, "poss")
        by = next((k for k in parse.children(noun, "prep", "agent") if k.lemma in {"by", "from"}), None)
        speaker = owner or (parse.child(by, "pobj") if by is not None else None)
        kept = parse.subtree(clause)
        yield Utterance(
            content=Span(kept[0].start, kept[-1].end), cue=noun.span, kind="hearsay" if speaker is None else "indirect",
            speaker=_phrase(parse, speaker) if speaker else None, speaker_head=speaker.index if speaker else None,
        )  # fmt: skip


def _loose_quotes(parse: Parse, quotes: list[Span], found: list[Utterance]) -> Iterator[Utterance]:
    """A quotation with no cue of its own goes on with the last speaker, if he spoke just before."""
    taken = {u.content for u in found}
    for quote in quotes:
        if any(c.overlaps(quote) for c in taken):
            continue
        before = [
            u for u in found if u.speaker is not None and u.cue.end <= quote.start and quote.start - u.cue.end < 400
        ]
        if before:
            last = max(before, key=lambda u: u.cue.start)
            yield Utterance(
                content=quote, cue=last.cue, kind="direct", speaker=last.speaker, speaker_head=last.speaker_head
            )


def _utterance(parse: Parse, cue: Token, content: Span, speaker: Token | None, quotes: list[Span]) -> Utterance:
    direct = any(
        q.covers(content) or (content.covers(q) and q.end - q.start > 0.7 * (content.end - content.start))
        for q in quotes
    )
    return Utterance(
        content=content, cue=cue.span, kind="hearsay" if speaker is None else "direct" if direct else "indirect",
        speaker=_phrase(parse, speaker) if speaker else None, speaker_head=speaker.index if speaker else None,
    )  # fmt: skip


def _span_without(parse: Parse, head: Token, cue: Token) -> Span | None:
    """The stretch that `head` governs, less the cue's own words at its edges."""
    own = {t.index for t in parse.subtree(cue)} if cue.head == head.index or cue.index == head.index else {cue.index}
    if cue.index != head.index and head.index in own:
        own = {cue.index}
    kept = [t for t in parse.subtree(head) if t.index not in own and t.pos != "PUNCT"]
    return Span(kept[0].start, kept[-1].end) if kept else None


def _phrase(parse: Parse, head: Token) -> Span:
    kept = [
        t
        for t in parse.subtree(head)
        if t.index <= head.index or (parse.tokens[t.head].index == head.index and t.dep in {"prep"})
    ]
    kept = [t for t in kept if head.index - t.index < 12]
    return Span(kept[0].start, max(head.end, kept[-1].end if kept[-1].index <= head.index else head.end))
