"""Finding the names of the tables in a text: longest match over token boundaries."""

import functools
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from verbale.codebook.actors import Role, bodies, countries, persons
from verbale.model.parse import Parse, Token

# Longest alias in words; "United Nations Office for the Coordination of Humanitarian Affairs" has ten tokens.
MAX_TOKENS = 10
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "-": " ", "–": " ", "‑": " ", "—": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an alias stands for: a country in one of its guises, or roles of a person or body.

    `kind` is country, adjective, demonym, capital, metonym, body or person.
    """

    kind: str
    code: str | None = None
    name: str = ""
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Tokens `[first, last)` that spell an alias, and all that it may stand for."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def entry(self, *kinds: str) -> Entry | None:
        return next((e for e in self.entries if e.kind in kinds), None)


def fold(name: str) -> str:
    """A name without case, diacritics, hyphens and double spaces, for comparison."""
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())


def _is_acronym(alias: str) -> bool:
    letters = alias.replace(".", "").replace("-", "")
    return letters.isupper() and len(letters) <= 6


@functools.cache
def lexicon() -> Mapping[str, tuple[Entry, ...]]:
    """Entries by key: folded alias, or the alias as it stands behind `=` for acronyms, which keep their case."""
    found: dict[str, list[Entry]] = {}

    def add(alias: str, entry: Entry) -> None:
        key = "=" + alias if _is_acronym(alias) else fold(alias)
        if key:
            found.setdefault(key, []).append(entry)

    for country in countries().values():
        for kind, aliases in (
            ("country", (country.name, *country.aliases)),
            ("adjective", country.adjectives),
            ("demonym", country.demonyms),
            ("capital", (country.capital, *country.capital_aliases)),
            ("metonym", country.metonyms),
        ):
            for alias in dict.fromkeys(aliases):
                add(alias, Entry(kind=kind, code=country.code, name=country.name))
    for kind, roles in (("body", bodies()), ("person", persons())):
        for alias, held in _by_alias(roles).items():
            add(alias, Entry(kind=kind, name=held[0].name, roles=held))
    return {key: tuple(entries) for key, entries in found.items()}


def _by_alias(roles: tuple[Role, ...]) -> dict[str, tuple[Role, ...]]:
    found: dict[str, list[Role]] = {}
    for role in roles:
        # A person known by one name only is matched behind a title or a country, see `surnames`.
        full = (role.name,) if " " in role.name or not role.office else ()
        for alias in dict.fromkeys((*full, *role.aliases)):
            found.setdefault(alias, []).append(role)
    return {alias: tuple(held) for alias, held in found.items()}


@functools.cache
def surnames() -> Mapping[str, tuple[Role, ...]]:
    """Roles of persons by folded last name, for "President Bush" and for second mentions."""
    found: dict[str, list[Role]] = {}
    for role in persons():
        if role.name:
            found.setdefault(fold(role.name).split()[-1], []).append(role)
    return {name: tuple(roles) for name, roles in found.items()}


def find_names(parse: Parse) -> list[NameMatch]:
    """All longest matches in text order, never overlapping."""
    table = lexicon()
    found: list[NameMatch] = []
    for sentence in parse.sentences:
        at = sentence.first
        while at < sentence.last:
            match = _match_at(parse, at, sentence.last, table)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match.last
    return found


def _match_at(parse: Parse, first: int, limit: int, table: Mapping[str, tuple[Entry, ...]]) -> NameMatch | None:
    token = parse.tokens[first]
    if not token.text[0].isalnum() or (token.text[0].islower() and not _opens_lower_name(parse, first, limit)):
        return None
    for last in range(min(limit, first + MAX_TOKENS), first, -1):
        if not parse.tokens[last - 1].text[-1].isalnum() and parse.tokens[last - 1].text[-1] != ".":
            continue
        words = parse.text[token.start : parse.tokens[last - 1].end]
        entries = table.get("=" + words) or table.get(fold(words))
        if entries:
            return NameMatch(first=first, last=last, entries=entries)
    return None


def _opens_lower_name(parse: Parse, first: int, limit: int) -> bool:
    """al-Qaeda, de Gaulle: a lower-case particle right before a capital."""
    text = parse.tokens[first].text
    if any(c.isupper() for c in text):
        return True
    following = parse.tokens[first + 1 : min(limit, first + 3)]
    return len(text) <= 3 and any(t.text[0].isupper() for t in following) and text not in {"the", "a", "an", "in", "of"}


def role_on(roles: tuple[Role, ...], day: str | None, code: str | None = None) -> Role | None:
    """The role that holds on `day` (ISO), else the last one before it, else the nearest; prefers country `code`.

    Returns None when nothing fits the country asked for.
    """
    fitting = [r for r in roles if code is None or r.code == code]
    if not fitting:
        return None
    if day is None:
        return max(fitting, key=lambda r: r.until or r.attested or "9999")
    holding = [r for r in fitting if r.since and r.holds_on(day)]
    if holding:
        return max(holding, key=lambda r: r.since)
    before = [r for r in fitting if (r.until or r.attested or r.since) <= day]
    if before:
        return max(before, key=lambda r: r.until or r.attested or r.since)
    return min(fitting, key=lambda r: r.since or r.attested or "9999")


def covering(matches: list[NameMatch], size: int) -> list[NameMatch | None]:
    """For every token the match that covers it, or None."""
    cover: list[NameMatch | None] = [None] * size
    for match in matches:
        for index in range(match.first, match.last):
            cover[index] = match
    return cover


def span_text(parse: Parse, first: Token, last: Token) -> str:
    return parse.text[first.start : last.end]
