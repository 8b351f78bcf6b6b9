"""The exceptions Verbale raises, all under one root.

VerbaleError
├── ConfigError       a wrong option or setting; the command line exits with status 2
│   ├── UnknownIdError    an event, article, story, actor or judgement that the store does not hold
│   └── JudgementConflict a judgement that cannot stand beside another, or on a value that has changed since it was seen
├── CodebookError     a codebook file that cannot be used; names file and line
├── IngestError       one input that cannot be read as news; becomes a Rejection and the run goes on
│   └── FetchError    an address that could not or may not be fetched
├── ModelError        the spaCy pipeline is missing or cannot be loaded
├── CodingError       the coding worker gave no answer; the next call starts another
│   ├── CodingTimeout     an article took longer than allowed
│   ├── CodingBusy        too many calls wait, or one waited too long
│   └── CodingStopped     the worker ended in the middle (memory, crash) or was closed
└── StoreError        a store that is missing, held by somebody else, newer than this program or not one of ours
"""

from typing import Literal

FetchReason = Literal[
    "bad-url", "refused-address", "robots", "busy", "too-many-redirects", "http-status", "too-large", "bad-encoding",
    "broken", "timeout", "unreachable",
]  # fmt: skip


class VerbaleError(Exception):
    """Root of every exception that Verbale raises on purpose."""


class ConfigError(VerbaleError):
    """An option or setting is wrong; nothing has been coded."""


class UnknownIdError(ConfigError):
    """The store does not hold what this id or key names."""


class JudgementConflict(ConfigError):
    """A judgement cannot stand as things are. `judgement_id` is the one in its way, None where the record changed."""

    def __init__(self, message: str, *, judgement_id: int | None = None) -> None:
        self.judgement_id = judgement_id
        super().__init__(message)


class CodebookError(VerbaleError):
    """A codebook file is wrong. `where` is `file:line` or the file alone."""

    def __init__(self, message: str, *, where: str = "") -> None:
        self.where = where
        super().__init__(f"{where}: {message}" if where else message)


class IngestError(VerbaleError):
    """One article cannot be read. `reason` is a short fixed word, `detail` says more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


class FetchError(IngestError):
    """A page or feed was not fetched; docs/feeds.md explains each `reason`.

    `temporary` when a later try may succeed. `status` is the HTTP status that was refused, and
    `retry_after_seconds` how long the server asked to be left alone.
    """

    reason: FetchReason

    def __init__(
        self,
        reason: FetchReason,
        detail: str = "",
        *,
        temporary: bool = False,
        status: int | None = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        self.temporary = temporary
        self.status = status
        self.retry_after_seconds = retry_after_seconds
        super().__init__(reason, detail)


class ModelError(VerbaleError):
    """The language pipeline is missing or cannot be loaded."""


class CodingError(VerbaleError):
    """A worker process gave no answer for one article; the next call is not harmed."""


class CodingTimeout(CodingError):
    """Coding one article took longer than allowed; its worker was killed."""


class CodingBusy(CodingError):
    """Too many calls wait for the worker already, or this one has waited too long; a later try may succeed."""


class CodingStopped(CodingError):
    """The worker ended before it answered: out of memory, crashed, or closed by its owner."""


class StoreError(VerbaleError):
    """A store cannot be opened or written; what was there before is unharmed."""
