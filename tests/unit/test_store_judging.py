"""A person's word: kept, contradicted by nobody, undone but not forgotten."""

from collections.abc import Sequence

import pytest

from coded import NEW, OLD, article, coded, event, keep, rows
from verbale.errors import ConfigError
from verbale.store import Store
from verbale.store.judgements.either import judgements, undo
from verbale.store.judgements.pairs import Judgement, judge, standing


@pytest.fixture
def events(store: Store) -> Sequence[str]:
    """Ids of three events of the store."""
    keep(store, *(coded(article(i), event()) for i in "abc"))
    return [i for (i,) in rows(store, "SELECT event_id FROM event ORDER BY article_id")]


def say(store: Store, verdict: str, a: str, b: str, reason: str = "same shells", who: str | None = "Ana") -> Judgement:
    return judge(store, verdict, a, b, reason=reason, judge=who, versions=OLD)


def stands(store: Store) -> list[tuple[int, str]]:
    with store.reading() as connection:
        return [(j.judgement_id, j.verdict) for j in standing(connection)]


def test_a_judgement_stands_with_reason_and_judge(store: Store, events: Sequence[str]) -> None:
    said = say(store, "same", events[0], events[1])
    with store.reading() as connection:
        assert standing(connection) == [said]
    assert (said.judgement_id, said.reason, said.judge) == (1, "same shells", "Ana")
    assert rows(store, "SELECT kind, articles, finished_at IS NULL FROM run WHERE run_id = 2") == [("judge", 0, False)]


def test_the_other_word_on_the_same_pair_is_refused(store: Store, events: Sequence[str]) -> None:
    say(store, "same", events[0], events[1])
    with pytest.raises(ConfigError, match=r"judgement 1 by Ana says that \w+ and \w+ are same \(same shells\)"):
        say(store, "different", events[1], events[0])
    say(store, "same", events[1], events[0], who=None)
    say(store, "different", events[1], events[2])
    assert stands(store) == [(1, "same"), (2, "same"), (3, "different")]


def test_undone_is_kept_and_can_be_judged_anew(store: Store, events: Sequence[str]) -> None:
    say(store, "same", events[0], events[1])
    undo(store, 1, reason="two towns", judge="Ben", versions=OLD)
    assert stands(store) == []
    say(store, "different", events[0], events[1])
    assert stands(store) == [(3, "different")]
    listed = [(j["verdict"], j["undoes"], j["stands"]) for j in judgements(store).records()]
    assert listed == [("same", None, False), ("undo", 1, False), ("different", None, True)]


@pytest.mark.parametrize("number", [1, 2, 7])
def test_only_what_stands_can_be_undone(store: Store, events: Sequence[str], number: int) -> None:
    say(store, "same", events[0], events[1])
    undo(store, 1, reason="two towns", judge=None, versions=OLD)
    with pytest.raises(ConfigError, match=f"no judgement {number} stands"):
        undo(store, number, reason="again", judge=None, versions=OLD)


def test_judgements_are_on_two_events_of_the_record(store: Store, events: Sequence[str]) -> None:
    with pytest.raises(ConfigError, match="no event 'x'"):
        say(store, "same", events[0], "x")
    with pytest.raises(ConfigError, match="one event"):
        say(store, "same", events[0], events[0])
    with pytest.raises(ConfigError, match="reason"):
        say(store, "same", events[0], events[1], reason=" ")
    with pytest.raises(ConfigError, match="one of same, different"):
        say(store, "alike", events[0], events[1])
    keep(store, coded(article("c")), versions=NEW, anew=True)
    with pytest.raises(ConfigError, match="only in its past"):
        say(store, "same", events[0], events[2])
    assert stands(store) == []
    assert rows(store, "SELECT count(*) FROM run WHERE kind = 'judge'") == [(0,)]


def test_what_could_not_be_obeyed_beside_the_rest_is_refused(store: Store, events: Sequence[str]) -> None:
    one, two, three = events
    say(store, "same", one, two)
    say(store, "different", one, three)
    with pytest.raises(ConfigError, match=r"judgement 2 .* undo 2"):
        say(store, "same", two, three)
    undo(store, 2, reason="no", judge=None, versions=OLD)
    say(store, "same", two, three)
    with pytest.raises(ConfigError, match=r"judgement \d"):
        say(store, "different", one, three)
