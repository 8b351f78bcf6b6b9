"""Both examples of every frame, coded: one must give the frame's event, the other must not."""

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.codebook.frames import Frame, FrameSet, load_frames
from verbale.model.article import Article
from verbale.model.events import Event
from verbale.pipeline.stages import code_document
from verbale.text.parser import parse_articles

# Examples are coded as if published on this day, so that roles and dates resolve alike on every run.
EXAMPLE_DAY = "2022-03-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A frame whose example does not come out as it says."""

    frame_id: str
    message: str


def check_frames(event_type: str | None = None, frames: FrameSet | None = None) -> tuple[list[Failure], int]:
    """Failures and the number of frames checked, of one type or of all. Raises CodebookError on a broken file."""
    table = frames or load_frames()
    chosen = [f for f in table.frames if event_type in {None, f.event_type}]
    failures: list[Failure] = []
    examples = [(f, kind) for f in chosen for kind in ("codes", "skips")]
    articles = [_example(n, f, kind) for n, (f, kind) in enumerate(examples)]
    for (frame, kind), (article, parse) in zip(examples, parse_articles(articles), strict=True):
        events = code_document(article, parse, table).events
        message = _codes(frame, events) if kind == "codes" else _skips(frame, events)
        if message:
            failures.append(Failure(frame_id=frame.id, message=message))
    return failures, len(chosen)


def _example(number: int, frame: Frame, kind: str) -> Article:
    text = frame.codes if kind == "codes" else frame.skips
    return Article(article_id=f"example-{number}", text=text, published_at=EXAMPLE_DAY)


def _codes(frame: Frame, events: Iterable[Event]) -> str | None:
    ours = [e for e in events if e.frame_id == frame.id or f"also told by frame {frame.id}" in e.trace]
    if not ours:
        got = ", ".join(f"{e.event_type} by {e.frame_id}" for e in events) or "no event"
        return f"codes: {got} in {frame.codes!r}"
    if frame.who is not None:
        shown = _who(ours[0])
        if shown != _normal(frame.who):
            return f"codes: who is {shown!r}, {_normal(frame.who)!r} expected in {frame.codes!r}"
    return None


def _skips(frame: Frame, events: Iterable[Event]) -> str | None:
    if any(e.frame_id == frame.id for e in events):
        return f"skips: coded all the same: {frame.skips!r}"
    return None


def _who(event: Event) -> str:
    source = "+".join(sorted({a.code for a in event.source if a.code}))
    target = "+".join(sorted({a.code for a in event.target if a.code}))
    return f"{source} > {target}".strip()


def _normal(who: str) -> str:
    source, _, target = who.partition(">")
    sides = ("+".join(sorted(p.strip() for p in side.split("+") if p.strip())) for side in (source, target))
    return " > ".join(sides).strip()
