"""Wording that makes a name a place's, whatever label the language model gave it: the town of X, X district, Tal X."""

from verbale.model.parse import Parse
from verbale.places import syntax

KINDS = frozenset({
    "city", "town", "village", "province", "region", "district", "county", "suburb", "neighborhood",
    "neighbourhood", "island", "hamlet", "settlement", "municipality", "camp", "enclave", "valley", "area",
    "governorate", "port", "commune", "sector", "junction", "crossing", "outpost", "farm", "roundabout", "square",
    "street", "airbase", "airport", "gorge", "hill", "plain", "shrine", "mosque", "prison", "palace",
    "checkpoint", "axis", "plateau", "spring", "stronghold", "perimeter", "outskirt", "outskirts", "subdistrict",
    "township", "locality", "quarter", "bastion", "countryside",
})  # fmt: skip
# Capitalised, these end the names of sites.
SITES = (KINDS - {"area", "sector", "region", "axis"}) | frozenset({
    "hospital", "museum", "university", "plant", "field", "fields", "farms", "springs", "plains", "hills", "mountains",
    "chowk", "base", "dam", "bridge", "stadium", "park", "market", "mall", "hotel", "church", "cathedral", "station",
    "barracks", "road", "avenue", "boulevard", "beach", "complex", "bay", "lake", "river", "tower", "gate",
})  # fmt: skip
# "X village" is a place, "X area" and "X sector" are where a proper name stands before them.
_LOOSE = frozenset({"area", "sector", "base", "complex", "quarter", "field"})
_BEFORE = frozenset({"of", "called", "named", "like"})
# The X border crossing, the X refugee camp.
_QUALIFIERS = frozenset({"border", "refugee", "army", "military", "air", "police", "sub", "-"})
_PREFIXES = frozenset({
    "Tal", "Tall", "Tell", "Kafr", "Kafar", "Jabal", "Jebel", "Wadi", "Deir", "Dayr", "Beit", "Bayt", "Ain", "Ayn",
    "Khirbet", "Ras", "Bir", "Nahal", "Kibbutz", "Kiryat", "Mount",
})  # fmt: skip


def names_a_place(parse: Parse, first: int, last: int) -> bool:
    """Whether the words around or at the ends of tokens `[first, last)` say that they name a place."""
    if not parse.tokens[first].text[0].isupper() and "-" not in parse.text[parse.tokens[first].start :][:4]:
        return False
    return _kind_after(parse, first, last) or _kind_before(parse, first) or _by_its_words(parse, first, last)


def _kind_after(parse: Parse, first: int, last: int) -> bool:
    sentence = parse.sentences[parse.tokens[first].sentence]
    if last >= sentence.last:
        return False
    following = parse.tokens[last]
    while following.text.lower() in _QUALIFIERS and following.index + 1 < sentence.last:
        following = parse.tokens[following.index + 1]
    names = {following.lemma, following.text.lower()}
    if not names & KINDS or not following.text.islower():
        return False
    return not names & _LOOSE or syntax.word_before(parse, first) in syntax.LOCATIVE


def _kind_before(parse: Parse, first: int) -> bool:
    if first < 2 or parse.tokens[first - 1].text.lower() not in _BEFORE:
        return False
    noun = parse.tokens[first - 2]
    return noun.text.islower() and bool({noun.lemma, noun.text.lower()} & KINDS)


def _by_its_words(parse: Parse, first: int, last: int) -> bool:
    """Tal Bizam, Kodori Gorge; a site that does something is who works there."""
    if last - first < 2:
        return False
    opening = parse.tokens[first].text in _PREFIXES
    closing = parse.tokens[last - 1]
    if not opening and not {closing.lemma.lower(), closing.text.lower()} & SITES:
        return False
    head = syntax.head_of(parse.tokens[first:last])
    return head.dep not in ("nsubj", "agent", "poss", "ROOT")
