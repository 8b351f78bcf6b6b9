"""Templates and the words that they put things in."""

import datetime
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from verbale.model.claims import CLAIMS, DONE, GLYPHS, IN_WORDS, claim_of_record
from verbale.model.display import days, number, shown
from verbale.model.fields import in_words
from verbale.model.quad_classes import QUAD_NAMES
from verbale.serve.answers import tagged
from verbale.serve.downloads import TABLE_FORMATS
from verbale.serve.views.judgements import asked_fields, correct_in_words
from verbale.version import __version__

# Where a report names nobody who did it.
NOT_NAMED = Markup('<span class="none">not named</span>')


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("verbale.serve"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(version=__version__, claims=CLAIMS, claim_words=IN_WORDS, glyphs=GLYPHS, claim=claim_badge)
    made.globals.update(done=DONE, quad_names=QUAD_NAMES, link=link, claim_of_record=claim_of_record, days=days)
    made.globals.update(not_named=NOT_NAMED, tables=TABLE_FORMATS)
    made.globals.update(asked_fields=asked_fields, field_in_words=in_words, correct_in_words=correct_in_words)
    made.filters.update(
        shown=shown, number=number, moment=moment, counted=counted, marked=marked, spoken=spoken, score=score
    )
    return made


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page from its template."""
    body = fragment(template, path=request.url.path, site=request.app.state.site, **values).encode("utf-8")
    # What is not so may be so the next time, whatever the browser holds.
    return tagged(request, body, "text/html") if status == 200 else Response(body, status, media_type="text/html")


def fragment(template: str, **values: Any) -> str:
    """A piece of HTML from its template."""
    return _environment().get_template(template).render(**values)


def link(path: str, **parameters: Any) -> str:
    """An address of this site: a path, its parts quoted, and the parameters that are not None, of a list each."""
    kept = {name: value for name, value in parameters.items() if value is not None}
    return quote(path) + (f"?{urlencode(kept, doseq=True)}" if kept else "")


def marked(text: Any, words: Sequence[str], limit: int) -> Markup:
    """As `shown`, with each of the words marked wherever it stands; of a long text the part that has the first."""
    whole = shown(text)
    if not words:
        return escape(shown(whole, limit))
    # The longest first: of two that begin alike the longer one is marked.
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    first = pattern.search(whole)
    start = max(first.start() - limit // 4, 0) if first and first.end() > limit else 0
    part = ("…" if start else "") + shown(whole[start:], limit)
    pieces, end = [], 0
    for found in pattern.finditer(part):
        pieces += [escape(part[end : found.start()]), Markup("<mark>{}</mark>").format(found[0])]
        end = found.end()
    return Markup("").join([*pieces, escape(part[end:])])


def counted(value: int, one: str, several: str | None = None) -> str:
    """A number of things: "1 report", "2,500 reports"."""
    return f"{value:,} {one if value == 1 else several or f'{one}s'}"


def spoken(mode: str) -> str:
    """A mode as words: "heavy weapons"."""
    return re.sub("[-_]", " ", mode)


def score(value: float | None) -> str:
    """A score to one place, with its sign: "+2.5", "−7.9"."""
    return "" if value is None else f"{value:+.1f}".replace("-", "−").replace("−0.0", "0.0").replace("+0.0", "0.0")


def claim_badge(name: str) -> Markup:
    """A claim as a glyph and a word, never as a colour alone."""
    return Markup('<span class="claim claim-{0}" title="{1}"><span aria-hidden="true">{2}</span> {0}</span>').format(
        name, IN_WORDS[name], GLYPHS[name]
    )


def moment(at: datetime.datetime) -> str:
    """A time of the record to the minute; the store keeps UTC."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
