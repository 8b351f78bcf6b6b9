"""Which addresses are public, and how web addresses are read."""

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verbale.errors import ConfigError, FetchError
from verbale.ingest.addresses import checked_addresses, is_public, networks
from verbale.ingest.weburl import joined, parse_target

PRIVATE_V4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
    "240.0.0.0/4",
)  # fmt: skip
PRIVATE_V6 = (
    "::1/128", "::/128", "fe80::/10", "fc00::/7", "fec0::/10", "ff00::/8", "2001:db8::/32", "2001::/32", "::/96",
    "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "3fff::/20", "5f00::/16",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.32.0.1", "192.169.0.1", "223.255.255.255",
    "2606:4700::1111", "2a00:1450:4001::1", "64:ff9b::1.1.1.1", "2002:101:101::1")  # fmt: skip


def inside(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(names).flatmap(lambda name: st.ip_addresses(network=name)).map(str)


@given(inside(PRIVATE_V4) | inside(PRIVATE_V6))
@example("255.255.255.255")
@example("fe80::1%eth0")
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(FetchError) as caught:
        checked_addresses("news.example", ["1.1.1.1", address])
    assert caught.value.reason == "refused-address"
    assert not caught.value.temporary


@given(inside(PRIVATE_V4))
def test_a_private_address_does_not_hide_in_another(address: str) -> None:
    number = int(ipaddress.IPv4Address(address))
    for embedding in (
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("::ffff:0:0")) | number),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("2002::")) | number << 80 | 1),
        ipaddress.IPv6Address(number),
    ):
        assert not is_public(embedding), embedding


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert checked_addresses("news.example", [address]) == (address,)


def test_networks_that_are_allowed() -> None:
    allowed = networks(["10.1.0.0/16", "::1"])
    assert checked_addresses("intranet", ["10.1.2.3", "::1", "1.1.1.1"], allowed)
    with pytest.raises(FetchError):
        checked_addresses("intranet", ["10.2.0.1"], allowed)
    with pytest.raises(ConfigError):
        networks(["10.1.0.0/99"])


@pytest.mark.parametrize(("found", "reason"), [([], "unreachable"), (["localhost"], "refused-address")])
def test_no_address_at_all(found: list[str], reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        checked_addresses("news.example", found)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://News.Example/a", ("http", "news.example", 80, "/a", "news.example")),
        ("HTTPS://news.example", ("https", "news.example", 443, "/", "news.example")),
        (" http://a.example.:8080/a b?q=é#part ", ("http", "a.example", 8080, "/a%20b?q=%C3%A9", "a.example:8080")),
        ("https://bücher.example/", ("https", "xn--bcher-kva.example", 443, "/", "xn--bcher-kva.example")),
        ("http://[2606:4700::1]:80/", ("http", "2606:4700::1", 80, "/", "[2606:4700::1]")),
        ("http://%6eews.example/", ("http", "news.example", 80, "/", "news.example")),
        ("http://news.example\\@other.example/", ("http", "news.example", 80, "/%5C@other.example/", "news.example")),
    ],
)  # fmt: skip
def test_parts_of_an_address(url: str, expected: tuple[str, str, int, str, str]) -> None:
    target = parse_target(url)
    assert (target.scheme, target.host, target.port, target.path, target.authority) == expected


@pytest.mark.parametrize(
    "url",
    [
        "", "news.example/a", "//news.example/a", "/a", "file:///etc/passwd", "ftp://news.example/",
        "javascript:alert(1)", "data:text/html,x", "http://", "http:///a", "http://./", "http://us er.example/", "http://a@news.example/",
        "http://a:b@news.example/", "http://news.example:99999/", "http://news.example:port/", "http://[::1/",
        "http://\ud800.example/", "http://news.example/" + "a" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse_target(url)
    assert caught.value.reason == "bad-url"
    caught.value.detail.encode()


@given(st.text(max_size=40), st.sampled_from(["http://", "https://", "", "//", "http://a.example"]))
def test_any_text_is_a_target_or_a_bad_url(rest: str, start: str) -> None:
    try:
        target = parse_target(joined("http://news.example/a/", start + rest))
    except FetchError:
        return
    assert target.path.startswith("/")
    sent = target.host + target.path
    assert sent.isascii()
    assert not set(sent) & set(" \r\n\t\0")


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example"])
def test_names_that_no_resolver_takes(host: str) -> None:
    from verbale.ingest.addresses import system_addresses

    with pytest.raises(FetchError) as caught:
        system_addresses(host, 80)
    assert caught.value.reason in ("bad-url", "unreachable")
