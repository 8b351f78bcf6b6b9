"""Time expressions of an article, resolved against its publication date."""

from verbale.times.finder import filing_time, find_times

__all__ = ["filing_time", "find_times"]
