"""Time expressions of an article, resolved against its publication date."""

from verbale.times.finder import find_times

__all__ = ["find_times"]
