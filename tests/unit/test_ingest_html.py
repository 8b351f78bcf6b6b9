"""Pages: text, metadata and what is left out."""

import json

import pytest

from verbale.errors import IngestError
from verbale.ingest.html import _stated_day, article_from_html

PARAGRAPHS = (
    "LILONGWE, Malawi (EX) — Malawi closed its border with Mozambique on Tuesday after gunmen attacked a customs post.",
    "The interior ministry said two guards were wounded and that police had arrested five men in the town of Mwanza.",
    "Mozambique condemned the attack and offered to send investigators, its foreign minister said in Maputo.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Wrong", "datePublished": "1999-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Malawi shuts border &amp; arrests five",
            "datePublished": "2024-03-05T14:00:00+02:00",
            "author": [{"@type": "Person", "name": "By Awa Example"}, {"@type": "Person", "name": "Jo Sample"}],
            "publisher": {"@type": "Organization", "name": "Example Courier"},
        },
    ],
}


def page(head: str = "", body: str | None = None, title: str = "Malawi shuts border | Example Courier") -> str:
    text = "".join(f"<p>{words}</p>" for words in PARAGRAPHS) if body is None else body
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Malawi shuts border</h1>{text}</article>
<footer><p>© 2024 Example Courier. All rights reserved.</p></footer></body></html>"""


def test_text_is_the_article_without_title_and_furniture() -> None:
    article = article_from_html(page())
    assert article.text.split("\n") == list(PARAGRAPHS)
    assert article.title == "Malawi shuts border"
    assert article.language == "en-GB"
    assert article.published_at is None
    assert article.masks == ()


def test_json_ld_comes_first() -> None:
    head = f"""<script type="application/ld+json">{{broken</script>
<script type="application/ld+json">{json.dumps(LINKED)}</script>
<meta property="article:published_time" content="2020-01-01"><link rel="canonical" href="https://c.example/a">"""
    article = article_from_html(page(head))
    assert article.title == "Malawi shuts border & arrests five"
    assert article.published_at == "2024-03-05T14:00:00+02:00"
    assert article.author == "Awa Example; Jo Sample"
    assert article.publisher == "Example Courier"
    assert article.url == "https://c.example/a"


def test_meta_elements() -> None:
    head = """<meta property="og:title" content="Border shut"><meta property="og:site_name" content="Courier">
<meta name="author" content="Awa Example"><meta property="article:published_time" content="2024-03-05T12:00:00Z">"""
    article = article_from_html(page(head))
    assert (article.title, article.publisher, article.author) == ("Border shut", "Courier", "Awa Example")
    assert article.published_at == "2024-03-05T12:00:00+00:00"


def test_fields_given_win() -> None:
    head = '<meta property="og:title" content="Border shut"><meta name="date" content="2024-03-05">'
    article = article_from_html(page(head), title="Mine", article_id="x1", published_at="2023-01-02", publisher="Me")
    assert (article.article_id, article.title, article.publisher) == ("x1", "Mine", "Me")
    assert article.published_at == "2023-01-02"


def test_ambiguous_date_of_a_page_is_not_guessed() -> None:
    assert article_from_html(page('<meta name="date" content="03/04/2024">')).published_at is None


def test_visible_date_counts_only_when_it_is_clear() -> None:
    visible = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    for words in ("November 5, 2024", "5 November 2024", "05.11.2024"):
        article = article_from_html(page(body=f"<p class='date'>Published {words}</p>{visible}"))
        assert article.published_at in (None, "2024-11-05")
    stamped = page('<link rel="canonical" href="https://c.example/2024/11/05/border">')
    assert article_from_html(stamped).published_at == "2024-11-05"
    unclear = page(body=f"<time class='date'>03/04/2024</time>{visible}")
    assert article_from_html(unclear).published_at is None


@pytest.mark.parametrize(
    ("words", "clear"),
    [
        ("2024-11-05", True), ("2024/11/5", True), ("20241105", True), ("Nov. 5th, 2024", True), ("", False),
        ("5 November 2024", True), ("5.11.2024", True), ("05/11/2024", False), ("5 December 2024", False),
    ],
)  # fmt: skip
def test_a_day_must_be_written_beyond_doubt(words: str, clear: bool) -> None:
    assert _stated_day(f"<p>{words}</p>", "2024-11-05") == ("2024-11-05" if clear else None)
    assert _stated_day("<p>25/11/2024</p>", "2024-11-25") == "2024-11-25"


def test_inline_link_is_masked_and_text_kept() -> None:
    body = "".join(f"<p>{words} <a href='/more'>find out more</a></p>" for words in PARAGRAPHS)
    article = article_from_html(page(body=body))
    assert {mask.quote(article.text) for mask in article.masks} == {"find out more"}


def test_article_in_json_ld_only() -> None:
    linked = {"@type": "NewsArticle", "headline": "Malawi shuts border", "articleBody": "\n".join(PARAGRAPHS)}
    head = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    article = article_from_html(f"<html><head>{head}</head><body><div id='app'></div></body></html>")
    assert article.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<html><head><title>x</title></head></html>", "<!-- -->"]
)
def test_no_text(markup: str) -> None:
    with pytest.raises(IngestError) as caught:
        article_from_html(markup)
    assert caught.value.reason == "no-text"


def test_page_without_html_frame() -> None:
    assert article_from_html(f"<p>{PARAGRAPHS[0]}</p>").text == PARAGRAPHS[0]


def test_id_is_stable_and_from_the_url() -> None:
    head = '<link rel="canonical" href="https://c.example/a">'
    first, second = article_from_html(page(head)), article_from_html(page(head, body=f"<p>{PARAGRAPHS[0]}</p>"))
    assert first.article_id == second.article_id
    assert first.article_id != article_from_html(page()).article_id
