"""What bytes are that are no text: told by how they begin, and by control characters that text has no use for."""

from __future__ import annotations

from reader.sources.encoding import marked, utf16_without_mark
from reader.tongue import N_, _

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x7fELF", N_("a program")),
    (b"MZ", N_("a program")),
    (b"\xcf\xfa\xed\xfe", N_("a program")),
    (b"\x89PNG\r\n", N_("an image")),
    (b"\xff\xd8\xff", N_("an image")),
    (b"GIF8", N_("an image")),
    (b"RIFF", N_("a media file")),
    (b"OggS", N_("a media file")),
    (b"ID3", N_("a media file")),
    (b"{\\rtf", N_("an RTF document")),
    (b"PK\x03\x04", N_("a ZIP archive or an office document")),
    (b"PK\x05\x06", N_("a ZIP archive")),
    (b"\x1f\x8b", N_("a compressed file")),
    (b"BZh", N_("a compressed file")),
    (b"\xfd7zXZ\x00", N_("a compressed file")),
    (b"\x28\xb5\x2f\xfd", N_("a compressed file")),
    (b"7z\xbc\xaf\x27\x1c", N_("an archive")),
    (b"Rar!\x1a\x07", N_("an archive")),
    (b"\xd0\xcf\x11\xe0", N_("an office document")),
    (b"SQLite format 3\x00", N_("a database")),
)
"""How formats that are not text begin. What a text could begin with counts only where control characters follow."""

_HEAD = 64 * 1024
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
"""Control bytes that text has no use for; tab, line ends, form feed and escape are left out."""


def binary_kind(data: bytes) -> str | None:
    """What `data` is, in words for a reader, where it is no text; None for text."""
    head = data[:_HEAD]
    if (found := marked(head)) and found[1] != "utf-8":
        return None
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (not magic.isalnum() or _controls(head[:256])):
            return _(kind)
    if utf16_without_mark(head):
        return None
    return _("binary") if _controls(head) * 100 > len(head) * (30 if _is_utf8(head) else 5) else None


def _controls(head: bytes) -> int:
    """How many of its bytes text has no use for."""
    return len(head) - len(head.translate(None, _CONTROLS))


def _is_utf8(head: bytes) -> bool:
    """Whether `head` is UTF-8 with letters in it; the last character may be cut."""
    try:
        head[: len(head) - 3].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any(byte > 0x40 for byte in head[:256])
