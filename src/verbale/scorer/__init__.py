"""The learned scorer: what one actor does to another in a text, as probabilities."""

from verbale.scorer.network import Scorer, load_scorer

__all__ = ["Scorer", "load_scorer"]
