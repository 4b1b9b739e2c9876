"""Highlights and notes: made by key, kept, shown, copied, taken away, found again, and never on the wrong words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from reader.app.screens.annotating import AnnotatingScreen
from reader.config import Settings
from reader.errors import LibraryError
from reader.exports.copying import cited, quotation_text
from reader.model import Anchor, Highlight, Placed, Span
from reader.reading import begin_reading
from reader.sources import article_of
from reader.store import Library, NoLibrary
from reader.worker import Whole
from tests.app.stage import ARTICLE, FINDINGS, HOLDS, NARROW, RAW, TEXT, WIDE, opened, reading_of, span

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.stage import Stage

KEY = ARTICLE.source.sha256
SIZES = [WIDE, NARROW, (20, 12)]
VOTE = span("Le conseil de Lanvor")


def kept(store: NoLibrary, key: str = KEY) -> list[tuple[str, str]]:
    return [(each.anchor.quote, each.note) for each in store.highlights.of(key)]


def marked(stage: Stage) -> list[tuple[int, int]]:
    """What lies on the page as highlighted."""
    return [(a, b) for a, b, _ in stage.view._layers["highlights"].between(0, len(TEXT))]


def highlight(where: Span, note: str = "", text: str = TEXT) -> Highlight:
    return Highlight(Anchor.to(text, where), note)


@pytest.mark.parametrize("size", SIZES)
async def test_a_quotation_is_highlighted_and_no_longer(size: tuple[int, int]) -> None:
    store = NoLibrary()
    async with opened(size, library=store) as stage:
        await stage.press("full_stop", "h")
        whole = HOLDS.span
        assert kept(store) == [(whole.of(TEXT), "")]
        assert marked(stage) == [(whole.start, whole.end)]
        assert "Highlighted" in " ".join(stage.lines()) or size[0] < 40
        await stage.press("h")
        assert (kept(store), marked(stage), stage.at_hand) == ([], [], None)
        await stage.press("U")
        assert kept(store) == [(whole.of(TEXT), "")]
        assert marked(stage) == [(whole.start, whole.end)]


@pytest.mark.parametrize("size", SIZES)
async def test_enter_highlights_a_selection_without_the_space_around_it(size: tuple[int, int]) -> None:
    store = NoLibrary()
    async with opened(size, library=store) as stage:
        await stage.press("v", "right_curly_bracket", "w", "enter")
        assert stage.screen._selection is None
        [(quote, _)] = kept(store)
        assert quote == quote.strip()
        assert quote.startswith("Le conseil de Lanvor")
        assert [anchor.highlight.anchor.span.of(TEXT) for anchor in stage.screen.reading.highlights] == [quote]


async def test_enter_on_the_page_is_nothing_without_a_selection() -> None:
    store = NoLibrary()
    async with opened(NARROW, library=store) as stage:
        await stage.press("full_stop", "enter")
        assert (kept(store), stage.at_hand) == ([], HOLDS)


async def test_nothing_at_hand_is_said() -> None:
    async with opened(WIDE) as stage:
        for key in ("h", "a", "H"):
            await stage.press(key)
            assert "v selects words" in stage.status()


@pytest.mark.parametrize("size", [*SIZES, (20, 5)])
async def test_a_note_is_written_changed_and_taken_away(size: tuple[int, int]) -> None:
    store = NoLibrary()
    words = HOLDS.span.of(TEXT)
    async with opened(size, library=store) as stage:
        await stage.press("full_stop", "a", *"sic", "ctrl+j", *"deux", "enter")
        assert kept(store) == [(words, "sic\ndeux")]
        await stage.press("a", *"!", "enter")
        assert kept(store) == [(words, "sic\ndeux!")]
        await stage.press("a", *["backspace"] * 9, "enter")
        assert kept(store) == [(words, "")]


async def test_leaving_a_changed_note_is_asked_once() -> None:
    store = NoLibrary()
    async with opened(NARROW, library=store) as stage:
        await stage.press("full_stop", "a", "escape")
        assert (len(stage.app.screen_stack), kept(store)) == (1, [])
        await stage.press("a", *"sic", "escape")
        assert isinstance(stage.app.screen, AnnotatingScreen)
        assert any("Esc again" in line for line in stage.lines())
        await stage.press("escape")
        assert (len(stage.app.screen_stack), kept(store)) == (1, [])


async def test_they_are_there_again_and_listed_with_their_notes() -> None:
    store = NoLibrary()
    store.highlights.add(KEY, highlight(HOLDS.span, "à vérifier"))
    store.highlights.add(KEY, highlight(VOTE))
    async with opened(WIDE, library=store) as stage:
        await stage.until(lambda: len(marked(stage)) == 2)
        assert any("▎2" in line or "Highlights 2" in line for line in stage.lines())
        await stage.press("H")
        assert stage.focus == "highlights"
        shown = "\n".join(stage.lines())
        assert "Le conseil de Lanvor" in shown
        assert "✎ à vérifier" in shown
        await stage.press("j", "enter")
        assert isinstance(stage.at_hand, Placed)
        assert stage.at_hand.span == HOLDS.span
        assert stage.shows(HOLDS.span.start)
        await stage.press("f", *"conseil", "enter")
        assert len(stage.screen._highlight_list.items) == 1


async def test_a_copy_with_its_citation_has_the_note_below(copied: list[str]) -> None:
    store = NoLibrary()
    store.highlights.add(KEY, highlight(HOLDS.span, "sic"))
    async with opened(WIDE, library=store) as stage:
        await stage.until(lambda: marked(stage))
        await stage.press("H", "y")
        assert copied == [quotation_text(ARTICLE, HOLDS)]
        await stage.press("Y")
        words, _, note = copied[1].rpartition("\n\n")
        assert note == "sic"
        assert words == cited(ARTICLE, HOLDS)
    store.highlights.add(KEY, highlight(HOLDS.span))
    async with opened(WIDE, library=store, settings=Settings(citation="bibtex")) as stage:
        await stage.until(lambda: marked(stage))
        await stage.press("H", "Y")
        assert copied[2].startswith("@")


async def test_an_export_has_them(tmp_path: Path) -> None:
    store = NoLibrary()
    store.highlights.add(KEY, highlight(HOLDS.span, "à vérifier"))
    async with opened(WIDE, library=store) as stage:
        await stage.until(lambda: marked(stage))
        await stage.press("e")
        stage.app.screen.query_one(Input).value = str(tmp_path / "x.md")
        await stage.press("enter")
        await stage.until((tmp_path / "x.md").exists)
    assert "à vérifier" in (tmp_path / "x.md").read_text(encoding="utf-8")


CHANGED = RAW.data.decode().replace("La digue sera rehaussée", "Hier soir, la digue fut rehaussée")


async def test_in_a_changed_article_they_stand_on_their_words_or_are_lost() -> None:
    """What was marked in an earlier version is looked for in this one, where both are known by their address."""
    old = replace(RAW, location="https://lanvor.example/digue")
    new = replace(old, data=CHANGED.replace("Sur le quai, on répète", "On redit").encode())
    store = NoLibrary()
    first, second = article_of(old), article_of(new)
    lost = Span(first.text.index("Sur le quai"), first.text.index("Sur le quai") + 20)
    stays = Span(first.text.index("Personne ne nous"), first.text.index("Personne ne nous") + 30)
    from reader.model import Analysis

    for article, raw in ((first, old), (second, new)):
        store.shelf.keep(article, Analysis(), raw.data, charset=None, by="test")
    for where in (lost, stays):
        store.highlights.add(first.source.sha256, highlight(where, "vu", first.text))
    reading = begin_reading(new, store)
    async with opened(WIDE, library=store, reading=reading, deliver=(Whole(), FINDINGS)) as stage:
        await stage.until(lambda: len(stage.screen.reading.highlights) == 2)
        placed, missing = stage.screen.reading.highlights
        assert placed.span is not None
        assert placed.span.of(second.text) == stays.of(first.text)
        assert missing.span is None
        await stage.press("H")
        assert any("not in this version" in line for line in stage.lines())
        await stage.press("a", *" encore", "enter")
        assert kept(store, second.source.sha256) == [(stays.of(first.text), "vu encore")]
        assert kept(store, first.source.sha256) == [(lost.of(first.text), "vu")]
        await stage.press("j", "h")
        assert kept(store, first.source.sha256) == []


async def test_a_library_that_takes_nothing_is_said_and_the_highlight_stays_on_the_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise LibraryError("the disk is full")

    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        monkeypatch.setattr(store.highlights, "add", refuse)
        await stage.press("full_stop", "h")
        assert "only until Reader is left" in stage.status()
        assert "Highlighted" not in stage.status()
        assert marked(stage)


async def test_hostile_notes_act_on_nothing() -> None:
    store = NoLibrary()
    store.highlights.add(KEY, highlight(HOLDS.span, "\x1b]0;title\x07[/] [@click=app.quit()]x[/] \u202e"))
    async with opened(WIDE, library=store) as stage:
        await stage.until(lambda: marked(stage))
        await stage.press("H", "i", "a")
        assert not any("\x1b" in line or "\u202e" in line for line in stage.lines())


async def test_a_note_stands_that_was_not_looked_for_yet() -> None:
    store = NoLibrary()
    sentence = span("Le conseil de Lanvor a voté.")
    store.highlights.add(KEY, highlight(sentence, "à vérifier"))
    async with opened(WIDE, library=store, deliver=(), reading=reading_of(RAW)) as stage:
        await stage.press("v", "right_parenthesis", "enter")
        assert kept(store) == [(sentence.of(TEXT), "à vérifier")]
        await stage.worker.send(Whole(), FINDINGS)
        await stage.until(lambda: [each.highlight.note for each in stage.screen.reading.highlights] == ["à vérifier"])
        await stage.press("H", "enter", "a", *"!", "enter")
        assert kept(store) == [(sentence.of(TEXT), "à vérifier!")]


async def test_a_note_stands_that_another_reader_wrote_meanwhile(tmp_path: Path) -> None:
    sentence = span("Le conseil de Lanvor a voté.")
    with Library.open(tmp_path / "library.sqlite3") as store:
        async with opened(WIDE, library=store) as stage:
            store.highlights.add(KEY, highlight(sentence, "d’ailleurs"))
            await stage.press("v", "right_parenthesis", "enter")
            assert "the note that was on it already stands" in stage.status()
            await stage.until(
                lambda: [each.highlight.note for each in stage.screen.reading.highlights] == ["d’ailleurs"]
            )
        assert [each.note for each in store.highlights.of(KEY)] == ["d’ailleurs"]


async def test_a_highlight_that_waits_for_another_program_stays_on_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    known, made = span("Goulven Prigent ne décolère pas"), span("Le conseil de Lanvor a voté.")
    with Library.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store.highlights.add(KEY, highlight(known))
        async with opened(WIDE, library=store, deliver=(), reading=reading_of(RAW)) as stage:
            other.execute("BEGIN IMMEDIATE")
            await stage.press("v", "right_parenthesis", "enter")
            await stage.worker.send(Whole(), FINDINGS)
            await stage.settle()
            assert [each.span for each in stage.screen.reading.highlights] == [made]
            other.execute("COMMIT")
            await stage.until(lambda: len(stage.screen.reading.highlights) == 2)
            assert [each.span for each in stage.screen.reading.highlights] == [made, known]
