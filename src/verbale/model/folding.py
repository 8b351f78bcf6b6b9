"""Names made comparable: without case, diacritics, hyphens and double blanks."""

import unicodedata

_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "–": " ", "‑": " ", "—": " "})


def fold(name: str) -> str:
    """`name` for comparison: "Côte d’Ivoire" and "cote d'ivoire" are one."""
    if name.isascii() and "-" not in name and "`" not in name:
        return " ".join(name.lower().split())
    plain = name.translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
