"""Finding the names of the tables in a text: longest match over token boundaries."""

import functools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from verbale.codebook.actors import ActorTables, Role
from verbale.model.folding import fold
from verbale.model.parse import Parse

# Of several roles at one time these come after the others.
LESSER_SECTORS = frozenset({"PTY", "OPP", "BUS", "CVL", "LEG"})
# Tokens beyond an alias's words that hyphens, points and apostrophes may make.
SPARE_TOKENS = 4
# Where the family name stands first.
FAMILY_NAME_FIRST = frozenset("CHN TWN KOR PRK VNM HKG MAC KHM SGP MMR HUN JPN MYS".split())
_PARTICLES = frozenset(
    "al el bin ibn bint abu von van de da dos der di le la del jr. jr sr. ii iii iv ben ould of the and den".split()
)
# Deputies and heads of parliaments, parties and commissions.
_LESSER = re.compile(
    r"\b(?:vice|deputy|former|acting deputy|assistant|junior|state minister|minister of state)\b|spokes|adviser|advisor"
    r"|\b(?:senate|parliament|assembly|commission|council|congress|party|chamber|court|bank|chief of staff)\b"
)
_OFFICE_KINDS = tuple(
    (kind, re.compile(pattern)) for kind, pattern in (
        ("government", r"prime minister|premier\b|taoiseach|head of government"),
        ("foreign", r"foreign|external (?:affairs|relations)|^(?:us )?secretary of state$"),
        ("defence", r"defen[cs]e|armed forces"),
        ("interior", r"interior|home (?:affairs|secretary|minister)|internal affairs|homeland|public security"),
        ("finance", r"financ|treasur|exchequer|economy"),
        ("monarch", r"\b(?:king|queen|emir|sultan|monarchy?|emperor|grand duke)\b"),
        ("chancellor", r"^(?:federal )?chancellor\b"),
        ("state", r"president\b|head of state|^leader$"),
    )
)  # fmt: skip


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


def _is_acronym(alias: str) -> bool:
    letters = alias.replace(".", "").replace("-", "")
    return letters.isupper() and len(letters) <= 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """What names mean.

    `entries` by key: the folded alias, or `=` and the alias as it stands for acronyms, which keep their case;
    `longest` a first word to the most words of a name; `surnames` the roles of persons by a folded last name;
    `offices` the roles by country and kind of office.
    """

    tables: ActorTables
    entries: Mapping[str, tuple[Entry, ...]]
    longest: Mapping[str, int]
    surnames: Mapping[str, tuple[Role, ...]]
    offices: Mapping[tuple[str | None, str], tuple[Role, ...]]


@functools.cache
def lexicon(tables: ActorTables) -> Lexicon:
    """The names of `tables`, made once for each."""
    entries = _entries(tables)
    return Lexicon(
        tables=tables,
        entries=entries,
        longest=_longest(entries),
        surnames=_surnames(tables.persons),
        offices=_offices(tables.persons),
    )


def _longest(entries: Mapping[str, tuple[Entry, ...]]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for key in entries:
        words = fold(key.removeprefix("=")).split()
        if words:
            found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def _entries(tables: ActorTables) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}

    def add(alias: str, entry: Entry) -> None:
        key = "=" + alias if _is_acronym(alias) else fold(alias)
        if key:
            found.setdefault(key, []).append(entry)

    for country in tables.countries.values():
        for kind, aliases in (
            ("country", (country.name, *country.aliases)),
            ("adjective", country.adjectives),
            ("demonym", country.demonyms),
            # A territory has no adjective and no foreign policy: Hamilton and Saint-Denis are no governments.
            ("capital", (country.capital, *country.capital_aliases) if country.adjectives else ()),
            ("metonym", country.metonyms),
        ):
            for alias in dict.fromkeys(aliases):
                add(alias, Entry(kind=kind, code=country.code, name=country.name))
    for kind, roles in (("body", tables.bodies), ("person", tables.persons)):
        for alias, held in _by_alias(roles).items():
            add(alias, Entry(kind=kind, name=held[0].name, roles=held))
    return {key: tuple(entries) for key, entries in found.items()}


def _by_alias(roles: tuple[Role, ...]) -> dict[str, tuple[Role, ...]]:
    found: dict[str, list[Role]] = {}
    for role in roles:
        # A leader whom the table knows by last name only is matched behind a title or a country, see `surnames`.
        full = (role.name,) if " " in role.name or role.office != "leader" else ()
        for alias in dict.fromkeys((*full, *role.aliases)):
            found.setdefault(alias, []).append(role)
    return {alias: tuple(held) for alias, held in found.items()}


def _surnames(persons: tuple[Role, ...]) -> Mapping[str, tuple[Role, ...]]:
    """For "President Bush" and for second mentions: any name but the given one, the first where families come first."""
    found: dict[str, list[Role]] = {}
    for role in persons:
        words = fold(role.name).split()
        inner = words[1:] or words
        if role.code in FAMILY_NAME_FIRST:
            inner = [*inner, words[0]]
        for word in dict.fromkeys(w for w in inner if len(w) > 1 and w not in _PARTICLES):
            found.setdefault(word, []).append(role)
    return {name: tuple(roles) for name, roles in found.items()}


def _offices(persons: tuple[Role, ...]) -> Mapping[tuple[str | None, str], tuple[Role, ...]]:
    found: dict[tuple[str | None, str], list[Role]] = {}
    for role in persons:
        kind = office_kind(role.office)
        if kind is not None and role.sector == "GOV":
            found.setdefault((role.code, kind), []).append(role)
    return {key: tuple(roles) for key, roles in found.items()}


@functools.cache
def office_kind(title: str) -> str | None:
    """The kind of an office, alike for "minister of foreign affairs" and "Foreign Secretary"; None for the rest."""
    words = title.lower()
    if _LESSER.search(words):
        return None
    return next((kind for kind, pattern in _OFFICE_KINDS if pattern.search(words)), None)


def find_names(parse: Parse, table: Lexicon) -> list[NameMatch]:
    """All longest matches in text order, never overlapping."""
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


def _match_at(parse: Parse, first: int, limit: int, table: Lexicon) -> NameMatch | None:
    token = parse.tokens[first]
    if not token.text[0].isalnum() or (token.text[0].islower() and not _opens_lower_name(parse, first, limit)):
        return None
    words_at_most = table.longest.get(_first_word(token.text), 0)
    if not words_at_most:
        return None
    for last in range(min(limit, first + words_at_most + SPARE_TOKENS), first, -1):
        if not parse.tokens[last - 1].text[-1].isalnum() and parse.tokens[last - 1].text[-1] != ".":
            continue
        words = parse.text[token.start : parse.tokens[last - 1].end]
        entries = table.entries.get("=" + words) or table.entries.get(fold(words))
        if entries:
            return NameMatch(first=first, last=last, entries=entries)
    return None


@functools.lru_cache(maxsize=65_536)
def _first_word(text: str) -> str:
    words = fold(text).split()
    return words[0] if words else ""


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
    holding = [r for r in fitting if (r.since or r.attested) and r.holds_on(day)]
    if holding:
        # A head of government who leads a party as well acts for the government.
        # Of a monarch's realms the one with most offices is home.
        home = Counter(r.code for r in roles)
        return max(holding, key=lambda r: (r.sector not in LESSER_SECTORS, bool(r.since), r.since, home[r.code]))
    before = [r for r in fitting if (r.until or r.attested or r.since) <= day]
    if before:
        return max(before, key=lambda r: r.until or r.attested or r.since)
    return min(fitting, key=lambda r: r.since or r.attested or "9999")


COUNTRY_KINDS = ("country", "adjective", "demonym", "capital", "metonym")


def told_apart(parse: Parse, matches: list[NameMatch]) -> tuple[list[NameMatch], Counter[str]]:
    """The matches without countries inside persons' names (Michael Jordan), homonyms read as the country that the other
    names of the text speak of most (Congo), and how often the text names each country."""
    kept = [m for m in matches if not _in_persons_name(parse, m)]
    counts: Counter[str] = Counter()
    for match in kept:
        codes = {e.code for e in match.entries if e.kind in COUNTRY_KINDS and e.code}
        if len(codes) == 1:
            counts.update(codes)
    return [replace(m, entries=_likely_first(m.entries, counts)) for m in kept], counts


def _likely_first(entries: tuple[Entry, ...], counts: Counter[str]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: -counts[e.code or ""]))


def _in_persons_name(parse: Parse, match: NameMatch) -> bool:
    if match.last - match.first == 1 and all(e.kind == "person" for e in match.entries):
        return _has_other_given_name(parse, match)
    if any(e.kind not in COUNTRY_KINDS for e in match.entries):
        return False
    if any(parse.tokens[i].entity != "PERSON" for i in range(match.first, match.last)):
        return False
    if match.first and parse.tokens[match.first - 1].pos == "ADP":
        return False  # the former president of Chad Hissène Habré
    beside = [parse.tokens[i] for i in (match.first - 1, match.last) if 0 <= i < len(parse.tokens)]
    sentence = parse.tokens[match.first].sentence
    return any(t.entity == "PERSON" and t.sentence == sentence and t.tag != "POS" for t in beside)


def _has_other_given_name(parse: Parse, match: NameMatch) -> bool:
    """ "Henry McMaster" is not the McMaster whom the tables know by that name alone."""
    token = parse.tokens[match.first]
    given = parse.tokens[match.first - 1] if match.first else None
    if given is None or given.head != token.index or not given.entity == token.entity == "PERSON":
        return False
    names = {word for e in match.entries for r in e.roles for n in (r.name, *r.aliases) for word in fold(n).split()}
    return given.text[0].isupper() and given.dep == "compound" and fold(given.text).rstrip(".") not in names


def covering(matches: list[NameMatch], size: int) -> list[NameMatch | None]:
    """For every token the match that covers it, or None."""
    cover: list[NameMatch | None] = [None] * size
    for match in matches:
        for index in range(match.first, match.last):
            cover[index] = match
    return cover
