"""Feeds of many kinds: each gives the same entries."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verbale.errors import IngestError
from verbale.ingest.feeds import Entry, parse_feed

URL = "https://courier.example/feeds/world.xml"
LINK = "https://courier.example/world/border"
DAY = "2024-03-05T14:00:00+02:00"
SUMMARY = "Malawi closed its border with Mozambique."

RSS_20 = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Courier</title><link>https://courier.example/</link><atom:link rel="self" href="{URL}"/>
<item><title>Malawi shuts border &amp;amp; arrests five</title><atom:link rel="self" href="https://x.example/"/>
<media:title>Wrong</media:title><media:content url="https://x.example/i.jpg">
<media:description>Wrong</media:description></media:content>
<link>{LINK}</link><guid isPermaLink="false">c-17</guid><pubDate>Tue, 05 Mar 2024 14:00:00 +0200</pubDate>
<description>{SUMMARY}</description><dc:creator>By Awa Example</dc:creator>
<content:encoded><![CDATA[<p>Malawi closed its <b>border</b>.</p>
<figure><img src="i.jpg"/><figcaption>A gate</figcaption></figure><p>Police &eacute;lite units &amp; soldiers<br>
arrived.</p><script>x = 1 < 2</script>]]></content:encoded></item></channel></rss>"""
CONTENT = "Malawi closed its border.\nPolice élite units & soldiers\narrived."

ATOM_10 = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>
<link href="https://courier.example/"/><updated>2024-03-06T00:00:00Z</updated>
<entry><id>c-17</id><title type="html">Malawi shuts border &amp;amp; arrests &lt;i&gt;five&lt;/i&gt;</title>
<link rel="edit" href="/edit/17"/><link rel="enclosure" href="/a.mp3"/><link href="/world/border"/>
<updated>2024-03-06T09:00:00Z</updated><published>{DAY}</published>
<author><name>Awa Example</name><uri>/awa</uri></author>
<summary>{SUMMARY}</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Malawi closed its
<b>border</b>.</p><p>Police élite units &amp; soldiers<br/>arrived.</p></div></content></entry></feed>"""

ATOM_03 = f"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><id>c-17</id>
<title mode="escaped">Malawi shuts border &amp;amp; arrests five</title><link rel="alternate" href="{LINK}"/>
<issued>{DAY}</issued><modified>2024-03-06T09:00:00Z</modified><author><name>Awa Example</name></author>
<summary>{SUMMARY}</summary></entry></feed>"""

RSS_10 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{URL}"><title>Courier</title></channel>
<item rdf:about="{LINK}"><title>Malawi shuts border &amp; arrests five</title><link>{LINK}</link>
<description>{SUMMARY}</description><dc:date>{DAY}</dc:date><dc:creator>Awa Example</dc:creator></item></rdf:RDF>"""

RSS_091 = f"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
 "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Courier</title><item><title>Malawi shuts border &amp; arrests five</title>
<link>{LINK}</link><description>{SUMMARY}</description></item></channel></rss>"""

RSS_090 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://my.netscape.com/rdf/simple/0.9/"><item><title>Malawi shuts border &amp; arrests five</title>
<link>{LINK}</link></item></rdf:RDF>"""


def only(xml: str | bytes, url: str = URL) -> Entry:
    (entry,) = parse_feed(xml if isinstance(xml, bytes) else xml.encode(), url=url).entries
    return entry


def rss(item: str) -> str:
    return f'<rss version="2.0"><channel><item>{item}</item></channel></rss>'


@pytest.mark.parametrize("xml", [RSS_20, ATOM_10, ATOM_03, RSS_10, RSS_091, RSS_090])
def test_kinds_of_feed_agree(xml: str) -> None:
    feed = parse_feed(xml.encode(), url=URL)
    assert (feed.left_out, feed.damage) == (0, None)
    (entry,) = feed.entries
    assert (entry.url, entry.title) == (LINK, "Malawi shuts border & arrests five")
    if xml is not RSS_090:
        assert entry.summary == SUMMARY
    if xml not in (RSS_091, RSS_090):
        assert (entry.published_at, (entry.author or "").removeprefix("By ")) == (DAY, "Awa Example")


@pytest.mark.parametrize("xml", [RSS_20, ATOM_10])
def test_content_is_plain_text(xml: str) -> None:
    entry = only(xml)
    assert entry.content == CONTENT
    assert entry.text == CONTENT
    assert entry.entry_id == "c-17"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(codec: str) -> None:
    declared = RSS_20.replace('encoding="utf-8"', 'encoding="windows-1252"' if codec == "cp1252" else "")
    declared = declared.replace("Police &eacute;lite", "Police élite")
    assert only(declared.encode(codec)).content == CONTENT


def test_a_declared_encoding_does_not_outrank_the_bytes() -> None:
    for name in ("utf-16", "utf-7", "no-such-thing", "iso-8859-1"):
        assert only(ATOM_10.replace('"1.0"', f'"1.0" encoding="{name}"', 1)).content == CONTENT


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<link>../a</link>", "https://courier.example/a"),
        ("<link>//other.example/a</link>", "https://other.example/a"),
        ("<link> https://courier.example/a?b=1&amp;copy=2 </link>", "https://courier.example/a?b=1&copy=2"),
        ("<link>https://courier.example/a?b=1&copy=2</link>", "https://courier.example/a?b=1&copy=2"),
        ("<link><![CDATA[https://courier.example/a?b=1&amp;c=2]]></link>", "https://courier.example/a?b=1&c=2"),
        ('<link xml:base="https://base.example/x/">a</link>', "https://base.example/x/a"),
        ("<link/><guid>https://courier.example/g</guid>", "https://courier.example/g"),
        ('<guid isPermaLink="true">https://courier.example/g</guid>', "https://courier.example/g"),
        ('<guid isPermaLink="false">https://courier.example/g</guid>', None),
        ("<guid>tag:courier.example,2024:1</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>mailto:desk@courier.example</link><guid>https://courier.example/g</guid>", "https://courier.example/g"),
        ("<link>http://[broken</link>", None),
        ("<title>No link</title>", None),
    ],
)
def test_links(item: str, expected: str | None) -> None:
    assert only(rss(item)).url == expected


def test_base_of_an_atom_feed() -> None:
    xml = ATOM_10.replace("<feed ", '<feed xml:base="https://mirror.example/w/" ').replace(
        '"/world/border"', '"border"'
    )
    assert only(xml).url == "https://mirror.example/w/border"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<pubDate>Tue, 05 Mar 2024 14:00:00 GMT</pubDate>", "2024-03-05T14:00:00+00:00"),
        ("<pubDate>Tue, 05 Mar 2024 09:00 EST</pubDate>", "2024-03-05T09:00:00-05:00"),
        ("<pubDate>5 Mar 2024 14:00:00 +0200</pubDate>", DAY),
        ("<pubDate>Tue, 05 Mar 24 14:00:00 +0200</pubDate>", DAY),
        ("<pubDate>\n Tue, 05 Mar\n 2024 14:00:00 +0200 </pubDate>", DAY),
        ("<pubDate>2024-03-05T14:00:00+02:00</pubDate>", DAY),
        ("<pubDate>2024-03-05</pubDate>", "2024-03-05"),
        ("<pubDate>03/04/2024</pubDate>", None),
        ("<pubDate>yesterday</pubDate>", None),
        ("<pubDate>Tue, 99 Mar 24 14:00:00 GMT</pubDate>", None),
        ("<pubDate></pubDate><pubDate>2024-03-05</pubDate>", "2024-03-05"),
        ("<pubDate>soon</pubDate><updated>2024-03-05</updated>", "2024-03-05"),
        ("<dc:date>2024-03-05</dc:date>", "2024-03-05"),
    ],
)
def test_dates(item: str, expected: str | None) -> None:
    assert only(rss(item)).published_at == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("desk@courier.example (Awa Example)", "Awa Example"),
        ("desk@courier.example", None),
        ("Awa Example", "Awa Example"),
        ("", None),
    ],
)
def test_authors(words: str, expected: str | None) -> None:
    assert only(rss(f"<author>{words}</author>")).author == expected


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Turnout rose: 2 &lt; 3 &amp; 4 &gt; 3.", "Turnout rose: 2 < 3 & 4 > 3."),
        ("AT&T said so & left &nbsp;early&hellip;", "AT&T said so & left early…"),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\nTwo."),
        ("<p>One.</p>\n<p>Two &amp; three.</p> Four.", "One.\nTwo & three.\nFour."),
        ("&lt;img src='x'/&gt;", None),
        ("a \x08 b &#8; c &#xFFFF; d &#99999999; e", "a b c d \ufffd e"),
        ("&unknown; stays", "&unknown; stays"),
    ],
)
def test_texts_as_feeds_write_them(description: str, expected: str | None) -> None:
    feed = parse_feed(rss(f"<description>{description}</description>").encode(), url=URL)
    assert feed.entries[0].summary == expected
    assert feed.damage is None


def test_undeclared_prefix_is_understood() -> None:
    feed = parse_feed(rss("<content:encoded>Whole text.</content:encoded>").encode(), url=URL)
    assert (feed.entries[0].content, feed.damage) == ("Whole text.", None)


def test_the_number_of_entries_is_limited() -> None:
    xml = f"<rss><channel>{''.join(f'<item><title>{n}</title></item>' for n in range(9))}</channel></rss>"
    feed = parse_feed(xml.encode(), url=URL, max_entries=7)
    assert [entry.title for entry in feed.entries] == list("0123456")
    assert feed.left_out == 2


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(b"<rss><channel/></rss>", url=URL).entries == ()


def test_a_damaged_feed_is_read_as_far_as_it_goes() -> None:
    whole = rss("<title>One</title></item><item><title>Two</title>").encode()
    feed = parse_feed(whole[:-25], url=URL)
    assert [entry.title for entry in feed.entries] == ["One", "Two"]
    assert feed.damage
    assert feed.damage.startswith("line 1: ")
    feed = parse_feed(b"\n\nWarning: line 3\n" + whole, url=URL)
    assert len(feed.entries) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "bad-feed"),
        (b"  \n", "bad-feed"),
        (b"no feed at all", "bad-feed"),
        (b"<!DOCTYPE html><html><body><p>404</p></body></html>", "bad-feed"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "bad-feed"),
        (b"<opml><body/></opml>", "bad-feed"),
        (b"<", "bad-feed"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"<rss>\0</rss>", "binary"),
    ],
)
def test_what_is_no_feed(data: bytes, reason: str) -> None:
    with pytest.raises(IngestError) as caught:
        parse_feed(data, url=URL)
    assert caught.value.reason == reason
    assert caught.value.detail


SCRAPS = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<title>", "<![CDATA[", "]]>", "<!--", "-->", "<?",
     "?>", "&amp;", "&#x;", "&", "<a:b c='", "'>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "<pubDate>",
     "<!DOCTYPE", "xml:base='", "http://[", "<content type='xhtml'>", "<updated>", "2024-13-45T99:99", "\x00", "é"]
)  # fmt: skip


@given(st.lists(SCRAPS | st.text(max_size=6), max_size=20).map("".join) | st.binary(max_size=60))
@example("<rss><item><link>http://[")
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_a_feed_or_an_ingest_error(data: str | bytes) -> None:
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    try:
        feed = parse_feed(data, url=URL)
    except IngestError:
        return
    for entry in feed.entries:
        assert entry.url is None or entry.url.lower().startswith(("http://", "https://"))
