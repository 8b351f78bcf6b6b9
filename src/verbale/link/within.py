"""One act told several times in an article is one event with several mentions."""

from collections.abc import Sequence
from dataclasses import replace

from verbale.model.events import HAPPENED, Event, EventDate, EventMention
from verbale.model.mentions import Actor
from verbale.model.parse import Parse, Token

# Words that give an act's toll; beside another word for violence they tell of the same act.
TOLL_WORDS = frozenset(
    ("kill injure wound die death casualty hurt dead toll casualties leave destroy damage claim murder killing").split()
)
# "seized the town in an attack", "killed by shelling": the noun behind these tells how.
MEANS = frozenset({"in", "during", "by", "with", "through"})
SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT"})
# An act without any actor is the same as one told at most this many sentences before.
NEAR_SENTENCES = 2


def merge_mentions(events: Sequence[Event], parse: Parse) -> tuple[Event, ...]:
    """The events of one article with mentions of the same act joined, in the order of their best mention."""
    tokens = {t.start: t for t in parse.tokens}
    merged: list[Event] = []
    for event in events:
        for position in range(len(merged) - 1, -1, -1):
            if _same_act(merged[position], event, tokens, parse):
                merged[position] = _join(merged[position], event, _headed(merged[position], tokens, parse))
                break
        else:
            merged.append(event)
    return tuple(sorted(merged, key=lambda e: e.mention.trigger))


def _same_act(a: Event, b: Event, tokens: dict[int, Token], parse: Parse) -> bool:
    if a.event_type != b.event_type:
        return False
    if a.event_type == "ASSAULT" and _told_within(a, b, tokens, parse):
        return True
    if a.historical != b.historical:
        return False
    if (a.status in HAPPENED) != (b.status in HAPPENED):
        return False
    one, two = tokens[a.mention.trigger.start], tokens[b.mention.trigger.start]
    distance = abs(one.sentence - two.sentence)
    if a.event_type == "ASSAULT" and distance <= 1 and _toll_and_act(a, b, tokens) and _share(a.source, b.source):
        return True
    if a.mode != b.mode and a.mode is not None and b.mode is not None:
        return False
    if not (_share(a.source, b.source) and _share(a.target, b.target)):
        return False
    if not _dates_meet(a.event_date, b.event_date) or not _places_meet(a, b):
        return False
    if a.event_type in SPEECH and distance == 0 and not (_equal(a.source, b.source) and _equal(a.target, b.target)):
        return False
    if a.event_type in SPEECH | {"CONSULT"} and not _told_alike(a, b, one, two):
        return False
    bare = not (a.source or a.target) or not (b.source or b.target)
    return not bare or distance <= NEAR_SENTENCES


def _told_alike(a: Event, b: Event, one: Token, two: Token) -> bool:
    """Acts of speech and meetings are many: only the same word, or the same parties throughout, make them one."""
    if a.frame_id == b.frame_id or one.lemma == two.lemma:
        return _subset(a.source, b.source) and _subset(a.target, b.target)
    return bool(a.source and b.source) and _equal(a.source, b.source) and _equal(a.target, b.target)


def _subset(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    # A breakaway region whose parent state is not named agrees with any.
    first, second = ({x.code or x.name for x in side if x.code or x.sector != "PRE"} for side in (a, b))
    return first <= second or second <= first


def _toll_and_act(a: Event, b: Event, tokens: dict[int, Token]) -> bool:
    first, second = (tokens[e.mention.trigger.start].lemma in TOLL_WORDS for e in (a, b))
    return (first or second) and _places_meet(a, b)


def _told_within(a: Event, b: Event, tokens: dict[int, Token], parse: Parse) -> bool:
    """ "the bombing that killed nine", "killed in a bombing": by the sentence's own structure one act, told twice."""
    for outer, inner in ((a, b), (b, a)):
        verb, noun = (tokens[e.mention.trigger.start] for e in (outer, inner))
        if verb.sentence != noun.sentence:
            continue
        toll = verb.lemma in TOLL_WORDS
        if toll and verb.dep in {"relcl", "acl"} and parse.head(verb).index == noun.index:
            return True
        path = [noun, *parse.ancestors(noun)]
        steps = [t.index for t in path]
        if verb.index not in steps:
            continue
        between = path[1 : steps.index(verb.index)]
        through = [t for t in between if t.dep == "prep"]
        if any(t.pos in {"VERB", "AUX"} for t in between) or len(between) > 3:
            continue
        if toll or (through and through[-1].lemma in MEANS and noun.pos == "NOUN"):
            return True
    return False


def _keys(actors: tuple[Actor, ...]) -> set[str]:
    named = {a.actor_id or a.name.casefold() for a in actors}
    named |= {f"{a.code}:{a.sector}" for a in actors if a.code and not _private(a)}
    return named | {"PRE" for a in actors if a.sector == "PRE"}


def _private(actor: Actor) -> bool:
    """A civilian by name is one among millions: "Jane Doe" is not "Richard Roe"."""
    return actor.sector == "CVL" and all(w[:1].isupper() for w in actor.text.split())


def _share(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    return not a or not b or bool(_keys(a) & _keys(b))


def _equal(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    return {x.code or x.name for x in a} == {x.code or x.name for x in b}


def _dates_meet(a: EventDate | None, b: EventDate | None) -> bool:
    if a is None or b is None or "stated" not in {a.basis} & {b.basis}:
        return True
    if a.earliest and b.latest and a.earliest > b.latest:
        return False
    return not (b.earliest and a.latest and b.earliest > a.latest)


def _places_meet(a: Event, b: Event) -> bool:
    if a.place is None or b.place is None:
        return True
    one, two = a.place.place, b.place.place
    if one.country != two.country:
        return False
    return one.name == two.name or {one.precision, two.precision} != {"city"}


def _richness(event: Event) -> tuple[int, int, int, int]:
    coded = sum(a.code is not None for a in event.source + event.target)
    return (bool(event.source) + bool(event.target), coded, event.mode is not None, -event.mention.trigger.start)


def _headed(event: Event, tokens: dict[int, Token], parse: Parse) -> bool:
    return parse.sentences[tokens[event.mention.trigger.start].sentence].headline


def _join(a: Event, b: Event, headed: bool = False) -> Event:
    """The richer record, completed by the other; the other's mention is kept.

    `headed`: `a` is told in the headline, which leaves out who says so where the text tells it.
    """
    best, rest = (b, a) if _richness(b) > _richness(a) else (a, b)
    target = best.target
    if best.event_type == "ASSAULT":
        known = _keys(target)
        target = target + tuple(x for x in rest.target if not _keys((x,)) & known)
    stated = [e.event_date for e in (best, rest) if e.event_date is not None and e.event_date.basis == "stated"]
    mentions = (*best.others, rest.mention, *rest.others)
    return replace(
        best,
        attribution=best.attribution or (rest.attribution if headed and best is a else ()),
        historical=best.historical or rest.historical,
        mode=best.mode or rest.mode,
        cameo_code=best.cameo_code if best.mode or not rest.mode else rest.cameo_code,
        contexts=tuple(dict.fromkeys(best.contexts + rest.contexts))[:4],
        source=best.source or rest.source,
        target=target or rest.target,
        event_date=stated[0] if stated else best.event_date,
        place=best.place or rest.place,
        counts=best.counts + tuple(c for c in rest.counts if c.kind not in {k.kind for k in best.counts}),
        others=tuple(sorted(mentions, key=_at)),
        trace=(*best.trace, f"also told by frame {rest.frame_id}"),
    )


def _at(mention: EventMention) -> int:
    return mention.trigger.start
