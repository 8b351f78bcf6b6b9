"""What every finder of speech looks at: the parse, the words of saying, and the quotations."""

from bisect import bisect_right
from dataclasses import dataclass

from verbale.codebook.speech import SpeechWords
from verbale.model.parse import Parse
from verbale.model.spans import Span


@dataclass(frozen=True, slots=True)
class Scene:
    """`quotes` are in text order and do not overlap; `starts` are their first offsets."""

    parse: Parse
    words: SpeechWords
    quotes: tuple[Span, ...]
    starts: tuple[int, ...]

    def quote_at(self, offset: int) -> Span | None:
        """The quotation around a place of the text."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0 or offset >= self.quotes[number].end:
            return None
        return self.quotes[number]

    def quotes_in(self, span: Span) -> tuple[Span, ...]:
        """The quotations that overlap `span`, in order."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_right(self.starts, span.end)
        return tuple(q for q in self.quotes[first:last] if q.overlaps(span))


def scene_of(parse: Parse, words: SpeechWords, quotes: tuple[Span, ...]) -> Scene:
    return Scene(parse, words, quotes, tuple(q.start for q in quotes))
