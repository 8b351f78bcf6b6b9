"""The place names of an article, with the place each one means and the sense in which it is used."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from verbale.model.mentions import Place, Toponym
from verbale.model.parse import Parse
from verbale.model.spans import Span
from verbale.places import syntax
from verbale.places.containers import around
from verbale.places.gazetteer import Candidate
from verbale.places.names import NameMatch, find_names, name_spans
from verbale.places.resolve import resolve
from verbale.places.unlisted import find_unlisted
from verbale.places.uses import use_of


def find_toponyms(parse: Parse, actor_spans: Sequence[Span] = ()) -> tuple[Toponym, ...]:
    """Every place name in text order, resolved; spans never overlap.

    `actor_spans` are actors already found: a place inside the proper name of one ("Bank of Japan")
    is no toponym. A name that no table lists gets a place without coordinates, with the country
    that the text puts around it. Raises CodebookError when a table of the codebook cannot be used.
    """
    listed = find_names(parse, actor_spans)
    blocked = _tokens_of(parse, actor_spans)
    matches = sorted((*listed, *find_unlisted(parse, listed, blocked)), key=lambda m: m.first)
    chosen = resolve(parse, matches)
    return tuple(_toponym(parse, k, matches, chosen) for k in range(len(matches)))


def _tokens_of(parse: Parse, spans: Sequence[Span]) -> frozenset[int]:
    starts, ends = [t.start for t in parse.tokens], [t.end for t in parse.tokens]
    masked = name_spans(parse, spans)
    return frozenset(i for s in masked for i in range(bisect_right(ends, s.start), bisect_left(starts, s.end)))


def _toponym(parse: Parse, k: int, matches: list[NameMatch], chosen: list[Candidate | None]) -> Toponym:
    tokens = matches[k].tokens(parse)
    span = Span(tokens[0].start, tokens[-1].end)
    reading = chosen[k]
    return Toponym(
        span=span,
        head=syntax.head_of(tokens).index,
        use=use_of(parse, tokens, reading, _contained(parse, k, matches, chosen)) if reading else "literal",
        place=_listed_place(parse, span, matches[k], reading)
        if reading
        else _unlisted_place(span.quote(parse.text), around(parse, k, matches, chosen)),
        listed=reading is not None and not matches[k].part,
    )


def _listed_place(parse: Parse, span: Span, match: NameMatch, reading: Candidate) -> Place:
    """The gazetteer's entry; a site there (Kabul Airport) has its coordinates, as exactly, under its own name."""
    return replace(reading.place, name=span.quote(parse.text), geonames_id=None) if match.part else reading.place


def _unlisted_place(name: str, container: Candidate | None) -> Place:
    """A place known by name only, as exactly as what the text puts around it: its coordinates and precision."""
    if container is None:
        return Place(name=name, country=None, precision="point")
    return replace(container.place, name=name, geonames_id=None)


def _contained(parse: Parse, k: int, matches: list[NameMatch], chosen: list[Candidate | None]) -> bool:
    """The name is part of "City, Country", on either side of the comma."""
    for a, b in ((k, k + 1), (k - 1, k)):
        if a < 0 or b >= len(matches):
            continue
        between = parse.text[parse.tokens[matches[a].last - 1].end : parse.tokens[matches[b].first].start].strip()
        if between == "," and _within(chosen[a], chosen[b]):
            return True
    return False


def _within(inner: Candidate | None, outer: Candidate | None) -> bool:
    if outer is None or outer.place.precision not in ("admin1", "region", "country"):
        return False
    if inner is None:
        return True
    finer = inner.place.precision in ("point", "city", "admin1") and inner.place != outer.place
    return finer and inner.place.country == outer.place.country
