"""Who says what, on parses built by hand."""

from verbale.model.parse import Parse, Sentence, Token
from verbale.text.speech import find_utterances

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
