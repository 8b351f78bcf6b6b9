"""The sides of an act as they stand in their setting: unnamed crowds, arms of a country, whose country they are of."""

from collections import Counter
from dataclasses import replace

from verbale.coding.homes import Unplaced, home_of
from verbale.coding.match import Match, Side
from verbale.model.events import Document, EventPlace
from verbale.model.mentions import BETWEEN_STATES, Actor, ActorMention

# Armed bodies without a home country act where they are.
ROAMING = frozenset({"REB", "UAF", "CRM"})
# Modes of acts done with arms that a country's name can qualify.
ARMS = frozenset({"drone", "heavy-weapons", "weapons"})
# "Unrest" is no crowd.
SPREAD = frozenset({"unrest", "uprising", "violence"})

# Votes for the country that an article is about: a named actor, one in the lead, a mere place.
LEAD_VOTE, LITERAL_VOTE = 3, 1


def localise(
    document: Document, match: Match, place: EventPlace | None
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], list[str]]:
    """Source and target with the country of unnamed local actors filled in, and a word on how."""
    event_type = match.frame.event_type
    source, target = match.source.actors, match.target.actors
    if event_type == "PROTEST" and not source and match.trigger.lemma not in SPREAD:
        words = document.article.text[match.trigger.start : match.trigger.end]
        source = (Actor(text=words, name="protesters", sector="CVL", span=match.trigger.span),)
    heads = _heads(match, match.source, source), _heads(match, match.target, target)
    source = tuple(_forces(document, match, a, head) for a, head in zip(source, heads[0], strict=True))
    if event_type == "ASSAULT":
        target = tuple(replace(a, sector="CVL") if a.sector == "LAB" else a for a in target)
    notes: list[str] = []
    main = main_country(document)
    filled = []
    for name, side, at, other in (("source", source, heads[0], target), ("target", target, heads[1], source)):
        cases = [
            Unplaced(actor=a, head=head, side=name, event_type=event_type, other=other, place=place, main=main)
            for a, head in zip(side, at, strict=True)
        ]
        filled.append(tuple(_at_home(document, case, notes) for case in cases))
    return filled[0], filled[1], notes


def _heads(match: Match, side: Side, actors: tuple[Actor, ...]) -> tuple[int, ...]:
    """The word of each actor; a crowd that only the act's own word tells of ("protests") stands there."""
    return (*side.heads, *(match.trigger.index for _ in actors))[: len(actors)]


def _at_home(document: Document, case: Unplaced, notes: list[str]) -> Actor:
    """The actor with its country, if the text lets one know it."""
    code = None if has_home(case.actor) else home_of(document, case)
    if code is None:
        return case.actor
    notes.append(f"{case.actor.text!r} taken as {code}: by the countries named around")
    return replace(case.actor, code=code)


def _forces(document: Document, match: Match, actor: Actor, head: int) -> Actor:
    """A state whose arms act, or that only qualifies an attack, is there by its forces."""
    state = actor.actor_id is not None and actor.actor_id == actor.code and actor.sector == "GOV"
    by_arms = state and (_by_arms(match) or _attacks_by_adjective(document, match, head))
    return replace(actor, sector="MIL") if by_arms else actor


def has_home(actor: Actor) -> bool:
    """Whether the country is known, or known to be none; armed groups act where they are."""
    return actor.code is not None or (actor.actor_id is not None and actor.sector not in ROAMING)


def _is_credit(document: Document, mention: ActorMention) -> bool:
    """ "(Reuters)" tells where a report is from, not what it is about."""
    return mention.actor.sector == "MED" and document.article.text[: mention.span.start].endswith("(")


def _attacks_by_adjective(document: Document, match: Match, head: int) -> bool:
    """ "An Israeli strike", "Turkish shelling": forces strike; "Israel strikes" leaves it with the state."""
    return match.frame.event_type == "ASSAULT" and document.parse.tokens[head].pos == "ADJ"


def _by_arms(match: Match) -> bool:
    """ "A Russian missile", "US drone attack", "Chinese bombers": a country's arms are its forces'."""
    if match.source.role == "subject>modifier":
        return match.frame.mode in ARMS and match.frame.event_type in {"ASSAULT", "MOBILIZE"}
    return match.source.role == "modifier" and match.frame.mode in ARMS and match.frame.event_type == "ASSAULT"


def main_country(document: Document) -> str | None:
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
