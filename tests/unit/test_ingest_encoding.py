"""Encodings of pages and files."""

import pytest

from verbale.errors import IngestError
from verbale.ingest.encoding import decode

CURLY = "Kyiv’s mayor said: “We will not leave.” It cost €3m – a record. " * 4
RUSSIAN = "Президент подписал указ о признании республик и направил войска на границу. " * 4


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252"])
def test_english_in_many_encodings(codec: str) -> None:
    assert decode(CURLY.encode(codec)) == CURLY


def test_nothing_is_normalised() -> None:
    text = "One\r\nTwo\rThree\u2028 Four\u00a0e\u0301 é\n\n"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="windows-1251">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_declared_charset(head: str) -> None:
    page = f"{head}<p>{RUSSIAN}</p>"
    assert decode(page.encode("cp1251"), html=True) == page


def test_latin_1_means_windows_1252() -> None:
    page = '<meta charset="iso-8859-1"><p>“Non”</p>'
    assert decode(page.encode("cp1252"), html=True) == page


def test_valid_utf_8_outranks_a_wrong_declaration() -> None:
    page = f'<meta charset="windows-1252"><p>{CURLY}</p>'
    assert decode(page.encode(), html=True) == page


def test_unknown_declared_charset_is_passed_over() -> None:
    page = f'<meta charset="no-such-thing"><p>{CURLY}</p>'
    assert decode(page.encode(), html=True) == page


def test_iso_2022_jp() -> None:
    page = '<meta charset="iso-2022-jp"><p>東京で会談</p>'
    assert decode(page.encode("iso2022_jp"), html=True) == page


def test_undeclared_other_script_is_guessed() -> None:
    assert "указ" in decode(RUSSIAN.encode("cp1251"))


def test_utf_8_with_a_stray_byte_stays_utf_8() -> None:
    text = decode(CURLY.encode() + b"\xe9 end")
    assert text.startswith(CURLY)
    assert text.endswith("\ufffd end")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 abc", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04abc", bytes(range(256)) * 8, b"text with \0 in it",
        b"\x01\x02\x03\x04\x05text",
    ],
)  # fmt: skip
def test_binary(data: bytes) -> None:
    with pytest.raises(IngestError) as caught:
        decode(data)
    assert caught.value.reason == "binary"


def test_a_damaged_byte_does_not_cost_the_text() -> None:
    assert (
        decode(b"Kenya accused Somalia\x81 of sheltering gunmen.")
        == "Kenya accused Somalia\ufffd of sheltering gunmen."
    )


def test_no_encoding_fits() -> None:
    with pytest.raises(IngestError) as caught:
        decode(bytes([0x81, 0xFF, 0x8D, 0xFE, 0x90, 0xA0, 0x9D, 0x80]) * 50)
    assert caught.value.reason == "bad-encoding"
