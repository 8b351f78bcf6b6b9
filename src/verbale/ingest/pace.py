"""How fast one host is asked for pages."""

from collections import defaultdict, deque
from collections.abc import Callable

from verbale.errors import ConfigError, FetchError

WINDOW_SECONDS = 60.0
# Beyond this a run would stand still for one host; its pages are left for the next run.
LONGEST_WAIT_SECONDS = 120.0
# A sleep may end a little early, and a clock may be coarse.
_SHORTEST_SLEEP_SECONDS = 0.001


class Pace:
    """Waits so that no host is asked for more than `pages_per_minute` pages in any 60 seconds.

    `clock` counts seconds and never goes back; `sleep` waits for some. Raises ConfigError for no page a minute.
    """

    def __init__(self, pages_per_minute: int, *, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        if pages_per_minute < 1:
            raise ConfigError(f"{pages_per_minute} pages a minute: at least one is needed")
        self._clock = clock
        self._sleep = sleep
        self._asked: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=pages_per_minute))
        self._held_until: dict[str, float] = {}

    def wait(self, host: str, *, delay_seconds: float = 0.0) -> None:
        """Returns when the host may be asked, and counts that it is; `delay_seconds` is its own least interval.

        Raises FetchError "busy" at once when that would take more than two minutes.
        """
        asked = self._asked[host]
        wait_seconds = self._left_seconds(host, delay_seconds)
        if wait_seconds > LONGEST_WAIT_SECONDS:
            raise FetchError("busy", f"{host} wants to be left alone for {wait_seconds:.0f} seconds", temporary=True)
        while wait_seconds > 0:
            self._sleep(max(wait_seconds, _SHORTEST_SLEEP_SECONDS))
            wait_seconds = self._left_seconds(host, delay_seconds)
        asked.append(self._clock())

    def hold(self, host: str, seconds: float) -> None:
        """Leaves a host alone for some time, as it asked."""
        self._held_until[host] = max(self._held_until.get(host, float("-inf")), self._clock() + seconds)

    def _left_seconds(self, host: str, delay_seconds: float) -> float:
        asked = self._asked[host]
        ready = [self._held_until.get(host, float("-inf"))]
        if asked:
            ready.append(asked[-1] + delay_seconds)
        if len(asked) == asked.maxlen:
            ready.append(asked[0] + WINDOW_SECONDS)
        return max(ready) - self._clock()
