"""Books that tests make: EPUB 2 and 3 archives, whole or with one thing wrong."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from reader.sources import Raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def page(body: str) -> str:
    """An XHTML file of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/></head><body>{body}</body></html>"
    )


def navigation(lines: str) -> str:
    """An EPUB 3 navigation document; `lines` are its list."""
    return page(
        '<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="landmarks"><ol><li><a href="a.xhtml">x</a></li></ol>'
        f'</nav><nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc">{lines}</nav>'
    )


def ncx(points: str) -> str:
    """An EPUB 2 table of contents."""
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'


def point(title: str, href: str, inner: str = "") -> str:
    """A line of an NCX."""
    return f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{href}"/>{inner}</navPoint>'


def package(
    names: Iterable[str],
    *,
    metadata: str = "<dc:title>Le Passeur de Kerlouan</dc:title><dc:creator>Soazig Tanguy</dc:creator>"
    "<dc:language>fr-FR</dc:language><dc:date>2021-05-04</dc:date><dc:publisher>Éditions du Raz</dc:publisher>",
    spine: str | None = None,
) -> str:
    """A package document of the files `names`; `nav.xhtml` is the navigation, `toc.ncx` the NCX, the others text."""
    names = list(names)
    items = "".join(
        f'<item id="i{n}" href="{name}" '
        + (
            'media-type="application/x-dtbncx+xml"/>'
            if name.endswith(".ncx")
            else 'media-type="application/xhtml+xml"' + (' properties="nav"/>' if name == "nav.xhtml" else "/>")
        )
        for n, name in enumerate(names)
    )
    toc = next((f' toc="i{n}"' for n, name in enumerate(names) if name.endswith(".ncx")), "")
    references = "".join(
        f'<itemref idref="i{n}"/>' for n, name in enumerate(names) if name != "nav.xhtml" and not name.endswith(".ncx")
    )
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}</manifest>'
        f"<spine{toc}>{references if spine is None else spine}</spine></package>"
    )


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of `files`, with the mark of an EPUB first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # not dated: the same bytes always
    return out.getvalue()


def book(files: Mapping[str, str | bytes], **said: str) -> bytes:
    """An EPUB whose text is `files` (names within its folder), in their order."""
    return archive(
        {
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": package(files, **said),
            **{f"OPS/{name}": data for name, data in files.items()},
        }
    )


def raw(data: bytes) -> Raw:
    """The book as it is fetched."""
    return Raw(data, "application/epub+zip", "book.epub")
