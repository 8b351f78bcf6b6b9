"""Acts that no frame knows and the scorer is sure of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from verbale.codebook.frames import NO_FRAME, Frame
from verbale.coding.match import Match, Side
from verbale.coding.opinions import best_mode, best_type, governs
from verbale.model.candidates import may_name_act
from verbale.model.parse import Parse, Token
from verbale.model.scores import ActScores

# How likely a type must be for a word to name an act without a frame: surely, and possibly.
SURE, POSSIBLE = 0.85, 0.3
# Verbs that only carry an act, which the noun beside them names.
CARRIERS = frozenset({"be", "have", "do"})


def words_without_frame(parse: Parse, matches: Iterable[Match]) -> list[Token]:
    """Verbs and nouns that no frame has used."""
    used = {i for m in matches for i in (*m.words, m.trigger.index, *m.silenced)}
    return [t for t in parse.tokens if may_name_act(t) and t.lemma not in CARRIERS and t.index not in used]


def unframed(parse: Parse, scores: Mapping[int, ActScores], matches: Sequence[Match]) -> Iterator[Match]:
    """Matches for words that the scorer finds possible acts; of two that depend on each other the surer one."""
    kept: list[Token] = [m.trigger for m in matches]
    types = {m.trigger.index: m.frame.event_type for m in matches}
    likely = sorted(scores, key=lambda i: -best_type(scores[i])[1])
    for index in likely:
        event_type, chance = best_type(scores[index])
        if chance < POSSIBLE:
            return
        token = parse.tokens[index]
        if any(types[k.index] == event_type and governs(parse, token, k) for k in kept):
            continue
        kept.append(token)
        types[index] = event_type
        frame = frame_of(event_type, best_mode(event_type, scores[index]), token)
        yield Match(frame=frame, trigger=token, words=(index,), source=Side(), target=Side())


def frame_of(event_type: str, mode: str | None, token: Token) -> Frame:
    """A stand-in for the frame that is missing."""
    nothing: frozenset[str] = frozenset()
    return Frame(
        id=NO_FRAME, event_type=event_type, kind=NO_FRAME, words=((token.lemma,),), mode=mode, source=(), target=(),
        having={}, lacking={}, near=nothing, unless=nothing, needs=None, mutual=False, contexts=(),
        cameo=None, status=None,
        codes="", skips="", who=None, order=0,
    )  # fmt: skip
