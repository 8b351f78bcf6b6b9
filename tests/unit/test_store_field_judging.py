"""A person's word on a field: kept beside the value it was said of, contradicted by nobody, no news for linking."""

from typing import Any

import pytest

from coded import KENYA, NEW, OLD, RUSSIA, UKRAINE, article, at, coded, event, keep, rows
from verbale.errors import ConfigError
from verbale.pipeline.linking import link
from verbale.store import Store
from verbale.store.judgements.either import Judgements, judgements, judgements_on, undo
from verbale.store.judgements.fields import FieldJudgement, judge_field, standing_on_fields
from verbale.store.judgements.judged import judged_events, judged_records
from verbale.store.judgements.pairs import judge, standing
from verbale.store.stories import moment_of_record, news_of


@pytest.fixture
def event_id(store: Store) -> str:
    """The id of the first of two events of the store."""
    keep(store, coded(article("a"), event()), coded(article("b"), event()))
    return ids(store)[0]


def ids(store: Store) -> list[str]:
    return [i for (i,) in rows(store, "SELECT event_id FROM event WHERE known_until IS NULL ORDER BY article_id")]


def say(store: Store, verdict: str, event_id: str, field: str, correct: Any = None, **more: Any) -> FieldJudgement:
    said = {"reason": "as it reads", "judge": "Ana", **more}
    return judge_field(store, verdict, event_id, field, correct=correct, versions=OLD, **said)


def recoded(store: Store, **fields: Any) -> None:
    keep(store, coded(article("a"), event(**fields)), versions=NEW, anew=True)


def on(store: Store, event_id: str) -> Judgements:
    with store.reading() as connection:
        return judgements_on(connection, event_id)


def test_a_word_is_kept_with_the_value_it_is_said_of(store: Store, event_id: str) -> None:
    right = say(store, "right", event_id, "status")
    wrong = say(store, "wrong", event_id, "source", ["KEN"], judge=None)
    assert (right.value, right.correct, right.judge) == ("occurred", None, "Ana")
    assert ([a["code"] for a in wrong.value], wrong.correct) == (["RUS"], ["KEN"])
    assert on(store, event_id) == Judgements(fields=[right, wrong], pairs=[])
    kept = rows(store, "SELECT verdict, event_a, event_b, field, value, correct FROM judgement ORDER BY judgement_id")
    assert kept[0] == ("right", event_id, None, "status", '"occurred"', None)
    assert kept[1][5] == '["KEN"]'


@pytest.mark.parametrize(
    ("field", "correct", "value"),
    [
        ("event", None, True),
        ("mode", "", "artillery"),
        ("place", "Kharkiv", None),
        ("counts", {"dead": [3, None]}, []),
        ("historical", None, False),
    ],
)
def test_every_kind_of_value_comes_back_as_it_was(
    store: Store, event_id: str, field: str, correct: Any, value: Any
) -> None:
    said = say(store, "wrong", event_id, field, correct)
    assert (said.value, said.correct) == (value, True if field == "historical" else correct)


@pytest.mark.parametrize(
    ("verdict", "field", "correct", "more", "message"),
    [
        ("good", "status", None, {}, "one of right, wrong"),
        ("right", "evidence", None, {}, "no field 'evidence'; one of event, event_type"),
        ("right", "status", None, {"reason": " "}, "has a reason"),
        ("right", "status", "planned", {}, "should be nothing else"),
        ("wrong", "status", "done", {}, "no status 'done'"),
        ("wrong", "status", "occurred", {}, "says so already: status is occurred"),
        ("wrong", "source", ["russia"], {}, "source is Russia \\(RUS GOV\\)"),
        ("wrong", "event", False, {}, "no event"),
    ],
)
def test_what_cannot_be_said_is_refused(
    store: Store, event_id: str, verdict: str, field: str, correct: Any, more: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        say(store, verdict, event_id, field, correct, **more)
    assert rows(store, "SELECT count(*) FROM judgement") == [(0,)]


def test_only_events_of_the_record_are_judged(store: Store, event_id: str) -> None:
    with pytest.raises(ConfigError, match="no event 'x'"):
        say(store, "right", "x", "event")
    keep(store, coded(article("a")), versions=NEW, anew=True)
    with pytest.raises(ConfigError, match="only in its past"):
        say(store, "right", event_id, "event")


def test_a_second_witness_is_kept_and_a_contradiction_refused(store: Store, event_id: str) -> None:
    say(store, "right", event_id, "status")
    say(store, "right", event_id, "status", judge="Ben")
    with pytest.raises(ConfigError, match=r"judgement 1 by Ana says of \w+ that status occurred is right .*undo 1"):
        say(store, "wrong", event_id, "status")
    say(store, "wrong", event_id, "source")
    say(store, "wrong", event_id, "source", ["KEN"])
    say(store, "wrong", event_id, "source", ["ken"])
    with pytest.raises(ConfigError, match=r'judgement 4 .*is wrong and should be \["KEN"\]'):
        say(store, "wrong", event_id, "source", ["SOM"])
    other = ids(store)[1]
    say(store, "wrong", other, "status")
    assert len(rows(store, "SELECT 1 FROM judgement")) == 6


def test_words_on_two_values_must_agree_on_what_should_be(store: Store, event_id: str) -> None:
    say(store, "right", event_id, "target")
    say(store, "wrong", event_id, "source", ["KEN"])
    recoded(store, source=(KENYA,), target=(RUSSIA,))
    with pytest.raises(ConfigError, match="judgement 2"):
        say(store, "wrong", event_id, "source")
    say(store, "right", event_id, "source")
    with pytest.raises(ConfigError, match="judgement 1"):
        say(store, "wrong", event_id, "target", ["SOM"])
    say(store, "wrong", event_id, "target", ["UKR"])
    recoded(store, source=(UKRAINE,), target=(KENYA,))
    with pytest.raises(ConfigError, match="judgement 2"):
        say(store, "right", event_id, "source")


def test_what_should_be_was_not_called_wrong_before(store: Store, event_id: str) -> None:
    say(store, "wrong", event_id, "status")
    recoded(store, status="planned")
    with pytest.raises(ConfigError, match="status occurred is wrong"):
        say(store, "wrong", event_id, "status", "occurred")
    say(store, "right", event_id, "status")
    recoded(store, status="ongoing")
    say(store, "right", event_id, "status")


def test_undo_takes_back_either_kind(store: Store, event_id: str) -> None:
    said = say(store, "right", event_id, "status")
    pair = judge(store, "different", *ids(store), reason="two", judge="Ana", versions=OLD)
    assert undo(store, 1, reason="a slip", judge="Ben", versions=OLD) == said
    assert on(store, event_id) == Judgements(fields=[], pairs=[pair])
    assert undo(store, 2, reason="a slip", judge="Ben", versions=OLD) == pair
    say(store, "wrong", event_id, "status")
    listed = [(j["verdict"], j["field"], j["undoes"], j["stands"]) for j in judgements(store).records()]
    assert listed == [
        ("right", "status", None, False),
        ("different", None, None, False),
        ("undo", None, 1, False),
        ("undo", None, 2, False),
        ("wrong", "status", None, True),
    ]


def test_linking_sees_no_word_on_a_field(store: Store, event_id: str) -> None:
    link(store)
    with store.reading() as connection:
        before = moment_of_record(connection)
    say(store, "right", event_id, "status")
    say(store, "wrong", event_id, "event")
    undo(store, 1, reason="a slip", judge=None, versions=OLD)
    with store.reading() as connection:
        assert standing(connection) == []
        assert not news_of(connection).event_ids
        assert moment_of_record(connection) == before
    judge(store, "different", *ids(store), reason="two", judge=None, versions=OLD)
    with store.reading() as connection:
        assert news_of(connection).event_ids == set(ids(store))
        assert moment_of_record(connection) != before


def test_a_word_outlives_an_edit_of_its_article(store: Store) -> None:
    sentence = "Russia shelled Kharkiv on Monday."
    keep(store, coded(article("a", sentence), event(text=sentence)))
    (old,) = ids(store)
    say(store, "wrong", old, "place", "Kharkiv")
    later = f"{sentence} Nobody was hurt."
    told = event(text=sentence, place=at("Kharkiv", "UKR"))
    keep(store, coded(article("a", later), told))
    (new,) = ids(store)
    assert new != old
    assert on(store, old).fields == []
    assert [j.event_id for j in on(store, new).fields] == [new]
    with pytest.raises(ConfigError, match="judgement 1"):
        say(store, "wrong", new, "place")


def test_judged_events_stand_with_the_text_they_were_read_from(store: Store, event_id: str) -> None:
    other = ids(store)[1]
    say(store, "wrong", event_id, "event")
    say(store, "right", event_id, "status")
    judge(store, "different", event_id, other, reason="two", judge=None, versions=OLD)
    keep(store, coded(article("a", "Nothing happened.")))
    with store.reading() as connection:
        first, second = judged_events(connection)
        assert len(standing_on_fields(connection)) == 2
    assert (first.event_id, first.held, first.version) == (event_id, False, 1)
    assert (second.event_id, second.held, len(second.pairs), second.fields) == (other, True, 1, [])
    line, _ = judged_records(store)
    start, end = (line["record"]["trigger"][bound] for bound in ("start", "end"))
    assert line["article"]["text"][start:end] == "shelled"
    assert [(j["field"], j["verdict"]) for j in line["judgements"]] == [("event", "wrong"), ("status", "right")]
    assert [p["verdict"] for p in line["pairs"]] == ["different"]
