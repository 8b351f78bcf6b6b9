"""Addresses of web pages: one reading of each, which is both what is checked and what is asked for."""

from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from verbale.errors import FetchError

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_URL_CHARS = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The parts of an http or https address; `host` is lower-case ASCII without brackets, `path` with its query."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header writes them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"


def parse_target(url: str) -> Target:
    """The parts of `url`. Raises FetchError "bad-url" for any scheme but http and https, and for no host.

    International names are brought to their ASCII form, percent signs in a host are resolved. A user name in
    an address is refused: it is how an address is made to look like that of another host.
    """
    url = url.strip()
    if len(url) > MAX_URL_CHARS:
        raise FetchError("bad-url", f"it has {len(url)} characters, more than {MAX_URL_CHARS}")
    try:
        parts = parse_url(url)
    except LocationParseError:
        raise FetchError("bad-url", f"{url!a} cannot be read as an address") from None
    if parts.scheme not in DEFAULT_PORTS:
        raise FetchError("bad-url", f"{url!a} does not begin with http:// or https://")
    if parts.auth is not None:
        raise FetchError("bad-url", f"{url!a} carries a user name")
    host = (parts.host or "").strip("[]").rstrip(".")
    if not host:
        raise FetchError("bad-url", f"{url!a} names no host")
    port = parts.port if parts.port is not None else DEFAULT_PORTS[parts.scheme]
    return Target(url=url, scheme=parts.scheme, host=host, port=port, path=parts.request_uri)


def joined(base: str, link: str) -> str:
    """`link` as it is meant on the page `base`. Raises FetchError "bad-url" when the two cannot be joined."""
    try:
        return urljoin(base, link.strip())
    except ValueError as error:
        raise FetchError("bad-url", f"{link!a} cannot be read as an address: {error}") from None
