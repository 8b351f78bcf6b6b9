"""The words that say whether an embedded act happened, from status.yaml."""

import functools
from dataclasses import dataclass

from verbale.codebook.resources import data_root, read_yaml
from verbale.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWords:
    """Lemmas by what they do to the act below them, as status.yaml explains them."""

    planned_verbs: frozenset[str]
    hypothetical_verbs: frozenset[str]
    negated_verbs: frozenset[str]
    topic_verbs: frozenset[str]
    ongoing_verbs: frozenset[str]
    support_verbs: frozenset[str]
    receiving_verbs: frozenset[str]
    happening_verbs: frozenset[str]
    causing_verbs: frozenset[str]
    ending_verbs: frozenset[str]
    evidence_nouns: frozenset[str]
    planned_nouns: frozenset[str]
    hypothetical_nouns: frozenset[str]
    negated_nouns: frozenset[str]
    planned_predicates: frozenset[str]
    hypothetical_predicates: frozenset[str]
    negated_predicates: frozenset[str]
    planned_adjectives: frozenset[str]
    hypothetical_adjectives: frozenset[str]
    historical_adjectives: frozenset[str]
    background_nouns: frozenset[str]
    planned_modals: frozenset[str]
    hypothetical_modals: frozenset[str]
    negators: frozenset[str]
    conditional_marks: frozenset[str]
    claim_verbs: frozenset[str]
    factive_verbs: frozenset[str]
    implicative_verbs: frozenset[str]
    utterance_verbs: frozenset[str]
    factive_adjectives: frozenset[str]
    kept_from_verbs: frozenset[str]
    against_verbs: frozenset[str]
    asking_verbs: frozenset[str]
    share_nouns: frozenset[str]
    activity_nouns: frozenset[str]
    chance_adjectives: frozenset[str]
    doubtful: frozenset[str]

    @property
    def governing_nouns(self) -> frozenset[str]:
        return self.planned_nouns | self.hypothetical_nouns | self.negated_nouns

    def verb_status(self, lemma: str) -> str | None:
        """What a verb says of the act it governs."""
        if lemma in self.negated_verbs:
            return "negated"
        if lemma in self.hypothetical_verbs:
            return "hypothetical"
        if lemma in self.planned_verbs:
            return "planned"
        return "ongoing" if lemma in self.ongoing_verbs else None

    def noun_status(self, lemma: str) -> str | None:
        """What a noun says of the act it governs."""
        if lemma in self.negated_nouns:
            return "negated"
        if lemma in self.planned_nouns:
            return "planned"
        return "hypothetical" if lemma in self.hypothetical_nouns else None

    def adjective_status(self, lemma: str) -> str | None:
        """What a predicate adjective says of the clause it governs."""
        if lemma in self.planned_predicates:
            return "planned"
        if lemma in self.hypothetical_predicates:
            return "hypothetical"
        return "negated" if lemma in self.negated_predicates else None


@functools.cache
def status_words() -> StatusWords:
    """The shipped lists. Raises CodebookError when one is missing or unknown."""
    lists = read_yaml(data_root() / "status.yaml")
    try:
        return StatusWords(**{name: frozenset(words) for name, words in lists.items()})
    except TypeError as error:
        raise CodebookError(str(error), where="status.yaml") from error
