"""A web address becomes raw bytes, or one clear sentence: the only code that reaches the network.

It asks for the page itself and for nothing in it; nothing of an article is ever sent. What a server can do is
bounded: its time, its bytes once they are unpacked, how often and where to it redirects (`connection.py`).
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeGuard

import httpx

from reader import __version__
from reader.errors import NetworkError, NotAnArticleError
from reader.formats import MEDIA_TYPES, NO_TEXT
from reader.sources import PARSERS, Raw
from reader.sources.detection import by_beginning, by_signature
from reader.sources.html.tree import looks_like_html
from reader.sources.network.connection import Addresses, Deadline, Transport
from reader.sources.network.unpacking import too_large, unpacked
from reader.sources.signatures import binary_kind
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

USER_AGENT = f"Reader/{__version__} (a news reader for the terminal)"
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"

_CHARSET = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([\w.:-]{1,40})", re.IGNORECASE)
_UNSURE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/unknown"})
"""Media types that servers give where they do not know better."""

_OWN_FORM = frozenset({"text/markdown", "application/xhtml+xml"})
"""Media types that no feed is sent as."""

_KINDS: Mapping[str, str] = {
    "image": N_("a picture"),
    "video": N_("a video"),
    "audio": N_("a sound recording"),
    "font": N_("a typeface"),
    "application/zip": N_("an archive"),
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REASONS: Mapping[int, str] = {
    401: N_("wants a name and a password: open it in a browser"),
    402: N_("is for subscribers: open it in a browser"),
    403: N_("refuses to show this page to Reader: open it in a browser"),
    404: N_("has no such page: check the address"),
    407: N_("is behind a proxy that wants a password: check the connection"),
    408: N_("took too long: try again"),
    410: N_("has taken this page down for good"),
    429: N_("asks for fewer requests: try again in some minutes"),
    451: N_("may not show this page here for legal reasons"),
}


_UNCHANGED = 304


class _UnchangedError(NetworkError):
    """The server says that what it has is what was fetched before."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a server is followed. `seconds` is for everything together, `size` in bytes once they are unpacked."""

    seconds: float = 30.0
    size: int = 50 * 1024 * 1024
    redirects: int = 10


LIMITS = Limits()


def fetch_url(address: str, limits: Limits = LIMITS, named_by: str | None = None) -> Raw:
    """What is at the web address `address`; its location is where it was found after redirects.

    Args:
        address: Where to look.
        limits: How far the server is followed.
        named_by: The address of the feed that names this one, where no user does: a feed must not lead its reader
            into a private network that is not its own.

    Raises:
        NetworkError: where the network or the server does not give it.
        NotAnArticleError: where it is something that cannot be read as text, or empty.
    """
    return _fetched(address, limits, named_by, {})


def fetch_changed(address: str, etag: str | None, last_modified: str | None, limits: Limits = LIMITS) -> Raw | None:
    """What is at `address` now; None where its server says that it is what was fetched before.

    Args:
        address: Where to look.
        etag: What the server called the state that was fetched, where it did.
        last_modified: Since when it was so, in the server's own words, where it said so.
        limits: How far the server is followed.

    Raises:
        NetworkError: where the network or the server does not give it.
        NotAnArticleError: where it is something that cannot be read as text, or empty.
    """
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    try:
        return _fetched(address, limits, None, {name: value for name, value in known.items() if _can_be_sent(value)})
    except _UnchangedError:
        return None


def _fetched(address: str, limits: Limits, named_by: str | None, conditions: Mapping[str, str]) -> Raw:
    url = _parsed(address)
    deadline = Deadline(limits.seconds)
    transport = Transport(
        Addresses(_parsed(named_by).host if named_by else url.host), deadline, httpx.create_ssl_context()
    )
    headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate", **conditions}
    with httpx.Client(transport=transport, headers=headers, timeout=limits.seconds, trust_env=False) as client:
        try:
            return _followed(client, url, limits)
        except httpx.HTTPError as error:
            raise _fault(error, url, limits) from error
        except (httpx.InvalidURL, ValueError) as error:  # the latter of a host that cannot be one, xn--a or [x]
            raise NetworkError(
                _("{host} redirects to an address that is none: open it in a browser").format(host=url.host)
            ) from error


def _can_be_sent(value: str | None) -> TypeGuard[str]:
    """Whether a server's own words can be sent back to it: other letters than those of ASCII have no one form there."""
    return value is not None and value.isascii() and value.isprintable() and bool(value)


def _parsed(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address.strip())
        known = url.scheme in ("http", "https") and bool(url.host)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        known = False
    if not known:
        raise NetworkError(
            _("{address} is no web address: give Reader one that begins with https://").format(address=address)
        )
    return url


def _followed(client: httpx.Client, url: httpx.URL, limits: Limits) -> Raw:
    for _each in range(limits.redirects + 1):
        request = client.build_request("GET", url)
        response = client.send(request, stream=True, auth=_auth(url))
        try:
            target = response.headers.get("location") if response.status_code in _REDIRECTS else None
            if target is None:
                return _raw(response, limits)
        finally:
            response.close()
        url = _redirected(url, target)
    raise NetworkError(
        _("{host} redirects more than {redirects} times: open it in a browser").format(
            host=url.host, redirects=limits.redirects
        )
    )


def _auth(url: httpx.URL) -> httpx.BasicAuth | None:
    return httpx.BasicAuth(url.username, url.password) if url.userinfo else None


def _redirected(url: httpx.URL, target: str) -> httpx.URL:
    """Where a redirect leads; names and passwords are neither taken along nor taken from it."""
    joined = url.join(target)
    if joined.scheme not in ("http", "https") or not joined.host:
        raise NetworkError(
            _("{host} redirects to something that is no web page ({scheme}): Reader does not follow it there").format(
                host=url.host, scheme=joined.scheme or _("unknown")
            )
        )
    return joined.copy_with(userinfo=b"", fragment=joined.fragment or url.fragment or None)


def _raw(response: httpx.Response, limits: Limits) -> Raw:
    url = response.url.copy_with(userinfo=b"")
    location, status = str(url), response.status_code
    if status >= 300 or status < 200:
        error = _UnchangedError if status == _UNCHANGED else NetworkError
        raise error(f"{url.host} {_reason(status)} ({location})")
    said = response.headers.get("content-type", "")
    media_type = said.partition(";")[0].strip().lower()
    _require_text(location, media_type)
    data = _unpacked(response, limits, url.host)
    if not data.strip():
        raise NotAnArticleError(
            _("{location} is empty: check the address, or open it in a browser").format(location=location)
        )
    found = _media_type(media_type, url.path, data)
    if found not in NO_TEXT and (kind := binary_kind(data)) is not None:
        raise NotAnArticleError(
            _("{location} is {kind}, not text: give Reader the address of an article").format(
                location=location, kind=kind
            )
        )
    charset = _CHARSET.search(said)
    return Raw(
        data,
        found,
        location,
        charset=charset[1] if charset else None,
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
    )


def _reason(status: int) -> str:
    if status in _REASONS:
        return _(_REASONS[status])
    if status >= 500:
        return _("has a fault of its own ({status}): try again later").format(status=status)
    return _("answers in a way that Reader does not understand ({status}): open it in a browser").format(status=status)


def _require_text(location: str, media_type: str) -> None:
    """Refuse what is by its media type no text, before its bytes are asked for."""
    if media_type in PARSERS:
        return
    kind = _KINDS.get(media_type) or _KINDS.get(media_type.partition("/")[0])
    if kind is not None:
        raise NotAnArticleError(
            _("{location} is {kind} ({media_type}), not an article: open it in a browser").format(
                location=location, kind=_(kind), media_type=media_type
            )
        )


def _media_type(said: str, path: str, data: bytes) -> str:
    """The media type: what the server says where it is sure, else what the name and the bytes say."""
    if (found := by_signature(data) or (by_beginning(data) if said not in _OWN_FORM else None)) is not None:
        return found  # feeds come as HTML, as XML of no kind and as text, whatever they are
    if said in PARSERS and said not in _UNSURE:
        return said
    suffix = MEDIA_TYPES.get(PurePosixPath(path).suffix.lower())
    if suffix is not None and said in _UNSURE:
        return suffix
    if looks_like_html(data):
        return "text/html"
    return "text/plain" if said in _UNSURE or said.startswith("text/") else said


def _unpacked(response: httpx.Response, limits: Limits, host: str) -> bytes:
    """The body, unpacked; neither packed nor unpacked beyond the limit."""
    pieces, size = list[bytes](), 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > limits.size:
            raise too_large(host, limits.size)
        pieces.append(piece)
    return unpacked(b"".join(pieces), response.headers.get("content-encoding", ""), limits.size, host)


def _fault(error: httpx.HTTPError, url: httpx.URL, limits: Limits) -> NetworkError:
    said, why = _("the connection to {host} failed: try again later"), ""
    tls = next((each for each in _causes(error) if isinstance(each, ssl.SSLError)), None)
    if isinstance(error, httpx.TimeoutException):
        said = _("{host} did not send the page within {seconds:g} seconds: try again later")
    elif isinstance(tls, ssl.SSLCertVerificationError):
        said = _("the certificate of {host} cannot be trusted ({why}): Reader does not open the page")
        why = tls.verify_message or _("it is not valid")
    elif tls is not None:
        said = _("{host} and Reader could not agree on a secure connection: try again later")
    elif isinstance(error, httpx.ConnectError):
        said = _("{host} cannot be reached: check the address and the connection")
    elif isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError):
        said = _("{host} broke off, or answered in a way that is no web page: try again later")
    return NetworkError(said.format(host=url.host, seconds=limits.seconds, why=why))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error itself, and what it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
