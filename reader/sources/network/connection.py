"""Connections that end in time and go nowhere that a page chose for them.

httpx bounds each wait, not their sum, and connects to whatever a name resolves to. Here every wait on one deadline
counts down together, from the look-up of the name to the last byte, and each address is looked at before it is
connected to: a public page must not be able to send its reader to a machine of the reader's own network.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from reader.errors import NetworkError
from reader.tongue import _

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable


class Deadline:
    """A moment by which all must be done.

    Args:
        seconds: How long from now.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left; never so few that a socket would take them for no limit at all."""
        return max(0.001, self._end - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether there is no time left."""
        return time.monotonic() >= self._end


class Addresses:
    """Which addresses may be connected to.

    Any that the host named by the user has. Of other hosts, which redirects or a feed named, only public ones. A host
    that had public ones when it was first met gets no other private ones later: before it redirects to itself its
    name may have been given those of its reader's network (DNS rebinding).

    Args:
        host: The host that the user named, or that of the feed that names another.
    """

    def __init__(self, host: str) -> None:
        self._host = host.lower()
        self._met: frozenset[str] = frozenset()

    def allowed(self, host: str, port: int, deadline: Deadline) -> list[str]:
        """The addresses of `host` that may be connected to.

        Raises:
            NetworkError: where it has none, or the look-up takes too long.
        """
        found = resolve(host, port, deadline)
        is_named = host.lower() == self._host
        if is_named:
            self._met = self._met or frozenset(found)
        if is_named and not any(map(is_public, self._met)):
            return found
        public = [address for address in found if is_public(address) or (is_named and address in self._met)]
        if not public:
            raise NetworkError(
                _(
                    "{host} leads to {address}, which is inside a private network: Reader does not follow it there"
                ).format(host=self._host, address=host)
            )
        return public


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address):
        inner = known.ipv4_mapped or known.sixtofour or (known.teredo[1] if known.teredo else None)
        if inner is None and known in _NAT64:
            inner = ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)
        if inner is not None:
            known = inner
        elif known not in _UNICAST:
            return False
    return known.is_global and not known.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that is given out of IPv6 for the Internet. What stands elsewhere is local, or IPv4 in one more disguise."""


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of `host`; the system's look-up has no time limit of its own, so it runs aside.

    Raises:
        NetworkError: where the name has no address, or the look-up takes too long.
    """
    answers: queue.Queue[list[str] | OSError] = queue.Queue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look_up, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left)
    except queue.Empty:
        raise NetworkError(
            _("nobody answered in time where {host} is: check the connection and try again").format(host=host)
        ) from None
    if isinstance(answer, OSError) or not answer:
        raise NetworkError(
            _("{host} is not known: check the address, and that there is a connection to the Internet").format(
                host=host
            )
        )
    return list(dict.fromkeys(answer))


class Transport(httpx.HTTPTransport):
    """httpx's transport over bounded connections.

    Args:
        addresses: Which may be connected to.
        deadline: When all must be done.
        verify: How certificates are verified.
    """

    def __init__(self, addresses: Addresses, deadline: Deadline, verify: ssl.SSLContext) -> None:
        super().__init__(verify=verify, trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=verify, network_backend=_Backend(addresses, deadline))


class _Backend(httpcore.SyncBackend):
    """Connects to allowed addresses, by their numbers, so that what was looked at is what is connected to."""

    def __init__(self, addresses: Addresses, deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is the one limit
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        fault: Exception | None = None
        for address in self._addresses.allowed(host, port, self._deadline)[:4]:
            try:
                stream = super().connect_tcp(address, port, self._deadline.left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
                continue
            return _Stream(stream, self._deadline)
        raise fault or httpcore.ConnectError(_("no address"))


class _Stream(httpcore.NetworkStream):
    """A stream each of whose waits ends at the deadline, however little has come by then."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - see above
        if self._deadline.is_over:
            raise httpcore.ReadTimeout
        return self._stream.read(max_bytes, self._deadline.left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - see above
        self._stream.write(buffer, self._deadline.left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - see above
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
