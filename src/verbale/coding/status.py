"""Whether an act happened: read from the chain of words that embeds it (Sauri & Pustejovsky 2009, in outline)."""

import itertools
from dataclasses import dataclass

from verbale.codebook.status import StatusWords, status_words
from verbale.coding.roles import receiver, support_verb
from verbale.model.parse import Parse, Token

_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "conj", "csubj", "acomp"})
NOMINAL_PREPOSITIONS = frozenset({"of", "for", "to", "on", "about", "over", "against", "toward", "towards"})
# A weaker status never overrides a stronger one found nearer the act.
OCCURRED = "occurred"
MAX_CHAIN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A status, the words that led to it, and the tokens that embed the act, nearest first.

    `past_perfect` marks "had done", a step further back than the story.
    """

    status: str
    reasons: tuple[str, ...] = ()
    embedders: tuple[int, ...] = ()
    past_perfect: bool = False


class StatusReader:
    """Reads the status of triggers in one parse."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words: StatusWords = status_words()

    def read(self, trigger: Token) -> Reading:
        """The status of the act that `trigger` names."""
        self._status = OCCURRED
        self._reasons: list[str] = []
        self._embedders: list[int] = []
        self._perfect = False
        self._negations: set[int] = set()
        if trigger.pos in _VERBAL or (trigger.tag in {"VBN", "VBG"} and trigger.dep not in {"amod", "compound"}):
            self._verb(trigger)
        else:
            self._noun(trigger)
        return Reading(
            status=self._status, reasons=tuple(self._reasons), embedders=tuple(self._embedders),
            past_perfect=self._perfect,
        )  # fmt: skip

    def _mark(self, status: str, token: Token, why: str = "") -> None:
        """Note a status; the first other than occurred stays, but negation turns what is under it."""
        self._reasons.append(f"{token.text!r} {why or 'makes it ' + status}")
        if self._status in {OCCURRED, "ongoing"} or (
            self._status == "planned" and status in {"hypothetical", "negated"}
        ):
            self._status = status
        elif self._status == "negated" and status == "negated":
            self._status = OCCURRED

    def _verb(self, verb: Token, depth: int = 0) -> None:
        self._auxiliaries(verb)
        if depth < MAX_CHAIN:
            self._climb(verb, depth)

    def _auxiliaries(self, verb: Token) -> None:
        parse, words = self.parse, self.words
        negations = [
            k.index
            for k in parse.children(verb)
            if k.text.lower() in words.negators and k.dep in {"neg", "advmod", "preconj", "cc", "det"}
        ]
        auxiliaries = list(parse.children(verb, "aux"))
        if verb.dep == "conj" and not auxiliaries and parse.child(verb, "nsubj") is None:
            auxiliaries = list(parse.children(parse.head(verb), "aux")) if verb.tag == "VB" else []
        subject = parse.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            about = [*parse.children(subject, "det"), subject]
            negations += [k.index for k in about if k.lemma in {"no", "neither"}]
        # One word negates once, however many heads see it ("no arrests were made").
        negated = bool(set(negations) - self._negations)
        self._negations.update(negations)
        if negated:
            self._mark("negated", verb, "is negated")
        for aux in auxiliaries:
            lower = aux.text.lower()
            if lower in words.planned_modals:
                self._mark("planned", aux)
            elif lower == "would" and verb.dep == "relcl" and parse.head(verb).lemma in words.planned_nouns:
                self._mark("planned", parse.head(verb))
            elif lower in words.hypothetical_modals:
                self._mark("negated" if negated and lower in {"can", "could", "ca"} else "hypothetical", aux)
            elif aux.tag == "TO" and verb.dep not in {"xcomp", "acl", "ccomp"} and not self._resultative(verb):
                self._mark("hypothetical", aux, "gives a purpose")
        if (
            auxiliaries
            and auxiliaries[0].text == "Had"
            and subject is not None
            and auxiliaries[0].index < subject.index
        ):
            self._mark("hypothetical", auxiliaries[0], "stands before its subject: contrary to fact")
        before = [t.text.lower() for t in self.parse.sentence_tokens(verb) if t.index < verb.index][-6:]
        if ("in", "case") in itertools.pairwise(before):
            self._mark("hypothetical", verb, "stands behind 'in case'")
        if any(a.lemma == "have" and a.text.lower() in {"had", "'d"} for a in auxiliaries) and verb.tag in {
            "VBN",
            "VBD",
        }:
            self._perfect = True
        if any(k.text.lower() in {"almost", "nearly"} for k in parse.children(verb, "advmod")):
            self._mark("negated", verb, "nearly happened")

    def _resultative(self, verb: Token) -> bool:
        """ "went on to attack", "the first to visit": an infinitive that happened."""
        head = self.parse.head(verb)
        return head.pos in {"ADJ", "NUM"} or head.lemma in {"go", "come", "first", "return", "only"}

    def _climb(self, verb: Token, depth: int) -> None:
        parse = self.parse
        mark = parse.child(verb, "mark")
        if mark is not None and mark.text.lower() in self.words.conditional_marks and verb.dep in {"advcl", "ccomp"}:
            self._mark("hypothetical", mark)
        in_case = list(parse.children(verb, "mark", "advmod"))
        if any(k.text.lower() == "whether" for k in in_case):
            self._mark("hypothetical", verb, "stands in a question")
        head = parse.head(verb)
        if head.index == verb.index or verb.dep not in _CLAUSAL:
            if verb.dep in {"pobj", "dobj", "nsubj", "nsubjpass"}:
                self._noun_place(verb, depth)
            return
        if verb.dep == "conj":
            self._through_conjunct(verb, head, depth)
        elif verb.dep == "pcomp":
            self._under_preposition(verb, head, depth)
        elif verb.dep == "advcl":
            if (
                parse.child(verb, "mark") is None
                and head.pos in _VERBAL
                and any(a.tag == "TO" for a in parse.children(verb, "aux"))
            ):
                self._embed(head, depth, weak=True)
            elif verb.tag == "VBG" and parse.child(verb, "mark") is None and head.pos in _VERBAL:
                self._verb(head, depth + 1)
        elif verb.dep == "acl" and head.pos not in _VERBAL:
            if any(a.tag == "TO" for a in parse.children(verb, "aux")):
                self._noun_embeds(head, default="hypothetical")
            elif verb.tag in {"VBN", "VBG"} and parse.child(verb, "mark") is None:
                return
            else:
                self._noun_embeds(head, default=None)
            self._noun_place(head, depth)
        elif verb.dep == "relcl":
            if any(k.lemma in {"any", "every", "whoever", "anyone"} for k in (*parse.children(head, "det"), head)):
                self._mark("hypothetical", head, "names nobody in particular")
        elif head.pos in _VERBAL or head.pos == "ADJ":
            self._embed(head, depth)

    def _through_conjunct(self, verb: Token, head: Token, depth: int) -> None:
        """A coordinated verb shares what embeds the first, and its modal if it is a bare form too."""
        if head.pos not in _VERBAL:
            return
        if verb.tag == "VB" or (verb.tag == head.tag and self.parse.child(verb, "nsubj", "nsubjpass") is None):
            self._climb(head, depth + 1)

    def _under_preposition(self, verb: Token, prep: Token, depth: int) -> None:
        lemma = prep.text.lower()
        if lemma in {"without", "instead"} or (lemma == "of" and self.parse.head(prep).text.lower() == "instead"):
            self._mark("negated", prep)
            return
        governor = self.parse.head(prep)
        if lemma in {"from", "of", "about", "for", "on", "against", "to", "at", "toward"}:
            if governor.pos in _VERBAL or governor.pos == "ADJ":
                if lemma != "for" or governor.lemma in {"call", "push", "press", "campaign", "plan", "prepare", "ask"}:
                    self._embed(governor, depth)
            elif governor.pos == "NOUN":
                self._noun_embeds(governor, default=None)
                self._noun_place(governor, depth)

    def _embed(self, governor: Token, depth: int, weak: bool = False) -> None:
        """Apply what the governing verb says of the act below it, then climb on."""
        words, lemma = self.words, governor.lemma
        status = None
        if lemma in words.negated_verbs:
            status = "negated"
        elif lemma in words.hypothetical_verbs:
            status = "hypothetical"
        elif lemma in words.planned_verbs:
            status = "planned"
        elif lemma in words.ongoing_verbs:
            status = "ongoing"
        elif governor.pos == "ADJ":
            status = words.adjective_status(lemma)
        elif lemma == "be" and any(
            a.tag == "TO" for k in self.parse.children(governor, "xcomp") for a in self.parse.children(k, "aux")
        ):
            status = "planned"
        if status is not None and not weak:
            self._embedders.append(governor.index)
            if status != "ongoing" or self._status == OCCURRED:
                self._mark(status, governor)
        elif weak and status is not None:
            self._embedders.append(governor.index)
        if depth < MAX_CHAIN and governor.pos in _VERBAL:
            self._verb_above(governor, depth + 1)

    def _verb_above(self, governor: Token, depth: int) -> None:
        """Above a governing verb only its own negation, mood and embedding count."""
        before, reasons = self._status, len(self._reasons)
        self._perfect, perfect = False, self._perfect
        self._verb(governor, depth)
        self._perfect = perfect
        if (
            governor.lemma in self.words.negated_verbs | self.words.hypothetical_verbs
            and before != OCCURRED
            and before != self._status
            and self._status == OCCURRED
        ):
            self._reasons.append(f"{governor.text!r} is itself negated")
        elif len(self._reasons) == reasons:
            return

    def _noun(self, noun: Token) -> None:
        parse, words = self.parse, self.words
        for kid in parse.children(noun, "det", "amod", "neg", "advmod", "compound"):
            lower = kid.lemma
            if kid.text.lower() in {"no", "neither"}:
                self._negations.add(kid.index)
                self._mark("negated", kid)
            elif lower in words.planned_adjectives and noun.index - kid.index <= 4:
                self._mark("planned", kid)
            elif lower in words.hypothetical_adjectives:
                self._mark("hypothetical", kid)
            elif lower == "ongoing":
                self._mark("ongoing", kid)
        self._noun_place(noun, 0)

    def _noun_place(self, noun: Token, depth: int) -> None:
        """What the place of a noun in its clause says of the act it names."""
        if depth > MAX_CHAIN:
            return
        parse, words = self.parse, self.words
        head = parse.head(noun)
        if noun.dep == "conj":
            self._noun_place(head, depth + 1)
        elif noun.dep == "pobj":
            self._noun_under_preposition(head, depth)
        elif noun.dep in {"dobj", "nsubjpass"} and head.pos in _VERBAL:
            if (
                support_verb(parse, noun) is not None
                or receiver(parse, noun) is not None
                or head.lemma in words.happening_verbs
            ):
                self._verb(head, depth + 1)
                if head.lemma in words.planned_verbs and head.lemma in {"plan", "propose", "order"}:
                    self._mark("planned", head)
            elif head.lemma not in words.topic_verbs:
                self._embed(head, depth + 1)
        elif (noun.dep == "nsubj" and head.pos in _VERBAL and head.lemma in words.happening_verbs) or (
            noun.dep == "attr" and head.pos in _VERBAL
        ):
            self._verb(head, depth + 1)
        elif (
            noun.dep in {"compound", "nmod"}
            and head.pos in {"NOUN", "PROPN"}
            and head.lemma in words.hypothetical_nouns | words.planned_nouns
        ):
            self._noun_embeds(head, default=None)

    def _noun_under_preposition(self, prep: Token, depth: int) -> None:
        words = self.words
        lemma, governor = prep.text.lower(), self.parse.head(prep)
        if lemma == "without":
            self._mark("negated", prep)
        elif governor.pos in {"NOUN", "PROPN"} and lemma in NOMINAL_PREPOSITIONS:
            self._noun_embeds(governor, default=None)
            self._noun_place(governor, depth + 1)
        elif governor.pos in _VERBAL and lemma in {"for", "of", "to", "with", "against", "about", "from", "on"}:
            lone = governor.lemma in words.hypothetical_verbs | words.planned_verbs | words.negated_verbs
            if (lone and governor.lemma not in {"send", "call"}) or (
                lemma == "for" and governor.lemma in {"call", "push", "ask"}
            ):
                self._embed(governor, depth + 1)

    def _noun_embeds(self, noun: Token, default: str | None) -> None:
        words, lemma = self.words, noun.lemma
        status = default
        if lemma in words.negated_nouns:
            status = "negated"
        elif lemma in words.planned_nouns:
            status = "planned"
        elif lemma in words.hypothetical_nouns:
            status = "hypothetical"
        if status is not None:
            self._embedders.append(noun.index)
            self._mark(status, noun)
