"""JSON answers: the shape of an error, tags by which a browser knows what it has, files to keep."""

import hashlib
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response


def encode(payload: Any) -> bytes:
    """JSON; dates in ISO 8601, what JSON has no form for as words."""
    return msgspec.json.encode(payload, enc_hook=str)


def refusal(status: int, code: str, message: str, **more: Any) -> Response:
    """An error as every error of the API looks: `{"error": {"code", "message"}}`, `code` a short fixed word."""
    return Response(
        encode({"error": {"code": code, "message": message, **more}}), status_code=status, media_type="application/json"
    )


def answer(request: Request, payload: Any) -> Response:
    """JSON with an entity tag; 304 without a body where the asker has it already."""
    return tagged(request, encode(payload), "application/json")


def tagged(request: Request, body: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """Any body with an entity tag; 304 where the asker has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    held = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in held or "*" in held:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type=media_type, headers={"ETag": tag, **(headers or {})})
