"""Whether an act is background, and told by somebody: what the rules say, weighed in its setting.

The weights are those of two logistic models, fitted by `training/verdicts.py` on reports coded by hand. What the
rules find (status.py, background.py, voice.py) are features among the others.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.codebook.weights import total, weights
from verbale.coding.match import Match
from verbale.coding.reading import VERBAL, Reading
from verbale.coding.roles import form_of
from verbale.model.events import HAPPENED, Document, EventDate, EventPlace
from verbale.model.mentions import Actor, Attribution
from verbale.model.parse import Parse, Token
from verbale.model.scores import ActScores

QUESTIONS = ("historical", "attributed")
# How clearly the setting must speak before the rules' yes is given up; their no is only in the question of age.
YES_TO_NO = {"historical": -1.0, "attributed": -1.0}
NO_TO_YES = {"historical": 0.7}
_AGES = ((-1, "ahead"), (0, "0"), (2, "1-2"), (7, "3-7"), (14, "8-14"), (40, "15-40"), (400, "41-400"))
_UP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One act with all that the rules have found of it.

    `odds` are the log-odds that the act is one, None without a scorer; `date` and `place` come with the reason in
    words, `history` is why the act is background, or empty; `local` tells how actors came by their country.
    """

    document: Document
    match: Match
    reading: Reading
    scores: ActScores | None
    odds: float | None
    status: str
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    date: tuple[EventDate, str] | None
    place: tuple[EventPlace, str] | None
    history: str
    attribution: tuple[Attribution, ...]
    local: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is held of an act in the end; `notes` say in words where it is not what the rules say."""

    historical: bool
    attribution: tuple[Attribution, ...]
    notes: tuple[str, ...] = ()


def verdict_of(case: Case) -> Verdict:
    """The rules' findings, but for what their setting speaks against."""
    odds = log_odds_of(case)
    historical = odds["historical"] > (YES_TO_NO if case.history else NO_TO_YES)["historical"]
    told = bool(case.attribution) and odds["attributed"] > YES_TO_NO["attributed"]
    notes = []
    if historical != bool(case.history):
        notes.append(f"{'historical' if historical else 'no background'} by its setting")
    if case.attribution and not told:
        notes.append("told in the reporter's own voice, by its setting")
    return Verdict(historical=historical, attribution=case.attribution if told else (), notes=tuple(notes))


def log_odds_of(case: Case) -> dict[str, float]:
    """Per question the log-odds of yes."""
    found = list(features(case))
    return {question: total(weights("verdicts.tsv", question), found) for question in QUESTIONS}


def features(case: Case) -> Iterator[str]:
    """The features of one act."""
    parse, trigger, frame = case.document.parse, case.match.trigger, case.match.frame
    yield "any"
    yield f"type={frame.event_type}"
    yield f"mode={frame.event_type}/{frame.mode}"
    yield f"lemma={trigger.lemma}"
    yield from _form(parse, trigger)
    yield from _above(parse, trigger)
    yield from _among(case)
    yield from _read(case)
    yield from _dated(case)
    yield from _told(case)


def _form(parse: Parse, trigger: Token) -> Iterator[str]:
    """The word itself: tense, helpers, what stands with it."""
    kind = form_of(parse, trigger)
    yield f"form={kind}&{trigger.tag}"
    yield f"dep={kind}&{trigger.dep}"
    helpers = sorted(k.text.lower() for k in parse.children(trigger, "aux", "auxpass"))
    yield f"helpers={'&'.join(helpers)}&{trigger.tag}"
    for kid in parse.children(trigger, "det", "poss", "amod", "advmod", "mark", "nummod", "neg", "npadvmod"):
        yield f"kid={kid.dep}:{kid.lemma if kid.dep not in {'poss', 'nummod'} else ''}"
    if kind == "noun":
        yield f"bare={not any(parse.children(trigger, 'det', 'poss', 'nummod'))}&{trigger.tag}"


def _above(parse: Parse, trigger: Token) -> Iterator[str]:
    """What governs it, up to the main verb of the sentence."""
    root = trigger
    while root.head != root.index:
        root = parse.head(root)
    yield f"root={root.index == trigger.index}"
    yield f"root tag={root.tag}&{trigger.tag}&{trigger.dep}"
    yield f"root lemma={root.lemma}&{trigger.dep}"
    way, token = [], trigger
    for step in range(_UP):
        if token.head == token.index:
            break
        way.append(token.dep)
        token = parse.head(token)
        yield f"up{step}={way[-1]}:{token.lemma}"
        yield f"up{step} pos={'>'.join(way)}:{token.pos}&{token.tag}"
    yield f"way={'>'.join(way)}"


def _among(case: Case) -> Iterator[str]:
    """Where in the text it stands."""
    parse, trigger = case.document.parse, case.match.trigger
    sentence = parse.sentences[trigger.sentence]
    yield f"sentence={min(3, trigger.sentence)}&{min(4, len(parse.sentences))}"
    yield f"headline={sentence.headline}"
    verbs = [t.index for t in parse.tokens[sentence.first : sentence.last] if t.pos == "VERB"]
    yield f"verbs before={min(3, sum(i < trigger.index for i in verbs))}&{trigger.pos in VERBAL}"


def _read(case: Case) -> Iterator[str]:
    """What the rules read of its status and age."""
    yield f"read={case.reading.status}"
    yield f"read&type={case.reading.status}&{case.match.frame.event_type}"
    yield f"status={case.status}&{case.match.frame.status}"
    for step in case.reading.steps:
        yield f"step={step.lemma}&{step.status}"
        yield f"why={step.why}&{step.status}"
    yield f"past perfect={case.reading.past_perfect}"
    yield f"history={'dated' if 'dated' in case.history else case.history[:30]}"


def _dated(case: Case) -> Iterator[str]:
    """How old it is by its date."""
    date, published = case.date[0] if case.date else None, case.document.article.published_day
    if date is None or published is None or date.latest is None:
        yield "age=none"
        return
    age = published.toordinal() - datetime.date.fromisoformat(date.latest).toordinal()
    bucket = next((name for most, name in _AGES if age <= most), "older")
    yield f"age={bucket}&{date.basis}"
    yield f"age&read={bucket}&{date.basis}&{case.reading.status in HAPPENED}"


def _told(case: Case) -> Iterator[str]:
    """Who the rules find to tell of it."""
    frame, parse = case.match.frame, case.document.parse
    said = case.attribution
    yield f"told={min(2, len(said))}"
    yield f"told&type={bool(said)}&{frame.event_type}/{frame.mode}"
    for item in said[:1]:
        cue = item.cue.quote(parse.text).lower()
        speaker = item.speaker
        yield f"cue={cue}"
        yield f"cue&type={cue}&{frame.event_type}"
        yield f"speaker={speaker.sector if speaker else 'nobody'}"
        own = speaker is not None and any(
            speaker.name == a.name or (speaker.code is not None and speaker.code == a.code) for a in case.source
        )
        yield f"own={own}&{frame.event_type}"
        yield f"own&read={own}&{case.reading.status}"
        yield f"cue way={_way_to(parse, case.match.trigger, item)}"
        yield f"speech kind={item.kind}&{case.match.trigger.pos in VERBAL}"


def _way_to(parse: Parse, trigger: Token, item: Attribution) -> str:
    """The labels from the act up to the word of saying."""
    way: list[str] = []
    token = trigger
    while token.head != token.index and len(way) < 5:
        way.append(token.dep)
        token = parse.head(token)
        if item.cue.start <= token.start < item.cue.end:
            return ">".join(way)
    return "elsewhere"
