"""Who says what, on parses built by hand."""

from verbale.model.parse import Parse, Sentence, Token
from verbale.text.speech import find_utterances
from verbale.text.speech.quotes import quotations

Row = tuple[str, str, str, str, int]


def _parse(*rows: Row) -> Parse:
    """A sentence from rows of word, lemma, part of speech, dependency and head index."""
    tokens, at = [], 0
    for index, (word, lemma, pos, dep, head) in enumerate(rows):
        tokens.append(
            Token(index=index, start=at, end=at + len(word), text=word, lemma=lemma, pos=pos, tag="X", dep=dep,
                  head=head, sentence=0)
        )  # fmt: skip
        at += len(word) + 1
    text = " ".join(row[0] for row in rows)
    sentence = Sentence(index=0, start=0, end=len(text), first=0, last=len(rows))
    return Parse(text, tuple(tokens), (sentence,))


def test_indirect_speech() -> None:
    parse = _parse(
        ("Police", "police", "NOUN", "nsubj", 1), ("said", "say", "VERB", "ROOT", 1),
        ("rebels", "rebel", "NOUN", "nsubj", 3), ("fled", "flee", "VERB", "ccomp", 1),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert found.content.quote(parse.text) == "rebels fled"
    assert found.cue.quote(parse.text) == "said"
    assert (found.kind, found.speaker_head) == ("indirect", 0)


def test_a_confirmed_thing_is_what_is_said() -> None:
    parse = _parse(
        ("Officials", "official", "NOUN", "nsubj", 1), ("confirmed", "confirm", "VERB", "ROOT", 1),
        ("attacks", "attack", "NOUN", "dobj", 1),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert found.content.quote(parse.text) == "attacks"


def test_an_object_of_marks_alone_says_nothing() -> None:
    parse = _parse(
        ("Reuters", "reuters", "PROPN", "nsubj", 1), ("reported", "report", "VERB", "ROOT", 1),
        ("…", "…", "PUNCT", "dobj", 1),
    )  # fmt: skip
    assert find_utterances(parse) == ()


def test_hearsay_names_nobody() -> None:
    parse = _parse(
        ("Rebels", "rebel", "NOUN", "nsubj", 2), ("reportedly", "reportedly", "ADV", "advmod", 2),
        ("fled", "flee", "VERB", "ROOT", 2),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert (found.kind, found.speaker) == ("hearsay", None)


def _quoted(text: str) -> list[str]:
    return [span.quote(text) for span in quotations(text)]


def test_quotation_marks_are_paired_by_their_neighbours() -> None:
    assert _quoted('"We leave," she said. "The road is open."') == ["We leave,", "The road is open."]
    assert _quoted("“We leave,” she said, “at dawn.”") == ["We leave,", "at dawn."]
    assert _quoted("''We leave at dawn,'' she said.") == ["We leave at dawn,"]


def test_a_mark_without_its_partner_ends_with_the_paragraph() -> None:
    assert _quoted('He is 6" tall.\n"We leave," she said.') == ["We leave,"]
    assert _quoted("“The road is open.\n\n“We leave.”") == ["The road is open.", "We leave."]


def test_apostrophes_open_no_quotation() -> None:
    assert _quoted("The miners' union and the pilots' union met.") == []


def test_a_wish_attests_nothing() -> None:
    parse = _parse(
        ("Police", "police", "NOUN", "nsubj", 1), ("hope", "hope", "VERB", "ROOT", 1),
        ("rebels", "rebel", "NOUN", "nsubj", 3), ("flee", "flee", "VERB", "ccomp", 1),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert (found.content.quote(parse.text), found.attests) == ("rebels flee", False)


def test_each_quotation_has_one_speaker() -> None:
    parse = _parse(
        ('"', '"', "PUNCT", "punct", 4), ("Rebels", "rebel", "NOUN", "nsubj", 2), ("fled", "flee", "VERB", "ccomp", 5),
        (',"', ",", "PUNCT", "punct", 5), ("police", "police", "NOUN", "nsubj", 5), ("said", "say", "VERB", "ROOT", 5),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert (found.kind, found.speaker_head) == ("direct", 4)


def test_the_speaker_of_a_relative_clause_is_its_noun() -> None:
    parse = _parse(
        ("Envoys", "envoy", "NOUN", "ROOT", 0), ("who", "who", "PRON", "nsubj", 2), ("say", "say", "VERB", "relcl", 0),
        ("rebels", "rebel", "NOUN", "nsubj", 4), ("fled", "flee", "VERB", "ccomp", 2),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert found.speaker is not None
    assert (found.speaker.quote(parse.text), found.speaker_head) == ("who", 0)


def test_an_issuer_speaks_in_his_statement() -> None:
    parse = _parse(
        ("statements", "statement", "NOUN", "nsubj", 3), ("by", "by", "ADP", "prep", 0),
        ("police", "police", "NOUN", "pobj", 1),
        ("said", "say", "VERB", "ROOT", 3), ("rebels", "rebel", "NOUN", "nsubj", 5),
        ("fled", "flee", "VERB", "ccomp", 3),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert found.speaker is not None
    assert (found.speaker.quote(parse.text), found.speaker_head) == ("statements by police", 2)


def test_what_stands_behind_a_semicolon_is_the_reporters() -> None:
    parse = _parse(
        ("Police", "police", "NOUN", "nsubj", 1), ("said", "say", "VERB", "ROOT", 1),
        ("rebels", "rebel", "NOUN", "nsubj", 3),
        ("fled", "flee", "VERB", "ccomp", 1), (";", ";", "PUNCT", "punct", 3), ("monks", "monk", "NOUN", "nsubj", 6),
        ("stayed", "stay", "VERB", "conj", 3),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert found.content.quote(parse.text) == "rebels fled"


def test_an_office_before_a_colon_announces() -> None:
    parse = _parse(
        ("Police", "police", "NOUN", "dep", 3), (":", ":", "PUNCT", "punct", 3),
        ("Rebels", "rebel", "NOUN", "nsubj", 3),
        ("flee", "flee", "VERB", "ROOT", 3),
    )  # fmt: skip
    (found,) = find_utterances(parse)
    assert (found.content.quote(parse.text), found.speaker_head) == ("Rebels flee", 0)


def test_own_thoughts_inside_own_words_are_not_told_again() -> None:
    parse = _parse(
        ("Police", "police", "NOUN", "nsubj", 1), ("said", "say", "VERB", "ROOT", 1),
        ("they", "they", "PRON", "nsubj", 3),
        ("hope", "hope", "VERB", "ccomp", 1), ("rebels", "rebel", "NOUN", "nsubj", 5),
        ("flee", "flee", "VERB", "ccomp", 3),
    )  # fmt: skip
    assert [u.cue.quote(parse.text) for u in find_utterances(parse)] == ["said"]
