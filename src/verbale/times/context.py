"""What a rule of the grammar sees besides its own words."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from verbale.model.parse import Parse, Token
from verbale.times import tense
from verbale.times.calendar import Interval
from verbale.times.words import spaced


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`anchor` is the last date resolved before these words, `quarter` the latest quarter named so far, `token` the
    first token of the words."""

    parse: Parse
    published: datetime.date | None
    anchor: Interval | None
    token: Token | None
    start: int
    quarter: Interval | None = None

    @property
    def direction(self) -> str:
        """past, future or unknown."""
        return tense.direction(self.parse, self.start, self.token)

    def before(self, size: int = 30) -> str:
        """The text that stands before the expression, `size` characters at most."""
        return self.parse.text[max(0, self.start - size) : self.start]

    @property
    def anchor_day(self) -> datetime.date | None:
        """The day that "two days later" counts from: a date of the text, else the publication date."""
        if self.anchor is not None and self.anchor.first is not None:
            return self.anchor.first
        return self.published


Handler = Callable[["re.Match[str]", Context], Interval | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Words as a regular expression and what they mean; a handler returns None where they are no time after all."""

    words: str
    handler: Handler

    @property
    def pattern(self) -> "re.Pattern[str]":
        """Compiled on first use, as fifty of them would slow every import down."""
        return spaced(self.words)
