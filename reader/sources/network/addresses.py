"""Which addresses that a source names may be fetched: those of the web. A feed must not open a file on the disk."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from reader.gate import is_safe

LONGEST = 4_000
"""Characters of the longest address that is followed."""

_LEFT_OUT = str.maketrans("", "", "\t\r\n")
_CONTROLS = "".join(map(chr, range(0x21)))


def web_address(target: str | None, base: str | None = None) -> str | None:
    """`target` as an address of the web, completed from `base` where it is relative; None where it is none.

    Tabs and line ends are left out, and control characters at either end, as every browser does (WHATWG URL, 4.4);
    an address with one of them inside is none.
    """
    if not target or len(target) > LONGEST:
        return None
    target = target.translate(_LEFT_OUT).strip().strip(_CONTROLS)
    try:
        joined = urljoin(base, target) if base and is_web(base) else target
    except ValueError:
        return None
    return joined if is_web(joined) and is_safe(joined) else None


def is_web(location: str | None) -> bool:
    """Whether `location` is an address of the web rather than a path."""
    if not location or location[0] in _CONTROLS:
        return False
    try:
        parts = urlsplit(location)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
