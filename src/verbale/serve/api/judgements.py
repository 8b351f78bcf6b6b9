"""Judgements over the API: those that were made, a new one, taking one back."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, HTTPException, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from verbale.errors import JudgementConflict
from verbale.pipeline.keeping import versions_of_program
from verbale.serve.answers import answer, encode, refusal
from verbale.serve.api.described import answers, files
from verbale.serve.downloads import table_file
from verbale.serve.parameters import TableForm
from verbale.serve.state import TheLibrary, TheLinker, TheSite
from verbale.serve.turns import ReaderTurn
from verbale.serve.views.judgements import judgement_rows
from verbale.store.judgements.corrections import correction_of
from verbale.store.judgements.either import judgements, undo
from verbale.store.judgements.fields import FieldJudgement, Seen, judge_field
from verbale.store.judgements.pairs import Judgement, judge

router = APIRouter(prefix="/api", tags=["judgements"], dependencies=[ReaderTurn])

EventId = Annotated[str, Field(min_length=1, max_length=100, description="of an event that the record holds")]
Reason = Annotated[str, Field(min_length=1, max_length=2000, description="why, for those who read it later")]
Judge = Annotated[str | None, Field(max_length=200, description="who says so")]
# Of the numbers that the store can give.
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="of the judgement")]


class _Word(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason
    judge: Judge = None


class FieldWord(_Word):
    """A field of an event is right or wrong."""

    verdict: Literal["right", "wrong"]
    event_id: EventId
    field: Annotated[str, Field(max_length=50, description="as event, event_type, source, place (docs/store.md)")]
    correct: Annotated[
        str | None,
        Field(max_length=2000, description='what a wrong field should say, as `--correct` takes it; "" for nothing'),
    ] = None
    seen: Annotated[
        Any, Field(description="the field's value as the judge saw it in the record; refused if it changed")
    ]


class PairWord(_Word):
    """Two events are one act, or two."""

    verdict: Literal["same", "different"]
    event_a: EventId
    event_b: EventId


class Undoing(_Word):
    """Why a judgement is taken back, and by whom."""


Word = Annotated[FieldWord | PairWord, Body(discriminator="verdict")]


def judging_allowed(site: TheSite) -> None:
    """Raises 403 where the site only shows."""
    if not site.allow_judging:
        raise HTTPException(403, "judging is not enabled here; `verbale serve --allow-judging` enables it")


@router.get(
    "/judgements",
    summary="All judgements ever made",
    responses=answers(
        "the judgements, the oldest first",
        judgements="verdict, events, field, value judged, what it should be, reason, judge, whether it stands",
        linking="whether stories are being linked anew (`running`), and why that failed last (`fault`)",
    ),
)
def made(request: Request, library: TheLibrary, linker: TheLinker) -> Response:
    rows = judgement_rows(judgements(library.store).records())
    return answer(request, {"judgements": rows, "linking": linker.state})


@router.get(
    "/judgements.{form}",
    summary="All judgements ever made as a file",
    responses=files("the file"),
)
def as_file(form: TableForm, library: TheLibrary) -> Response:
    return table_file(judgements(library.store), form, "judgements")


@router.post(
    "/judgements",
    summary="Say that a field is right or wrong, or that two events are the same act or different ones",
    description="After a word on two events stories are linked anew in the background.",
    status_code=201,
    dependencies=[Depends(judging_allowed)],
    responses=answers("the judgement, with its number", 403, 404, 409, 413, good=201),
)
def add(word: Word, library: TheLibrary, linker: TheLinker) -> Response:
    try:
        added = _field(library, word) if isinstance(word, FieldWord) else _pair(library, word)
    except JudgementConflict as error:
        return refusal(409, "conflict", str(error), judgement_id=error.judgement_id)
    if isinstance(added, Judgement):
        linker.ask()
    return Response(encode(added), status_code=201, media_type="application/json")


@router.post(
    "/judgements/{number}/undo",
    summary="Take a judgement back",
    description="Both rows stay. Where it was on two events, stories are linked anew in the background.",
    dependencies=[Depends(judging_allowed)],
    responses=answers("the judgement taken back", 403, 404, 413),
)
def take_back(number: Number, word: Undoing, library: TheLibrary, linker: TheLinker) -> Response:
    undone = undo(library.store, number, reason=word.reason, judge=word.judge, versions=versions_of_program())
    if isinstance(undone, Judgement):
        linker.ask()
    return Response(encode(undone), media_type="application/json")


def _field(library: TheLibrary, word: FieldWord) -> FieldJudgement:
    return judge_field(
        library.store,
        word.verdict,
        word.event_id,
        word.field,
        correct=None if word.correct is None else correction_of(word.field, word.correct),
        seen=Seen(value=word.seen),
        reason=word.reason,
        judge=word.judge or None,
        versions=versions_of_program(),
    )


def _pair(library: TheLibrary, word: PairWord) -> Judgement:
    return judge(
        library.store,
        word.verdict,
        word.event_a,
        word.event_b,
        reason=word.reason,
        judge=word.judge or None,
        versions=versions_of_program(),
    )
