"""Names of the gazetteer in a text, where the words around them allow a place."""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.model.folding import fold
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span
from verbale.places import syntax
from verbale.places.evidence import names_a_place
from verbale.places.gazetteer import Candidate, lookup, most_words, town_words

MAX_TOKENS = 7
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_OTHER_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_AMBIGUOUS_COUNTRIES = frozenset({"jordan", "chad", "georgia", "israel", "china", "guinea", "turkey", "cuba"})
# The Marburg virus and the Stockholm syndrome happen elsewhere.
_NAMED_AFTER = frozenset({"virus", "ebolavirus", "fever", "disease", "flu", "strain", "syndrome", "variant"})
_ADMIN_NOUNS = frozenset({"province", "city", "state", "governorate", "region", "oblast", "county", "republic",
                          "prefecture", "strip", "peninsula", "territory", "town"})  # fmt: skip
_SITES = frozenset({
    "airport", "airbase", "plateau", "roundabout", "dam", "junction", "crossing", "plain",
    "plains", "hills", "mountains", "heights", "lake", "gate", "palace", "zoo", "beach",
})  # fmt: skip
# Streets and counties called after a town lie elsewhere: Hampton Avenue, Scott County.
_CALLED_AFTER = frozenset({
    "avenue", "ave", "street", "road", "drive", "lane", "boulevard", "parade", "terrace", "square", "tower", "bridge",
    "park", "township", "county", "centre", "center", "creek", "hall", "house", "building", "court", "place",
    "gardens", "hospital", "mall", "arena",
})  # fmt: skip
_SIDES = frozenset({
    "East", "West", "North", "South", "Eastern", "Western", "Northern", "Southern", "Central", "Upper", "Lower",
    "Northeastern", "Northwestern", "Southeastern", "Southwestern", "Greater", "Old", "New", "Rural",
})  # fmt: skip
# Inside a longer name, a town of this size says where the whole is; a smaller one shares a word with it.
_TELLING_POPULATION = 100_000
_LEADING = frozenset(
    {"St.", "St", "Saint", "San", "Santa", "Mount", "Mt.", "Fort", "Port", "Camp", "Lake", "Tall", "Tell"}
)
_GOVERNING = frozenset({"in", "at", "near", "from", "to", "inside", "outside", "across", "around"})
_BIG_CITY = 500_000
_KNOWN_TOWN = 30_000
_WEAK_FIRST = frozenset({"the", "a", "an", "al", "el", "la", "in", "at", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """Tokens `[first, last)` that may name a place, with all readings.

    `part` where the name goes on after the listed words, so that it names something there (Kabul Airport).
    """

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    part: bool = False

    def tokens(self, parse: Parse) -> tuple[Token, ...]:
        return parse.tokens[self.first : self.last]


def find_names(parse: Parse, actor_spans: Sequence[Span] = ()) -> list[NameMatch]:
    """Longest matches in text order that may be places; never overlapping."""
    found: list[NameMatch] = []
    masked = name_spans(parse, actor_spans)
    surnames = _surnames(parse)
    for sentence in parse.sentences:
        at = sentence.first
        while at < sentence.last:
            match = _match_at(parse, at, sentence.last)
            if match is None:
                at += 1
                continue
            kept = None if _is_surname(parse, match, surnames) else _accepted(parse, match, masked)
            if kept is not None:
                first = found[-1].last if found else 0
                found.append(_with_side(parse, _extended(parse, kept, sentence.last), max(first, sentence.first)))
            at = found[-1].last if kept is not None else match.last
    return found


def _match_at(parse: Parse, first: int, limit: int) -> NameMatch | None:
    token = parse.tokens[first]
    if not (
        token.text[0].isupper() or (token.text.lower().startswith(("al-", "ad-")) and any(map(str.isupper, token.text)))
    ):
        return None
    if token.text.lower() in _WEAK_FIRST and first + 1 < limit and not _opens(parse, first):
        return None
    for last in range(min(limit, first + _reach(token.text)), first, -1):
        end = parse.tokens[last - 1]
        if not (end.text[-1].isalnum() or end.text[-1] in ".'’"):
            continue
        words = parse.text[token.start : end.end]
        candidates = lookup(words)
        if candidates and (last - first > 1 or token.text.lower().strip(".") not in town_words()):
            return NameMatch(first=first, last=last, candidates=candidates)
    return None


def _extended(parse: Parse, match: NameMatch, limit: int) -> NameMatch:
    """With the capitalised nouns that belong to the name: Hunan Province, Kabul Airport, Hampton Avenue."""
    if match.candidates[0].kind == "demonym":
        return match
    last, part, elsewhere = match.last, False, False
    while last < min(limit, match.first + MAX_TOKENS):
        token = parse.tokens[last]
        words = {token.lemma.lower(), token.text.lower()}
        belongs = words & (syntax.PLACE_NOUNS | _SITES | _CALLED_AFTER)
        leads = token.text in ("International", "Central", "Air", "Military") and _site_follows(parse, last, limit)
        if not token.text[0].isupper() or not (belongs or leads):
            break
        elsewhere = elsewhere or bool(words & _CALLED_AFTER)
        part = part or token.text.lower() not in _ADMIN_NOUNS
        last += 1
    cities = all(c.kind == "city" for c in match.candidates)
    end = _entity_range(parse, match.first)[1]
    if last < end <= match.first + MAX_TOKENS and cities and parse.tokens[match.first].entity in _PLACE_LABELS:
        following = parse.tokens[last]
        if following.text[0].isupper() and following.pos == "PROPN" and not lookup(following.text):
            last, part = end, True
            elsewhere = elsewhere or all(c.population < _TELLING_POPULATION for c in match.candidates)
    if last == match.last:
        return match
    return replace(match, last=last, part=part, candidates=() if elsewhere else match.candidates)


def _with_side(parse: Parse, match: NameMatch, floor: int) -> NameMatch:
    """With the capitalised side of the world that belongs to the name: East Jerusalem, Eastern Slavonia."""
    before = parse.tokens[match.first - 1] if match.first > floor else None
    if before is None or before.text not in _SIDES or (match.candidates[:1] and match.candidates[0].kind == "demonym"):
        return match
    return replace(match, first=match.first - 1, part=match.part or bool(match.candidates))


def _site_follows(parse: Parse, index: int, limit: int) -> bool:
    return index + 1 < limit and parse.tokens[index + 1].text.lower() in syntax.PLACE_NOUNS | _SITES


def _surnames(parse: Parse) -> frozenset[str]:
    """Last words of the full names of persons: "Franklin" alone is then the person again."""
    tokens = parse.tokens
    return frozenset(
        b.text for a, b in itertools.pairwise(tokens)
        if a.entity == b.entity == "PERSON" and b.text[0].isupper()
        and (b.index + 1 == len(tokens) or tokens[b.index + 1].entity != "PERSON" or tokens[b.index + 1].tag == "POS")
    )  # fmt: skip


def _is_surname(parse: Parse, match: NameMatch, surnames: frozenset[str]) -> bool:
    only = match.last - match.first == 1 and parse.tokens[match.first].text in surnames
    known = any(c.kind in ("country", "demonym") for c in match.candidates)
    return only and not known and syntax.word_before(parse, match.first) not in ("in", "near", "at")


def _opens(parse: Parse, first: int) -> bool:
    """A name with an article of its own: The Hague, El Paso, Al Hudaydah, La Paz."""
    return parse.tokens[first + 1].text[0].isupper() or parse.tokens[first + 1].text == "-"


@functools.lru_cache(maxsize=4096)
def _first_word(text: str) -> str:
    words = fold(text).split()
    return words[0] if words else ""


def _reach(text: str) -> int:
    """Tokens to look at: hyphens are tokens of their own, so twice the words of the longest name, at most seven."""
    words = most_words(_first_word(text))
    return min(MAX_TOKENS, 2 * words) if words > 1 else 1


def name_spans(parse: Parse, actor_spans: Sequence[Span]) -> list[Span]:
    """Actors written as proper names alone ("Bank of Japan"), whose inner places are no toponyms."""
    kept = []
    for span in actor_spans:
        words = span.quote(parse.text).split()
        if len(words) > 1 and all(
            w[0].isupper() or w.lower() in ("of", "the", "for", "and", "de", "al") for w in words
        ):
            kept.append(span)
    return kept


def _accepted(parse: Parse, match: NameMatch, masked: list[Span]) -> NameMatch | None:
    tokens = match.tokens(parse)
    span = Span(tokens[0].start, tokens[-1].end)
    demonyms = tuple(c for c in match.candidates if c.kind == "demonym")
    places = tuple(c for c in match.candidates if c.kind != "demonym")
    if demonyms and (not places or _is_adjective(parse, tokens)):
        label = tokens[0].entity
        inside_name = label == "PERSON" or any(m.covers(span) and m != span and label == "PERSON" for m in masked)
        return None if inside_name else NameMatch(first=match.first, last=match.last, candidates=demonyms)
    if (
        match.first
        and parse.tokens[match.first - 1].text in _LEADING
        and parse.tokens[match.first].sentence == (parse.tokens[match.first - 1].sentence)
    ):
        return None  # the Croix of St. Croix
    if not places or not any(t.pos in ("PROPN", "X", "NOUN", "ADJ") or t.entity in _PLACE_LABELS for t in tokens):
        return None
    sure = names_a_place(parse, match.first, match.last) and all(t.pos == "PROPN" or t.pos == "PUNCT" for t in tokens)
    if sure or _is_known_town(parse, match, places):
        return NameMatch(first=match.first, last=match.last, candidates=places)
    if any(m.covers(span) and m != span for m in masked) and not _governed(parse, match.first):
        return None
    if not _place_like(parse, match, places):
        return None
    return NameMatch(first=match.first, last=match.last, candidates=places)


def _is_known_town(parse: Parse, match: NameMatch, places: tuple[Candidate, ...]) -> bool:
    """A large town right behind a preposition of place, or taken, whose whole label is its name: "through Harare"."""
    tokens = match.tokens(parse)
    if not any(c.kind == "city" and c.population >= (_KNOWN_TOWN if c.primary else _BIG_CITY) for c in places):
        return False
    labelled = bool(tokens[0].entity)
    if tokens[-1].pos != "PROPN" or (labelled and _entity_range(parse, match.first) != (match.first, match.last)):
        return False
    head = syntax.head_of(tokens)
    placed = head.dep == "pobj" and syntax.word_before(parse, match.first) in syntax.LOCATIVE - {
        "for",
        "to",
        "from",
        "on",
    }
    return placed or (head.dep in ("dobj", "nsubjpass") and parse.head(head).lemma in syntax.TAKEN)


def _is_adjective(parse: Parse, tokens: tuple[Token, ...]) -> bool:
    return any(t.entity == "NORP" or t.pos == "ADJ" or t.dep == "amod" for t in tokens)


def _governed(parse: Parse, first: int) -> bool:
    """Right after a preposition of place, or after "the town of"; not after "the University of"."""
    noun = parse.tokens[first - 2] if first >= 2 and parse.tokens[first - 1].text.lower() == "of" else None
    if noun is not None and noun.text.islower() and noun.lemma in syntax.PLACE_NOUNS:
        return True
    return syntax.word_before(parse, first) in _GOVERNING


def _place_like(parse: Parse, match: NameMatch, places: tuple[Candidate, ...]) -> bool:
    """Whether label, preposition or a following country speaks for a place, and no longer name against it."""
    tokens = match.tokens(parse)
    labels = {t.entity for t in tokens}
    known = any(c.kind in ("country", "region") for c in places)
    if labels & _OTHER_LABELS:
        whole = _entity_range(parse, match.first) in ((match.first, match.last), (match.first - 1, match.last))
        ambiguous = len(tokens) == 1 and tokens[0].text.lower() in _AMBIGUOUS_COUNTRIES and "PERSON" in labels
        return whole and (
            _governed(parse, match.first) or _followed_by_country(parse, match) or (known and not ambiguous)
        )
    if _in_longer_name(parse, match) and not labels & _PLACE_LABELS:
        return False
    if _noun_after(parse, match) in _NAMED_AFTER:
        return False
    if labels & _PLACE_LABELS:
        return True
    if labels & {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL", "LANGUAGE"}:
        return known and "DATE" not in labels
    if known:
        return True
    big = any(c.kind == "city" and c.primary and c.population >= _BIG_CITY for c in places)
    proper = all(t.pos in ("PROPN", "PUNCT") for t in tokens)
    return (big and proper) or _governed(parse, match.first) or _followed_by_country(parse, match) or "NORP" in labels


def _noun_after(parse: Parse, match: NameMatch) -> str:
    return parse.tokens[match.last].lemma if match.last < len(parse.tokens) else ""


def _entity_range(parse: Parse, index: int) -> tuple[int, int]:
    label, first, last = parse.tokens[index].entity, index, index + 1
    while first > 0 and parse.tokens[first - 1].entity == label:
        first -= 1
    while last < len(parse.tokens) and parse.tokens[last].entity == label:
        last += 1
    # A possessive 's at the end belongs to no name.
    if last - first > 1 and parse.tokens[last - 1].tag == "POS":
        last -= 1
    return first, last


def _in_longer_name(parse: Parse, match: NameMatch) -> bool:
    """A capitalised word right after or before that makes it another name: Paris Hilton, Orient Express."""
    after = parse.tokens[match.last] if match.last < len(parse.tokens) else None
    sentence = parse.sentences[parse.tokens[match.first].sentence]
    if after is not None and match.last < sentence.last and after.pos == "PROPN" and after.text[0].isupper():
        return after.lemma not in syntax.PLACE_NOUNS and not lookup(after.text)
    return False


def _followed_by_country(parse: Parse, match: NameMatch) -> bool:
    at = match.last
    if at + 1 < len(parse.tokens) and parse.tokens[at].text in (",", "("):
        for last in range(min(len(parse.tokens), at + 4), at + 1, -1):
            words = parse.text[parse.tokens[at + 1].start : parse.tokens[last - 1].end]
            if any(c.kind in ("country", "region") for c in lookup(words)):
                return True
    return False
