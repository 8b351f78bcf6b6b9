"""The PLOVER types, modes and contexts, and the CAMEO codes that stand closest to them."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from verbale.codebook.resources import data_root, read_tsv, read_yaml
from verbale.errors import CodebookError

CAMEO_COLUMNS = ("code", "name", "goldstein", "quad_class", "plover_type", "plover_mode")
QUAD_CLASSES = ("1", "2", "3", "4")
LOWEST_SCORE, HIGHEST_SCORE = -10.0, 10.0
_TYPE_FIELDS = {"definition", "quad_class", "cameo", "score", "modes"}
_MODE_FIELDS = {"definition", "cameo", "score"}
_CONTEXT_FIELDS = {"definition", "words"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How an act of a type is done; `score` is PLOVER's, -10 to 10, `cameo` the closest CAMEO code."""

    name: str
    definition: str
    cameo: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER type. `quad_class` is 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict.

    `cameo` and `score` (-10 to 10) hold where no mode is known.
    """

    name: str
    definition: str
    quad_class: int
    cameo: str
    score: float
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A PLOVER context; `words` are lemmas or phrases, each a tuple of lower-case words, that imply it."""

    name: str
    definition: str
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """A CAMEO code. `goldstein` is -10 to 10; `plover_type` is None for mere statements (root 01)."""

    code: str
    name: str
    goldstein: float
    quad_class: int
    plover_type: str | None
    plover_mode: str | None


@functools.cache
def event_types() -> Mapping[str, EventType]:
    """The sixteen types by name, in the order of the quad classes. Raises CodebookError with file and line."""
    file = "types.yaml"
    records = _records(file)
    return MappingProxyType({name: _event_type(name, record, file) for name, record in records.items()})


@functools.cache
def contexts() -> Mapping[str, Context]:
    """The contexts by name. Raises CodebookError with file and line."""
    file = "contexts.yaml"
    found = {}
    for name, record in _records(file).items():
        _check_fields(record, _CONTEXT_FIELDS, f"{file}, {name}")
        words = record["words"]
        if not isinstance(words, list):
            raise CodebookError("words is a list", where=f"{file}, {name}")
        found[name] = Context(
            name=name,
            definition=_text(record, f"{file}, {name}"),
            words=tuple(tuple(str(w).lower().replace("-", " ").split()) for w in words),
        )
    return MappingProxyType(found)


@functools.cache
def cameo_codes() -> Mapping[str, CameoCode]:
    """CAMEO codes by code ("02", "0233"). Raises CodebookError with file and line."""
    types = event_types()
    file = "cameo.tsv"
    found: dict[str, CameoCode] = {}
    for line, row in read_tsv(data_root() / file, CAMEO_COLUMNS):
        where = f"{file}:{line}"
        if row["code"] in found:
            raise CodebookError(f"code {row['code']} stands twice", where=where)
        plover_type, plover_mode = row["plover_type"] or None, row["plover_mode"] or None
        if plover_type is not None and plover_type not in types:
            raise CodebookError(f"no event type {plover_type}", where=where)
        if plover_mode is not None and (plover_type is None or plover_mode not in types[plover_type].modes):
            raise CodebookError(f"{plover_type} has no mode {plover_mode}", where=where)
        found[row["code"]] = CameoCode(
            code=row["code"],
            name=row["name"],
            goldstein=_score(row["goldstein"], where),
            quad_class=_quad_class(row["quad_class"], where),
            plover_type=plover_type,
            plover_mode=plover_mode,
        )
    return MappingProxyType(found)


def _event_type(name: str, record: Mapping[str, Any], file: str) -> EventType:
    where = f"{file}, {name}"
    _check_fields(record, _TYPE_FIELDS, where)
    # A type without modes is written as an empty value, which YAML gives as "".
    modes = record["modes"] or {}
    if not isinstance(modes, dict):
        raise CodebookError("modes is a mapping", where=where)
    return EventType(
        name=name,
        definition=_text(record, where),
        quad_class=_quad_class(record["quad_class"], where),
        cameo=record["cameo"],
        score=_score(record["score"], where),
        modes=MappingProxyType({mode: _mode(mode, fields, f"{where}/{mode}") for mode, fields in modes.items()}),
    )


def _mode(name: str, record: Any, where: str) -> Mode:
    if not isinstance(record, dict):
        raise CodebookError("a mapping is expected", where=where)
    _check_fields(record, _MODE_FIELDS, where)
    return Mode(
        name=name,
        definition=_text(record, where),
        cameo=record["cameo"],
        score=_score(record["score"], where),
    )


def _records(file: str) -> Mapping[str, Mapping[str, Any]]:
    content = read_yaml(data_root() / file)
    if not isinstance(content, dict) or not all(isinstance(record, dict) for record in content.values()):
        raise CodebookError("a mapping of records is expected", where=file)
    return content


def _check_fields(record: Mapping[str, Any], expected: set[str], where: str) -> None:
    wrong = expected ^ set(record)
    if wrong:
        raise CodebookError(f"field(s) missing or unknown: {', '.join(sorted(wrong))}", where=where)


def _text(record: Mapping[str, Any], where: str) -> str:
    text = " ".join(str(record["definition"]).split())
    if not text:
        raise CodebookError("definition is empty", where=where)
    return text


def _score(value: str, where: str) -> float:
    try:
        score = float(value)
    except (TypeError, ValueError) as error:
        raise CodebookError(f"{value!r} is no number", where=where) from error
    if not LOWEST_SCORE <= score <= HIGHEST_SCORE:
        raise CodebookError(f"{value} is outside -10 to 10", where=where)
    return score


def _quad_class(value: str, where: str) -> int:
    if value not in QUAD_CLASSES:
        raise CodebookError(f"quad_class is 1 to 4, not {value!r}", where=where)
    return int(value)
