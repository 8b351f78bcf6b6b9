"""The report as one HTML file: nothing is fetched, and no script runs but its own, each known by its hash."""

import base64
import hashlib
import importlib.resources
import json
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from verbale.chart import bundle
from verbale.model.claims import CLAIMS, GLYPHS, IN_WORDS, NOT_DONE
from verbale.model.display import days, number, shown, visible
from verbale.model.quad_classes import QUAD_NAMES
from verbale.report.content import Content
from verbale.report.figures import figures
from verbale.version import __version__

# In the text of a script these begin what ends it or hides its end; within JSON each may be written as an escape.
_ESCAPED = {code: f"\\u{code:04x}" for code in map(ord, "<>&\u2028\u2029")}


def render(content: Content) -> bytes:
    """The whole file. Raises ConfigError where the figures cannot be made."""
    made = content.overview
    scripts = [inline_script(bundle()), inline_script(_own("report.js"))]
    style = _own("report.css")
    drawn = figures(
        timeline=made.timeline,
        by=made.window.by,
        places=made.places,
        countries=made.countries,
        pairs=content.pairs,
    )
    page = (
        _environment()
        .get_template("report.html")
        .render(
            content=content,
            made=made,
            claim_counts={row["value"]: row["events"] for row in made.facets["claim"]},
            listed={card.row["event_id"] for card in content.events},
            story_ids={story["story_id"] for story in content.stories},
            policy=Markup(policy(scripts, style)),
            style=Markup(style),
            vega=Markup(scripts[0]),
            script=Markup(scripts[1]),
            figures=Markup(inline_json(drawn)),
        )
    )
    return page.encode("utf-8")


def policy(scripts: list[str], style: str) -> str:
    """The Content-Security-Policy of a page with these inline scripts and this style, and nothing else."""
    allowed = " ".join(_source(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; img-src data:; base-uri 'none';"
        " form-action 'none'"
    )


def inline_script(text: str) -> str:
    """A script that stays whole between its tags: no string in it closes them, and lines end as browsers hash them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"<(?=/script|!--)", r"\\x3c", lines, flags=re.IGNORECASE)


def inline_json(value: Any) -> str:
    """A value as JSON that may stand in a script element, whatever its strings hold."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False).translate(_ESCAPED)


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


@cache
def _own(name: str) -> str:
    return importlib.resources.files("verbale.report").joinpath("static", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("verbale.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(version=__version__, claims=CLAIMS, claim_words=IN_WORDS, glyphs=GLYPHS)
    made.globals.update(quad_names=QUAD_NAMES, not_done=NOT_DONE, days=days)
    made.filters.update(shown=shown, number=number)
    return made


def _seen(value: Any) -> Any:
    """No text reaches the page but as it can be seen, whether or not a template thinks of it."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
