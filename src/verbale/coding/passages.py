"""The passages of a document that the scorer reads: sentences with what stands before them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from verbale.model.candidates import may_act
from verbale.model.events import Document
from verbale.model.parse import Sentence
from verbale.model.scores import ActScores, Passage

ReadActs = Callable[[Sequence[Passage]], list[dict[int, ActScores]]]

# About as long as the reports that the scorer has learned from; longer ones cost more than they tell.
MAX_CHARS = 700


def acts_read(document: Document, triggers: Collection[int], read: ReadActs) -> dict[int, ActScores]:
    """What the scorer says of each trigger, by token index, its sides by the index of the words that head actors."""
    asked = list(stretches(document, triggers))
    answers = read([passage for _, passage in asked])
    at = {t.start: t.index for t in document.parse.tokens}
    found: dict[int, ActScores] = {}
    for (offset, _), scores in zip(asked, answers, strict=True):
        for start, said in scores.items():
            found[at[start + offset]] = ActScores(
                event_type=said.event_type,
                mode=said.mode,
                status=said.status,
                attributed=said.attributed,
                historical=said.historical,
                source=_by_index(document, said.source, at, offset),
                target=_by_index(document, said.target, at, offset),
            )
    return found


def _by_index(document: Document, side: Mapping[int, float], at: Mapping[int, int], offset: int) -> dict[int, float]:
    """The scorer has learned nothing of pronouns: labels name the actor itself."""
    found = {at[start + offset]: chance for start, chance in side.items()}
    return {index: chance for index, chance in found.items() if document.parse.tokens[index].pos != "PRON"}


def stretches(document: Document, triggers: Collection[int]) -> Iterator[tuple[int, Passage]]:
    """Passages that hold all triggers once, each with where it starts in the text."""
    sentences = document.parse.sentences
    asking = {document.parse.tokens[i].sentence for i in triggers}
    done = -1
    for sentence in sentences:
        if sentence.index <= done or sentence.index not in asking:
            continue
        # One sentence before tells who "he" is.
        first = _joined(document, sentences, sentence.index - 1) if sentence.index > 0 else sentence
        last = sentence
        for following in sentences[sentence.index + 1 :]:
            if following.end - first.start > MAX_CHARS or not _adjoin(document, last, following):
                break
            last = following
        yield first.start, _passage(document, triggers, first, last, done)
        done = last.index


def _joined(document: Document, sentences: Sequence[Sentence], index: int) -> Sentence:
    before, after = sentences[index], sentences[index + 1]
    fits = after.end - before.start <= MAX_CHARS and _adjoin(document, before, after)
    return before if fits else after


def _adjoin(document: Document, one: Sentence, two: Sentence) -> bool:
    """Nothing but space stands between: no page furniture, no dateline."""
    return not document.article.text[one.end : two.start].strip()


def _passage(document: Document, triggers: Collection[int], first: Sentence, last: Sentence, done: int) -> Passage:
    offset = first.start
    tokens = document.parse.tokens[first.first : last.last]
    heads = {m.head for m in document.actors}
    return Passage(
        text=document.article.text[offset : last.end],
        triggers=tuple(t.start - offset for t in tokens if t.index in triggers and t.sentence > done),
        actors=tuple(t.start - offset for t in tokens if may_act(t) or t.index in heads),
    )
