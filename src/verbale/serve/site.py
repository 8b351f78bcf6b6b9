"""What a site is told when it starts: the store, who may ask it under which names, and its limits."""

from dataclasses import dataclass, field

from verbale.store import Store

# Names under which a page of this computer alone is asked for; any other name points here by a stranger's will.
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Settings of one site.

    `hosts` are the host names that a request may carry (an empty set: any, which asks for a token). `token`, where
    there is one, must come with each request. `upload_bytes` limits a text to code, `coding_seconds` the time for it.
    """

    store: Store
    allow_judging: bool = False
    token: str | None = field(default=None, repr=False)
    hosts: frozenset[str] = LOOPBACK
    upload_bytes: int = 1_000_000
    coding_seconds: float = 30.0
