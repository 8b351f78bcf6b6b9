"""Linking: several mentions of one act made one event."""

from verbale.link.within import merge_mentions

__all__ = ["merge_mentions"]
