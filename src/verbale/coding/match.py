"""Frames on a parse: which word names an act, which frame reads it, and who stands in its roles."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from verbale.codebook.frames import Frame, FrameSet
from verbale.coding.roles import filler, receiver
from verbale.model.mentions import Actor, ActorMention
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span

_NOMINAL = frozenset({"NOUN", "PROPN"})
STATE_SECTORS = frozenset({"GOV", "IGO", "MIL", "LEG", "PRE", "JUD", "COP"})

IRREGULAR = {
    "retook": "retake", "retaken": "retake", "overran": "overrun", "overthrew": "overthrow", "overthrown": "overthrow",
    "slew": "slay", "slain": "slay", "shot": "shoot", "forbade": "forbid", "broke": "break", "struck": "strike",
}  # fmt: skip
# "thousands of troops": what counts as the filler's word is the noun behind "of".
QUANTIFIERS = frozenset(("thousand hundred dozen score number group ten million series majority couple wave").split())
# What an attack is made with, or is called: nobody who undergoes it.
MEANS = frozenset(
    (
        "gas bullet cannon missile rocket shot fire bomb grenade weapon drone attack strike raid bombing "
        "shell mortar explosive explosion blast device vehicle car truck gun rifle knife force violence war "
        "campaign offensive operation assault fighting battle clash shelling bombardment shooting killing "
        "murder massacre number toll town city village region area territory province district ground death "
        "casualty injury damage way hour day week month year time responsibility airstrike round volley salvo"
    ).split()
)
UNSTRUCK = frozenset(
    {"GPE", "LOC", "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "EVENT", "LAW"}
)
# Whose a thing is: named before it, or behind it.
OWNERS_BEFORE = ("possessor", "modifier")
OWNERS = (*OWNERS_BEFORE, "of", "against", "on", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of an act: its actors, the heads of their phrases, and the role that gave them."""

    actors: tuple[Actor, ...] = ()
    heads: tuple[int, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A frame that holds on a trigger; `words` are the trigger's tokens, `silenced` the nouns the frame has used up."""

    frame: Frame
    trigger: Token
    words: tuple[int, ...]
    source: Side
    target: Side
    silenced: frozenset[int] = frozenset()


class FrameMatcher:
    """Matches the codebook's frames on one parse with its actor mentions."""

    def __init__(self, frames: FrameSet, parse: Parse, mentions: tuple[ActorMention, ...]) -> None:
        self.frames = frames
        self.parse = parse
        self.mentions: dict[int, list[ActorMention]] = {}
        for mention in mentions:
            self.mentions.setdefault(mention.head, []).append(mention)
        self._sentence_lemmas: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}

    def matches(self) -> list[Match]:
        """The best frame of every trigger, in text order, without nouns that a verb frame has used up."""
        found: list[Match] = []
        for token in self.parse.tokens:
            best = self._best(token)
            if best is not None:
                found.append(best)
        silenced = {i for m in found for i in m.silenced}
        covered = {i for m in found for i in m.words if i != m.trigger.index}
        return [m for m in found if m.trigger.index not in silenced and m.trigger.index not in covered]

    def _best(self, token: Token) -> Match | None:
        candidates: list[Match] = []
        tried: set[str] = set()
        for frame, words in self._candidates(token):
            if frame.id in tried:
                continue
            match = self._try(frame, token, words)
            if match is not None:
                tried.add(frame.id)
                candidates.append(match)
        if not candidates:
            return None
        return min(candidates, key=lambda m: (-len(m.words), -m.frame.conditions, m.frame.order))

    def _candidates(self, token: Token) -> Iterator[tuple[Frame, tuple[int, ...]]]:
        lemma = self._verb_lemma(token)
        for frame in self.frames.by_lemma.get(lemma, ()) if self._verbal(token) else ():
            if frame.kind == "verb":
                for words in frame.words:
                    if words[0] == lemma:
                        found = self._particles(token, words[1:])
                        if found is not None:
                            yield frame, (token.index, *found)
        if token.pos in _NOMINAL or token.pos == "ADJ" or token.tag == "VBG":
            yield from self._ending_at(token)

    def _verb_lemma(self, token: Token) -> str:
        """The token's lemma, or where no frame knows it a regular guess: small models lemmatise "raped" as "rap"."""
        if token.lemma in self.frames.by_lemma or token.pos != "VERB":
            return token.lemma
        word = token.text.lower()
        guesses = [IRREGULAR.get(word, "")]
        if word.endswith("ed"):
            guesses += [word[:-1], word[:-2], word[:-3]]
        elif word.endswith("ing"):
            guesses += [word[:-3] + "e", word[:-3], word[:-4]]
        return next((g for g in guesses if g in self.frames.by_lemma), token.lemma)

    def _verbal(self, token: Token) -> bool:
        if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in {"aux", "auxpass"}):
            return token.dep not in {"amod", "compound"} or (
                token.tag == "VBN" and bool(self.parse.child(token, "agent", "prep"))
            )
        return False

    def _particles(self, verb: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
        """The dependents that complete a verb of several words, or None."""
        if not all(word in self._sentence_words(verb.sentence) for word in words):
            return None
        found: list[int] = []
        host = verb
        for word in words:
            undergoer = self.parse.child(verb, "dobj")
            kids = [*self.parse.children(host), *self.parse.children(verb)]
            # "held Syria responsible": the adjective hangs on the object.
            kids += self.parse.children(undergoer, "amod") if undergoer is not None else ()
            kid = next((k for k in kids if word in {k.lemma, k.text.lower()} and k.index not in found), None)
            kid = kid or self._following(verb, len(found) + 1, word)
            if kid is None:
                return None
            found.append(kid.index)
            host = kid
        return tuple(found)

    def _following(self, verb: Token, by: int, word: str) -> Token | None:
        """The word that stands `by` words behind the verb, if it is the one wanted."""
        tokens, after = self.parse.tokens, verb.index + by
        if after >= len(tokens) or tokens[after].sentence != verb.sentence:
            return None
        return tokens[after] if word in {tokens[after].lemma, tokens[after].text.lower()} else None

    def _ending_at(self, token: Token) -> Iterator[tuple[Frame, tuple[int, ...]]]:
        """Noun and phrase frames whose words stand right before and at `token`, or that begin here."""
        tokens = self.parse.tokens
        first_limit = max(0, token.index - 5)
        for first in range(token.index, first_limit - 1, -1):
            start = tokens[first]
            if start.sentence != token.sentence:
                break
            for key in dict.fromkeys((start.lemma, _singular(start.lemma), start.text.lower())):
                for frame in self.frames.by_lemma.get(key, ()):
                    if frame.kind == "verb":
                        continue
                    for words in frame.words:
                        if words[0] == key and self._spells(first, token.index, words):
                            yield frame, self._head_first(frame, first, token.index)

    def _spells(self, first: int, last: int, words: tuple[str, ...]) -> bool:
        span = [t for t in self.parse.tokens[first : last + 1] if t.text not in {"-", "–"}]
        return len(span) == len(words) and all(
            w in {t.lemma, t.text.lower(), _singular(t.lemma)} for w, t in zip(words, span, strict=True)
        )

    def _head_first(self, frame: Frame, first: int, last: int) -> tuple[int, ...]:
        del frame
        return (last, *range(first, last))

    def _try(self, frame: Frame, token: Token, words: tuple[int, ...]) -> Match | None:
        if frame.kind in {"noun", "phrase"}:
            token = self._syntactic_head(words)
            if token.dep in {"compound", "nmod", "amod"} and token.pos in _NOMINAL and self._inner(token):
                return None
        lemmas = self._lemmas(token.sentence)
        if frame.near and not frame.near & (lemmas - {token.lemma}):
            return None
        if frame.unless & lemmas:
            return None
        silenced: set[int] = set()
        for role, wanted in frame.having.items():
            used = self._meets(token, role, wanted)
            if used is None:
                return None
            if role != "subject" and not _classes(wanted):
                silenced.update(used)
        for role, unwanted in frame.lacking.items():
            if self._meets(token, role, unwanted) is not None:
                return None
        source = self._side(token, frame.source)
        target = self._side(token, frame.target, taken=source.heads)
        if frame.kind == "noun" and not target.actors:
            target = self._receiving(token, source) or target
        if frame.kind == "verb" and not frame.mutual:
            if not source.actors and frame.source:
                source = self._owner(token, frame.source, OWNERS_BEFORE, target) or source
            if not target.actors and frame.target:
                target = self._owner(token, (*frame.target, "purpose"), OWNERS, source) or target
        if frame.event_type == "ASSAULT" and not target.actors:
            target = self._struck(token, frame.target, source) or target
        if frame.mutual:
            source, target = self._mutual(token, frame), Side()
        if not _needs_met(frame.needs, source, target):
            return None
        return Match(
            frame=frame, trigger=token, words=words, source=source, target=target, silenced=frozenset(silenced)
        )

    def _inner(self, token: Token) -> bool:
        """A noun that only qualifies another: "peace talks venue", "attack helicopter"."""
        head = self.parse.head(token)
        return head.pos in _NOMINAL and head.index > token.index

    def _syntactic_head(self, words: tuple[int, ...]) -> Token:
        tokens = [self.parse.tokens[i] for i in words]
        inside = set(words)
        return next((t for t in tokens if t.head not in inside or t.head == t.index), tokens[0])

    def _lemmas(self, sentence: int) -> frozenset[str]:
        if sentence not in self._sentence_lemmas:
            place = self.parse.sentences[sentence]
            tokens = self.parse.tokens[place.first : place.last]
            self._sentence_lemmas[sentence] = frozenset(t.lemma for t in tokens) | frozenset(
                f"{a.lemma} {b.lemma}" for a, b in itertools.pairwise(tokens)
            )
        return self._sentence_lemmas[sentence]

    def _sentence_words(self, sentence: int) -> frozenset[str]:
        """Its lemmas and words in lower case: most frames of several words fail on one that is not there at all."""
        if sentence not in self._words:
            place = self.parse.sentences[sentence]
            tokens = self.parse.tokens[place.first : place.last]
            self._words[sentence] = frozenset(w for t in tokens for w in (t.lemma, t.text.lower()))
        return self._words[sentence]

    def _meets(self, token: Token, role: str, wanted: frozenset[str]) -> set[int] | None:
        """The filler tokens of `role` that have one of the words or classes wanted, or None."""
        used: set[int] = set()
        for head in filler(self.parse, token, role):
            for member in self.parse.conjuncts(head):
                if self._is_one_of(member, wanted) or self._is_one_of(self._counted(member), wanted):
                    used.add(member.index)
        return used or None

    def _counted(self, token: Token) -> Token:
        if token.lemma in QUANTIFIERS or token.pos == "NUM":
            for prep in self.parse.children(token, "prep"):
                inner = self.parse.child(prep, "pobj")
                if prep.lemma == "of" and inner is not None:
                    return inner
        return token

    def _is_one_of(self, token: Token, wanted: frozenset[str]) -> bool:
        before = list(self.parse.children(token, "compound", "amod", "nummod", "quantmod"))
        names = {
            token.lemma,
            _singular(token.lemma),
            token.text.lower(),
            *(k.lemma for k in before if k.dep == "compound"),
        }
        names |= {f"{k.lemma} {token.lemma}" for k in before}
        if names & wanted:
            return True
        mention = next(iter(self.mentions.get(token.index, ())), None)
        if "ACTOR" in wanted and mention is not None:
            return True
        if "PERSON" in wanted and (token.entity == "PERSON" or (mention is not None and token.tag in {"PRP"})):
            return True
        if mention is None or mention.actor.sector is None:
            return False
        if "STATE" in wanted and (mention.actor.sector in STATE_SECTORS):
            return True
        return mention.actor.sector in wanted

    def _side(self, token: Token, roles: tuple[str, ...], taken: tuple[int, ...] = ()) -> Side:
        """The first role that gives actors; a role of the object is asked only where the object is no actor itself."""
        for role in roles:
            if role.startswith("object>") and "object" in roles:
                side = self._actors(filler(self.parse, token, "object"), "object", taken)
                if side.actors:
                    return side
            side = self._actors(filler(self.parse, token, role), role, taken)
            if side.actors:
                return side
        return Side()

    def _mutual(self, token: Token, frame: Frame) -> Side:
        """All parties, from every role of both sides."""
        actors: list[Actor] = []
        heads: list[int] = []
        for role in dict.fromkeys((*frame.source, *frame.target)):
            side = self._actors(filler(self.parse, token, role), role, tuple(heads))
            actors.extend(side.actors)
            heads.extend(side.heads)
        return Side(actors=tuple(actors), heads=tuple(heads), role="both")

    def _owner(self, token: Token, roles: tuple[str, ...], owners: tuple[str, ...], other: Side) -> Side | None:
        """Where a thing fills the role, the side is whose it is: "raided the party's offices", "Bulgarian banks"."""
        taken = {a.code for a in other.actors} | {a.name for a in other.actors}
        for role in roles:
            for owner in ("", *owners) if role == "purpose" else owners:
                path = f"{role}>{owner}" if owner else f"{role}>object"
                side = self._actors(filler(self.parse, token, path), path, other.heads)
                if side.actors and all(a.code and a.code not in taken and a.name not in taken for a in side.actors):
                    return side
        return None

    def _struck(self, token: Token, roles: tuple[str, ...], source: Side) -> Side | None:
        """ "Shelled apartment blocks", "the bombing of a market": what is hit stands for the people there."""
        for role in (r for r in roles if ">" not in r):
            for head in filler(self.parse, token, role):
                taken = head.index in source.heads or head.index in self.mentions
                if head.pos not in _NOMINAL or taken or head.lemma in MEANS or head.entity in UNSTRUCK:
                    continue
                words = phrase(self.parse, head)
                actor = Actor(text=words, name=words, sector="CVL", span=Span(head.end - len(words), head.end))
                return Side(actors=(actor,), heads=(head.index,), role=role)
        return None

    def _receiving(self, token: Token, source: Side) -> Side | None:
        found = receiver(self.parse, token)
        if found is None:
            return None
        side = self._actors([found], "receiver", source.heads)
        return side if side.actors else None

    def _actors(self, heads: list[Token], role: str, taken: tuple[int, ...]) -> Side:
        actors: list[Actor] = []
        indices: list[int] = []
        for head in heads:
            for member in self.parse.conjuncts(head):
                if member.index in taken or member.index in indices:
                    continue
                for mention in self.mentions.get(member.index, ()):
                    if distinct(mention.actor, actors):
                        actors.append(replace(mention.actor, span=mention.span))
                        indices.append(member.index)
        return Side(actors=tuple(actors), heads=tuple(indices), role=role)


def phrase(parse: Parse, head: Token) -> str:
    """The noun with the words before it that qualify it."""
    kids = [k for k in parse.children(head, "compound", "amod", "nmod") if k.index < head.index]
    first = min([head.index, *(k.index for k in kids)])
    return parse.text[parse.tokens[first].start : head.end]


def distinct(actor: Actor, actors: list[Actor]) -> bool:
    """Whether none of `actors` is the same one."""
    return all(
        actor.actor_id is None or actor.actor_id != other.actor_id or actor.sector != other.sector for other in actors
    )


def _classes(wanted: frozenset[str]) -> bool:
    return any(w.isupper() for w in wanted)


def _needs_met(needs: str | None, source: Side, target: Side) -> bool:
    if needs is None:
        return True
    if needs == "any":
        return bool(source.actors or target.actors)
    if needs == "both":
        return bool(source.actors and target.actors) or len(source.actors) > 1
    return bool(source.actors if needs == "source" else target.actors)


def _singular(lemma: str) -> str:
    return lemma[:-1] if lemma.endswith("s") and len(lemma) > 3 and not lemma.endswith("ss") else lemma
