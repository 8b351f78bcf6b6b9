"""Who says that an act happened: utterances with their speakers resolved, and those that attest an act."""

from verbale.coding.match import Match
from verbale.model.events import Document
from verbale.model.mentions import Actor, Attribution, Utterance
from verbale.model.parse import Parse, Token

# These acts are themselves speech: their own speaker does not attest them.
SPEECH_TYPES = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"})
# An inquiry is opened, not spoken.
DEEDS = frozenset({("ACCUSE", "investigate")})
_UNSAID = frozenset({"why", "if", "unless"})
_RELATIVES = frozenset({"who", "which", "that"})


def resolve_utterances(document: Document) -> tuple[Attribution, ...]:
    """The document's utterances with their speakers as actors, in text order."""
    mentions = {m.head: m.actor for m in document.actors}
    found: list[Attribution] = []
    for utterance in document.utterances:
        head = utterance.speaker_head
        known = mentions.get(head) if head is not None else None
        found.append(
            Attribution(
                content=utterance.content, cue=utterance.cue, kind=utterance.kind, attests=utterance.attests,
                speaker=known or _by_words(document.parse, utterance), speaker_span=utterance.speaker,
            )
        )  # fmt: skip
    return tuple(found)


def _by_words(parse: Parse, utterance: Utterance) -> Actor | None:
    """A speaker of no table, under the words that the text has for him: of "a diplomat who", those before it."""
    if utterance.speaker is None or utterance.speaker_head is None:
        return None
    text = utterance.speaker.quote(parse.text)
    if text.lower() in _RELATIVES:
        head = parse.tokens[utterance.speaker_head]
        first = next(iter(t for t in parse.subtree(head) if t.index <= head.index), head)
        text = parse.text[first.start : head.end]
    return Actor(text=text, name=text)


def attribution_of(
    document: Document, match: Match, source: tuple[Actor, ...], *, real: bool = True
) -> tuple[Attribution, ...]:
    """Who attests the act, outermost first; an utterance is not attributed to its own speaker.

    Neither is an act that is not `real` yet to those who announce it as their own: "the firm said it will close".
    """
    trigger, parse = match.trigger, document.parse
    if _not_asserted(parse, trigger):
        return ()
    covering = [
        a
        for a in document.attributions
        if a.attests
        and a.content.start <= trigger.start
        and trigger.end <= a.content.end
        and not a.cue.overlaps(trigger.span)
    ]
    if match.frame.event_type in SPEECH_TYPES and (match.frame.event_type, match.frame.mode) not in DEEDS:
        covering = [a for a in covering if not _speaks(a, match, source) and not _stated(parse, a, match, source)]
    if not real:
        covering = [a for a in covering if not _announces(a, source)]
    covering.sort(key=lambda a: (a.content.start - a.content.end, a.cue.start))
    return _distinct(covering)


def _distinct(covering: list[Attribution]) -> tuple[Attribution, ...]:
    """One attribution for each speaker; nobody in particular is no speaker beside a named one."""
    kept: list[Attribution] = []
    for item in covering:
        if all(k.speaker is None or item.speaker is None or k.speaker.name != item.speaker.name for k in kept):
            kept.append(item)
    return tuple(kept)


def _not_asserted(parse: Parse, trigger: Token) -> bool:
    """What is referred to as known, or a condition: "asked to end the siege", "why they fled", "if they flee"."""
    if any(k.lemma in _UNSAID for k in parse.children(trigger, "advmod", "mark")):
        return True
    named = parse.head(trigger) if trigger.dep in {"acl", "relcl"} else trigger
    if named.pos not in {"NOUN", "PROPN", "ADJ"} or not _definite(parse, named):
        return False
    above = next((t for t in parse.ancestors(named) if t.pos in {"VERB", "AUX"}), None)
    return above is not None and any(k.tag == "TO" for k in parse.children(above, "aux"))


def _definite(parse: Parse, noun: Token) -> bool:
    return any(k.dep == "poss" or k.lemma in {"the", "this", "that"} for k in parse.children(noun, "det", "poss"))


def _stated(parse: Parse, attribution: Attribution, match: Match, source: tuple[Actor, ...]) -> bool:
    """ "Oslo said its patience was at an end": an act of words without a doer is done by who says so."""
    if source or match.trigger.pos != "VERB" or parse.child(match.trigger, "nsubjpass", "auxpass") is not None:
        return False
    return attribution.cue.covers(parse.head(match.trigger).span)


def _speaks(attribution: Attribution, match: Match, source: tuple[Actor, ...]) -> bool:
    """The speaker does the act himself, or for the body that does it."""
    speaker, span = attribution.speaker, attribution.speaker_span
    if speaker is None:
        return False
    if span is not None and span.start <= match.trigger.start < span.end:
        return True
    return any(speaker.name == a.name or _same(speaker, a) or _speaks_for(speaker, a) for a in source)


def _announces(attribution: Attribution, source: tuple[Actor, ...]) -> bool:
    """The speaker is the doer, not only one of his people."""
    speaker = attribution.speaker
    return speaker is not None and any(speaker.name == a.name or _same(speaker, a) for a in source)


def _same(one: Actor, other: Actor) -> bool:
    return one.actor_id is not None and one.actor_id == other.actor_id


def _speaks_for(speaker: Actor, doer: Actor) -> bool:
    """A minister for his government, a spokesman for his army; but an envoy not for the "diplomats" he tells of."""
    body = doer.actor_id is not None or not doer.text.endswith("s")
    return body and speaker.code is not None and (speaker.code, speaker.sector) == (doer.code, doer.sector)
