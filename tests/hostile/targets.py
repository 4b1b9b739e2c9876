"""What is fuzzed: each parser, and what works on what they give, as a function of bytes that must hold its promises.

A target takes any bytes. It may refuse them with a ReaderError of one line; all else that is raised is a finding, and
so is an article that breaks an invariant, a line that is wider than its measure, a character that is lost.
"""

from __future__ import annotations

import io
import json
import tempfile
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.analysis import analyse
from reader.app.layout import layout, slabs
from reader.app.typesetting import Typesetting
from reader.checking import check
from reader.cli.spoken import spoken
from reader.config import settings_of
from reader.errors import ReaderError
from reader.exports import FORMATS, renderer
from reader.exports.contract import document
from reader.exports.quoting import formats, render
from reader.exports.records import RECORDS
from reader.gate import clipboard, is_safe, line, revealed, visible
from reader.model import BlockKind
from reader.sources import Raw, article_of, listing_of
from reader.sources.corrections import corrected, overruling
from reader.sources.detection import media_type_of
from reader.sources.encoding import decode
from reader.sources.network.addresses import is_web, web_address
from reader.sources.network.unpacking import unpacked
from reader.store import Library
from reader.store.query import parse as parse_query
from reader.templates import TemplateError, template
from tests.hostile.seeds import CONTAINER, PACKAGE
from tests.invariants import check_analysis, check_article

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.model import Article

SMALL = 20_000
"""Bytes of the longest input that is analysed: what is sought here is what is wrong, not what is slow."""


def _parsed(media_type: str) -> Callable[[bytes], Article | None]:
    def run(data: bytes) -> Article | None:
        try:
            article = article_of(Raw(data, media_type, f"fuzz.{media_type.rpartition('/')[2]}"))
        except ReaderError as refusal:
            _one_sentence(refusal)
            return None
        check_article(article)
        for notice in article.notices:
            assert "\n" not in notice, notice
        return article

    return run


def _one_sentence(refusal: ReaderError) -> None:
    said = line(str(refusal))
    assert 10 < len(said) < 2_000, said
    assert is_safe(said)


def _listing(media_type: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> None:
        raw = Raw(data, media_type, "https://feeds.example/feed")
        try:
            listing = listing_of(raw)
        except ReaderError as refusal:
            _one_sentence(refusal)
            return
        assert listing is not None
        for entry in listing.entries:
            assert entry.location is None or is_web(entry.location)
            if entry.content is not None:
                _parsed("text/html")(entry.content.encode("utf-8", "replace"))

    return run


def _epub(data: bytes) -> None:
    """An archive as it comes, and one whose files are pieces of the bytes."""
    _parsed("application/epub+zip")(data)
    container, package, chapter, contents = (data.split(b"\0\0", 3) + [b""] * 4)[:4]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container or CONTAINER)
        archive.writestr("book.opf", package or PACKAGE)
        archive.writestr("a.xhtml", chapter)
        archive.writestr("nav.xhtml", contents)
    _parsed("application/epub+zip")(packed.getvalue())


def _known(data: bytes) -> None:
    """What is guessed of the bytes alone: media type and encoding."""
    for name in ("x", "x.txt", "x.html", "x.xml"):
        assert media_type_of(name, data)
    text, notices = decode(data)
    assert all("\n" not in notice for notice in notices)
    assert not text.startswith("\ufeff") or data.count(b"\xfe\xff") + data.count(b"\xff\xfe") + data.count(b"\xbf") > 1


def _plain(data: bytes) -> None:
    """Of plain text the canonical text is the file, with nothing lost; and what readers overrule can be taken back."""
    article = _parsed("text/plain")(data)
    if article is None:
        return
    text, _ = decode(data)
    assert article.text == text.replace("\r\n", "\n").replace("\r", "\n")
    for block in article.blocks[:6]:
        if (wanted := overruling(article, block.span.start)) is not None:
            check_article(corrected(article, [wanted, wanted]))


def _laid_out(data: bytes) -> None:
    """Any text on any width: no line wider than it, each character in one cell or more, none lost, none twice."""
    width, flags, kind = 1 + (data[0] if data else 0) % 200, data[1] if len(data) > 1 else 0, flags_kind(data)
    setting = Typesetting(bool(flags & 1), bool(flags & 2), bool(flags & 4))
    article = _parsed(kind)(data[3:])
    if article is None:
        return
    for slab in slabs(article.text, article.blocks):
        seen: list[int] = []
        for each in layout(article.text, slab, width, "fr" if flags & 8 else None, setting):
            at = each.mark_x + cell_len(each.mark) if each.mark and width > 8 else 0
            for piece in each.pieces:
                assert is_safe(piece.shown)
                assert "\n" not in piece.shown
                assert piece.x >= at or width <= 8
                at = piece.x + cell_len(piece.shown)
                seen.extend(range(piece.start, piece.end))
                if len(piece.shown) == piece.end - piece.start:
                    column = piece.column(piece.end - 1) if piece.shown else piece.x
                    assert piece.x <= column <= at
                    assert piece.start <= piece.offset(column) < max(piece.end, piece.start + 1)
            one = sum(cell_len(piece.shown) > 0 for piece in each.pieces) <= 1 and width < 8
            assert at <= width or one or (slab.block.kind is BlockKind.TABLE and width < 10), (at, width)
        assert len(seen) == len(set(seen)), "a character twice"
        if slab.block.kind is not BlockKind.RULE:
            wanted = {at for span in slab.block.lines for at in range(span.start, span.end)}
            wanted &= set(range(slab.span.start, slab.span.end))
            lost = [article.text[at] for at in sorted(wanted - set(seen)) if not article.text[at].isspace()]
            assert not lost, f"lost: {lost[:5]}"
    for told in spoken(article, width if width >= 8 else None):
        assert is_safe(told)
        assert "\n" not in told


def flags_kind(data: bytes) -> str:
    """The media type that the third byte chooses."""
    return ("text/plain", "text/markdown", "text/html")[(data[2] if len(data) > 2 else 0) % 3]


def _gated(data: bytes) -> None:
    """Whatever the text, what leaves for a screen is harmless and as long as it was."""
    text = data.decode("utf-8", "surrogateescape")
    for shown in (visible(text), revealed(text), clipboard(text)[0]):
        assert is_safe(shown)
        assert len(shown) == len(text)
    assert visible(visible(text)) == visible(text)
    assert not set(line(text)) & set("\n\t\r")
    line(text, 1 + len(data) % 40).encode()


def _analysed(data: bytes) -> None:
    """Any article is analysed, and what is found goes into every format and through the check of a draft."""
    article = _parsed(flags_kind(b"\0\0" + data[:1]))(data[1:SMALL])
    if article is None:
        return
    analysis = analyse(article)
    check_analysis(article, analysis)
    json.dumps(document(article, analysis)).encode()
    for name in FORMATS:
        if name not in ("json", "jsonl"):
            for width in (None, 30):
                told = RECORDS["quotations"]
                text = "".join(renderer(name)(told.rows(article, analysis), told.columns, width=width))
                assert width is None or is_safe(text.replace("\r", ""))
    for quotation in analysis.quotations[:3]:
        for name in formats(article):
            render(name, article, quotation).encode("utf-8", "surrogatepass")
    for finding in check(article, analysis, [(article, analysis)]):
        assert finding.verbatim, f"words of the article itself are not found in it: {finding}"


def _configured(data: bytes) -> None:
    try:
        found = tomllib.loads(data.decode("utf-8", "replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    settings, notices = settings_of(found)
    assert settings.actions
    assert all(notice.strip() for notice in notices)


@cache
def _library() -> Library:
    """A library to ask, in a folder of its own."""
    return Library.open(Path(tempfile.mkdtemp(prefix="reader-fuzz-")) / "library.db")


def _queried(data: bytes) -> None:
    """Whatever is typed is a query or refused in one sentence, and a query never fails in the library."""
    text = data.decode("utf-8", "replace")
    try:
        query = parse_query(text)
    except ReaderError as refusal:
        _one_sentence(refusal)
        return
    _library().shelf.search(query, 5)
    _library().shelf.articles(query, 5)


def _templated(data: bytes) -> None:
    try:
        made = template(data.decode("utf-8", "replace"))
    except TemplateError:
        return
    made.render({"words": "{title} [", "title": None})


def _addressed(data: bytes) -> None:
    """What a feed names is an address of the web or nothing, and never another scheme."""
    text = data.decode("utf-8", "replace")
    for base in (None, "https://feeds.example/a/b?c", "javascript:1"):
        found = web_address(text, base)
        assert found is None or found.lower().lstrip().startswith(("http://", "https://"))
        assert found is None or (is_safe(found) and not found[0].isspace())


def _unpacked(data: bytes) -> None:
    for coding in ("gzip", "deflate", "gzip, deflate"):
        try:
            size = len(unpacked(data, coding, 100_000, "packed.example"))
        except ReaderError as refusal:
            _one_sentence(refusal)
        else:
            assert size <= 100_000


TARGETS: dict[str, Callable[[bytes], object]] = {
    "plain": _plain,
    "markdown": _parsed("text/markdown"),
    "front-matter": _parsed("text/markdown"),
    "html": _parsed("text/html"),
    "feed": _listing("application/rss+xml"),
    "json-feed": _listing("application/feed+json"),
    "opml": _listing("text/x-opml"),
    "epub": _epub,
    "pdf": _parsed("application/pdf"),
    "encoding": _known,
    "layout": _laid_out,
    "gate": _gated,
    "analysis": _analysed,
    "config": _configured,
    "query": _queried,
    "template": _templated,
    "address": _addressed,
    "unpacking": _unpacked,
}
"""Everything that is fuzzed, by name; `seeds.py` has what each begins with."""
