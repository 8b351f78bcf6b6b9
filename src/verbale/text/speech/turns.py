"""Who speaks each quotation: the cue beside it, else whoever was speaking."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from verbale.model.mentions import Utterance
from verbale.model.spans import Span
from verbale.text.speech.scene import Scene
from verbale.text.speech.speakers import Speaker, speaker_of
from verbale.text.speech.verbs import DIRECT_SHARE

# A quotation of fewer words with no cue beside it is a borrowed phrase ("fake news"), not speech.
MIN_QUOTE_WORDS = 4
# A quotation goes on with the last speaker if he spoke this close before it.
MAX_GAP_CHARS = 400
# '"...," the deputy head of the mission in the north said': from a quotation to its cue.
MAX_CUE_CHARS = 160
# More words of saying than this around one quotation are a list, not cues.
MAX_CUES = 12
_SENTENCE_ENDS = (". ", "? ", "! ", "\n", "; ", ".”", '."')


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that may introduce quotations, with whoever speaks."""

    words: Span
    speaker: Speaker


def by_quotation(scene: Scene, found: Sequence[Utterance]) -> Iterator[Utterance]:
    """An utterance for each quotation that has a cue or goes on with a speaker, in text order."""
    cues, held = _cues(scene), _Held(found)
    told = sorted((u for u in found if u.speaker is not None and u.attests), key=lambda u: u.cue.start)
    last: Utterance | None = None
    at, place = 0, 0
    for quote in scene.quotes:
        while at < len(told) and told[at].cue.start < quote.start:
            last = told[at] if last is None or told[at].cue.start > last.cue.start else last
            at += 1
        while place < len(cues) and cues[place].words.end < quote.start - MAX_CUE_CHARS:
            place += 1
        cue = _beside(scene, quote, cues[place : place + MAX_CUES])
        if cue is not None:
            last = _spoken(quote, cue)
            yield last
        elif last is not None and _goes_on(scene, quote, last) and not held.overlaps(quote):
            yield replace(last, content=quote, kind="direct")


class _Held:
    """Whether somebody's words overlap a stretch: contents by start, with the furthest end so far."""

    def __init__(self, found: Sequence[Utterance]) -> None:
        contents = sorted(u.content for u in found if u.speaker is not None)
        self._starts = [c.start for c in contents]
        self._ends = list(accumulate((c.end for c in contents), max))

    def overlaps(self, span: Span) -> bool:
        number = bisect_left(self._starts, span.end)
        return number > 0 and self._ends[number - 1] > span.start


def _cues(scene: Scene) -> list[Cue]:
    """The verbs outside quotations that may introduce one, in text order."""
    words, cues = scene.words, []
    for token in scene.parse.tokens:
        if token.pos not in {"VERB", "AUX"} or token.tag == "VB" or scene.quote_at(token.start) is not None:
            continue
        if token.lemma in words.say_verbs or token.lemma in words.quote_verbs:
            speaker = speaker_of(scene, token)
            if speaker is not None:
                cues.append(Cue(token.span, speaker))
    return cues


def _beside(scene: Scene, quote: Span, cues: Sequence[Cue]) -> Cue | None:
    """The cue that follows the quotation in the same sentence, else the one that leads to it."""
    text = scene.parse.text
    ends = text[quote.end - 1] in ",?!-—" or text[quote.end + 1 : quote.end + 2] == ","
    whole = _sentences(scene, quote)
    for cue in cues if ends and whole else ():
        gap = text[quote.end + 1 : cue.words.start]
        if cue.words.start > quote.end and len(gap) < MAX_CUE_CHARS and not _breaks(gap):
            return cue
    before = [c for c in cues if c.words.end <= quote.start]
    for cue in reversed(before):
        gap = text[cue.words.end : quote.start]
        if gap.rstrip("“\"'‘«`").rstrip()[-1:] in {",", ":"} and not _breaks(gap):
            return cue
    return None


def _sentences(scene: Scene, quote: Span) -> bool:
    """Not a few marked words at the end of the reporter's sentence: 'for the "Lawyers' Club," he said'."""
    text = scene.parse.text
    long = len(quote.quote(text).split()) >= MIN_QUOTE_WORDS
    before = text[max(0, quote.start - 6) : quote.start].rstrip("“\"'‘«` \t")
    return long or not before or before[-1] in '.!?\n:,—”"'


def _breaks(gap: str) -> bool:
    """Another sentence or clause begins before the cue is reached: '"...", and he vowed'."""
    return any(end in gap for end in _SENTENCE_ENDS) or gap.lstrip(" ,”\"'’").startswith(("and ", "but ", "while "))


def _goes_on(scene: Scene, quote: Span, last: Utterance) -> bool:
    """A whole sentence in quotation marks, soon after its speaker; less is a phrase that the reporter borrows."""
    words = quote.quote(scene.parse.text).split()
    if len(words) < MIN_QUOTE_WORDS or words[0][:1].islower():
        return False
    return quote.start - max(last.cue.end, last.content.end) < MAX_GAP_CHARS


def _spoken(quote: Span, cue: Cue) -> Utterance:
    return Utterance(
        content=quote, cue=cue.words, kind="direct", speaker=cue.speaker.words, speaker_head=cue.speaker.head.index
    )


def reconciled(found: Sequence[Utterance], spoken: Sequence[Utterance]) -> Iterator[Utterance]:
    """One telling for each cue: its quotations where they are nearly all it introduces, else what the parse found."""
    pieces: dict[Span, list[Utterance]] = {}
    for u in spoken:
        pieces.setdefault(u.cue, []).append(u)
    inside: set[tuple[Span, Span]] = set()
    for u in found:
        mine = [s for s in pieces.get(u.cue, ()) if s.content.overlaps(u.content)]
        if sum(s.content.end - s.content.start for s in mine) < DIRECT_SHARE * (u.content.end - u.content.start):
            yield u
            inside.update((s.content, s.cue) for s in mine if u.content.covers(s.content))
    yield from (u for u in spoken if (u.content, u.cue) not in inside)
