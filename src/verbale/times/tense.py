"""Whether the clause around a time expression speaks of what is still to come."""

import re

from verbale.model.parse import Parse, Token

PAST, FUTURE, UNKNOWN = "past", "future", "unknown"

_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might", "can", "must", "should", "ll"})
# "agreed to meet on Friday" looks ahead, "refused to meet on Friday" and "managed to" do not.
_AHEAD = frozenset({
    "agree", "aim", "announce", "appeal", "arrange", "ask", "be", "call", "commit", "decide", "demand", "due",
    "expect", "expected", "get", "go", "have", "hope", "intend", "invite", "likely", "need", "offer", "order", "plan",
    "pledge", "poise", "poised", "prepare", "promise", "propose", "ready", "schedule", "seek", "set", "slate",
    "summon", "tell", "threaten", "try", "urge", "vow", "want", "warn", "wish",
})  # fmt: skip
_PLANNED = frozenset({"due", "plan", "planned", "schedule", "scheduled", "slate", "slated", "upcoming", "expect",
                      "expected", "set", "forthcoming", "tentatively"})  # fmt: skip
# In the present tense these speak of the timetable: "the leaders meet Monday".
_TIMETABLE = frozenset(
    {"meet", "arrive", "leave", "begin", "start", "open", "resume", "hold", "expire", "end", "visit"}
)
# "set on Aug. 6" is a record, "set for Aug. 6" a plan. No `could` above: "could not be reached Wednesday" looks back.
_CUE_BEFORE = re.compile(
    r"(?:(?<!previously )(?<!originally )\b(?:(?:scheduled|due)(?:\s+to\s+\w+)?(?:\s+(?:for|on|by|until|to|in))?"
    r"|(?:planned|set|slated|expected|postponed|delayed|deferred|adjourned)\s+(?:to\s+\w+\s+)?(?:for|by|until))"
    r"|\bas\s+early\s+as|\bpayable|\beffective|\bahead\s+of|\b(?:until|till|by|starting|beginning|deadline|upcoming|coming)(?:\s+on)?"
    r"|\bbefore|\bin\s+time\s+for)\s+(?:the\s+|next\s+|this\s+)?$",
    re.IGNORECASE,
)
_LOOK_BACK_CHARS = 40


def direction(parse: Parse, start: int, token: Token | None) -> str:
    """past, future or unknown, for a time expression that begins at offset `start` with `token`."""
    if _CUE_BEFORE.search(parse.text, max(0, start - _LOOK_BACK_CHARS), start):
        return _cue_direction(parse, token)
    if token is None:
        return UNKNOWN
    noun_planned = _planned_noun(parse, token)
    if noun_planned:
        return FUTURE
    for verb in _verbs_above(parse, token):
        found = _verb_direction(parse, verb)
        if found != UNKNOWN:
            return found
    return UNKNOWN


def _cue_direction(parse: Parse, token: Token | None) -> str:
    """`by Friday`, `scheduled for Friday` look ahead unless the whole clause is a plain past report."""
    if token is None:
        return FUTURE
    previous = parse.tokens[token.index - 1].text.lower() if token.index else ""
    if previous not in ("by", "before", "beginning", "starting"):
        return FUTURE
    verbs = _verbs_above(parse, token)
    return _verb_direction(parse, verbs[0]) if verbs else FUTURE


def _planned_noun(parse: Parse, token: Token) -> bool:
    """A word of planning beside the noun above: "a planned summit on Friday", "talks due Friday"."""
    for above in parse.ancestors(token):
        if above.pos in ("NOUN", "PROPN"):
            if any(k.lemma in _PLANNED or k.text.lower() in _PLANNED for k in parse.children(above, "amod", "acl")):
                return True
        elif above.pos in ("VERB", "AUX"):
            return above.tag in ("VBN", "JJ") and above.lemma in _PLANNED and above.dep in ("acl", "amod", "ROOT")
    return False


def _verbs_above(parse: Parse, token: Token) -> list[Token]:
    found = [t for t in parse.ancestors(token) if t.pos in ("VERB", "AUX")]
    return found[:1]


def _verb_direction(parse: Parse, verb: Token) -> str:
    helpers = {k.text.lower() for k in parse.children(verb, "aux", "auxpass")}
    if verb.lemma in ("schedule", "slate") and not helpers & {"had", "was", "were"}:
        return FUTURE
    if verb.tag in ("VBP", "VBZ") and not helpers and verb.lemma in _TIMETABLE:
        return FUTURE
    if helpers & _MODALS or verb.text.lower() in _MODALS:
        # "may have been killed on Tuesday" looks back.
        return PAST if helpers & {"have", "'ve"} else FUTURE
    if "to" in helpers or (verb.tag == "VB" and verb.dep in ("xcomp", "ccomp", "advcl", "acl")):
        if helpers & {"have"}:
            return PAST
        above = parse.head(verb)
        ahead = above.index == verb.index or above.lemma in _AHEAD or above.text.lower() in _AHEAD
        if ahead or verb.dep in ("acl", "relcl"):
            return FUTURE
        return _verb_direction(parse, above) if above.pos in ("VERB", "AUX") else UNKNOWN
    if helpers & {"is", "are", "'s", "'re", "am"} and verb.tag == "VBG":
        return (
            FUTURE if verb.lemma in ("go", "come", "leave", "arrive", "visit", "travel", "return", "meet") else UNKNOWN
        )
    if verb.tag in ("VBD", "VBN") or helpers & {"did", "was", "were", "had", "has", "have"}:
        conjoined = verb.dep == "conj" and not helpers and verb.tag == "VB"
        return UNKNOWN if conjoined else PAST
    if verb.dep == "conj" and not helpers:
        return _verb_direction(parse, parse.head(verb))
    return UNKNOWN
