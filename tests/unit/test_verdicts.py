"""Age and attribution in the end: the rules' findings, given up only where their setting speaks clearly."""

import pytest
from builders import parse_of

from verbale.coding import verdicts
from verbale.coding.match import Match, Side
from verbale.coding.reading import Reading
from verbale.coding.unframed import frame_of
from verbale.coding.verdicts import QUESTIONS, Case, features, verdict_of
from verbale.ingest import article_from_text
from verbale.model.events import Document
from verbale.model.mentions import Actor, Attribution
from verbale.model.spans import Span

TEXT = "Officials said that Chad attacked Mali."


def case_of(history: str = "", told: bool = False) -> Case:
    parse = parse_of(TEXT)
    trigger = next(t for t in parse.tokens if t.text == "attacked")
    match = Match(
        frame=frame_of("ASSAULT", None, trigger), trigger=trigger, words=(trigger.index,), source=Side(), target=Side()
    )
    said = Attribution(
        content=Span(15, 38), cue=Span(10, 14), kind="indirect", attests=True,
        speaker=Actor(text="Officials", name="Officials"), speaker_span=Span(0, 9),
    )  # fmt: skip
    return Case(
        document=Document(article=article_from_text(TEXT), parse=parse), match=match,
        reading=Reading(status="occurred"), scores=None, odds=None, status="occurred", source=(), target=(),
        date=None, place=None,
        history=history, attribution=(said,) if told else (), local=(),
    )  # fmt: skip


@pytest.fixture
def odds(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What the setting says of each question, whatever the features are."""
    said = dict.fromkeys(QUESTIONS, 0.0)
    monkeypatch.setattr(verdicts, "weights", lambda name, question: {"any": said[question]})
    return said


def test_the_rules_hold_where_the_setting_says_little(odds: dict[str, float]) -> None:
    odds |= {"historical": 0.1, "attributed": 0.2}
    found = verdict_of(case_of(told=True))
    assert (found.historical, len(found.attribution), found.notes) == (False, 1, ())
    assert verdict_of(case_of(history="historical: dated")).historical


def test_a_clear_setting_overrules_and_says_so(odds: dict[str, float]) -> None:
    odds |= {"historical": 5.0, "attributed": -5.0}
    found = verdict_of(case_of(told=True))
    assert (found.historical, found.attribution) == (True, ())
    assert len(found.notes) == 2


def test_nobody_tells_of_an_act_for_whom_the_rules_find_nobody(odds: dict[str, float]) -> None:
    odds["attributed"] = 9.0
    assert verdict_of(case_of()).attribution == ()


def test_features_name_the_word_of_saying_and_the_way_to_it() -> None:
    found = list(features(case_of(told=True)))
    assert {"cue=said", "told=1", "type=ASSAULT", "read=occurred"} <= set(found)
    assert "told=0" in list(features(case_of()))
