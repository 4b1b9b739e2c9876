"""Bytes become text, because a newsroom's files come in every encoding and none of them may stop a reader.

The order is the one that goes wrong least on news in western languages: a byte order mark, strict UTF-8, UTF-8 with a
few broken bytes, Windows-1252. Statistical detectors take French Windows-1252 for its neighbours (cp1250, cp1257).
"""

from __future__ import annotations

import codecs
import re

from reader.tongue import ngettext, number

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with that one's mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 20
"""Bytes that the choice between broken UTF-8 and Windows-1252 is made by."""

_TELLING = 16
"""Characters that are needed to know UTF-16 without a mark: a few NULs may stand in any text."""

_MULTIBYTE = re.compile(r"[^\x00-\x7f\ufffd]")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """`text` with one replacement character for each lone surrogate, which no file could hold; same length."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text that `data` stands for, with line feeds and no byte order mark, and notices about what was lost.

    Nothing is raised: what cannot be read shows as U+FFFD, and a notice says how many bytes that were. Lone
    surrogates that were encoded with `surrogatepass` come back as they were.
    """
    text, unread, name = _decoded(data)
    text = with_line_feeds(text)
    if not unread:
        return text, ()
    lost = ngettext(
        "The source holds {count} byte that is not {name}: {sign} stands in its place.",
        "The source holds {count} bytes that are not {name}: {sign} stands in their place.",
        unread,
    )
    return text, (lost.format(count=number(unread), name=name, sign="\N{REPLACEMENT CHARACTER}"),)


def with_line_feeds(text: str) -> str:
    """`text` with CR LF and lone CR as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def utf16_without_mark(data: bytes) -> str | None:
    """The UTF-16 codec of `data` where every other byte of its beginning is nearly always NUL, else None.

    That is what UTF-16 of a western text looks like, and nothing else does.
    """
    head = data[:4096]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half < _TELLING or (even + odd) * 10 < half * 7:
        return None
    if not even:
        return "utf-16-le"
    return None if odd else "utf-16-be"


def marked(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark that `data` begins with and its codec, or None."""
    return next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), None)


def _decoded(data: bytes) -> tuple[str, int, str]:
    """The text, how many bytes of it could not be read, and the encoding's name for a reader."""
    found = marked(data)
    if found is None and (codec := utf16_without_mark(data)):
        found = (b"", codec)
    if found and found[1] != "utf-8":
        mark, codec = found
        return _tolerant(data[len(mark) :], codec)
    body = data[len(found[0]) :] if found else data
    for errors in ("strict", "surrogatepass"):
        try:
            return body.decode("utf-8", errors), 0, "UTF-8"
        except UnicodeDecodeError:
            continue
    if found or _mostly_utf8(body):
        return _tolerant(body, "utf-8")
    return codecs.charmap_decode(body, "strict", _windows_1252())[0], 0, "Windows-1252"


def _windows_1252() -> str:
    """Character of each byte; the five that the encoding leaves undefined keep their C1 control."""
    upper = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
    return bytes(range(256)).decode("latin-1").translate(upper)


def _tolerant(data: bytes, codec: str) -> tuple[str, int, str]:
    read = len(data.decode(codec, "ignore").encode(codec))
    return data.decode(codec, "replace"), len(data) - read, codec.removesuffix("-le").removesuffix("-be").upper()


def _mostly_utf8(data: bytes) -> bool:
    """Whether most sequences beyond ASCII are valid UTF-8.

    In a single-byte encoding nearly none is: a letter with an accent stands between ASCII letters.
    """
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    broken = sample.count("\N{REPLACEMENT CHARACTER}")
    return broken * 3 <= len(_MULTIBYTE.findall(sample))
