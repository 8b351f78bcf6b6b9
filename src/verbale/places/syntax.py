"""How a place name hangs on its sentence: the preposition above it, the nouns around it."""

from verbale.model.parse import Parse, Token

AT = frozenset({"in", "at", "near", "inside", "within", "outside", "around", "throughout", "across", "on", "off",
                "along", "beside", "between", "beyond", "over", "above"})  # fmt: skip
# Ways to and from a place: it holds an act less surely than "in".
TOWARD = frozenset({"to", "from", "into", "toward", "towards", "through", "onto", "via", "for", "past"})
LOCATIVE = AT | TOWARD
PLACE_NOUNS = frozenset({
    "waterway", "channel", "canal", "pass", "plain", "forest", "reef", "shoal", "highland", "city", "town",
    "village", "province", "region", "state", "district", "county", "oblast", "governorate", "suburb",
    "neighborhood", "neighbourhood", "capital", "port", "airport", "border", "coast", "island", "peninsula",
    "area", "municipality", "prefecture", "enclave", "camp", "valley", "river", "mountain", "desert", "street",
    "square", "frontier", "territory", "department", "republic", "base", "hospital", "market", "strip", "sea",
    "strait", "hotel", "outskirts", "settlement", "hub", "stronghold", "checkpoint", "crossing", "east", "west",
    "north", "south", "northeast", "northwest", "southeast", "southwest", "centre", "center", "side", "waters",
    "soil", "airspace", "provinces", "mosque", "church", "university", "prison", "stadium", "highway", "road",
    "bridge", "park", "downtown", "quarter", "countryside", "vicinity", "bank", "hill", "airbase",
    "headquarters", "theater", "theatre", "field", "home", "house", "office", "residence", "building", "club",
    "cafe", "restaurant", "school", "shop", "station", "apartment", "shore", "edge", "corridor", "line",
    "embassy", "consulate", "part", "kilometer", "kilometre", "mile", "km", "zone",
})  # fmt: skip
BESIDE = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "outside",
                    "short"})  # fmt: skip
# "An attack on X": what follows is where it happens.
STRIKES = frozenset({"attack", "assault", "raid", "offensive", "strike", "airstrike", "advance", "bombardment", "siege",
                     "march", "ambush", "shelling"})  # fmt: skip
# Verbs of taking and striking towns.
TAKEN = frozenset({
    "capture", "enter", "storm", "seize", "besiege", "recapture", "retake", "liberate", "shell", "bomb", "bombard",
    "overrun", "reach", "occupy", "surround", "encircle",
})  # fmt: skip
_NOMINAL = frozenset({"compound", "nmod", "conj", "appos", "poss", "amod", "npadvmod", "nn"})


def head_of(tokens: tuple[Token, ...]) -> Token:
    """The token of a name that hangs on a word outside it."""
    inside = {t.index for t in tokens}
    return next((t for t in reversed(tokens) if t.head not in inside or t.head == t.index), tokens[-1])


def preposition(parse: Parse, token: Token) -> Token | None:
    """The preposition that governs the noun phrase around `token`, through compounds, conjuncts and appositions."""
    current = token
    for above in parse.ancestors(token):
        if current.dep in ("pobj", "pcomp") and above.pos in ("ADP", "SCONJ", "PART", "ADV"):
            return above
        if current.dep not in _NOMINAL:
            return None
        # "fire on Diyala councillor": the councillor is no place, so the name before him is none either.
        if current.dep in ("compound", "nmod", "amod", "poss") and not _place_word(above):
            return None
        current = above
    return None


def _place_word(token: Token) -> bool:
    return token.pos == "PROPN" or token.lemma in PLACE_NOUNS or token.text.lower() in PLACE_NOUNS


def word_before(parse: Parse, first: int) -> str:
    """The word right before token `first` in its sentence, articles and adjectives of direction left out."""
    sentence = parse.sentences[parse.tokens[first].sentence]
    skipped = {"the", "central", "northern", "southern", "eastern", "western", "nearby", "neighboring", "neighbouring"}
    at = first - 1
    while at >= sentence.first:
        word = parse.tokens[at].text.lower()
        if word not in skipped and not word.startswith(("north", "south", "east", "west")):
            return word
        at -= 1
    return ""


def site(parse: Parse, token: Token) -> Token:
    """What a phrase modifies: the word its preposition hangs on, climbing out of "north of" and "city of"."""
    above = preposition(parse, token)
    current = parse.head(above) if above is not None else parse.head(token)
    for _ in range(4):
        if current.lemma in PLACE_NOUNS or current.text.lower() in PLACE_NOUNS or current.pos in ("ADP", "ADV"):
            following = parse.head(current)
            if following.index == current.index:
                break
            current = following
        else:
            break
    return current
