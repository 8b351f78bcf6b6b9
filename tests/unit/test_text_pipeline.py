"""Parts of speech and lemmas, looked up once, are those that spaCy's own run gives."""

import importlib

from verbale.text.parser import DEFAULT_MODEL, WHEELS, load_pipeline

TEXTS = (
    "There are fears that the ministers have left, although nobody knows where they were going.",
    "There was a strike. The workers, having been paid, were going home; the rest had done what they could.",
    "The strike there was long, but that is what the union's members wanted.",
)


def described(docs):
    return [[(t.text, t.pos_, t.lemma_) for t in doc] for doc in docs]


def test_same_as_the_plain_run():
    plain = importlib.import_module(WHEELS[DEFAULT_MODEL]).load()
    pipeline = load_pipeline()
    expected = described(plain.pipe(TEXTS))
    assert described(pipeline.parse(TEXTS, 2)) == expected
    # The second time every word is known.
    assert described(pipeline.parse(TEXTS[::-1], 2)) == expected[::-1]


def test_nothing_to_parse():
    assert load_pipeline().parse([], 16) == []
    assert [len(doc) for doc in load_pipeline().parse([""], 16)] == [0]
