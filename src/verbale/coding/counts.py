"""People that the text counts in an act: dead, injured, arrested, displaced, participants."""

from verbale.coding.roles import object_, subject
from verbale.model.events import Count
from verbale.model.numbers import NUMBERS
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span

KINDS = {
    "kill": "dead", "die": "dead", "murder": "dead", "assassinate": "dead", "massacre": "dead", "execute": "dead",
    "injure": "injured", "wound": "injured", "hurt": "injured", "hospitalize": "injured",
    "arrest": "arrested", "detain": "arrested", "jail": "arrested", "imprison": "arrested",
    "displace": "displaced", "evacuate": "displaced", "flee": "displaced",
    "protest": "participants", "demonstrate": "participants", "rally": "participants", "march": "participants",
    "gather": "participants", "strike": "participants",
}  # fmt: skip
SUBJECT_COUNTED = frozenset({"die", "flee", "protest", "demonstrate", "rally", "march", "gather", "strike"})
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "tens": 20_000, "several": 3}
BY_TYPE = {
    "ASSAULT": {"dead", "injured", "displaced"},
    "COERCE": {"arrested", "displaced"},
    "PROTEST": {"participants", "injured", "arrested"},
    "SANCTION": {"arrested"},
}


def people_counted(parse: Parse, trigger: Token, event_type: str, mode: str | None) -> tuple[Count, ...]:
    """The counts that the trigger's sentence gives for acts of this type."""
    wanted = BY_TYPE.get(event_type, set())
    if not wanted or (event_type == "COERCE" and mode not in {"arrest", "deport", None}):
        return ()
    found: dict[str, Count] = {}
    for verb in parse.sentence_tokens(trigger):
        kind = KINDS.get(verb.lemma)
        if kind not in wanted or verb.pos not in {"VERB", "AUX"} or kind is None or kind in found:
            continue
        people = subject(parse, verb) if verb.lemma in SUBJECT_COUNTED else object_(parse, verb)
        count = _count(parse, people, kind) if people is not None else None
        if count is not None:
            found[kind] = count
    return tuple(found.values())


def _count(parse: Parse, head: Token, kind: str) -> Count | None:
    if head.text.lower() in VAGUE:
        return Count(kind=kind, low=VAGUE[head.text.lower()], high=None, span=head.span)
    numbers = list(parse.children(head, "nummod")) or ([head] if head.pos == "NUM" else [])
    if not numbers:
        return None
    number = numbers[0]
    value = _value(parse, number)
    if value is None:
        return None
    qualifiers = {k.lemma for k in parse.children(number)} | {k.lemma for k in parse.children(head, "advmod", "amod")}
    open_ended = bool(qualifiers & {"least", "more", "over", "than"})
    first = min([number, *parse.children(number)], key=lambda t: t.start)
    span = Span(first.start, number.end)
    return Count(kind=kind, low=value, high=None if open_ended else value, span=span)


def _value(parse: Parse, number: Token) -> int | None:
    total = _digits(number.text)
    for kid in parse.children(number, "compound", "nummod"):
        part = _digits(kid.text)
        if part is not None and total is not None:
            total *= part
    return total


def _digits(text: str) -> int | None:
    plain = text.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    return NUMBERS.get(text.lower())
