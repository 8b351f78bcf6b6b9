"""The bytes of a response, decoded as they come and never more than a limit of them."""

import zlib
from collections.abc import Iterable, Iterator

from verbale.errors import FetchError

ACCEPT_ENCODING = "gzip, deflate"
# zlib's window sizes that mean: gzip's frame, zlib's frame, no frame.
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


def decoded(chunks: Iterable[bytes], encoding: str, *, limit_bytes: int) -> bytes:
    """The body behind `encoding`, the Content-Encoding of a response.

    Raises FetchError "too-large" as soon as more than `limit_bytes` came in or came out, so that a small body that
    decodes to a huge one costs no memory; "bad-encoding" for an encoding that was not asked for; "broken" for data
    that end early or are damaged.
    """
    chunks = _limited(chunks, limit_bytes)
    match encoding.strip().lower():
        case "" | "identity":
            return b"".join(chunks)
        case "gzip" | "x-gzip":
            return _inflated(chunks, limit_bytes, gzip=True)
        case "deflate":
            return _inflated(chunks, limit_bytes, gzip=False)
        case other:
            raise FetchError("bad-encoding", f"it is encoded as {other!a}, which was not asked for")


def too_large(limit_bytes: int) -> FetchError:
    """The error for a body beyond the limit."""
    return FetchError("too-large", f"it is larger than the limit of {limit_bytes:,} bytes")


def _limited(chunks: Iterable[bytes], limit_bytes: int) -> Iterator[bytes]:
    left = limit_bytes
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise too_large(limit_bytes)
        yield chunk


def _inflated(chunks: Iterable[bytes], limit_bytes: int, *, gzip: bool) -> bytes:
    out = bytearray()
    inflater = None
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if inflater is None or inflater.eof:
                    # A gzip body may be several files in a row; what else follows the first is padding.
                    if inflater is not None and not (gzip and data.startswith(b"\x1f")):
                        break
                    inflater = zlib.decompressobj(_GZIP if gzip else _deflate_frame(data))
                out += inflater.decompress(data, limit_bytes + 1 - len(out))
                if len(out) > limit_bytes:
                    raise too_large(limit_bytes)
                data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    except zlib.error as error:
        raise FetchError("broken", f"its compressed data are damaged: {error}", temporary=True) from None
    if inflater is not None and not inflater.eof:
        raise FetchError("broken", "its compressed data end too early", temporary=True)
    return bytes(out)


def _deflate_frame(data: bytes) -> int:
    """Servers send deflate with zlib's frame, as the standard has it, or bare: the frame's first byte tells."""
    return _ZLIB if data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0) else _RAW
