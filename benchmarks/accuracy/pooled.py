"""Dates and background over all event sets: `python benchmarks/accuracy/pooled.py GOLD_FOLDER [VERBALE]`.

Date and historical F1, the three sets pooled; must reach .90, .55.
"""

from measure import scorer

if __name__ == "__main__":
    sets = ("portal_dev.jsonl", "portal_hard_dev.jsonl", "articles_dev.jsonl")
    scorer("coded.py", *sets, floors=("date=.90", "historical=.55"))
