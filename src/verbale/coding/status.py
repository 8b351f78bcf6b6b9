"""Whether an act happened: read from the chain of words that embeds it."""

from verbale.coding.embedding import noun_status, verb_status
from verbale.coding.reading import VERBAL, Chain, Reading
from verbale.model.parse import Parse, Token

__all__ = ["Reading", "StatusReader"]


class StatusReader:
    """Reads the status of triggers in one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def read(self, trigger: Token) -> Reading:
        """The status of the act that `trigger` names."""
        chain = Chain(self.parse)
        participle = trigger.tag in {"VBN", "VBG"} and trigger.dep not in {"amod", "compound"}
        if trigger.pos in VERBAL or participle:
            verb_status(chain, trigger)
        else:
            noun_status(chain, trigger)
        return chain.reading()
