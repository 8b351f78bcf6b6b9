"""Common nouns that denote actors, and what the words around a name say of who bears it."""

from collections.abc import Mapping

from verbale.actors.names import NameMatch
from verbale.codebook.actors import Agent
from verbale.model.parse import Parse, Token

_LEAVING = frozenset({"resign", "step", "retire", "quit", "serve", "dismiss", "sack", "fire", "remove", "oust"})
_INSIDE_TITLES = frozenset({"of", "for", "and"})


class TitleFinder:
    """Finds the nouns of `agents` in one parse; names of the tables are no titles."""

    def __init__(self, parse: Parse, agents: Mapping[str, Agent], cover: list[NameMatch | None]) -> None:
        self.parse = parse
        self.agents = agents
        self.cover = cover

    def noun(self, head: Token, *, in_name: bool = False) -> tuple[Agent | None, int]:
        """The generic noun at `head`, with up to two words before it ("riot police"), and its first token.

        `in_name` lets words count that denote nobody by themselves: "Airways", "Foundation".
        """
        table = self.agents
        inner = self.parse.tokens[head.index + 1 : head.index + 3]
        if len(inner) == 2 and inner[0].text == "of":
            agent = table.get(f"{head.lemma} of {inner[1].text}".lower())
            if agent is not None and agent.kind != "name":
                return agent, head.index
        for width in (3, 2, 1):
            first = head.index - width + 1
            if first < 0 or self.parse.tokens[first].sentence != head.sentence:
                continue
            before = [self.parse.tokens[i].text.lower() for i in range(first, head.index)]
            if "of" in before:
                continue
            for last in dict.fromkeys(
                (head.lemma, singular(head.lemma), head.text.lower(), singular(head.text.lower()))
            ):
                agent = table.get(" ".join([*before, last]).replace(" - ", "-"))
                if agent is not None and agent.kind == "name" and not in_name:
                    if width > 1:
                        return None, head.index  # "civil unions" are no unions
                    continue
                if agent is not None and (head.pos in {"NOUN", "PROPN", "ADJ"} or width > 1):
                    return agent, first
        return None, head.index

    def within(self, first: int, last: int) -> Agent | None:
        """What the last telling word of a name's tokens `[first, last]` says it is: "Bank", "Television Network"."""
        for index in range(last, first - 1, -1):
            agent, _ = self.noun(self.parse.tokens[index], in_name=True)
            if agent is not None and agent.kind != "person":
                return agent
        return None

    def names_titled(self, head: Token) -> bool:
        """ "President Geingob", "Governor Dadae": a name right behind a title is a person's, whatever label it has."""
        if (
            head.index == 0
            or not head.text[0].isupper()
            or head.pos not in {"PROPN", "NOUN", "ADJ"}
            or head.text.isupper()
        ):
            return False
        title = self.parse.tokens[head.index - 1]
        if title.sentence != head.sentence or not title.text[0].isupper() or title.tag in {"NNS", "NNPS"}:
            return False
        if self.cover[head.index] is not None or self.cover[title.index] is not None:
            return False
        agent, _ = self.noun(title)
        own, _ = self.noun(head)
        return agent is not None and agent.kind == "person" and own is None

    def is_title_of_next(self, token: Token) -> bool:
        """Whether the name of the title's holder follows: then the two are one mention."""
        following = self.parse.tokens[token.index + 1] if token.index + 1 < len(self.parse.tokens) else None
        return following is not None and self.names_titled(following)

    def is_title(self, token: Token) -> bool:
        """Whether the token stands before a name without being part of it."""
        if token.text in {"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Lord", "-"}:
            return True
        match = self.cover[token.index]
        if match is not None and match.entry("adjective", "country") is not None:
            return True
        agent, _ = self.noun(token)
        return agent is not None and _describes(agent, token)

    def title(self, head: Token, name_first: int) -> Agent | None:
        """The office named before a person's name ("Foreign Minister Liz Truss")."""
        at = min(name_first, head.index) - 1
        while at >= 0 and self.parse.tokens[at].sentence == head.sentence and head.index - at < 8:
            token = self.parse.tokens[at]
            agent, _ = self.noun(token)
            if agent is not None and _describes(agent, token) and token.pos in {"NOUN", "PROPN", "ADJ"}:
                return agent
            # "Secretary of Housing and Urban Development Jane Doe"
            inside = token.text in _INSIDE_TITLES and self.parse.tokens[at + 1].pos == "PROPN" and at + 1 < name_first
            if token.pos not in {"PROPN", "NOUN", "ADJ"} and token.text not in {"-", "."} and not inside:
                return None
            at -= 1
        return None

    def kind_told(self, head: Token, name_first: int) -> Agent | None:
        """ "The broadcasting regulator Komnad", "Komnad, the regulator"."""
        before = self.parse.tokens[name_first - 1 : name_first]
        same = [t for t in before if t.sentence == head.sentence and t.pos in {"NOUN", "PROPN"}]
        for told in (*same, *self.parse.children(head, "appos")):
            agent, _ = self.noun(told)
            if agent is not None and agent.kind != "person" and agent.sector:
                return agent
        return None

    def described_sector(self, head: Token) -> str | None:
        """ "Kanu, a lawyer, ...", "Kanu resigned as governor": what the words behind the name say."""
        for told in (*self.parse.children(head, "appos"), *self._capacity(head)):
            agent, _ = self.noun(told)
            if agent is not None and agent.sector:
                return agent.sector
        return None

    def _capacity(self, head: Token) -> list[Token]:
        verb = self.parse.head(head)
        if head.dep not in {"nsubj", "nsubjpass"} or verb.lemma not in _LEAVING:
            return []
        preps = [p for p in self.parse.children(verb, "prep") if p.lemma in {"as", "from"}]
        return [t for p in preps for t in self.parse.children(p, "pobj")]


def _describes(agent: Agent, token: Token) -> bool:
    """ "Foreign Minister Truss", "law professor Wei", but not "soldiers Wei ..."."""
    return agent.kind in {"person", "any"} or (agent.kind == "group" and token.tag in {"NN", "NNP"})


def singular(lemma: str) -> str:
    """A regular guess, for plurals that the parser's lemma leaves as they are."""
    if lemma.endswith("ies") and len(lemma) > 4:
        return lemma[:-3] + "y"
    if lemma.endswith("s") and not lemma.endswith(("ss", "us")) and len(lemma) > 3:
        return lemma[:-1]
    return lemma
