"""Pictures in half cells: what is decoded, what is refused, and the card that o opens."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from reader.app import picturing, pixels
from reader.app.app import ReaderApp
from reader.app.pixels import Pixels, decoded, pixels_of
from reader.app.screens.picture import PictureScreen
from reader.config import Settings
from reader.errors import NotAnArticleError, UsageError
from reader.reading import open_reading
from reader.store import NoLibrary

if TYPE_CHECKING:
    from pathlib import Path

RED, BLUE = (255, 0, 0), (0, 0, 255)


def png(size: tuple[int, int] = (8, 8), colour: tuple[int, ...] = RED) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA" if len(colour) == 4 else "RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it has `side` pixels either way."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_picture_keeps_its_shape_within_its_cells() -> None:
    small = decoded(png((400, 200)), 40, 40, "#000000")
    assert (small.columns, small.rows) == (40, 20)
    assert small.pixel(0, 0) == RED == small.pixel(39, 99)
    assert decoded(png((3, 2)), 40, 40, "#000000")[:2] == (3, 2), "a small one is not blown up"


def test_what_is_transparent_shows_the_page() -> None:
    assert decoded(png(colour=(255, 0, 0, 0)), 8, 8, "#0000ff").pixel(0, 0) == BLUE


@pytest.mark.parametrize("name", ["JPEG", "GIF", "WEBP"])
def test_other_formats(name: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), BLUE).save(out, name)
    assert decoded(out.getvalue(), 8, 8, "#000000").pixel(3, 3)[2] > 240


def test_a_process_of_its_own_decodes() -> None:
    assert pixels_of(png((20, 20)), 10, 10, "#000000") == Pixels(10, 10, bytes(RED) * 100)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", png()[:50], bomb(100_000), bomb(8_000), b"%!PS-Adobe-3.0"])
def test_what_is_none_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(NotAnArticleError, match="no picture that can be shown"):
        pixels_of(data, 10, 10, "#000000")


def test_without_pillow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"pip install 'reader-tui\[pictures\]'"):
        pixels_of(png(), 1, 1, "#000000")


# The app


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "phare.png").write_bytes(png((40, 40)))
    path = tmp_path / "article.md"
    path.write_text("# Titre\n\nUn mot.\n\n![Le phare\x1bc\x9b2J](phare.png)\n\nFin.\n", encoding="utf-8")
    return path


async def shown(article: Path, monkeypatch: pytest.MonkeyPatch, *, plain: bool = False) -> str:
    """What the app said, or showed, after o was pressed."""
    app = ReaderApp(Settings(plain=plain), NoLibrary, open_reading(str(article), NoLibrary()))
    said: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(ReaderApp, "_say", lambda _app, notice, *, error=False: said.append(notice))
        await pilot.pause(0.3)
        await pilot.press("o")
        for _ in range(200):
            await pilot.pause(0.05)
            if said or isinstance(app.screen, PictureScreen):
                break
        if isinstance(app.screen, PictureScreen):
            await pilot.pause(0.3)
            lines = [strip.text for strip in app.screen._compositor.render_strips()]
            said.append("\n".join(lines))
            await pilot.press("q")
            assert not isinstance(app.screen, PictureScreen)
    return "".join(said)


async def test_o_shows_the_picture_and_its_words(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picturing, "colours_of", lambda _environ: 2**24)
    screen = await shown(article, monkeypatch)
    assert screen.count("▀" * 32) == 16
    assert "Le phare" in screen
    assert not {"\x1b", "\x9b"} & set(screen)


async def test_elsewhere_there_are_the_words(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picturing, "colours_of", lambda _environ: 16)
    said = await shown(article, monkeypatch)
    assert said.startswith("Pictures are not drawn here; the words for it are: Le phare")
    assert not {"\x1b", "\x9b"} & set(said)
    monkeypatch.setattr(picturing, "colours_of", lambda _environ: 2**24)
    said = await shown(article, monkeypatch, plain=True)
    assert said.startswith("Pictures are not drawn here")


async def test_what_cannot_be_shown_is_said(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picturing, "colours_of", lambda _environ: 2**24)
    (article.parent / "phare.png").write_bytes(b"no picture")
    said = await shown(article, monkeypatch)
    assert said.startswith("Not shown: it is no picture")
