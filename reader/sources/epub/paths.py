"""Where a reference in a file of a book leads: a name that leads out of the book leads nowhere."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit


def resolved(base: str, href: str) -> tuple[str, str] | None:
    """The path and the fragment that `href` in the file `base` leads to; None where it leads out of the book."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith(("/", "\\")):
        return None
    if not parts.path:
        return base, unquote(parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
    return None if path.startswith(("../", "/")) or path in ("..", ".") else (path, unquote(parts.fragment))
