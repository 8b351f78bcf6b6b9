"""The dateline of an agency report: "KABUL, Afghanistan (AP) --"."""

# ruff: noqa: E501 - a pattern in one line can be read

import re

from verbale.model.mentions import Dateline
from verbale.model.spans import Span
from verbale.places.gazetteer import Candidate, lookup

_AGENCY = (
    r"\(?(?:AP|AFP|Reuters|REUTERS|UPI|Xinhua|DPA|dpa|ANI|PTI|IANS|TASS|Itar-Tass|ITAR-TASS|Interfax|Anadolu|AA|EFE|ANSA"
    r"|Kyodo|Yonhap|CNN|BBC|IRNA|RFE/RL|Al Jazeera|Bloomberg|KUNA|WAM|SANA|Kyodo News|The Associated Press|Associated Press)\)?"
)
_NAME = r"[A-Z][A-Z'’.\-]+(?:[ ][A-Z][A-Z'’.\-]+){0,3}"
_MIXED = r"[A-Z][\w'’.\-]+(?:[ ][A-Z][\w'’.\-]+){0,3}"
_DATE = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+[A-Z][a-z]+(?:\s+\d{4})?)"
_DASH = r"\s*(?:--+|–|—|\s-\s|(?<=\))\s*[-:])\s*"
_PATTERNS = (
    # KABUL, Afghanistan (AP) --   CAIRO, Feb 3 (Reuters) -   CAIRO --
    re.compile(rf"(?P<name>{_NAME})(?:/{_NAME})?(?:,\s*(?P<around>{_MIXED}))??(?:,?\s*{_DATE})?\s*,?\s*(?:{_AGENCY})?{_DASH}"),
    # Kabul (Reuters) -   the name in small letters only where an agency follows
    re.compile(rf"(?P<name>{_MIXED})(?:,\s*(?P<around>{_MIXED}))??(?:,?\s*{_DATE})?\s*,?\s*{_AGENCY}{_DASH}"),
)  # fmt: skip
# A dateline opens the text or a paragraph near its beginning, after at most a headline and a byline.
_SEARCH_CHARS = 1500
MIN_NAME_CHARS = 4


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a line near the beginning of `text`, or None."""
    for line in re.finditer(r"(?m)^[ \t]*(?=\S)", text[:_SEARCH_CHARS]):
        for pattern in _PATTERNS:
            match = pattern.match(text, line.end())
            found = _read(match) if match is not None else None
            if found is not None:
                return found
    return None


def _read(match: "re.Match[str]") -> Dateline | None:
    around = match["around"]
    # "UN - a body": two capitals are an office; the agencies spell towns out.
    if len(match["name"].replace(".", "")) < MIN_NAME_CHARS:
        return None
    candidates = [c for c in _readings(match["name"]) if c.kind in ("city", "country", "region")]
    if around:
        outer = [c for c in _readings(around) if c.kind in ("country", "region")]
        inside = [c for c in candidates if any(_in(c, o) for o in outer)]
        candidates = inside or candidates
        if not inside and outer and not candidates:
            candidates = outer
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (c.kind == "country", c.primary and c.population > 100_000, c.population))
    return Dateline(place=best.place, name=Span(match.start("name"), match.end("name")), mask=Span(*match.span()))


def _readings(name: str) -> tuple[Candidate, ...]:
    return lookup(name) or lookup(name.title())


def _in(inner: Candidate, outer: Candidate) -> bool:
    if outer.kind == "region" and outer.admin1_code:
        return inner.place.country == outer.place.country and inner.admin1_code == outer.admin1_code
    return inner.place.country == outer.place.country
