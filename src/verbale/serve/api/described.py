"""What the OpenAPI description says of answers."""

from collections.abc import Iterable
from typing import Any

from verbale.serve.downloads import MEDIA, TABLE_FORMATS

_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string", "description": "a short fixed word"},
                "message": {"type": "string", "description": "a sentence for a person"},
            },
        }
    },
}
_MEANING = {
    304: "what the asker holds (If-None-Match) is still so",
    400: "a parameter says something that there is not",
    401: "the token is missing",
    403: "not allowed: from another site, or judging is not enabled",
    404: "the store does not hold it",
    409: "another judgement stands against it",
    413: "too large",
    421: "asked under a name that is not this site's",
    422: "a parameter is missing or not of its kind, or a text that cannot be read as news",
    503: "the store is held by another program, or the coder is busy; try again",
    504: "coding took too long and was stopped",
}


def answers(description: str, *codes: int, good: int = 200, **properties: str) -> dict[int | str, Any]:
    """Responses for FastAPI: the good one with its members (name to words), the errors with the common shape."""
    schema: dict[str, Any] = {"type": "object"}
    if properties:
        schema["properties"] = {name: {"description": words} for name, words in properties.items()}
    said: dict[int | str, Any] = {
        good: {"description": description, "content": {"application/json": {"schema": schema}}}
    }
    for code in (*((304,) if good == 200 else ()), 400, 401, 421, 422, 503, *codes):
        said[code] = {"description": _MEANING[code]}
        if code >= 400:
            said[code]["content"] = {"application/json": {"schema": _ERROR}}
    return said


def files(description: str, *codes: int, forms: Iterable[str] = TABLE_FORMATS) -> dict[int | str, Any]:
    """The same for a file in one of several forms."""
    said = answers(description, *codes)
    said[200]["content"] = {MEDIA[form].partition(";")[0]: {"schema": {}} for form in forms}
    return said
