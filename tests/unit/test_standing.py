"""Whether a word tells of an act; the weights are given by hand."""

import pytest
from builders import parse_of

from verbale.coding import standing
from verbale.coding.match import Match, Side
from verbale.coding.reading import Reading
from verbale.coding.standing import Candidate, candidates_of, features
from verbale.coding.unframed import frame_of
from verbale.ingest import article_from_text
from verbale.model.events import STATUSES, Document
from verbale.model.scores import ActScores

TEXT = "Chad attacked Mali. Villagers condemned the attack."


def scores(**event_type: float) -> ActScores:
    types = {t: event_type.get(t, 0.01) for t in ("ASSAULT", "ACCUSE", "NONE")}
    unsure = {"no": 0.5, "yes": 0.5}
    return ActScores(
        event_type=types, mode={"": 1.0}, status=dict.fromkeys(STATUSES, 0.2), attributed=unsure, historical=unsure,
        source={}, target={},
    )  # fmt: skip


def document_of() -> Document:
    return Document(article=article_from_text(TEXT), parse=parse_of(TEXT))


def candidate(document: Document, word: str, event_type: str, said: ActScores, kind: str = "verb") -> Candidate:
    trigger = next(t for t in document.parse.tokens if t.text == word)
    frame = frame_of(event_type, None, trigger)
    object.__setattr__(frame, "kind", kind)
    match = Match(frame=frame, trigger=trigger, words=(trigger.index,), source=Side(), target=Side())
    return Candidate(match=match, reading=Reading(status="occurred"), scores=said, content=False)


def test_what_the_weights_speak_against_falls(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_of()
    asked = [
        candidate(document, "attacked", "ASSAULT", scores(ASSAULT=0.9)),
        candidate(document, "attack", "ASSAULT", scores(ASSAULT=0.5)),
    ]
    monkeypatch.setattr(standing, "weights", lambda name: {"lemma=attack": 1.0, "same before=True": -3.0, "any": 0.1})
    assert [c.match.trigger.text for c, _ in standing.standing(document, asked)] == ["attacked"]


def test_words_without_a_frame_are_asked_where_the_scorer_finds_an_act_possible() -> None:
    document = document_of()
    at = {t.text: t.index for t in document.parse.tokens}
    said = {at["attacked"]: scores(ASSAULT=0.6, NONE=0.3), at["Villagers"]: scores(ASSAULT=0.1, NONE=0.8)}
    found = candidates_of(document, [], said)
    assert [(c.match.trigger.text, c.match.frame.event_type) for c in found] == [("attacked", "ASSAULT")]


def test_features_tell_what_the_scorer_says_and_what_stands_beside() -> None:
    document = document_of()
    one = candidate(document, "attacked", "ASSAULT", scores(ASSAULT=0.9, NONE=0.05))
    two = candidate(document, "attack", "ASSAULT", scores(ASSAULT=0.4, NONE=0.5))
    found = set(features(document, two, [one, two]))
    assert {"same before=True", "type=ASSAULT&verb", "none=0&verb", "content=False"} <= found
