"""Fetching pages and feeds from addresses that nobody vouches for."""

import datetime
import functools
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from verbale.errors import ConfigError, FetchError
from verbale.ingest.addresses import Resolve, checked_addresses, networks, system_addresses
from verbale.ingest.bodies import ACCEPT_ENCODING, decoded, too_large
from verbale.ingest.connections import Deadline, chunks_of, response_of
from verbale.ingest.pace import Pace
from verbale.ingest.robots import MAX_ROBOTS_BYTES, Robots
from verbale.ingest.weburl import DEFAULT_PORTS, Target, joined, parse_target
from verbale.version import __version__

USER_AGENT = f"verbale/{__version__} (+news event coder)"
FETCH_MB = 10
_REDIRECTS = (301, 302, 303, 307, 308)
_TEMPORARY = (408, 425, 429)
_ASKS_TO_WAIT = (429, 503)
# For a host that says "too many requests" and not for how long.
HOLD_SECONDS = 60.0
# Below it listen mail servers and the like, which must not be made to read our requests.
_FIRST_FREE_PORT = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How to fetch. `allowed_networks` ("10.1.0.0/16") may be connected to although they are not public.

    `max_bytes` holds for a body as it comes and as it is decoded; `total_seconds` for all redirects of one page
    together, without the waits for its host's turn; `connect_seconds` and `read_seconds` for a single wait.
    """

    user_agent: str = USER_AGENT
    max_bytes: int = FETCH_MB * 1024 * 1024
    max_redirects: int = 5
    total_seconds: float = 30.0
    connect_seconds: float = 10.0
    read_seconds: float = 15.0
    pages_per_minute: int = 10
    allowed_networks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.user_agent.strip() or not self.user_agent.isprintable() or not self.user_agent.isascii():
            raise ConfigError(f"{self.user_agent!a} cannot be sent as a user agent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page or feed; `final_url` is where redirects led, the names of `headers` are in lower case."""

    url: str
    final_url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Fetcher:
    """Fetches pages over http and https for one run, from one thread: politely, and from the public internet only.

    Every address that a host resolves to is checked and the connection goes to the very address that was; so does
    each redirect. robots.txt is honoured, and no host is asked faster than the options say. `clock` counts seconds
    and never goes back, `sleep` waits for some, `resolve` gives a host's addresses and `tls` says which certificates
    to trust.
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = system_addresses,
        tls: Callable[[], ssl.SSLContext] | None = None,
    ) -> None:
        self._options = options or FetchOptions()
        self._allowed = networks(self._options.allowed_networks)
        self._clock = clock
        self._resolve = resolve
        self._tls = tls or default_tls
        self._pace = Pace(self._options.pages_per_minute, clock=clock, sleep=sleep)
        self._robots = Robots(self._options.user_agent.split("/")[0], self._robots_file)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The page at `url`, with status 200 to 299, or 304 when `headers` asked for what changed.

        Raises FetchError, whose reasons docs/feeds.md explains.
        """
        return self._follow(url, headers or {}, polite=True, max_bytes=self._options.max_bytes)

    def _robots_file(self, url: str) -> bytes:
        return self._follow(url, {}, polite=False, max_bytes=MAX_ROBOTS_BYTES).body

    def _follow(self, url: str, headers: Mapping[str, str], *, polite: bool, max_bytes: int) -> Fetched:
        left_seconds = self._options.total_seconds
        target = parse_target(url)
        for _ in range(self._options.max_redirects + 1):
            if polite:
                self._pace.wait(target.host, delay_seconds=self._robots.check(target))
            deadline = Deadline(self._clock, total_seconds=left_seconds, wait_seconds=self._options.read_seconds)
            fetched = self._ask(target, headers, deadline, max_bytes)
            if fetched.status not in _REDIRECTS:
                return Fetched(
                    url=url, final_url=fetched.url, status=fetched.status, headers=fetched.headers, body=fetched.body
                )
            target = parse_target(joined(target.url, fetched.headers["location"]))
            left_seconds = deadline.left_seconds()
        raise FetchError("too-many-redirects", f"it leads on more than {self._options.max_redirects} times")

    def _ask(self, target: Target, headers: Mapping[str, str], deadline: Deadline, max_bytes: int) -> Fetched:
        addresses = self._addresses(target)
        sent = {"User-Agent": self._options.user_agent, "Accept-Encoding": ACCEPT_ENCODING, **headers}
        with response_of(
            target,
            addresses,
            sent,
            deadline=deadline,
            connect_seconds=self._options.connect_seconds,
            tls=self._tls,
        ) as response:
            # A header may be folded over lines, and what comes back is sent again (ETag) or joined to a URL.
            got = {name.lower(): " ".join(value.split()) for name, value in response.headers.items()}
            body = b""
            if response.status in _REDIRECTS and got.get("location"):
                got["location"] = _as_utf8(got["location"])
            else:
                self._check_status(target, response.status, got, conditional=_is_conditional(headers))
                if (response.length_remaining or 0) > max_bytes:
                    raise too_large(max_bytes)
                body = decoded(chunks_of(response), got.get("content-encoding", ""), limit_bytes=max_bytes)
            return Fetched(url=target.url, final_url=target.url, status=response.status, headers=got, body=body)

    def _addresses(self, target: Target) -> Sequence[str]:
        if target.port < _FIRST_FREE_PORT and target.port not in DEFAULT_PORTS.values():
            raise FetchError("refused-address", f"port {target.port} is none where web pages are served")
        return checked_addresses(target.host, self._resolve(target.host, target.port), self._allowed)

    def _check_status(self, target: Target, status: int, headers: Mapping[str, str], *, conditional: bool) -> None:
        if 200 <= status < 300 or (status == 304 and conditional):
            return
        seconds = retry_after_seconds(headers)
        if status == 429 or (status in _ASKS_TO_WAIT and seconds is not None):
            self._pace.hold(target.host, HOLD_SECONDS if seconds is None else seconds)
        temporary = status >= 500 or status in _TEMPORARY
        detail = f"{target.host} answered with status {status}"
        raise FetchError("http-status", detail, temporary=temporary, status=status, retry_after_seconds=seconds)


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """How long the Retry-After header asks to wait; a date there is read against the server's own Date."""
    value = headers.get("retry-after", "")
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    until, now = _moment(value), _moment(headers.get("date", ""))
    return max(0.0, (until - now).total_seconds()) if until is not None and now is not None else None


def _moment(value: str) -> datetime.datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=datetime.UTC)


def _is_conditional(headers: Mapping[str, str]) -> bool:
    return any(name.lower() in ("if-none-match", "if-modified-since") for name in headers)


def _as_utf8(value: str) -> str:
    """A header as its bytes read in UTF-8, which servers write into Location although it should be ASCII."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


@functools.cache
def default_tls() -> ssl.SSLContext:
    """Trusts the system's certificate authorities and those that Mozilla ships, for systems that have none."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
