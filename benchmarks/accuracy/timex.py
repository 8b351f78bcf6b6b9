"""Time expressions, TempEval-3: `python benchmarks/accuracy/timex.py GOLD_FOLDER [VERBALE]`.

Relaxed and value F1 over TimeBank and AQUAINT (256 documents); must reach .88 and .78.
"""

from measure import scorer

if __name__ == "__main__":
    scorer("timex.py", "tempeval3", floors=(".88", ".78"))
