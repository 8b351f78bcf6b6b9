"""Laws of the whole pipeline: offsets quote the text, order and sharding do not matter, ids are stable."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from verbale.ingest import article_from_text
from verbale.model.article import Article
from verbale.pipeline.records import event_records
from verbale.pipeline.run import Result, Settings, run_code
from verbale.pipeline.stages import code_document
from verbale.text.parser import parse_articles

SENTENCES = (
    "Kenya accused Somalia of sheltering gunmen.",
    "France’s president, who met Angela Merkel in Berlin on Monday, condemned the “cowardly” attack.",
    "Rebels killed 12 soldiers near Goma, the army said.",
    "Skip to content",
    "The United Nations urged Israel to halt strikes on Gaza. find out more",
    "Heavy rain fell.",
    "Präsident Ólafur 🕊 called for talks — again…",
    "Police might arrest him if he returns, officials said.",
)
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("\n\n".join)
relaxed = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _spans(record: Any) -> list[dict[str, Any]]:
    """Every part of a record that has offsets."""
    if isinstance(record, list):
        return [s for item in record for s in _spans(item)]
    if not isinstance(record, dict):
        return []
    own = [record] if record.get("start") is not None and record.get("text") is not None else []
    return own + [s for value in record.values() for s in _spans(value)]


@relaxed
@given(texts)
def test_offsets_quote_the_text(text: str) -> None:
    assume("." in text)  # a text of nothing but furniture is refused before it is coded
    article = article_from_text(text, published_at="2023-03-01")
    for item, parse in parse_articles([article]):
        for span in _spans(event_records(code_document(item, parse), {})):
            assert article.text[span["start"] : span["end"]] == span["text"]


@relaxed
@given(st.lists(texts, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_does_not_matter(bodies: list[str], random: Any) -> None:
    articles = [Article(article_id=str(n), text=body) for n, body in enumerate(bodies)]
    shuffled = random.sample(articles, len(articles))
    assert _coded(articles) == _coded(shuffled)


def _coded(articles: list[Article]) -> dict[str, tuple[Any, ...]]:
    outcomes = run_code(articles, Settings())
    return {o.article.article_id: o.records for o in outcomes if isinstance(o, Result)}


@relaxed
@given(texts)
def test_ids_are_unique_and_stable(text: str) -> None:
    article = Article(article_id="a", text=text)
    first, second = (_coded([article])["a"] for _ in range(2))
    assert first == second
    ids = [event["event_id"] for event in first]
    assert len(set(ids)) == len(ids)
