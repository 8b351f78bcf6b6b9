"""Sides and places of events in short reports: `python benchmarks/accuracy/portal.py GOLD_FOLDER [VERBALE]`.

Source F1, dyad F1 and place on portal_dev; must reach .68, .58, .85.
"""

from measure import scorer

if __name__ == "__main__":
    scorer("coded.py", "portal_dev.jsonl", floors=("source=.68", "dyad=.58", "place=.85"))
