"""The country of unnamed local actors: the act's place, else the country that the article is about."""

from collections import Counter
from dataclasses import replace

from verbale.coding.match import Match
from verbale.model.events import Document, EventPlace
from verbale.model.mentions import Actor, ActorMention

# Bodies between states, and those whose home the text must name.
UNPLACED = frozenset({"IGO", "NGO", "MED", "BUS"})
# "Western countries" are many.
STATES = frozenset({"country", "nation", "countries", "nations", "states", "powers", "governments", "leaders"})
# Armed bodies without a home country act where they are.
ROAMING = frozenset({"REB", "UAF", "CRM"})
# Acts that mostly stay within one state: the other side's country is a better guess than the article's.
DOMESTIC = frozenset({"COERCE", "PROTEST", "SANCTION", "RETREAT", "ACCUSE", "REQUEST", "CONCEDE", "REJECT"})

# Of these, the ones that a state mostly does to its own named citizens.
CUSTODY = frozenset({"COERCE", "SANCTION", "RETREAT"})

# Modes of acts done with arms that a country's name can qualify.
ARMS = frozenset({"drone", "heavy-weapons", "weapons"})
# "Unrest" is no crowd.
SPREAD = frozenset({"unrest", "uprising", "violence"})

BETWEEN_STATES = frozenset({"IGO", "NGO", "MNC"})
# Votes for the country that an article is about: a named actor, one in the lead, a mere place.
LEAD_VOTE, LITERAL_VOTE = 3, 1
# Officials belong to the country that the news is about, crowds and victims to where they are.
OFFICIAL = frozenset({"GOV", "LEG", "JUD"})


def localise(
    document: Document, match: Match, place: EventPlace | None
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], list[str]]:
    """Source and target with the country of unnamed local actors filled in, and a word on how."""
    source, target = match.source.actors, match.target.actors
    if match.frame.event_type == "PROTEST" and not source and match.trigger.lemma not in SPREAD:
        words = document.article.text[match.trigger.start : match.trigger.end]
        source = (Actor(text=words, name="protesters", sector="CVL", span=match.trigger.span),)
    notes: list[str] = []
    main = _main_country(document)
    scene = _scene(document, _attackers(match)) or main
    # Where a report was filed is not yet where its unnamed people are.
    here = place.place.country if place and place.basis == "stated" else None
    if _by_arms(match):
        source = tuple(replace(a, sector="MIL") if a.actor_id == a.code and a.sector == "GOV" else a for a in source)
    if match.frame.event_type == "ASSAULT":
        target = tuple(replace(a, sector="CVL") if a.sector == "LAB" else a for a in target)
    filled = []
    for side, other in ((source, target), (target, source)):
        actors = []
        for actor in side:
            placed = actor.actor_id is not None and actor.sector not in ROAMING
            states = actor.text.rpartition(" ")[2] in STATES
            if actor.code is not None or placed or states or actor.sector in UNPLACED:
                actors.append(actor)
                continue
            named = actor.text[:1].isupper() and " " in actor.text
            around = None if actor.sector in OFFICIAL and main is not None else here
            about = scene if side is target else main
            code, how = _country_for(match.frame.event_type, other, around, about, named=named)
            if code is not None:
                notes.append(f"{actor.text!r} taken as {code}: {how}")
                actor = replace(actor, code=code)
            actors.append(actor)
        filled.append(tuple(actors))
    return filled[0], filled[1], notes


def _is_credit(document: Document, mention: ActorMention) -> bool:
    """ "(Reuters)" tells where a report is from, not what it is about."""
    return mention.actor.sector == "MED" and document.article.text[: mention.span.start].endswith("(")


def _by_arms(match: Match) -> bool:
    """ "A Russian missile", "US drone attack", "Chinese bombers": a country's arms are its forces'."""
    if match.source.role == "subject>modifier":
        return match.frame.mode in ARMS and match.frame.event_type in {"ASSAULT", "MOBILIZE"}
    return match.source.role == "modifier" and match.frame.mode in ARMS and match.frame.event_type == "ASSAULT"


def _country_for(
    event_type: str, other: tuple[Actor, ...], here: str | None, main: str | None, *, named: bool
) -> tuple[str | None, str]:
    if here is not None:
        return here, "the country of the act's place"
    home = next((a.code for a in other if a.code and len(a.code) == 3 and a.code not in BETWEEN_STATES), None)
    if event_type in (CUSTODY if named else DOMESTIC) and home is not None:
        return home, "the country of the other side"
    if main is not None:
        return main, "the country that the article is about"
    return None, ""


def _attackers(match: Match) -> frozenset[str]:
    """The countries whose forces attack: "an American air strike kills six people" hardly tells of six Americans."""
    if match.frame.event_type != "ASSAULT":
        return frozenset()
    return frozenset(a.code for a in match.source.actors if a.code is not None and a.sector in {"GOV", "MIL"})


def _scene(document: Document, attackers: frozenset[str]) -> str | None:
    """The one country of the places that the text names, if only others' forces attack there."""
    if not attackers:
        return None
    places = [t.place for t in document.toponyms if t.use == "literal" and t.place is not None]
    countries = {p.country for p in places if p.country is not None}
    return countries.pop() if len(countries) == 1 and not countries & attackers else None


def _main_country(document: Document) -> str | None:
    """The country that the article is about: the one its actors belong to most, the first sentence counting more."""
    votes: Counter[str] = Counter()
    literal = {t.head for t in document.toponyms if t.use == "literal"}
    tokens = document.parse.tokens
    for mention in document.actors:
        code = mention.actor.code
        if code is None or code in BETWEEN_STATES or _is_credit(document, mention):
            continue
        lead = tokens[mention.head].sentence == 0
        votes[code] += (LEAD_VOTE if lead else 1) if mention.head not in literal else LITERAL_VOTE
    for toponym in document.toponyms:
        if toponym.place is not None and toponym.place.country is not None and toponym.use == "literal":
            votes[toponym.place.country] += LITERAL_VOTE
    if not votes:
        return None
    ranked = votes.most_common(2)
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1] and ranked[0][1] > LEAD_VOTE:
        return None
    return ranked[0][0]
