"""Mentions of one act become one event; different acts stay apart."""

from dataclasses import replace

from verbale.link import merge_mentions
from verbale.model.events import Event, EventMention
from verbale.model.mentions import Actor
from verbale.model.parse import Parse, Sentence, Token
from verbale.model.spans import Span

WORDS = "Rebels attacked town killing five . France condemned attack . Mali condemned it .".split()
RUSSIA = Actor(text="Russia", name="Russia", actor_id="RUS", code="RUS", sector="GOV")
UKRAINE = Actor(text="Ukraine", name="Ukraine", actor_id="UKR", code="UKR", sector="GOV")
FRANCE = Actor(text="France", name="France", actor_id="FRA", code="FRA", sector="GOV")


def _parse() -> Parse:
    tokens, at, sentence = [], 0, 0
    for index, word in enumerate(WORDS):
        lemma = {"killing": "kill", "attacked": "attack"}.get(word, word.lower())
        tokens.append(
            Token(index=index, start=at, end=at + len(word), text=word, lemma=lemma, pos="NOUN", tag="NN", dep="ROOT",
                  head=index, sentence=sentence)
        )  # fmt: skip
        at += len(word) + 1
        sentence += word == "."
    ends = [i + 1 for i, w in enumerate(WORDS) if w == "."]
    starts = [0, *ends[:-1]]
    sentences = tuple(
        Sentence(index=n, start=tokens[a].start, end=tokens[b - 1].end, first=a, last=b)
        for n, (a, b) in enumerate(zip(starts, ends, strict=True))
    )
    return Parse(" ".join(WORDS), tuple(tokens), sentences)


PARSE = _parse()


def _event(word: int, event_type: str = "ASSAULT", **fields: object) -> Event:
    token = PARSE.tokens[word]
    sentence = PARSE.sentences[token.sentence]
    base = Event(
        event_type=event_type, mode=None, contexts=(), cameo_code=None, source=(), target=(), status="occurred",
        historical=False, attribution=(), event_date=None, place=None, counts=(),
        mention=EventMention(evidence=Span(sentence.start, sentence.end), trigger=token.span), frame_id="x.y", trace=(),
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


def test_toll_joins_its_attack() -> None:
    attack, toll = _event(1, source=(RUSSIA,)), _event(3, target=(UKRAINE,))
    (event,) = merge_mentions([attack, toll], PARSE)
    assert event.source == (RUSSIA,)
    assert event.target == (UKRAINE,)
    assert len(event.others) == 1


def test_different_sources_stay_apart() -> None:
    one, two = _event(7, "ACCUSE", source=(FRANCE,)), _event(11, "ACCUSE", source=(RUSSIA,))
    assert len(merge_mentions([one, two], PARSE)) == 2


def test_threat_does_not_join_deed() -> None:
    deed = _event(1, source=(RUSSIA,), target=(UKRAINE,))
    feared = replace(deed, status="hypothetical", mention=_event(8).mention)
    assert len(merge_mentions([deed, feared], PARSE)) == 2


def test_history_does_not_join_news() -> None:
    deed = _event(1, source=(RUSSIA,), target=(UKRAINE,))
    assert len(merge_mentions([deed, replace(deed, historical=True, mention=_event(8).mention)], PARSE)) == 2


def test_same_act_told_again_is_one_event() -> None:
    first = _event(1, source=(RUSSIA,), target=(UKRAINE,))
    again = replace(first, mention=_event(8).mention, mode="aerial")
    (event,) = merge_mentions([first, again], PARSE)
    assert event.mode == "aerial"
    assert {event.mention.trigger, event.others[0].trigger} == {first.mention.trigger, again.mention.trigger}
