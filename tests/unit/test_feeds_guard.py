"""XML that is a weapon: refused before a parser sees it, in any encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import IngestError
from verbale.ingest.feeds import parse_feed
from verbale.ingest.xmlguard import guarded

LAUGHS = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE rss [<!ENTITY lol0 "lol">{LAUGHS}]><rss><item><title>&lol9;</title></item></rss>'
LOCAL_FILE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><title>&x;</title></item></rss>'
ATTACKS = {
    "laughs": BILLION_LAUGHS,
    "file": LOCAL_FILE,
    "declared": '<?xml version="1.0"?>\n' + BILLION_LAUGHS,
    "lower case": LOCAL_FILE.replace("DOCTYPE", "doctype"),
    "empty subset": "<!DOCTYPE rss []><rss/>",
    "external too": '<!DOCTYPE rss SYSTEM "http://x.example/x.dtd" [<!ENTITY a "b">]><rss/>',
    "public too": '<!DOCTYPE rss PUBLIC "a" "http://x.example/x.dtd" [<!ENTITY a "b">]><rss/>',
    "bracket quoted": '<!DOCTYPE rss SYSTEM "a>" [<!ENTITY a "b">]><rss/>',
    "comment quoted": '<!DOCTYPE rss SYSTEM "<!--" [<!ENTITY a "b">]><rss><!-- --></rss>',
    "instruction quoted": "<!DOCTYPE rss SYSTEM '<?' [<!ENTITY a 'b'>]><rss><?x?></rss>",
    "section quoted": "<!DOCTYPE rss SYSTEM '<![CDATA[' [<!ENTITY a 'b'>]><rss>]]></rss>",
    "in two": "<!DOC<!DOCTYPE x>TYPE rss [<!ENTITY a 'b'>]><rss/>",
    "behind a comment": "<!-- <![CDATA[ -->" + BILLION_LAUGHS + "<!-- ]]> -->",
    "behind an instruction": "<?x <!-- ?>" + BILLION_LAUGHS + "<?x --> ?>",
    "after an odd character": BILLION_LAUGHS.replace("<!DOCTYPE", "<!DOC\x01TYPE"),
    "twice": "<!DOCTYPE rss><!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>",
    "parameter entity": "<!DOCTYPE rss [<!ENTITY % a SYSTEM 'http://x.example/'> %a;]><rss/>",
    "open comment": "<!-- " + BILLION_LAUGHS,
    "in the body": "<rss>" + BILLION_LAUGHS + "</rss>",
}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_are_refused(name: str, codec: str) -> None:
    with pytest.raises(IngestError) as caught:
        parse_feed(ATTACKS[name].encode(codec), url="http://a.example/")
    assert caught.value.reason == "unsafe-xml"


def test_an_encoding_named_in_the_xml_hides_nothing() -> None:
    # In UTF-7 "+ADw-" is "<": a parser that believed the declaration would see what the check did not.
    hidden = BILLION_LAUGHS.replace("<!", "+ADw-!")
    feed = parse_feed(b"<?xml version='1.0' encoding='utf-7'?>" + hidden.encode(), url="http://a.example/")
    assert [entry.title for entry in feed.entries] == ["&lol9;"]


@pytest.mark.parametrize(
    "xml",
    [
        "<!DOCTYPE rss><rss><item/></rss>",
        '<!DOCTYPE rss SYSTEM "http://x.example/x.dtd"><rss><item/></rss>',
        "<rss><item><title><![CDATA[How <!DOCTYPE x [<!ENTITY a 'b'>]> works]]></title></item></rss>",
        "<rss><!-- <!ENTITY a 'b'> --><item/></rss>",
        "<rss><item><title>How &lt;!DOCTYPE x [ works</title></item></rss>",
    ],
)
def test_what_only_speaks_of_it_is_read(xml: str) -> None:
    assert len(parse_feed(xml.encode(), url="http://a.example/").entries) == 1


PIECES = st.sampled_from(
    ["<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<a>", "&", "&amp;", "&eacute;", "&#60;", " x ", "\x02"]
)


@given(st.lists(PIECES, max_size=15).map("".join))
def test_guarding_twice_is_guarding_once(xml: str) -> None:
    once = guarded(xml)
    if "<!--" not in once and "<?" not in once:
        assert guarded(once) == once


@pytest.mark.parametrize("piece", ["<!--", "<![CDATA[", "<?", "&", "&a", "<", "<!DOCTYPE a ", "<!DOCTYPE"])
def test_long_rubbish_takes_no_long_time(piece: str) -> None:
    # Three million characters: a check whose time grew with their square would not come back.
    rubbish = piece * (3_000_000 // len(piece))
    if "DOCTYPE" not in piece:
        assert guarded(rubbish)
        return
    with pytest.raises(IngestError):
        guarded(rubbish)
