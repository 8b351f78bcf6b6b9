"""Where the sides of an act stand: logical subject, object and the other roles of docs/frames.md."""

from verbale.codebook.status import status_words
from verbale.model.parse import Parse, Token

RELATIVES = frozenset({"who", "which", "that", "whom"})
# "ordered Russia to leave": the object of these does the act below.
OBJECT_CONTROL = frozenset(
    (
        "order force urge ask persuade allow tell send help compel press permit instruct invite warn convince "
        "require authorize authorise encourage request direct call advise enable pressure appoint command "
        "cause lead push teach appeal implore beg condemn sentence accuse"
    ).split()
)
INSTRUMENTS = frozenset(
    {"order", "decree", "law", "bill", "resolution", "decision", "directive", "ruling", "measure", "plan"}
)
_VERBAL = frozenset({"VERB", "AUX"})
# How far up a shared subject may stand; deeper chains are parser errors more often than subjects.
MAX_CLIMB = 5


def form_of(parse: Parse, trigger: Token) -> str:
    """How a trigger stands: "active", "passive", or "noun"."""
    if trigger.pos not in {"VERB", "AUX"}:
        return "noun"
    return "passive" if is_passive(parse, trigger) else "active"


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb stands in the passive, a bare past participle after its noun included."""
    if parse.child(verb, "auxpass", "nsubjpass", "csubjpass") is not None:
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep in {"acl", "relcl", "advcl", "amod"} and parse.child(verb, "aux", "dobj") is None:
        return True
    if verb.dep == "conj" and parse.child(verb, "aux", "auxpass", "nsubj") is None:
        return is_passive(parse, parse.head(verb))
    return parse.child(verb, "agent") is not None


def subject(parse: Parse, verb: Token, depth: int = 0) -> Token | None:
    """Head of the phrase that does the verb, or None."""
    if depth > MAX_CLIMB or (verb.pos not in _VERBAL and verb.tag not in {"VBN", "VBG", "VBD", "VBZ", "VBP", "VB"}):
        return None
    if is_passive(parse, verb):
        agent = parse.child(verb, "agent")
        if agent is not None:
            return parse.child(agent, "pobj")
        if verb.dep == "conj" and parse.child(verb, "nsubjpass", "auxpass") is None:
            return subject(parse, parse.head(verb), depth + 1)
        return None
    own = parse.child(verb, "nsubj", "csubj")
    if own is not None and own.text.lower() not in RELATIVES:
        return own
    return _inherited_subject(parse, verb, depth)


def _inherited_subject(parse: Parse, verb: Token, depth: int) -> Token | None:
    head = parse.head(verb)
    if head.index == verb.index:
        return None
    if verb.dep in {"relcl", "acl"} and head.pos not in _VERBAL:
        if verb.dep == "acl" and parse.child(verb, "aux") is not None and verb.tag == "VB":
            return _holder(parse, head, depth)
        if head.lemma in INSTRUMENTS:
            # "signed a decree that bans", "issued an order halting": who issued it does what it says.
            return _holder(parse, head, depth) or head
        return head
    if verb.dep == "conj":
        return _surface_subject(parse, head, depth)
    if verb.dep in {"xcomp", "ccomp"}:
        controlled = parse.child(head, "dobj", "dative") if head.lemma in OBJECT_CONTROL else None
        return controlled or _surface_subject(parse, head, depth)
    if verb.dep == "pcomp":
        return _subject_of_gerund(parse, head, depth)
    if verb.dep == "advcl":
        if head.lemma in OBJECT_CONTROL and head.lemma != "lead":
            return parse.child(head, "dobj") or _surface_subject(parse, head, depth)
        return _surface_subject(parse, head, depth)
    return None


def _surface_subject(parse: Parse, verb: Token, depth: int) -> Token | None:
    """The grammatical subject, passive or not: who a dependent verb shares it with."""
    passive = parse.child(verb, "nsubjpass")
    if passive is not None:
        return parse.head(verb) if passive.text.lower() in RELATIVES else passive
    if verb.pos not in _VERBAL:
        return None
    found = subject(parse, verb, depth + 1)
    if found is None and verb.dep in {"acl"}:
        return parse.head(verb)
    return found


def _holder(parse: Parse, noun: Token, depth: int) -> Token | None:
    """ "Russia's plan to attack", "Iran has the right to ...": whose plan it is."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    head = parse.head(noun)
    return subject(parse, head, depth + 1) if noun.dep == "dobj" and head.pos in _VERBAL else None


def _subject_of_gerund(parse: Parse, prep: Token, depth: int) -> Token | None:
    """ "accused Iran of arming rebels", "criticised Trump for calling": the object; "by shelling": the subject."""
    governor = parse.head(prep)
    if governor.pos not in _VERBAL:
        return governor if prep.lemma == "of" and governor.pos in {"NOUN", "PROPN"} else None
    if prep.lemma in {"of", "for", "from"}:
        undergoer = object_(parse, governor)
        if undergoer is not None:
            return undergoer
    return _surface_subject(parse, governor, depth + 1)


def object_(parse: Parse, verb: Token) -> Token | None:
    """Head of the phrase that undergoes the verb, or None."""
    if verb.pos not in _VERBAL and verb.tag not in {"VBN", "VBG"}:
        return None
    if is_passive(parse, verb):
        return _passive_object(parse, verb)
    own = parse.child(verb, "dobj")
    if own is not None:
        return parse.head(verb) if own.text.lower() in RELATIVES and verb.dep == "relcl" else own
    for clause in parse.children(verb, "ccomp", "xcomp"):
        raised = parse.child(clause, "nsubj", "nsubjpass")
        infinitive = any(k.tag == "TO" for k in parse.children(clause, "aux"))
        if raised is not None and infinitive and raised.index > verb.index:
            return raised
    if verb.dep == "relcl" and parse.child(verb, "nsubj") is not None:
        relative = parse.child(verb, "nsubj")
        if (
            relative is not None
            and relative.text.lower() not in RELATIVES
            and parse.head(verb).pos in {"NOUN", "PROPN"}
        ):
            return parse.head(verb)
    for sibling in parse.children(verb, "conj"):
        shared = parse.child(sibling, "dobj")
        complete = parse.child(verb, "prep", "agent", "xcomp", "ccomp") is not None
        if sibling.pos == "VERB" and shared is not None and not complete and parse.child(sibling, "nsubj") is None:
            return shared
    return None


def _passive_object(parse: Parse, verb: Token) -> Token | None:
    own = parse.child(verb, "nsubjpass")
    if own is not None:
        return parse.head(verb) if own.text.lower() in RELATIVES and verb.dep == "relcl" else own
    if verb.dep in {"acl", "relcl", "amod"}:
        return parse.head(verb)
    if verb.dep == "conj":
        head = parse.head(verb)
        return _surface_subject(parse, head, 0) if head.pos in _VERBAL else None
    if verb.dep in {"xcomp", "advcl"}:
        return _surface_subject(parse, parse.head(verb), 0)
    if verb.dep in {"ccomp", "ROOT"}:
        plain = parse.child(verb, "nsubj")
        return plain if plain is not None and plain.text.lower() not in RELATIVES else None
    return None


def prepositional(parse: Parse, token: Token, preposition: str) -> Token | None:
    """Object of `preposition` on `token`, or on its object or particle, where parsers often hang it."""
    for host in _hosts(parse, token):
        for prep in parse.children(host, "prep", "agent", "dative", "prt", "advmod"):
            if prep.text.lower() == preposition:
                found = parse.child(prep, "pobj")
                if found is None:
                    inner = parse.child(prep, "prep")
                    found = parse.child(inner, "pobj") if inner is not None else None
                if found is not None:
                    return found
    return None


def _hosts(parse: Parse, token: Token) -> list[Token]:
    hosts = [token]
    if token.pos in _VERBAL:
        undergoer = parse.child(token, "dobj")
        if undergoer is not None:
            hosts.append(undergoer)
        hosts.extend(parse.children(token, "prt", "acomp", "attr"))
    else:
        head = parse.head(token)
        if token.dep in {"dobj", "nsubjpass"} and head.pos in _VERBAL:
            hosts.append(head)
        going_on = status_words().happening_verbs | status_words().ongoing_verbs
        if token.dep == "conj" or (token.dep == "nsubj" and head.lemma in going_on):
            hosts.append(head)
        for joined in parse.children(token, "conj"):
            if joined.pos == "NOUN":
                # "condemnation and threats of penalties from France": the last words serve the first as well.
                hosts.append(joined)
                hosts.extend(o for p in parse.children(joined, "prep") for o in parse.children(p, "pobj"))
    return hosts


def light_subject(parse: Parse, noun: Token) -> Token | None:
    """ "France voiced its condemnation": the subject of the verb that carries the noun."""
    carrier = support_verb(parse, noun)
    if carrier is None and noun.dep == "pobj" and parse.head(noun).lemma in {"in", "during", "by", "through"}:
        # "had told them in phone calls to": the clause's subject made the calls.
        verb = parse.head(parse.head(noun))
        if verb.dep == "dobj":
            verb = parse.head(verb)
        carrier = verb if verb.pos in _VERBAL and parse.child(noun, "det") is None else None
    return subject(parse, carrier) if carrier is not None else None


def support_verb(parse: Parse, noun: Token) -> Token | None:
    """The support verb that carries a nominal act, or None."""
    while noun.dep == "conj" and parse.head(noun).pos in {"NOUN", "PROPN"}:
        noun = parse.head(noun)
    head = parse.head(noun)
    if noun.dep in {"dobj", "nsubjpass"} and head.pos in _VERBAL and head.lemma in status_words().support_verbs:
        return head
    if noun.dep == "pobj" and head.lemma in {"in", "to", "for", "with"}:
        verb = parse.head(head)
        if verb.lemma in {"engage", "participate", "take", "enter", "resort", "respond"} and verb.pos in _VERBAL:
            return verb
    return None


def receiver(parse: Parse, noun: Token) -> Token | None:
    """ "Iran faces sanctions": the subject to whom a nominal act is done."""
    head = parse.head(noun)
    if noun.dep == "dobj" and head.lemma in status_words().receiving_verbs and head.pos in _VERBAL:
        return subject(parse, head)
    return None


def filler(parse: Parse, token: Token, role: str) -> list[Token]:
    """Heads of the phrases that fill `role` of the trigger `token`; coordinated heads are not yet spread out."""
    if ">" in role:
        first, _, rest = role.partition(">")
        return [deep for inner in filler(parse, token, first) for deep in filler(parse, inner, rest)]
    if role == "subject":
        found = subject(parse, token)
    elif role == "object":
        found = object_(parse, token)
    elif role == "indirect":
        found = parse.child(token, "dative")
        if found is not None and found.pos == "ADP":
            found = parse.child(found, "pobj")
    elif role == "possessor":
        found = parse.child(token, "poss")
    elif role == "modifier":
        return _modifiers(parse, token)
    elif role == "light":
        found = light_subject(parse, token)
    elif role == "purpose":
        found = next((k for k in parse.children(token, "advcl", "xcomp") if _is_infinitive(parse, k)), None)
    elif role == "clause":
        found = _clause_subject(parse, token)
    else:
        found = prepositional(parse, token, role)
        if found is None and role == "by" and token.pos in {"NOUN", "PROPN"}:
            found = _participial_agent(parse, token)
    return [found] if found is not None else []


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(k.tag == "TO" for k in parse.children(verb, "aux"))


def _modifiers(parse: Parse, noun: Token) -> list[Token]:
    """Words before the noun that qualify it, through compounds ("US drone attack"), but not through participles."""
    found = [k for k in parse.children(noun, "compound", "amod", "nmod") if k.index < noun.index]
    for word in found:
        if word.tag not in {"VBN", "VBG"}:
            found.extend(k for k in parse.children(word, "compound", "amod", "nmod") if k.index < word.index)
    return found


def _participial_agent(parse: Parse, noun: Token) -> Token | None:
    """ "the threat made by Belarus": the agent of the participle that says whose act it is."""
    for participle in parse.children(noun, "acl"):
        agent = parse.child(participle, "agent")
        if participle.tag == "VBN" and agent is not None:
            return parse.child(agent, "pobj")
    return None


def _clause_subject(parse: Parse, verb: Token) -> Token | None:
    for clause in parse.children(verb, "ccomp", "xcomp", "advcl"):
        found = parse.child(clause, "nsubj", "nsubjpass")
        if found is not None:
            return found
    for prep in parse.children(verb, "prep"):
        for clause in parse.children(prep, "pcomp"):
            found = parse.child(clause, "nsubj", "nsubjpass")
            if found is not None:
                return found
    return None
