"""Verbs of saying, thinking and taking a stand, with what their clauses and objects give as somebody's words."""

from collections.abc import Iterator

from verbale.model.mentions import Utterance
from verbale.model.parse import Parse, Token
from verbale.model.spans import Span
from verbale.text.speech.content import before_trailing_cue, clause_of, rest_of, stretch
from verbale.text.speech.scene import Scene
from verbale.text.speech.speakers import Speaker, speaker_of

FIRST_PERSONS = frozenset({"i", "we", "you"})
# Verbs whose object is who hears: "..., he told reporters".
TELLING = frozenset({"tell", "inform", "remind", "assure"})
_CLAUSES = ("ccomp", "parataxis")
# "The rebels claim to have shot down a jet": said of themselves.
PERFECT = frozenset({"claim", "admit", "deny", "profess", "report"})
# The most of a content that may stand outside quotation marks for it to be direct speech.
DIRECT_SHARE = 0.7


def by_verb(scene: Scene, verb: Token) -> Iterator[Utterance]:
    """What `verb` attributes, if it is a word that does: [] for "I think" inside a quotation."""
    speaker = speaker_of(scene, verb)
    if speaker is not None and speaker.head.text.lower() in FIRST_PERSONS and scene.quote_at(verb.start):
        return
    passive = scene.parse.child(verb, "nsubjpass", "auxpass") is not None
    if passive:
        yield from _passive(scene, verb)
        return
    if speaker is None:
        return
    if verb.lemma in scene.words.say_verbs and _stands_aside(scene.parse, verb):
        yield from _aside(scene, verb, speaker)
        return
    found = list(_said(scene, verb, speaker)) if verb.lemma in scene.words.say_verbs else []
    yield from found or _meant(scene, verb, speaker)


def _passive(scene: Scene, verb: Token) -> Iterator[Utterance]:
    """ "is said to have fled", "it is believed that": nobody is named, or the agent."""
    parse = scene.parse
    if verb.lemma not in scene.words.passive_say:
        return
    agent = parse.child(verb, "agent")
    by = parse.child(agent, "pobj") if agent is not None else None
    speaker = Speaker(words=by.span, head=by) if by is not None else None
    for clause in parse.children(verb, *_CLAUSES, "xcomp"):
        content = clause_of(parse, clause, verb)
        if content is not None:
            yield utterance(scene, verb, content, speaker)


def _stands_aside(parse: Parse, verb: Token) -> bool:
    """ "..., reported by the state agency,", "as the agency reported": a clause about the clause above it."""
    if verb.dep not in {"advcl", "acl", "relcl"} or parse.child(verb, *_CLAUSES, "dobj", "xcomp") is not None:
        return False
    first = parse.subtree(verb)[0]
    parted = first.index > 0 and parse.tokens[first.index - 1].text in {",", "(", "-", "—"}
    by = verb.tag == "VBN" and parse.child(verb, "agent") is not None
    return (parted and by) or first.lemma == "as"


def _aside(scene: Scene, verb: Token, speaker: Speaker) -> Iterator[Utterance]:
    """The finite clause above, on its own side of the aside."""
    parse = scene.parse
    clause = parse.head(verb)
    while clause.head != clause.index and (clause.pos not in {"VERB", "AUX"} or clause.tag in {"VB", "VBG", "VBN"}):
        clause = parse.head(clause)
    own = {t.index for t in parse.subtree(verb)}
    first, last = min(own), max(own)
    before = clause.index < first
    content = stretch(t for t in parse.subtree(clause) if (t.index < first if before else t.index > last))
    if content is not None and clause.pos in {"VERB", "AUX"}:
        yield utterance(scene, verb, content, speaker)


def _said(scene: Scene, verb: Token, speaker: Speaker) -> Iterator[Utterance]:
    """What is reported, or, where "police did not confirm that ...", is not."""
    said = scene.parse.child(verb, "neg") is None
    for content in _reports(scene, verb, speaker):
        if content is not None:
            yield utterance(scene, verb, content, speaker, attests=said)


def _reports(scene: Scene, verb: Token, speaker: Speaker) -> Iterator[Span | None]:
    """The clauses of a verb of saying, else its object or what stands around it or before it."""
    parse = scene.parse
    clauses = [c for c in parse.children(verb, *_CLAUSES) if not _verdict(parse, c)]
    if verb.lemma in PERFECT:
        clauses += [c for c in parse.children(verb, "xcomp") if _perfect_infinitive(parse, c)]
    reported = parse.child(verb, "dobj")
    if clauses:
        yield from (clause_of(parse, clause, verb) for clause in clauses)
        return
    if reported is not None and verb.lemma in scene.words.report_verbs:
        yield rest_of(parse, reported, verb)
    if verb.dep == "parataxis" and verb.head != verb.index:
        # "The rebels, officials said, fired first": the cue stands inside what it attributes.
        yield clause_of(parse, parse.head(verb), verb)
    elif (reported is None or verb.lemma in TELLING) and parse.child(verb, "xcomp") is None:
        yield before_trailing_cue(parse, verb, speaker.head)


def _verdict(parse: Parse, clause: Token) -> bool:
    """ "found the mayor unfit": a clause without a verb is a judgement, not a report."""
    return clause.pos == "ADJ" and parse.child(clause, "cop", "mark", "aux") is None


def _meant(scene: Scene, verb: Token, speaker: Speaker) -> Iterator[Utterance]:
    """Views, wishes, plans and stands."""
    first = _meaning(scene, verb)
    if first is None or first.index == speaker.head.index:
        return
    content = rest_of(scene.parse, first, verb)
    if content is not None and content.end > verb.end:
        yield utterance(scene, verb, content, speaker, attests=False)


def _meaning(scene: Scene, verb: Token) -> Token | None:
    """The argument that begins what is meant."""
    parse, words = scene.parse, scene.words
    if verb.lemma in words.view_verbs and (clause := _view(parse, verb)) is not None:
        return clause
    if verb.lemma in words.aim_verbs and (aim := _aim(parse, verb)) is not None:
        return aim
    if verb.lemma in words.stand_verbs and (thing := parse.child(verb, "dobj", "oprd", "ccomp")) is not None:
        return thing
    for prep in parse.children(verb, "prep", "prt"):
        if f"{verb.lemma} {prep.lemma}" in words.about_verbs:
            return parse.child(prep, "pobj", "pcomp")
    return None


def _view(parse: Parse, verb: Token) -> Token | None:
    """ "hopes / that ...", "asked / whether ..."."""
    asked = (
        k for k in parse.children(verb, "advcl") if any(m.lemma in {"if", "whether"} for m in parse.children(k, "mark"))
    )
    return parse.child(verb, "ccomp") or (next(asked, None) if verb.lemma in {"ask", "wonder", "question"} else None)


def _aim(parse: Parse, verb: Token) -> Token | None:
    """ "vowed / to stay", "asked / them to leave", "called / for it to end"."""
    for kid in parse.children(verb, "xcomp", "ccomp", "advcl"):
        if _infinitive(parse, kid) and (kid.dep != "advcl" or parse.child(kid, "mark") is not None):
            return kid
    return None


def _perfect_infinitive(parse: Parse, verb: Token) -> bool:
    helpers = parse.children(verb, "aux")
    return any(k.tag == "TO" for k in helpers) and any(k.lemma == "have" for k in helpers)


def _infinitive(parse: Parse, verb: Token) -> bool:
    return verb.tag == "VB" and any(k.tag == "TO" for k in parse.children(verb, "aux"))


def utterance(scene: Scene, cue: Token, content: Span, speaker: Speaker | None, *, attests: bool = True) -> Utterance:
    """An utterance of the kind that the quotation marks and the speaker make it."""
    kind = "hearsay" if speaker is None else "direct" if _direct(scene, content, cue) else "indirect"
    return Utterance(
        content=content, cue=cue.span, kind=kind, attests=attests, speaker=speaker.words if speaker else None,
        speaker_head=speaker.head.index if speaker else None,
    )  # fmt: skip


def _direct(scene: Scene, content: Span, cue: Token) -> bool:
    return any(
        not q.overlaps(cue.span)
        and (
            q.covers(content) or (content.covers(q) and q.end - q.start > DIRECT_SHARE * (content.end - content.start))
        )
        for q in scene.quotes_in(content)
    )
