"""Bodies: what was compressed comes back, and never more than the limit."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import FetchError
from verbale.ingest.bodies import decoded


def raw(data: bytes) -> bytes:
    deflater = zlib.compressobj(wbits=-15)
    return deflater.compress(data) + deflater.flush()


ENCODERS = {"": bytes, "identity": bytes, "gzip": gzip.compress, "X-GZIP ": gzip.compress, "deflate": zlib.compress}


def pieces(data: bytes, sizes: list[int]) -> list[bytes]:
    cut = []
    for size in sizes:
        cut.append(data[:size])
        data = data[size:]
    return [*cut, data]


@given(st.binary(max_size=300), st.sampled_from(sorted(ENCODERS)), st.lists(st.integers(1, 9), max_size=20))
def test_what_was_encoded_comes_back(data: bytes, encoding: str, sizes: list[int]) -> None:
    body = pieces(ENCODERS[encoding](data), sizes)
    assert decoded(body, encoding, limit_bytes=400) == data


@given(st.binary(max_size=300), st.lists(st.integers(2, 9), max_size=20))
def test_deflate_without_its_frame(data: bytes, sizes: list[int]) -> None:
    assert decoded(pieces(raw(data), sizes), "deflate", limit_bytes=400) == data


@given(st.binary(min_size=1, max_size=300), st.integers(0, 299), st.sampled_from(["", "gzip", "deflate"]))
def test_never_more_than_the_limit(data: bytes, limit: int, encoding: str) -> None:
    body = ENCODERS[encoding](data)
    if limit >= max(len(data), len(body)):
        assert decoded([body], encoding, limit_bytes=limit) == data
        return
    with pytest.raises(FetchError) as caught:
        decoded([body], encoding, limit_bytes=limit)
    assert caught.value.reason == "too-large"


def test_a_bomb_is_not_unfolded() -> None:
    bomb = gzip.compress(gzip.compress(bytes(100_000_000)))
    assert len(bomb) < 1000
    assert len(decoded([bomb], "gzip", limit_bytes=1_000_000)) < 200_000, "one layer is undone, not two"
    body = gzip.decompress(bomb)
    tracemalloc.start()
    try:
        with pytest.raises(FetchError) as caught:
            decoded([body], "gzip", limit_bytes=1_000_000)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.value.reason == "too-large"
    assert peak_bytes < 10_000_000


def test_an_endless_body_is_not_read_to_its_end() -> None:
    read = 0

    def endless():  # type: ignore[no-untyped-def]
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1000

    with pytest.raises(FetchError):
        decoded(endless(), "", limit_bytes=10_000)
    assert read == 11


def test_several_gzip_files_and_padding() -> None:
    body = gzip.compress(b"one ") + gzip.compress(b"two")
    assert decoded([body], "gzip", limit_bytes=100) == b"one two"
    assert decoded(pieces(body, [5] * 20), "gzip", limit_bytes=100) == b"one two"
    assert decoded([body, b"\0\0\0", b"\0"], "gzip", limit_bytes=100) == b"one two"
    many = gzip.compress(b"0123456789") * 3
    with pytest.raises(FetchError):
        decoded([many], "gzip", limit_bytes=29)


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (b"abc", "br", "bad-encoding"),
        (b"abc", "gzip, gzip", "bad-encoding"),
        (b"abc", "gzip", "broken"),
        (gzip.compress(b"abc")[:-5], "gzip", "broken"),
        (gzip.compress(b"abc") + gzip.compress(b"def")[:6], "gzip", "broken"),
        (zlib.compress(b"abc")[:-1], "deflate", "broken"),
        (b"\xff\xff\xff", "deflate", "broken"),
    ],
)
def test_bodies_that_cannot_be_decoded(body: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        decoded([body], encoding, limit_bytes=1000)
    assert caught.value.reason == reason


def test_nothing_was_compressed() -> None:
    assert decoded([], "gzip", limit_bytes=10) == b""
