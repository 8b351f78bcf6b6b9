"""One request over one connection to an address that was checked before, within a limit of time."""

import io
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError, SSLError

from verbale.errors import FetchError
from verbale.ingest.weburl import Target

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK_BYTES = 65_536


class Deadline:
    """A moment after which a fetch is given up, and the longest that any single wait before it may take."""

    def __init__(self, clock: Callable[[], float], *, total_seconds: float, wait_seconds: float) -> None:
        self._clock = clock
        self._total_seconds = total_seconds
        self._end = clock() + total_seconds
        self._wait_seconds = wait_seconds

    def left_seconds(self) -> float:
        """The time left. Raises FetchError "timeout" when there is none."""
        left = self._end - self._clock()
        if left <= 0:
            raise FetchError("timeout", f"it took more than {self._total_seconds:g} seconds in all", temporary=True)
        return left

    def wait_seconds(self) -> float:
        """How long the next single wait for the network may take. Raises as `left_seconds`."""
        return min(self._wait_seconds, self.left_seconds())


@contextmanager
def response_of(
    target: Target,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    connect_seconds: float,
    tls: Callable[[], ssl.SSLContext],
) -> Iterator[urllib3.HTTPResponse]:
    """The response to a GET, its body still to be read by `chunks_of`; closed on leaving.

    Connects to the first of `addresses` that answers and never asks a resolver; the server must still prove, by
    the Host header and its certificate, to be `target.host`. Raises FetchError "timeout", "unreachable" or "broken".
    """
    with _told_as_fetch_errors(target):
        connection = _connected(target, addresses, deadline, connect_seconds, tls)
        try:
            request = {"Host": target.authority, **headers}
            connection.request("GET", target.path, headers=request, preload_content=False, decode_content=False)
            connection.timeout = deadline.wait_seconds()
            response = connection.getresponse()
            try:
                yield response
            finally:
                response.close()
        finally:
            connection.close()


def chunks_of(response: urllib3.HTTPResponse) -> Iterator[bytes]:
    """The body as it comes from the network: no read waits for more than what is there."""
    while chunk := response.read1(CHUNK_BYTES, decode_content=False):
        yield chunk


def _connected(
    target: Target,
    addresses: Sequence[str],
    deadline: Deadline,
    connect_seconds: float,
    tls: Callable[[], ssl.SSLContext],
) -> HTTPConnection:
    for number, address in enumerate(addresses, start=1):
        connection: HTTPConnection
        timeout = min(connect_seconds, deadline.left_seconds())
        if target.scheme == "https":
            connection = HTTPSConnection(
                address, target.port, timeout=timeout, ssl_context=tls(), server_hostname=target.host
            )
        else:
            connection = HTTPConnection(address, target.port, timeout=timeout)
        try:
            connection.connect()
        except (NewConnectionError, ConnectTimeoutError):
            connection.close()
            # A host with addresses of both families is often reached through one of them only.
            if number == len(addresses):
                raise
            continue
        except BaseException:
            connection.close()
            raise
        connection.sock = _TimedSocket(connection.sock, deadline)
        return connection
    raise FetchError("unreachable", f"{target.host} has no address", temporary=True)


class _TimedSocket:
    """A socket whose reads end at a deadline: without it a server may send a byte now and then for ever."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def makefile(self, *args: Any, **kwargs: Any) -> io.BufferedReader:
        return io.BufferedReader(_TimedReads(self._sock, self._deadline))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class _TimedReads(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        # Holds the socket open after the connection let go of it, as http.client expects of a file.
        self._file = sock.makefile("rb", buffering=0)
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int | None:
        self._sock.settimeout(self._deadline.wait_seconds())
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def _told_as_fetch_errors(target: Target) -> Iterator[None]:
    try:
        yield
    except FetchError:
        raise
    # urllib3 has a refused connection for a kind of timeout: it must be asked about first.
    except (ssl.SSLError, SSLError, NewConnectionError) as error:
        raise FetchError("unreachable", f"no connection to {target.host}: {error}", temporary=True) from error
    except (TimeoutError, ReadTimeoutError, ConnectTimeoutError) as error:
        raise FetchError("timeout", f"{target.host} did not answer in time: {error}", temporary=True) from error
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        what = str(error) or type(error).__name__
        raise FetchError(
            "broken", f"the answer of {target.host} broke off or is none: {what}", temporary=True
        ) from error
