"""All judgements, with undoing where judging is enabled."""

from fastapi import APIRouter, Request, Response

from verbale.serve.pages.html import page
from verbale.serve.state import TheLibrary, TheLinker
from verbale.serve.turns import ReaderTurn
from verbale.serve.views.judgements import judgement_rows
from verbale.store.judgements.either import judgements

router = APIRouter(include_in_schema=False, dependencies=[ReaderTurn])


@router.get("/judgements")
def made(request: Request, library: TheLibrary, linker: TheLinker) -> Response:
    rows = judgement_rows(judgements(library.store).records())
    return page(request, "judgements.html", judgements=rows[::-1], linking=linker.state)
