"""Who may come in: whoever has the token, from a page of this server, under a name that nobody else can give it. Pure.

A web page of anybody's can make the browser ask this server for things, and can have its own name lead here (DNS
rebinding). It knows no token, its Origin is its own, and its name is neither an IP address nor the one that we
listen on.
"""

from __future__ import annotations

import secrets
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; "
        "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""What every answer says: nothing from elsewhere is loaded, framed or told where the reader was.

xterm.js writes its own style elements, hence their 'unsafe-inline'; scripts are files of this server alone.
"""


def has_token(given: str, token: str) -> bool:
    """Whether `given` is the token, told in a time that says nothing of how much of it is right."""
    return secrets.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def is_own_name(host: str | None, listening_on: str) -> bool:
    """Whether the Host header names this server in a way that no stranger's DNS entry can.

    Args:
        host: The header, with its port.
        listening_on: The address or name that was asked for.
    """
    try:
        name = urlsplit(f"//{host or ''}").hostname or ""
        if name in ("localhost", listening_on.lower()):
            return True
        ip_address(name)
    except ValueError:
        return False
    return True


def is_own_page(origin: str | None, host: str | None) -> bool:
    """Whether a socket is opened by a page of this server: its Origin is where the request went."""
    return bool(host) and origin in (f"http://{host}", f"https://{host}")
