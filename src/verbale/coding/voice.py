"""Who says that an act happened: utterances with their speakers resolved, and those that cover an act."""

from verbale.coding.match import Match
from verbale.model.events import Document
from verbale.model.mentions import Actor, Attribution

# These acts are themselves speech: their own speaker does not attest them.
SPEECH_TYPES = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT", "CONCEDE"})


def resolve_utterances(document: Document) -> tuple[Attribution, ...]:
    """The document's utterances with their speakers as actors, in text order."""
    mentions = {m.head: m for m in document.actors}
    found: list[Attribution] = []
    for utterance in document.utterances:
        speaker: Actor | None = None
        span = utterance.speaker
        if utterance.speaker_head is not None and span is not None:
            mention = mentions.get(utterance.speaker_head)
            text = span.quote(document.article.text)
            speaker = mention.actor if mention is not None else Actor(text=text, name=text)
        found.append(
            Attribution(
                content=utterance.content, cue=utterance.cue, kind=utterance.kind, speaker=speaker, speaker_span=span,
                attests=utterance.attests,
            )  # fmt: skip
        )
    return tuple(found)


def attribution_of(document: Document, match: Match, source: tuple[Actor, ...]) -> tuple[Attribution, ...]:
    """Who attests the act, outermost first; an utterance is not attributed to its own speaker."""
    trigger = match.trigger
    covering = [
        a
        for a in document.attributions
        if a.attests
        and a.content.start <= trigger.start and trigger.end <= a.content.end and not a.cue.overlaps(trigger.span)
    ]
    if match.frame.event_type in SPEECH_TYPES:
        covering = [a for a in covering if not _speaks(a, match, source)]
    covering.sort(key=lambda a: (a.content.start - a.content.end, a.cue.start))
    kept: list[Attribution] = []
    for item in covering:
        if all(k.speaker is None or item.speaker is None or k.speaker.name != item.speaker.name for k in kept):
            kept.append(item)
    return tuple(kept)


def _speaks(attribution: Attribution, match: Match, source: tuple[Actor, ...]) -> bool:
    speaker = attribution.speaker
    if speaker is None:
        return False
    if attribution.speaker_span is not None and any(
        attribution.speaker_span.start <= match_start < attribution.speaker_span.end
        for match_start in (match.trigger.start,)
    ):
        return True
    return any(
        speaker.name == actor.name
        or (speaker.actor_id is not None and speaker.actor_id == actor.actor_id)
        or (speaker.code is not None and speaker.code == actor.code and speaker.sector == actor.sector)
        for actor in source
    )
