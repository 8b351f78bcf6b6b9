"""From the head of a noun phrase to the actor it denotes, by the phrase's own words."""

import datetime
from dataclasses import dataclass, replace

from verbale.actors.names import Lexicon, NameMatch, covering, find_names, office_kind, role_on, told_apart
from verbale.actors.owners import Owner, OwnerFinder
from verbale.actors.titles import TitleFinder, singular
from verbale.codebook.actors import Agent, Role
from verbale.model.folding import fold
from verbale.model.mentions import Actor, ActorMention
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span

# "hundreds of people", "members of the group": the noun behind "of" is who it is.
QUANTITIES = frozenset(
    (
        "all any both couple crowd dozen dozens each eight five four group half handful hundred hundreds lot "
        "majority many million millions more most nine none number one other pair part plenty score scores "
        "series seven several six some ten tens thousand thousands three two wave"
    ).split()
)
# "the country" stands for one named before, "Western countries" are actors of their own.
STATES = frozenset({"country", "nation", "state", "power", "government"})
# "the organization" stands for one named before as well, whatever its kind.
ORGANISATIONS = frozenset({"organization", "organisation"})
# "the breakaway region", "rebel-held areas" as the object of recognition.
BREAKAWAY_NOUNS = frozenset({"region", "area", "republic", "territory", "enclave", "statelet", "province"})
BREAKAWAY_WORDS = frozenset(
    {"breakaway", "separatist", "rebel", "secessionist", "proclaimed", "unrecognised", "unrecognized"}
)
# "Hezbollah fighters", "a Hamas official": they take the sector of the body that they belong to.
SPEAKERS_FOR = frozenset(
    (
        "adviser advisor affiliate agent aide ally army branch bureau camp candidate cell chairman chairwoman "
        "chief commander delegate delegation deputy director envoy faction fighter force forces government "
        "gunman head insurgent jet lawmaker leader member militant military minister ministry navy negotiator "
        "office official offshoot operative police president rebel representative secretary senator soldier "
        "spokesman spokespeople spokesperson spokeswoman supporter suspect terrorist troop warplane wing"
    ).split()
)


# Whoever has no office or trade that the text or the tables tell.
PRIVATE_PERSON = "CVL"
_TITLED_SECTORS = frozenset({"GOV", "LEG", "IGO", "MIL", "SPY", "COP", "JUD", "PTY", "OPP", "REL", "PRE", "REB"})
# Rebels and international officials are at home nowhere in particular.
_AT_HOME_SECTORS = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "PTY", "OPP"})
_FORMER = frozenset({"former", "ex", "then", "late", "deputy", "vice", "acting", "next", "new", "future", "ousted"})
# A trade named before a known person says in what capacity they act today: "opposition leader", "lawyer", "cleric".
_TELLING_SECTORS = frozenset({"OPP", "REL", "CVL", "SPY", "JUD", "COP", "MED", "EDU", "LAB", "CRM"})
_RELATIONS = frozenset(
    (
        "member son daughter brother sister husband wife father mother child relative national citizen resident man "
        "woman person people staff prisoner detainee hostage victim supporter associate"
    ).split()
)
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "some", "no", "each", "every"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """An actor with the tokens `[first, last]` that name it; `generic` when only a common noun does."""

    actor: Actor
    first: int
    last: int
    how: str
    generic: bool = False
    noun: str = ""

    def span(self, parse: Parse) -> Span:
        return Span(parse.tokens[self.first].start, parse.tokens[self.last].end)


class PhraseResolver:
    """Resolves noun phrases of one parse on one day; holds the name matches of the text."""

    def __init__(self, parse: Parse, day: datetime.date | None, lexicon: Lexicon) -> None:
        self.parse = parse
        self.lexicon = lexicon
        self.day = day.isoformat() if day else None
        self.matches, self.countries = told_apart(parse, find_names(parse, lexicon))
        self.cover = covering(self.matches, len(parse.tokens))
        self.owners = OwnerFinder(parse, self.cover, self.day)
        self.titles = TitleFinder(parse, lexicon.tables.agents, self.cover)

    def resolve(self, head: Token) -> Resolved | None:
        """The actor that the noun phrase headed by `head` denotes, or None."""
        match = self.cover[head.index]
        if match is not None and self._ends_longer_name(head, match):
            body = self._unknown_name(head)
            if body is not None:
                return replace(body, actor=replace(body.actor, sector=body.actor.sector or "GOV"))
        if match is not None:
            named = self._named(head, match)
            if named is not None:
                return named
        if head.pos == "PRON":
            return None
        if (head.entity == "PERSON" and head.pos in {"PROPN", "NOUN", "ADJ"}) or self.titles.names_titled(head):
            return self._person(head)
        apposed = self._apposed(head)
        if apposed is not None:
            return apposed
        pretender = self._pretender(head)
        if pretender is not None:
            return pretender
        agent, first = self.titles.noun(head)
        if agent is None and head.lemma in {"country", "nation"} and self._any_of_them(head):
            agent, first = Agent(noun=head.lemma, sector="GOV", kind="body"), head.index
        if agent is None and head.tag == "NNS" and head.lemma in STATES | ORGANISATIONS:
            sector = "GOV" if head.lemma in STATES else "NGO"
            agent, first = Agent(noun=head.lemma, sector=sector, kind="body"), head.index
        if agent is not None:
            return self._generic(head, agent, first)
        inner = self._quantified(head)
        if inner is not None:
            return inner
        if head.pos == "PROPN" and head.tag in {"NNP", "NNPS"}:
            return self._unknown_name(head)
        return None

    def resolve_all(self, head: Token) -> tuple[Resolved, ...]:
        """As `resolve`, but "the envoys of Chile and Peru" are two actors."""
        found = self.resolve(head)
        if found is None:
            return ()
        codes = self.owners.coordinated(head) if found.generic and head.tag in {"NNS", "NNPS"} else []
        if len(codes) < 2:
            return (found,)
        return tuple(replace(found, actor=replace(found.actor, code=code)) for code in codes)

    def _ends_longer_name(self, head: Token, match: NameMatch) -> bool:
        """ "Fair Play Zandia": the country only ends the name of a body."""
        if match.first == 0 or head.entity != "ORG" or match.entry("country") is None:
            return False
        before = self.parse.tokens[match.first - 1]
        return (
            before.head == head.index and before.dep == "compound" and before.entity == "ORG" and before.pos == "PROPN"
        )

    def _named(self, head: Token, match: NameMatch) -> Resolved | None:
        person = match.entry("person")
        if person is not None:
            return self._known_person(head, match, person.roles)
        body = match.entry("body")
        country = match.entry("country")
        if body is not None and country is None:
            role = self._role(body.roles)
            if role is not None:
                return self._as_role(role, match, "a name of the tables")
        entry = country or match.entry("metonym", "capital", "adjective", "demonym")
        if entry is None or entry.code is None:
            return None
        people = country is None and self._names_people(head, match)
        actor = Actor(
            text=self._text(match.first, match.last - 1),
            name=entry.name,
            actor_id=entry.code,
            code=entry.code,
            sector="CVL" if people else "GOV",
        )
        return Resolved(actor=actor, first=match.first, last=match.last - 1, how="demonym" if people else entry.kind)

    def _names_people(self, head: Token, match: NameMatch) -> bool:
        """ "Three Iraqis", "nine Japanese", but not "Iraqi troops" nor "the Chinese rejected it"."""
        if match.entry("demonym", "adjective") is None or head.dep in {"compound", "amod", "poss", "nmod"}:
            return False
        if match.entry("metonym", "capital", "adjective") is None:
            return head.pos != "ADJ"
        return head.dep in _ARGUMENTS and any(
            k.dep == "nummod" or k.lemma in {"a", "an", "many", "some"} for k in self.parse.children(head)
        )

    def _known_person(self, head: Token, match: NameMatch, roles: tuple[Role, ...]) -> Resolved | None:
        stated = self.owners.owner(head)
        role = (role_on(roles, self.day, stated.code) if stated and stated.code else None) or self._role(roles)
        if role is None:
            return None
        if stated and stated.code and role.code not in {stated.code, None} and stated.actor_id is None:
            # The text names another country than the table knows: the text wins, it is somebody of the same name.
            return self._person(head)
        found = self._as_role(
            role, match, f"{role.office or 'role'} on the day" if role.office else "a name of the tables"
        )
        title = self.titles.title(head, match.first)
        if title is None or title.sector not in _TELLING_SECTORS:
            return found
        if title.sector == "CVL" and (title.noun in _RELATIONS or role.sector not in {"PTY", "OPP"}):
            return found
        return replace(found, actor=replace(found.actor, sector=title.sector))

    def _role(self, roles: tuple[Role, ...]) -> Role | None:
        """The role on the day; a monarch of several countries is that of the one the article names most."""
        named = [
            c for c, _ in self.countries.most_common() if any(r.code == c and r.holds_on(self.day or "") for r in roles)
        ]
        return role_on(roles, self.day, named[0]) if named and self.day else role_on(roles, self.day)

    def _as_role(self, role: Role, match: NameMatch, how: str) -> Resolved:
        actor = Actor(
            text=self._text(match.first, match.last - 1),
            name=role.name,
            actor_id=role.actor_id,
            code=role.code,
            sector=role.sector,
            wikidata=role.wikidata,
        )
        return Resolved(actor=actor, first=match.first, last=match.last - 1, how=how)

    def _person(self, head: Token) -> Resolved:
        first, last = self._entity_bounds(head)
        while first < last and self.titles.is_title(self.parse.tokens[first]):
            first += 1
        title = self.titles.title(head, first)
        owner = self.owners.owner(head)
        known = self._by_surname(head, title is not None, owner)
        if known is not None:
            return Resolved(
                actor=Actor(
                    text=self._text(first, last), name=known.name, actor_id=known.actor_id, code=known.code,
                    sector=known.sector, wikidata=known.wikidata,
                ),
                first=first, last=last, how=f"surname and title: {known.office}",
            )  # fmt: skip
        text = self._text(first, last)
        sector = title.sector if title else self.titles.described_sector(head) or PRIVATE_PERSON
        if (
            owner
            and owner.sector
            and (title is None or title.sector in {"", "GOV", "REB", "PTY"} or title.noun in SPEAKERS_FOR)
        ):
            sector = owner.sector
        actor = Actor(text=text, name=text, code=owner.code if owner else None, sector=sector or None)
        return Resolved(
            actor=actor, first=first, last=last, how="a person's name with its title" if title else "a person's name"
        )

    def _by_surname(self, head: Token, titled: bool, owner: Owner | None) -> Role | None:
        if not titled and owner is None:
            return None
        roles = [r for r in self.lexicon.surnames.get(fold(head.text), ()) if r.sector in _TITLED_SECTORS]
        if owner and owner.code:
            roles = [r for r in roles if r.code == owner.code]
        holding = [r for r in roles if self.day and (r.since or r.attested) and r.holds_on(self.day)]
        ids = {r.actor_id for r in holding}
        given = self.parse.tokens[head.index - 1]
        if (
            given.dep == "compound"
            and given.head == head.index
            and given.entity == "PERSON"
            and not self.titles.is_title(given)
        ):
            holding = [r for r in holding if " " not in r.name or fold(given.text) in fold(r.name).split()]
            ids = {r.actor_id for r in holding}
        return role_on(tuple(holding), self.day) if len(ids) == 1 else None

    def _apposed(self, head: Token) -> Resolved | None:
        """ "the King of Jordan, Abdullah II": the name says who, the noun says in what capacity."""
        if head.tag in {"NNS", "NNPS"}:
            return None
        for kid in self.parse.children(head, "appos"):
            if kid.entity == "PERSON" or (self.cover[kid.index] and self.cover[kid.index].entry("person")):  # type: ignore[union-attr]
                named = self.resolve(kid)
                if named is None:
                    continue
                agent, _ = self.titles.noun(head)
                owner = self.owners.owner(head)
                actor = named.actor
                if actor.code is None and owner is not None:
                    actor = replace(actor, code=owner.code)
                if actor.sector is None and agent is not None:
                    actor = replace(actor, sector=agent.sector or None)
                return replace(named, actor=actor)
        return None

    def _generic(self, head: Token, agent: Agent, first: int) -> Resolved:
        owner = self.owners.owner(head, agent)
        start = self.owners.left_edge(head)
        sector: str | None = agent.sector or None
        if owner and owner.sector and (head.lemma in SPEAKERS_FOR or singular(head.lemma) in SPEAKERS_FOR):
            # "African Union troops" are troops, "Hezbollah troops" rebels.
            official = owner.sector in {"IGO", "GOV", "LEG"} and agent.sector in {"MIL", "COP"}
            sector = agent.sector if official else owner.sector
        if sector == "UAF" and any(self._is_creed(t) for t in self.owners.modifiers(head)):
            sector = "REL"  # "Hindu mobs"
        text = self._text(min(start, first), head.index)
        code = owner.code if owner else None
        if code is None and sector in {"IGO", "NGO"}:
            code = sector
        actor = Actor(text=text, name=text, actor_id=None, code=code, sector=sector)
        resolved = Resolved(
            actor=actor, first=min(start, first), last=head.index, how=f"the noun {agent.noun!r}", generic=True,
            noun=agent.noun,
        )  # fmt: skip
        return self.with_holder(resolved, head)

    def _any_of_them(self, head: Token) -> bool:
        return any(k.lemma in {"any", "every", "each", "no"} for k in self.parse.children(head, "det"))

    def _is_creed(self, token: Token) -> bool:
        agent = self.lexicon.tables.agents.get(token.text.lower())
        return agent is not None and agent.sector == "REL" and token.text[0].isupper()

    def of_country(self, mention: ActorMention, code: str) -> ActorMention:
        """A titled person or an office that the text gives no country, read as belonging to `code`."""
        head = self.parse.tokens[mention.head]
        if mention.how == "a person's name with its title" and mention.actor.sector in _AT_HOME_SECTORS:
            known = self._by_surname(head, True, Owner(code=code))
            if known is None:
                return replace(mention, actor=replace(mention.actor, code=code))
            actor = replace(mention.actor, name=known.name, actor_id=known.actor_id, code=code, sector=known.sector)
            return replace(mention, actor=actor, how=f"surname and title: {known.office}")
        agent, _ = self.titles.noun(head)
        if agent is None or agent.kind != "person" or agent.sector != "GOV" or not mention.how.startswith("the noun"):
            return mention
        given = replace(mention.actor, code=code)
        resolved = Resolved(actor=given, first=head.index, last=head.index, how=mention.how, noun=agent.noun)
        found = self.with_holder(resolved, head)
        return replace(mention, actor=found.actor, how=found.how)

    def with_holder(self, resolved: Resolved, head: Token) -> Resolved:
        """ "The Russian president": the office alone stands for whoever holds it on the day, if that is one person."""
        agent = self.lexicon.tables.agents.get(resolved.noun)
        definite = any(k.dep in {"det", "poss", "amod", "compound", "nmod"} and k.lemma not in _INDEFINITE
                       for k in self.parse.children(head))  # fmt: skip
        if agent is None or agent.kind != "person" or head.tag in {"NNS", "NNPS"} or not definite:
            return resolved
        role = self._holder(resolved.actor.code, agent.noun)
        if role is None or _FORMER & {t.lemma for t in self.owners.modifiers(head)}:
            return resolved
        actor = replace(resolved.actor, name=role.name, actor_id=role.actor_id, wikidata=role.wikidata)
        return replace(resolved, actor=actor, how=f"{role.office} on the day")

    def _holder(self, code: str | None, title: str) -> Role | None:
        kind = office_kind(title)
        if code is None or kind is None or self.day is None:
            return None
        holding = [
            r for r in self.lexicon.offices.get((code, kind), ()) if (r.since or r.attested) and r.holds_on(self.day)
        ]
        dated = [r for r in holding if r.since] or holding
        return dated[0] if len({r.actor_id for r in dated}) == 1 else None

    def _pretender(self, head: Token) -> Resolved | None:
        """ "Ukraine's two breakaway regions": actors of their own, beside the parent state, never counted into it."""
        if singular(head.lemma) not in BREAKAWAY_NOUNS:
            return None
        before = {t.lemma for t in self.owners.modifiers(head)}
        if not before & BREAKAWAY_WORDS:
            return None
        owner = self.owners.owner(head, Agent(noun="region", sector="GOV", kind="body"))
        code = owner.code if owner else None
        first = self.owners.left_edge(head)
        text = self._text(first, head.index)
        actor = Actor(text=text, name=text, actor_id=f"{code or 'unknown'}-breakaway", code=code, sector="PRE")
        return Resolved(
            actor=actor, first=first, last=head.index, how="a breakaway region", generic=True, noun="breakaway region"
        )

    def _quantified(self, head: Token) -> Resolved | None:
        if head.lemma not in QUANTITIES and head.pos != "NUM":
            return None
        for prep in self.parse.children(head, "prep"):
            if prep.lemma == "out":  # "30 out of 70 migrants"
                prep = self.parse.child(prep, "prep") or prep
            if prep.lemma == "of":
                for inner in self.parse.children(prep, "pobj"):
                    found = self.resolve(inner)
                    if found is not None:
                        return replace(found, first=min(head.index, found.first), generic=True)
        if (
            head.dep in {"nsubj", "nsubjpass", "dobj", "conj", "pobj"}
            and head.pos == "NUM"
            and head.entity == "CARDINAL"
        ):
            text = head.text
            return Resolved(
                actor=Actor(text=text, name=text, sector="CVL"), first=head.index, last=head.index,
                how="a number of people", generic=True, noun="people",
            )  # fmt: skip
        return None

    def _unknown_name(self, head: Token) -> Resolved | None:
        """A name that no table knows: an organisation by its entity label or its head noun."""
        if head.entity not in {"ORG", "NORP", "FAC"}:
            return None
        first, last = self._entity_bounds(head)
        owner = self.owners.owner(head)
        agent = self.titles.within(first, last)
        if agent is None and owner is None and head.entity == "FAC":
            return None
        agent = agent or self.titles.kind_told(head, first)
        text = self._text(first, last)
        actor = Actor(
            text=text, name=text, code=owner.code if owner else self._code_within(first, last),
            sector=agent.sector or None if agent else None,
        )  # fmt: skip
        return Resolved(actor=actor, first=first, last=last, how="an organisation's name")

    def _code_within(self, first: int, last: int) -> str | None:
        for index in range(first, last + 1):
            match = self.cover[index]
            entry = match.entry("country", "adjective", "demonym", "capital") if match else None
            if entry is not None:
                return entry.code
        return None

    def _entity_bounds(self, head: Token) -> tuple[int, int]:
        first = last = head.index
        tokens = self.parse.tokens
        while (
            first > 0
            and tokens[first - 1].entity == head.entity
            and tokens[first - 1].sentence == head.sentence
            and tokens[first - 1].pos in {"PROPN", "NOUN", "ADJ", "ADP", "DET", "PUNCT", "CCONJ"}
            and tokens[first - 1].text not in {",", ";", "and"}
        ):
            first -= 1
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].entity == head.entity
            and tokens[last + 1].sentence == head.sentence
            and tokens[last + 1].pos in {"PROPN", "NOUN"}
        ):
            last += 1
        while first < last and tokens[first].pos in {"DET", "ADP", "PUNCT"}:
            first += 1
        return first, last

    def _text(self, first: int, last: int) -> str:
        tokens = self.parse.tokens
        if tokens[first].dep == "det" and first < last:
            first += 1
        return self.parse.text[tokens[first].start : tokens[last].end]
