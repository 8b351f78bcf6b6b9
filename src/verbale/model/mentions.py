"""What an article's words refer to: actors, places, times, and who says what."""

from dataclasses import dataclass, field

from verbale.model.spans import Span

# Codes of actors that belong to no country.
BETWEEN_STATES = frozenset({"IGO", "NGO", "MNC"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, as OUTPUT.md's ACTOR. `text` is as in the article, `name` the canonical name.

    `code` is ISO 3166-1 alpha-3, or IGO, NGO, MNC, or None; `sector` one of `SECTORS` or None. `span` is where an act
    or an utterance names the actor; it does not make one actor another.
    """

    text: str
    name: str
    actor_id: str | None = None
    code: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """`head` is the index of the token that heads the noun phrase; `how` says how it was resolved."""

    span: Span
    head: int
    actor: Actor
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry. `precision` is point, city, admin1, country or region."""

    name: str
    country: str | None
    precision: str
    admin1: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place name in the text; `use` is literal, metonym or demonym. Only a literal one can be an event's place.

    `listed` is False for a name of no table: `place` then has the coordinates and precision of what lies around it.
    """

    span: Span
    head: int
    use: str
    place: Place | None
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where a report was filed: the place, the span of its name, and the span that is not to be coded."""

    place: Place
    name: Span
    mask: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression. `earliest` and `latest` are ISO days or None where open or unresolved.

    `precision` is day, week, month, year, range or unknown; `timex_type` DATE, TIME, DURATION or SET
    and `timex_value` its ISO 8601 value as in TimeML (Pustejovsky et al. 2003).
    """

    span: Span
    earliest: str | None
    latest: str | None
    precision: str
    timex_type: str
    timex_value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Who says what, as found in the parse: `content` is attributed to the phrase headed by `speaker_head`.

    `speaker` is the span of that phrase; both are None when nobody is named ("reportedly").
    `cue` is the word of saying; `kind` is direct, indirect or hearsay. `attests` is False for what is thought,
    wanted or judged ("hopes that", "vowed to", "denounced"), which is no report of an act.
    """

    content: Span
    cue: Span
    kind: str
    speaker: Span | None
    speaker_head: int | None
    attests: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """An utterance with its speaker resolved; `content` is the span it covers, `attests` as in `Utterance`."""

    content: Span
    cue: Span
    kind: str
    speaker: Actor | None
    speaker_span: Span | None
    attests: bool = True


SECTORS = (
    "GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "CRM", "MED", "EDU",
    "BUS", "LAB", "REL", "CVL", "MIG", "SPY", "PRE", "IGO", "NGO",
)  # fmt: skip
