"""Verbale reads the news and keeps the record: who did what to whom, when and where."""

from typing import TYPE_CHECKING, Any

from verbale.errors import (
    CodebookError,
    ConfigError,
    FetchError,
    IngestError,
    ModelError,
    StoreError,
    UnknownIdError,
    VerbaleError,
)
from verbale.version import __version__

if TYPE_CHECKING:
    from verbale.pipeline.api import annotate, code, code_text, group_articles, to_frame

__all__ = [
    "CodebookError",
    "ConfigError",
    "FetchError",
    "IngestError",
    "ModelError",
    "StoreError",
    "UnknownIdError",
    "VerbaleError",
    "__version__",
    "annotate",
    "code",
    "code_text",
    "group_articles",
    "to_frame",
]

_LAZY = {"annotate", "code", "code_text", "group_articles", "to_frame"}


def __getattr__(name: str) -> Any:
    """The pipeline is imported on first use, so that `import verbale` stays fast."""
    if name in _LAZY:
        from verbale.pipeline import api

        return getattr(api, name)
    raise AttributeError(f"module 'verbale' has no attribute {name!r}")
