"""What the scorer says, weighed against frames and syntax; its answers are given by hand."""

from builders import parse_of

from verbale.coding.match import Match, Side
from verbale.coding.opinions import best_mode, stands, with_sides
from verbale.coding.passages import MAX_CHARS, acts_read, stretches
from verbale.coding.unframed import frame_of, unframed
from verbale.ingest import article_from_text
from verbale.model.events import STATUSES, Document
from verbale.model.mentions import Actor, ActorMention
from verbale.model.parse import Token
from verbale.model.scores import ActScores, Passage

TEXT = "Chad accused Mali. Villagers in Gao fled."


def country(name: str) -> Actor:
    return Actor(text=name, name=name, code=name[:3].upper())


def document_of(text: str = TEXT) -> Document:
    parse = parse_of(text)
    named = [t for t in parse.tokens if t.text in {"Chad", "Mali", "Gao"}]
    actors = tuple(ActorMention(span=t.span, head=t.index, actor=country(t.text), how="country") for t in named)
    return Document(article=article_from_text(text), parse=parse, actors=actors)


def token(document: Document, word: str) -> Token:
    return next(t for t in document.parse.tokens if t.text == word)


def shares(classes: tuple[str, ...], **given: float) -> dict[str, float]:
    rest = (1 - sum(given.values())) / max(1, len(classes) - len(given))
    return {c: given.get(c, rest) for c in classes}


def scores(event_type: dict[str, float], **fields: dict) -> ActScores:  # type: ignore[type-arg]
    types = shares(("ACCUSE", "ASSAULT", "REQUEST", "NONE"), **event_type)
    return ActScores(
        event_type=types,
        mode=fields.get("mode", {"": 1.0}),
        status=fields.get("status", shares(STATUSES, occurred=0.9)),
        attributed=fields.get("attributed", {"no": 0.9, "yes": 0.1}),
        historical=fields.get("historical", {"no": 0.9, "yes": 0.1}),
        source=fields.get("source", {}),
        target=fields.get("target", {}),
    )


def match_of(document: Document, word: str, **sides: Side) -> Match:
    trigger = token(document, word)
    frame = frame_of("ACCUSE", None, trigger)
    return Match(
        frame=frame, trigger=trigger, words=(trigger.index,),
        source=sides.get("source", Side()), target=sides.get("target", Side()),
    )  # fmt: skip


def test_a_frame_stands_unless_the_scorer_is_sure_that_there_is_no_act() -> None:
    assert stands(scores({"ACCUSE": 0.3, "NONE": 0.6}))
    assert not stands(scores({"ACCUSE": 0.0005, "NONE": 0.999}))


def test_the_scorer_fills_an_empty_side_with_the_mention_that_stands_there() -> None:
    document = document_of()
    mali = token(document, "Mali").index
    found = with_sides(document, match_of(document, "accused"), scores({}, target={mali: 0.999}))
    assert [a.name for a in found.target.actors] == ["Mali"]
    assert found.target.actors[0].span == token(document, "Mali").span
    assert found.target.role == "the scorer"


def test_syntax_holds_against_a_doubt() -> None:
    document = document_of()
    chad = token(document, "Chad").index
    subject = Side(actors=(Actor(text="Chad", name="Chad"),), heads=(chad,), role="subject")
    given = match_of(document, "accused", source=subject)
    kept = with_sides(document, given, scores({}, source={chad: 0.4}, target={chad: 0.1}))
    assert (kept.source.heads, kept.source.role) == ((chad,), "subject")


def test_no_one_stands_on_both_sides() -> None:
    document = document_of()
    chad = token(document, "Chad").index
    found = with_sides(document, match_of(document, "accused"), scores({}, source={chad: 0.999}, target={chad: 0.9}))
    assert [a.name for a in found.source.actors] == ["Chad"]
    assert "Chad" not in [a.name for a in found.target.actors]


def test_a_noun_of_no_table_becomes_an_actor_by_its_words() -> None:
    document = document_of("Chad accused the villagers.")
    villagers = token(document, "villagers").index
    found = with_sides(document, match_of(document, "accused"), scores({}, target={villagers: 0.9999}))
    assert [(a.text, a.code) for a in found.target.actors] == [("villagers", None)]


def test_the_mode_is_one_of_the_type() -> None:
    said = scores({}, mode={"": 0.2, "ASSAULT/aerial": 0.5, "ACCUSE/allege": 0.3})
    assert best_mode("ACCUSE", said) == "allege"
    assert best_mode("AGREE", said) is None


def test_acts_without_a_frame_are_read_where_the_scorer_finds_them_possible() -> None:
    document = document_of()
    fled, accused = token(document, "fled"), token(document, "accused")
    said = {fled.index: scores({"ASSAULT": 0.97}), accused.index: scores({"REQUEST": 0.2, "NONE": 0.7})}
    (found,) = unframed(document.parse, said, [])
    assert (found.trigger, found.frame.event_type) == (fled, "ASSAULT")


def test_passages_hold_every_trigger_once_with_the_sentence_before() -> None:
    text = " ".join(f"Chad accused Mali of raid {n} in a long and winding sentence on the border." for n in range(30))
    document = document_of(text)
    triggers = {t.index for t in document.parse.tokens if t.text == "accused"}
    asked = list(stretches(document, triggers))
    starts = [offset + at for offset, passage in asked for at in passage.triggers]
    assert sorted(starts) == sorted(document.parse.tokens[i].start for i in triggers)
    assert all(len(passage.text) <= MAX_CHARS and text[o:].startswith(passage.text) for o, passage in asked)
    assert len(asked) > 1


def test_answers_come_back_by_token() -> None:
    document = document_of()
    accused, chad = token(document, "accused"), token(document, "Chad")

    def read(passages: list[Passage]) -> list[dict[int, ActScores]]:
        return [{p.triggers[0]: scores({}, source={p.actors[0]: 0.9})} for p in passages]

    found = acts_read(document, {accused.index}, read)
    assert list(found) == [accused.index]
    assert found[accused.index].source == {chad.index: 0.9}
