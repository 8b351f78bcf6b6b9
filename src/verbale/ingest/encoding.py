"""Bytes to text, with the encodings that news comes in."""

import codecs
import re

from verbale.errors import IngestError

# Longest mark first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF document"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"), (b"PK\x03\x04", "a ZIP archive or an office document"), (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"BZh", "bzip2 data"), (b"\xfd7zXZ", "xz data"),
    (b"PAR1", "a Parquet file"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0c\x1b")
# Above this share of control bytes nobody can read the file.
MAX_CONTROL_SHARE = 0.02
HEAD_BYTES = 4096
# Browsers read these names as windows-1252, and pages that carry them mean it (WHATWG Encoding Standard, section 4.2).
_MEANS_1252 = {"iso8859-1", "ascii", "iso8859_1", "latin_1", "latin-1"}
# In English a foreign letter or a curly quote is rare; above this share of high bytes it is another script.
ENGLISH_HIGH_SHARE = 0.06


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of `data`; a byte-order mark is dropped, nothing else is changed.

    Tries the mark, UTF-8, the charset that the page declares (`html`), windows-1252 for text that is nearly
    all ASCII, and what charset-normalizer finds. A declared charset gives way to valid UTF-8, which other
    encodings hardly ever form by chance. Raises IngestError "binary" or "bad-encoding".
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    check_binary(data)
    declared = _declared(data) if html else None
    if declared is not None and b"\x1b" in data and (text := _strict(data, declared)) is not None:
        return text  # ISO-2022-JP and its like are valid ASCII too
    for candidate in ("utf-8", declared):
        if candidate is not None and (text := _strict(data, candidate)) is not None:
            return text
    return _guess(data)


def check_binary(data: bytes) -> None:
    """Raises IngestError "binary" when `data` is no text in an encoding of single or multiple bytes."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise IngestError("binary", f"it is {what}")
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide_encoding(data):
        return
    if b"\0" in data:
        raise IngestError("binary", "it holds NUL bytes")
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(head):
        raise IngestError("binary", f"{controls} of the first {len(head)} bytes are control characters")


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is NUL."""
    head = data[:HEAD_BYTES]
    half = len(head) // 2
    if half < 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even <= 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd <= 0.02 * half else None


def _declared(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:HEAD_BYTES])
    if not found:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except (LookupError, ValueError):
        return None
    # A page that was readable as ASCII so far cannot be UTF-16, whatever it says.
    return None if name.startswith(("utf-16", "utf-32")) else "cp1252" if name in _MEANS_1252 else name


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str:
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    if broken * 4 <= sum(character > "\x7f" for character in patched) - broken:
        return patched  # UTF-8 with a few bytes cut or pasted in from elsewhere
    high = sum(byte > 0x7F for byte in data)
    # charset-normalizer takes a handful of curly quotes in English for any of a dozen code pages.
    if high <= ENGLISH_HIGH_SHARE * len(data):
        return data.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    if best is not None and (text := _strict(data, best.encoding)) is not None:
        return text
    western = _strict(data, "cp1252")
    if western is None:
        raise IngestError("bad-encoding", "it is neither UTF-8 nor any other encoding that fits")
    return western
