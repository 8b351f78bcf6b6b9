"""Second mentions within an article: surnames, pronouns, "the ministry", "the country"."""

from collections.abc import Callable
from dataclasses import replace

from verbale.actors.names import FAMILY_NAME_FIRST
from verbale.actors.phrases import Resolved
from verbale.model.folding import fold
from verbale.model.parse import Parse, Token

SINGULAR_PERSON = frozenset({"he", "she", "his", "her", "him", "hers"})
NEUTER = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their"})
STATE_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom"})
GROUP_NOUNS = frozenset(
    ("group organization organisation movement network militia body bloc alliance party agency company").split()
)
# Common nouns of these sectors are people: "the attacker" is never "it".
PERSONAL_SECTORS = frozenset({"UAF", "CVL", "MIG", "REL"})
# How many sentences back a pronoun may reach before it is left unresolved.
REACH_SENTENCES = 3

# "the two countries", "both sides": the two states named last.
PAIRED = frozenset({"country", "nation", "state", "government", "side", "neighbour", "neighbor"})
_STATE_NAMES = frozenset({"country", "capital", "adjective", "metonym"})

Fits = Callable[[Token, Resolved], bool]


class Memory:
    """The actors met so far in one article, newest last."""

    def __init__(self) -> None:
        self._seen: list[tuple[Token, Resolved]] = []
        self._names: dict[str, Resolved] = {}
        self._nouns: dict[str, Resolved] = {}

    def keep(self, parse: Parse, token: Token, resolved: Resolved) -> None:
        self._seen.append((token, resolved))
        if not resolved.generic:
            words = fold(resolved.actor.text).split()
            acronym = _acronym_after(parse, resolved.last)
            if acronym is not None:
                self._names.setdefault(fold(acronym), resolved)
            if words and resolved.how not in {"country", "adjective", "demonym", "capital"}:
                self._names.setdefault(words[-1], resolved)
                if resolved.actor.code in FAMILY_NAME_FIRST and _is_person(token, resolved):
                    # "Kim Jong-un ... Kim".
                    self._names.setdefault(words[0], resolved)
        elif resolved.noun and resolved.actor.code is not None:
            self._nouns[resolved.noun] = resolved

    def recall(self, parse: Parse, token: Token, resolved: Resolved) -> Resolved:
        """A phrase that says too little by itself takes the rest from an earlier mention."""
        actor = resolved.actor
        if not resolved.generic:
            if actor.actor_id is None and resolved.how.startswith(("a person", "an organisation")):
                words = fold(actor.text).split()
                earlier = self._names.get(words[-1]) if words else None
                if (
                    earlier is not None
                    and earlier.actor.text != actor.text
                    and (len(words) == 1 or fold(earlier.actor.text).endswith(" ".join(words)))
                ):
                    return replace(resolved, actor=replace(earlier.actor, text=actor.text), how="named before in full")
            return resolved
        if actor.code is None and resolved.noun in self._nouns and _definite(parse, token):
            earlier = self._nouns[resolved.noun]
            known = replace(actor, code=earlier.actor.code, actor_id=earlier.actor.actor_id)
            return replace(resolved, actor=known, how=f"the {resolved.noun} named before")
        owner = self._possessor(parse, token)
        if actor.code is None and owner is not None:
            return replace(
                resolved, actor=replace(actor, code=owner.actor.code), how=f"{resolved.how}, of {owner.actor.name}"
            )
        return resolved

    def _possessor(self, parse: Parse, token: Token) -> Resolved | None:
        kid = parse.child(token, "poss")
        return self.referent(parse, kid) if kid is not None and kid.pos == "PRON" else None

    def referent(self, parse: Parse, token: Token) -> Resolved | None:
        """The actor that a pronoun or "the country", "the group" stands for, or None."""
        word = token.text.lower()
        if token.pos == "PRON":
            barred = _own_subjects(parse, token)
            if word in SINGULAR_PERSON:
                found = self._last(token, _is_person, barred)
            elif word in NEUTER:
                found = self._last(token, _is_body, barred) if _refers(parse, token) else None
            elif word in PLURAL:
                found = self._last(token, _is_plural, barred)
            elif word in {"who", "which", "that"} and token.dep in {"nsubj", "nsubjpass"}:
                return None
            else:
                return None
        elif token.lemma in STATE_NOUNS and _definite(parse, token):
            found = self._last(token, _is_state)
        elif token.lemma in GROUP_NOUNS and _definite(parse, token):
            found = self._last(token, _is_organisation)
        elif word in self._names and token.pos == "PROPN" and token.dep != "compound":
            found = self._names[word]
        else:
            return None
        if found is None:
            return None
        return _standing_for(token, found)

    def pair(self, parse: Parse, token: Token) -> tuple[Resolved, ...]:
        """The two states that "the two countries" or "both sides" stands for, or ()."""
        if token.tag != "NNS" or token.lemma not in PAIRED or not _of_two(parse, token):
            return ()
        found: dict[str, Resolved] = {}
        for seen, resolved in reversed(self._seen):
            if token.sentence - seen.sentence > REACH_SENTENCES or len(found) == 2:
                break
            code = resolved.actor.code
            if code is not None and resolved.how in _STATE_NAMES:
                found.setdefault(code, resolved)
        if len(found) < 2:
            return ()
        return tuple(_standing_for(token, r) for r in reversed(found.values()))

    def referents(self, parse: Parse, token: Token) -> tuple[Resolved, ...]:
        """As `referent`, but "they" stands for all of "Spain and Morocco"."""
        if token.text.lower() in PLURAL:
            joined = self._joined(parse)
            found = self._last_seen(
                token, lambda t, r: _is_plural(t, r) or t.index in joined, _own_subjects(parse, token)
            )
            if found is not None and found[0].index in joined:
                return tuple(_standing_for(token, r) for r in joined[found[0].index])
        single = self.referent(parse, token)
        return () if single is None else (single,)

    def _joined(self, parse: Parse) -> dict[int, tuple[Resolved, ...]]:
        """By token, the different actors that "and" joins it with, where there are two and more."""
        groups: dict[int, dict[tuple[str, str | None], Resolved]] = {}
        roots: dict[int, int] = {}
        for seen, resolved in self._seen:
            if seen.pos == "PRON" or resolved.how in {"adjective", "demonym"}:
                continue
            root = seen
            while root.dep == "conj" and root.pos in {"NOUN", "PROPN"}:
                root = parse.head(root)
            roots[seen.index] = root.index
            groups.setdefault(root.index, {}).setdefault((resolved.actor.name, resolved.actor.code), resolved)
        return {i: tuple(groups[r].values()) for i, r in roots.items() if len(groups[r]) > 1}

    def _last(self, token: Token, fits: Fits, barred: frozenset[int] = frozenset()) -> Resolved | None:
        found = self._last_seen(token, fits, barred)
        return found[1] if found is not None else None

    def _last_seen(self, token: Token, fits: Fits, barred: frozenset[int]) -> tuple[Token, Resolved] | None:
        """The latest fitting actor; a subject of this or the sentence before is preferred."""
        fallback: tuple[Token, Resolved] | None = None
        others = {resolved.actor.name for seen, resolved in self._seen if seen.index in barred}
        for seen, resolved in reversed(self._seen):
            if token.sentence - seen.sentence > REACH_SENTENCES:
                break
            if not fits(seen, resolved) or resolved.actor.name in others:
                continue
            if seen.dep in {"nsubj", "nsubjpass"} and seen.index != token.head:
                return seen, resolved
            fallback = fallback or (seen, resolved)
        return fallback


def _standing_for(token: Token, found: Resolved) -> Resolved:
    actor = replace(found.actor, text=token.text)
    return replace(found, actor=actor, first=token.index, last=token.index, how=f"stands for {found.actor.name}")


def _of_two(parse: Parse, token: Token) -> bool:
    words = {k.lemma for k in parse.children(token, "det", "nummod", "predet")}
    return "both" in words or {"the", "two"} <= words


def _own_subjects(parse: Parse, token: Token) -> frozenset[int]:
    """ "Iran vowed to crush it": an object is no subject of its own verb, nor of those this one hangs on."""
    verb = parse.head(token)
    if token.dep not in {"dobj", "dative"}:
        return frozenset()
    found: set[int] = set()
    while True:
        found.update(k.index for k in parse.children(verb, "nsubj", "nsubjpass"))
        if found or verb.dep not in {"xcomp", "conj", "advcl"}:
            return frozenset(found)
        verb = parse.head(verb)


def _acronym_after(parse: Parse, last: int) -> str | None:
    """ "The Popular Front of Zandia (PFZ)": what the text calls it from then on."""
    if last + 3 >= len(parse.tokens):
        return None
    opening, inside, closing = parse.tokens[last + 1 : last + 4]
    if (opening.text, closing.text) == ("(", ")") and inside.text.isupper() and len(inside.text) > 1:
        return inside.text
    return None


def _definite(parse: Parse, token: Token) -> bool:
    if any(t.lemma in {"a", "an", "another", "any", "some", "no"} for t in parse.children(token, "det")):
        return False
    return any(k.dep in {"det", "poss"} for k in parse.children(token)) or token.pos == "PROPN"


def _refers(parse: Parse, token: Token) -> bool:
    """ "It is expected", "it was reported" refer to nothing."""
    if token.dep == "poss":
        return True
    verb = parse.head(token)
    if verb.lemma == "be" or (token.dep == "nsubjpass" and parse.children(verb, "ccomp")):
        return False
    return token.dep in {"nsubj", "dobj", "pobj", "nsubjpass"}


def _is_person(token: Token, resolved: Resolved) -> bool:
    if token.tag in {"NNS", "NNPS"} or resolved.how in {"country", "adjective", "demonym", "capital", "metonym"}:
        return False
    return (
        token.entity in {"PERSON", ""}
        or resolved.how.startswith(("a person", "surname"))
        or "on the day" in resolved.how
    )


def _is_body(token: Token, resolved: Resolved) -> bool:
    if resolved.how in {"adjective", "demonym"} or token.dep in {"amod", "compound"}:
        return False
    if resolved.generic and resolved.actor.sector in PERSONAL_SECTORS:
        return False
    return (
        token.entity != "PERSON" and token.tag not in {"NNS"} and not resolved.how.startswith(("a person", "surname"))
    )


def _is_organisation(token: Token, resolved: Resolved) -> bool:
    """ "The group" is no state."""
    return _is_body(token, resolved) and resolved.actor.actor_id != resolved.actor.code


def _is_plural(token: Token, resolved: Resolved) -> bool:
    return token.tag in {"NNS", "NNPS"} or (
        resolved.actor.sector in {"REB", "COP", "IGO", "PTY"} and token.entity != "PERSON"
    )


def _is_state(token: Token, resolved: Resolved) -> bool:
    return resolved.how in {"country", "capital", "adjective"}
