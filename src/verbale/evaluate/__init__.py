"""How well the coding stands against what people judged."""
