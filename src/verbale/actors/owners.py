"""Whose a noun phrase is: "Russian troops", "the president of Chile", "a Hezbollah commander"."""

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.actors.names import NameMatch, role_on
from verbale.codebook.actors import Agent
from verbale.model.parse import Parse, Token

MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod", "det", "case"})
# "Saudi-backed forces" are not Saudi; "Saudi-led" ones are.
LEADING = frozenset({"led", "dominated", "run", "flagged", "registered", "owned", "born", "based", "appointed"})
BELONGING = frozenset({"of", "for", "from", "in", "at", "within"})
# Where "in X" tells whose they are; soldiers in a country are mostly somebody else's.
LOCAL_SECTORS = frozenset("COP JUD CVL LEG GOV EDU BUS LAB REL OPP PTY CRM UAF MED REB".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a phrase is: a country code, and the body it belongs to, if one is named."""

    code: str | None
    sector: str | None = None
    actor_id: str | None = None


class OwnerFinder:
    """Finds the country or body that a noun phrase belongs to, by its own words, in one parse on one day."""

    def __init__(self, parse: Parse, cover: list[NameMatch | None], day: str | None) -> None:
        self.parse = parse
        self.cover = cover
        self.day = day

    def owner(self, head: Token, agent: Agent | None = None) -> Owner | None:
        """Whose the phrase is; `agent` is the generic noun at its head, if it is one."""
        for token in self.modifiers(head):
            found = self._owner_at(token)
            if found is not None:
                return found
        for prep in self.parse.children(head, "prep"):
            if prep.lemma not in BELONGING:
                continue
            if prep.lemma in {"in", "at", "within", "from"} and agent is not None and agent.sector not in LOCAL_SECTORS:
                continue
            for inner in self.parse.children(prep, "pobj"):
                found = self._owner_at(inner) or self.owner(inner)
                if found is not None:
                    return found if prep.lemma in {"of", "for", "from"} else Owner(code=found.code)
        for kid in self.parse.children(head, "appos"):
            found = self.owner(kid)
            if found is not None:
                return found
        return None

    def _owner_at(self, token: Token) -> Owner | None:
        match = self.cover[token.index]
        if match is None or self._hyphened_away(match):
            return None
        body = match.entry("body")
        country = match.entry("country", "adjective", "demonym", "capital", "metonym")
        if country is not None:
            return Owner(code=country.code)
        if body is not None:
            role = role_on(body.roles, self.day)
            return Owner(code=role.code, sector=role.sector, actor_id=role.actor_id) if role else None
        person = match.entry("person")
        if person is not None and token.dep == "poss":
            role = role_on(person.roles, self.day)
            return Owner(code=role.code, sector=None, actor_id=role.actor_id) if role else None
        return None

    def _hyphened_away(self, match: NameMatch) -> bool:
        """ "Saudi-backed", "pro-Russian", "anti-US": the name does not say whose it is."""
        tokens = self.parse.tokens
        if (
            match.first >= 2
            and tokens[match.first - 1].text == "-"
            and tokens[match.first - 2].text.lower() in {"anti", "pro", "non", "ex"}
        ):
            return True
        if (
            match.last + 1 < len(tokens)
            and tokens[match.last].text in {"-", "–"}
            and tokens[match.last].start == tokens[match.last - 1].end
        ):
            word = tokens[match.last + 1].text.lower()
            return word.endswith(("ed", "held", "made", "born")) and word not in LEADING
        return False

    def modifiers(self, head: Token) -> Iterator[Token]:
        """Words before the head inside its noun phrase, nearest first."""
        edge = self.left_edge(head)
        for index in range(head.index - 1, edge - 1, -1):
            yield self.parse.tokens[index]

    def left_edge(self, head: Token) -> int:
        """Index of the first word of the noun phrase before its head."""
        edge = head.index
        for kid in self.parse.children(head):
            if kid.index < head.index and kid.dep in MODIFIERS:
                edge = min(edge, self.parse.subtree(kid)[0].index)
        return edge

    def coordinated(self, head: Token) -> list[str]:
        """Codes of all countries coordinated in "Russian and Polish officials", "envoys of Chile and Peru"."""
        firsts = list(self.parse.children(head, "amod", "compound", "poss", "nmod"))
        for prep in self.parse.children(head, "prep"):
            if prep.lemma in {"of", "from"}:
                firsts.extend(self.parse.children(prep, "pobj"))
        found: dict[str, None] = {}
        for first in firsts:
            for token in self.parse.conjuncts(first):
                owner = self._owner_at(token)
                if owner is not None and owner.code:
                    found[owner.code] = None
        return list(found)
