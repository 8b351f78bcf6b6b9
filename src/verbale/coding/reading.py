"""What is found out about the status of one act: the steps that led there, nearest the act first."""

from dataclasses import dataclass

from verbale.codebook.status import StatusWords, status_words
from verbale.model.events import HAPPENED
from verbale.model.parse import Parse, Token

OCCURRED, ONGOING, PLANNED, HYPOTHETICAL, NEGATED = "occurred", "ongoing", "planned", "hypothetical", "negated"
VERBAL = frozenset({"VERB", "AUX"})
PURPOSE = "gives a purpose"
ASKED = "stands in a question"
COMMANDED = "is a command"
UNNAMED = "names none in particular"
ENDED = "ends what was there"
GUESSED = "only guesses"
# "would have signed"
MISSED = "tells what did not come about"
CONTRARY = "stands before its subject: contrary to fact"
_DOUBTFUL = frozenset({ASKED, COMMANDED, UNNAMED, CONTRARY, GUESSED, MISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One word that says something of the act: the status it speaks for and, in words, why.

    `doubtful`: with it readers hold that the act neither happened nor will.
    """

    text: str
    lemma: str
    status: str
    why: str
    doubtful: bool

    def __str__(self) -> str:
        return f"{self.text!r} {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A status, the steps that led to it, and the tokens that embed the act, nearest first.

    `past_perfect` marks "had done", a step further back than the story.
    """

    status: str
    steps: tuple[Step, ...] = ()
    embedders: tuple[int, ...] = ()
    past_perfect: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """The steps in words."""
        return tuple(str(step) for step in self.steps)

    @property
    def expected(self) -> bool:
        """Whether a reader takes it that the act happened or will: so for what is planned, not for what is wished."""
        return self.status in HAPPENED or not any(step.doubtful for step in self.steps)

    @property
    def is_purpose(self) -> bool:
        """Whether a step is "in order to": what is done for it is another act."""
        return any(step.why == PURPOSE for step in self.steps)


class Chain:
    """The status of one act while the words above it are read."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.words: StatusWords = status_words()
        self.status = OCCURRED
        self.steps: list[Step] = []
        self.embedders: list[int] = []
        self.past_perfect = False
        # One word negates once, however many heads see it ("no arrests were made").
        self.negations: set[int] = set()

    def mark(self, status: str, token: Token, why: str = "") -> None:
        """Note a step. The status nearest the act stays, but what is planned can still be refused or feared.

        Two negations cancel out ("did not fail to"); what goes on is only as real as what is above it.
        """
        doubtful = status == NEGATED or why in _DOUBTFUL or (not why and token.lemma in self.words.doubtful)
        why = why or f"makes it {status}"
        self.steps.append(Step(text=token.text, lemma=token.lemma, status=status, why=why, doubtful=doubtful))
        doubted = self.status == PLANNED and status in {HYPOTHETICAL, NEGATED}
        if self.status in HAPPENED or doubted:
            self.status = status
        elif self.status == NEGATED and status == NEGATED:
            self.status = OCCURRED

    def reading(self) -> Reading:
        return Reading(
            status=self.status,
            steps=tuple(self.steps),
            embedders=tuple(self.embedders),
            past_perfect=self.past_perfect,
        )


def is_infinitive(parse: Parse, verb: Token) -> bool:
    """Whether the verb stands with "to"."""
    return any(a.tag == "TO" for a in parse.children(verb, "aux"))


def looks_ahead(parse: Parse, verb: Token) -> bool:
    """Whether the verb is an infinitive of what is to come: "to attack", not "to have attacked"."""
    return is_infinitive(parse, verb) and not any(a.lemma == "have" for a in parse.children(verb, "aux"))


def is_finite(parse: Parse, verb: Token) -> bool:
    """Whether the verb or a helper of it has a tense."""
    return any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in (verb, *parse.children(verb, "aux", "auxpass", "cop")))
