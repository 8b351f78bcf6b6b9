"""robots.txt: what a host allows Verbale to fetch, asked once a run."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from verbale.errors import FetchError
from verbale.ingest.weburl import Target

# Enough for any host's rules: RFC 9309 has crawlers read at least 500 KiB.
MAX_ROBOTS_BYTES = 512 * 1024
_FORBIDDEN = (401, 403)
# Not the rules are at fault, but the host: its pages would fail in the same way.
_OF_THE_HOST = ("bad-url", "refused-address", "timeout", "unreachable")
# The host is overloaded, which says nothing about what it allows.
_LATER = (408, 425, 429)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    parser: RobotFileParser
    # Why nothing may be fetched for now; None when the rules are known.
    unknown: FetchError | None = None


class Robots:
    """The robots.txt of each host, fetched by `get` on first need and kept for the run.

    `agent` is the name that rules are looked up by. No robots.txt (404 and the like) allows everything, one that is
    itself forbidden (401, 403) nothing, and nothing is fetched for now from a host whose rules cannot be had.
    """

    def __init__(self, agent: str, get: Callable[[str], bytes]) -> None:
        self._agent = agent
        self._get = get
        self._rules: dict[str, _Rules] = {}

    def check(self, target: Target) -> float:
        """The least seconds between two pages of the host.

        Raises FetchError "robots" when it forbids this one, and what went wrong when the host itself was not reached.
        """
        rules = self._rules.get(target.origin)
        if rules is None:
            rules = self._rules[target.origin] = self._read(target.origin)
        if rules.unknown is not None:
            raise _refusal(target, rules.unknown)
        if not rules.parser.can_fetch(self._agent, target.origin + target.path):
            raise FetchError("robots", f"robots.txt of {target.host} does not allow {self._agent} to fetch it")
        return float(rules.parser.crawl_delay(self._agent) or 0)

    def _read(self, origin: str) -> _Rules:
        parser = RobotFileParser()
        try:
            lines = self._get(f"{origin}/robots.txt").decode("utf-8-sig", errors="replace").splitlines()
        except FetchError as error:
            if error.status is None or error.status >= 500 or error.status in _LATER:
                return _Rules(parser=parser, unknown=error)
            lines = ["User-agent: *", "Disallow: /"] if error.status in _FORBIDDEN else []
        parser.parse(lines)
        return _Rules(parser=parser)


def _refusal(target: Target, error: FetchError) -> FetchError:
    if error.reason in _OF_THE_HOST:
        return FetchError(error.reason, error.detail, temporary=error.temporary)
    detail = f"robots.txt of {target.host} cannot be read for now: {error}"
    return FetchError("robots", detail, temporary=True, retry_after_seconds=error.retry_after_seconds)
