"""Who may ask, and what every answer says to the browser: host names, token, origin, size, security headers."""

import hmac
import re
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

from verbale.serve.answers import refusal
from verbale.serve.site import Site

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "verbale_token"
# No inline script, no eval, nothing from another host, not in another's frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PORT = re.compile(r":\d*$")
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """ASGI middleware in front of everything; `fault` is what is answered where something unforeseen went wrong."""

    def __init__(self, app: "ASGIApp", site: Site, fault: Callable[[Request], "ASGIApp"]) -> None:
        self._app = app
        self._site = site
        self._fault = fault

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def guarded(message: "Message") -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        headers = Headers(scope=scope)
        answer = self._refused_host(headers) or self._refused_origin(scope, headers) or self._refused_size(headers)
        answer = answer or self._refused_token(scope, headers)
        if answer is not None:
            await answer(scope, receive, guarded)
            return
        try:
            await self._app(scope, _limited(receive, self._site.upload_bytes), guarded)
        except Exception:
            # Here, not further out, so that this answer says the same to the browser as every other.
            if not begun:
                await self._fault(Request(scope))(scope, receive, guarded)
            raise

    def _refused_host(self, headers: Headers) -> "ASGIApp | None":
        """A name that is not ours: a stranger's page may have pointed it at this computer."""
        name = _PORT.sub("", headers.get("host", "")).lower()
        if self._site.hosts and name not in self._site.hosts:
            return refusal(421, "wrong-host", "this site is not asked for under that name")
        return None

    def _refused_origin(self, scope: "Scope", headers: Headers) -> "ASGIApp | None":
        """Only pages of this site may change anything, have a text coded, or ask for what no reader opens himself."""
        foreign = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        if scope["method"] not in _CHANGING:
            # A stranger's page may lead here, but not keep this computer busy with what it loads without being seen.
            opened = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
            if foreign and not opened:
                return refusal(403, "wrong-origin", "another site may lead here, but not load this")
            return None
        origin, ours = headers.get("origin"), f"{scope['scheme']}://{headers.get('host', '')}"
        if foreign or origin not in (None, ours):
            return refusal(403, "wrong-origin", "another site may not send this")
        return None

    def _refused_size(self, headers: Headers) -> "ASGIApp | None":
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 15 or int(length) > self._site.upload_bytes:
            return refusal(413, "too-large", f"at most {self._site.upload_bytes} bytes")
        return None

    def _refused_token(self, scope: "Scope", headers: Headers) -> "ASGIApp | None":
        token = self._site.token
        if token is None:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get("token", "")
        if given and _same(given, token) and scope["method"] == "GET":
            # The token leaves the address, which people share, for a cookie that scripts cannot read.
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # One slash: two would begin the address of another host.
            path = quote(f"/{scope['path'].lstrip('/')}")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
            answer.headers["Cache-Control"] = "no-store"
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
            return answer
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if _same(bearer, token) or _same(_cookie(headers), token):
            return None
        return refusal(401, "token-needed", "this site asks for a token: open the address that it printed at its start")


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode("utf-8"))


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


class BodyTooLargeError(HTTPException):
    """A body grew beyond the limit while it came in; of the kind that whoever reads the body lets pass."""

    def __init__(self) -> None:
        super().__init__(413, "the body is larger than this site takes")


def _limited(receive: "Receive", limit: int) -> "Receive":
    """A body without a length of its own may still not grow for ever."""
    taken = 0

    async def counted() -> "Message":
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise BodyTooLargeError
        return message

    return counted
