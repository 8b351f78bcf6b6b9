"""Frames: the words that name acts, loaded from YAML and checked against the schema in docs/frames.md."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from verbale.codebook.resources import data_root, read_yaml
from verbale.codebook.types import contexts, event_types
from verbale.errors import CodebookError

TRIGGER_KINDS = ("verb", "noun", "phrase")
# The kind of the stand-in for a frame that is missing, where the scorer alone finds an act.
NO_FRAME = "scorer"
DEFAULT_SOURCE = {
    "verb": ("subject",),
    "noun": ("possessor", "by", "from", "modifier", "light"),
    "phrase": ("subject",),
}
DEFAULT_TARGET = {
    "verb": ("object",),
    "noun": ("on", "against", "of", "to", "with", "at", "toward"),
    "phrase": ("against", "on"),
}
NEEDS = ("source", "target", "both", "any")
_FIELDS = {
    "id", "verb", "noun", "phrase", "mode", "source", "target", "with", "without", "near", "unless",
    "needs", "codes", "skips", "who", "contexts", "cameo", "status", "note", "mutual",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way to name an act; `words` are its triggers, each a tuple of lemmas, head word first for verbs.

    `having` and `lacking` map a role to the lemmas or classes (capitals) its filler must or must not have;
    `order` is the frame's place in the codebook, which settles ties.
    """

    id: str
    event_type: str
    kind: str
    words: tuple[tuple[str, ...], ...]
    mode: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    having: Mapping[str, frozenset[str]]
    lacking: Mapping[str, frozenset[str]]
    near: frozenset[str]
    unless: frozenset[str]
    needs: str | None
    mutual: bool
    contexts: tuple[str, ...]
    cameo: str | None
    status: str | None
    codes: str
    skips: str
    who: str | None
    order: int

    @property
    def conditions(self) -> int:
        """How specific the frame is: of several that hold on a trigger the highest wins.

        A role that must hold certain words weighs more than one that must hold a class of actor, and both more
        than a word that must stand near.
        """
        roles = sum(2 if all(w.isupper() for w in words) else 3 for words in self.having.values())
        return 2 * roles + 2 * bool(self.near) + 2 * (len(max(self.words, key=len)) - 1) + bool(self.mode)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSet:
    """All frames with their look-up by first lemma."""

    frames: tuple[Frame, ...]
    by_lemma: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)


@functools.cache
def load_frames() -> FrameSet:
    """The shipped frames. Raises CodebookError with the file and the frame's id."""
    folder = data_root() / "frames"
    sets = word_sets(folder / "sets")
    frames: list[Frame] = []
    seen: dict[str, str] = {}
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        for frame in frames_of(path, sets, len(frames)):
            if frame.id in seen:
                raise CodebookError(f"frame {frame.id} stands twice", where=path.name)
            seen[frame.id] = path.name
            frames.append(frame)
    index: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in dict.fromkeys(w[0] for w in frame.words):
            index.setdefault(word, []).append(frame)
    return FrameSet(frames=tuple(frames), by_lemma={w: tuple(f) for w, f in index.items()})


def word_sets(folder: Traversable) -> dict[str, frozenset[str]]:
    """The `$name` sets of all files in `folder`."""
    sets: dict[str, frozenset[str]] = {}
    for path in sorted((p for p in folder.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        for name, words in (read_yaml(path) or {}).items():
            if name in sets:
                raise CodebookError(f"word set {name} stands twice", where=path.name)
            sets[name] = frozenset(words)
    return {name: _expand(words, sets, name) for name, words in sets.items()}


def _expand(words: frozenset[str], sets: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if not word.startswith("$"):
            found.add(word)
        elif word[1:] in sets:
            found |= {w for w in sets[word[1:]] if not w.startswith("$")}
        else:
            raise CodebookError(f"no word set {word}", where=where)
    return frozenset(found)


def frames_of(path: Traversable, sets: Mapping[str, frozenset[str]], order: int) -> list[Frame]:
    """The frames of one file, whose name is the event type in lower case."""
    event_type = path.name.removesuffix(".yaml").upper()
    if event_type not in event_types():
        raise CodebookError(f"no event type {event_type}", where=path.name)
    records = read_yaml(path) or []
    if not isinstance(records, list):
        raise CodebookError("a list of frames is expected", where=path.name)
    return [_frame(record, event_type, path.name, sets, order + n) for n, record in enumerate(records)]


def _frame(
    record: Mapping[str, Any], event_type: str, file: str, sets: Mapping[str, frozenset[str]], order: int
) -> Frame:
    where = f"{file}, frame {record.get('id', '?')}"

    def fail(message: str) -> CodebookError:
        return CodebookError(message, where=where)

    unknown = set(record) - _FIELDS
    if unknown:
        raise fail(f"unknown field(s) {', '.join(sorted(unknown))}")
    kinds = [k for k in TRIGGER_KINDS if k in record]
    if len(kinds) != 1:
        raise fail("exactly one of verb, noun, phrase is needed")
    for needed in ("id", "codes", "skips"):
        if not isinstance(record.get(needed), str):
            raise fail(f"{needed} is missing")
    mode = record.get("mode") or None
    if mode is not None and mode not in event_types()[event_type].modes:
        raise fail(f"{event_type} has no mode {mode}")
    for context in record.get("contexts", []):
        if context not in contexts():
            raise fail(f"no context {context}")
    needs = record.get("needs")
    if needs is not None and needs not in NEEDS:
        raise fail(f"needs is one of {', '.join(NEEDS)}")
    kind = kinds[0]

    def words(value: Any) -> frozenset[str]:
        return _expand(frozenset(_many(value)), sets, where)

    return Frame(
        id=record["id"],
        event_type=event_type,
        kind=kind,
        words=tuple(tuple(w.lower().replace("-", " ").split()) for w in _many(record[kind])),
        mode=mode,
        source=_roles(record.get("source"), DEFAULT_SOURCE[kind]),
        target=_roles(record.get("target"), DEFAULT_TARGET[kind]),
        having={role: words(value) for role, value in record.get("with", {}).items()},
        lacking={role: words(value) for role, value in record.get("without", {}).items()},
        near=words(record.get("near", [])),
        unless=words(record.get("unless", [])),
        needs=needs,
        mutual=record.get("mutual") == "true",
        contexts=tuple(record.get("contexts", [])),
        cameo=record.get("cameo"),
        status=record.get("status"),
        codes=record["codes"],
        skips=record["skips"],
        who=record.get("who"),
        order=order,
    )


def _many(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _roles(value: Any, default: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return default
    roles = tuple(_many(value))
    return () if roles == ("none",) else roles
