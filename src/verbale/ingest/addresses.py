"""Which network addresses may be connected to: public ones, unless a network is allowed by name."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

from verbale.errors import ConfigError, FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# Host and port to the addresses that the host has.
Resolve = Callable[[str, int], Sequence[str]]

# What `ipaddress` counts as global, or did in some version of Python, and what is none the less no web server's.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier NAT, RFC 6598
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "198.18.0.0/15",
        "240.0.0.0/4",
        "2001::/23",  # Teredo and other protocols' own, RFC 2928
        "2001:db8::/32",
        "3fff::/20",  # documentation, RFC 9637
    )
)
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def networks(names: Sequence[str]) -> tuple[Network, ...]:
    """The networks, or single addresses, that `names` write. Raises ConfigError."""
    try:
        return tuple(ipaddress.ip_network(name.strip()) for name in names)
    except ValueError as error:
        raise ConfigError(f"not a network as 10.1.0.0/16 writes one: {error}") from None


def is_public(address: Address) -> bool:
    """Whether an address is one of the public internet's, which anybody may look at.

    Not so are private, loopback, link-local, multicast, reserved and unspecified addresses, carrier NAT, IPv4
    addresses mapped into IPv6, and those of 6to4 and NAT64 that stand for an IPv4 address that is not public.
    """
    if any(address in network for network in _NOT_PUBLIC):
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    if address.sixtofour is not None:
        return is_public(address.sixtofour)
    return address in _UNICAST_V6 and address.is_global


def checked_addresses(host: str, found: Sequence[str], allowed: Sequence[Network] = ()) -> tuple[str, ...]:
    """The addresses `found` for a host, all of which may be connected to.

    Raises FetchError "refused-address" when a single one is neither public nor in a network `allowed`, and
    "unreachable" when there is none.
    """
    if not found:
        raise FetchError("unreachable", f"{host} has no address", temporary=True)
    for name in found:
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            raise FetchError("refused-address", f"{host} is {name}, which is no address") from None
        if not is_public(address) and not any(address in network for network in allowed):
            raise FetchError("refused-address", f"{host} is {name}, which is not a public address")
    return tuple(found)


def system_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host as the system's resolver has them. Raises FetchError "unreachable" or "bad-url"."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise FetchError("bad-url", f"{host} is no name of a host") from None
    except OSError as error:
        raise FetchError("unreachable", f"{host} cannot be found: {error.strerror or error}", temporary=True) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
