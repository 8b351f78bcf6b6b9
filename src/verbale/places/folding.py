"""Names of places made comparable."""

import unicodedata

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "–": " ", "‑": " "})


def fold(name: str) -> str:
    """A name without case, diacritics, hyphens and double blanks."""
    if name.isalpha() and name.isascii():
        return name.lower()
    plain = name.translate(_APOSTROPHES)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
