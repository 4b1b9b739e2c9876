"""What leaves the page: every copy, its format and its notice; exports to a file; texts for a command."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.actions import keys_label
from reader.app.screens.picking import PickingScreen
from reader.app.screens.printed import PrintedScreen
from reader.app.screens.prompting import PromptScreen
from reader.app.screens.selecting import HOW
from reader.clipboard import Receipt
from reader.config import Settings
from reader.exports.copying import section_text
from reader.exports.files import written
from reader.exports.quoting import QUOTING, formats, render, render_all
from reader.model import Metadata
from reader.store import NoLibrary
from reader.tongue import INTERFACES, _, speaking
from tests.app.stage import (
    ANALYSIS,
    ARTICLE,
    FINDINGS,
    HOLDS,
    NARROW,
    NEIGHBOUR,
    NOBODY,
    RAW,
    SEA,
    WIDE,
    opened,
    reading_in,
    reading_of,
    span,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.stage import Stage

HUGE = "Ligne après ligne, la marée monte. 🌊 "


async def done(stage: Stage) -> None:
    await stage.app.workers.wait_for_complete()
    await stage.settle()


async def typed(stage: Stage, words: str) -> None:
    """Replace what stands in the prompt, and take it."""
    assert isinstance(stage.app.screen, PromptScreen)
    from textual.widgets import Input

    stage.app.screen.query_one(Input).value = words
    await stage.press("enter")
    await done(stage)


def picked(stage: Stage) -> tuple[list[str], str]:
    """The names that can be picked, and the preview."""
    from textual.widgets import Static

    from reader.app.widgets.choice_list import ChoiceList

    screen = stage.app.screen
    assert isinstance(screen, PickingScreen)
    names = [each.value for each in screen.query_one(ChoiceList).items]
    return names, str(screen.query_one("#preview", Static).content)


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


# Formats


@pytest.mark.parametrize("name", formats(ARTICLE))
async def test_every_format_can_be_chosen_and_is_what_the_command_line_gives(name: str, copied: list[str]) -> None:
    store = NoLibrary()
    async with opened(WIDE, library=store) as stage:
        await stage.press("full_stop", "ctrl+y")
        known, shown = picked(stage)
        assert known == formats(ARTICLE)
        assert shown == render("cited", ARTICLE, HOLDS)
        steps = known.index(name) - known.index("cited")
        await stage.press(*["j" if steps > 0 else "k"] * abs(steps))
        assert picked(stage)[1] == render(name, ARTICLE, HOLDS)
        await stage.press("enter")
        await done(stage)
        assert copied == [render(name, ARTICLE, HOLDS)]
        assert f"Copied {len(copied[0])} characters (test), verified: the quotation ({name})" in stage.status()
        await stage.press("full_stop", "Y")
        await done(stage)
        assert copied[1] == render(name, ARTICLE, NOBODY)
        assert store.setting("citation") == name


async def test_the_configuration_s_format_and_templates_hold_on_the_screen(copied: list[str]) -> None:
    settings = Settings(citation="mine", formats={"mine": "{speaker}: {words}"})
    async with opened(WIDE, settings=settings) as stage:
        await stage.press("full_stop", "Y")
        await done(stage)
        assert copied == ["Maïwenn Le Bihan: La digue tiendra […] et nous avec elle."]
        await stage.press("ctrl+y")
        assert picked(stage)[0][-1] == "mine"
        await stage.press("escape")
        assert copied[1:] == []


async def test_a_link_without_an_address_is_refused_and_said(copied: list[str]) -> None:
    async with opened(WIDE, settings=Settings(citation="link")) as stage:
        await stage.press("full_stop", "Y")
        await done(stage)
        assert copied == []
        assert "there is no copy format link for this article" in stage.status()


async def test_without_a_quotation_the_format_is_chosen_for_later(copied: list[str]) -> None:
    async with opened(NARROW) as stage:
        await stage.press("ctrl+y", "j", "enter")
        assert copied == []
        assert f"Y copies as {list(QUOTING)[3]} from now on." in stage.status()
        await stage.press("full_stop", "Y")
        await done(stage)
        assert copied == [render(list(QUOTING)[3], ARTICLE, HOLDS)]


# What can be copied


async def test_a_section_by_its_key_and_from_its_list(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("2", "alt+s")
        await done(stage)
        assert copied == [section_text(ARTICLE, ARTICLE.sections[2])]
        assert "characters (test), verified: the section Ceux qui restent" in stage.status()
        await stage.press("shift+tab", "j", "y")
        await done(stage)
        assert copied[1] == section_text(ARTICLE, ARTICLE.sections[3])


async def test_all_quotations_of_a_speaker(copied: list[str]) -> None:
    more = replace(SEA, id="q4", speaker=NOBODY.speaker)
    async with opened(WIDE, deliver=()) as stage:
        await stage.worker.send(replace(FINDINGS, quotations=(HOLDS, NOBODY, more)))
        await stage.settle()
        await stage.press("full_stop", "full_stop", "alt+y")
        await done(stage)
        assert copied == [render_all("cited", ARTICLE, [NOBODY, more])]
        assert "(test), verified: 2 quotations of Goulven Prigent (cited)" in stage.status()
        await stage.press("tab", "tab", "j", "alt+y")
        await done(stage)
        assert stage.at_hand == NEIGHBOUR
        assert copied[1] == copied[0]


async def test_a_quotation_of_nobody_has_no_speaker_to_copy(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "full_stop", "full_stop", "alt+y")
        assert "does not name who says this" in stage.status()
        await stage.press("escape", "alt+y")
        assert "No speaker is at hand" in stage.status()
        assert copied == []


async def test_a_link_with_its_words(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("semicolon", "y", "Y")
        await done(stage)
        assert sorted(copied, key=len) == [
            "https://lanvor.example/chantier",
            "Le chantier <https://lanvor.example/chantier>",
        ]


async def test_a_selection_is_cited_as_the_speaker_s_where_it_lies_in_a_quotation(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        from reader.app.selecting import Selection

        inside = span("Personne ne nous")
        stage.screen._selection = Selection(ARTICLE, inside.start, inside.end - 1)
        await stage.press("Y")
        await done(stage)
        assert copied[0].startswith("«\N{NO-BREAK SPACE}Personne ne nous\N{NO-BREAK SPACE}» — Goulven Prigent, dans")
        prose = span("Sur le quai, ")
        stage.screen._selection = Selection(ARTICLE, prose.start, prose.end - 1)
        await stage.press("Y")
        await done(stage)
        assert copied[1].startswith(
            "«\N{NO-BREAK SPACE}Sur le quai,\N{NO-BREAK SPACE}» — «\N{NO-BREAK SPACE}La digue de Lanvor"
        )


async def test_a_notice_that_comes_while_a_card_is_up_is_not_lost(copied: list[str]) -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "question_mark")
        stage.app._copied(Receipt("test", 3, confirmed=True, sent=True), "the quotation")
        await stage.press("q")
        assert "Copied 3 characters (test), verified: the quotation" in stage.status()


# A megabyte


@pytest.fixture
def roads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Over SSH, with a terminal that takes what terminals take."""
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/9")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("READER_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("taken", [False, True], ids=["refused", "taken whole"])
async def test_a_selection_of_a_megabyte(taken: bool, roads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over OSC 52 it is refused in a clear sentence and lies in a file; in tmux it is there to the byte."""
    raw = replace(RAW, data="\n\n".join(["# Marées", *[HUGE * 100] * 260]).encode())
    reading = reading_of(raw)
    if taken:
        (roads / "bin").mkdir()
        tmux = roads / "bin" / "tmux"
        tmux.write_text(f'#!/bin/sh\n[ "$1" = load-buffer ] && exec cat > {roads}/kept\nexec cat {roads}/kept\n')
        tmux.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmux.parent}:/usr/bin:/bin")
        monkeypatch.setenv("TMUX", "/socket,1,0")
        monkeypatch.setattr("reader.clipboard.LIMIT", 20)
    async with opened(WIDE, reading=reading) as stage:
        await stage.press("v", "G", "y")
        await done(stage)
        whole = reading.article.passage(block.span for block in reading.article.blocks)
        assert len(whole.encode()) > 1_000_000
        if taken:
            assert (roads / "kept").read_bytes() == whole.encode()
            assert f"Copied {len(whole):,} characters (tmux buffer), verified: the selection" in stage.status()
        else:
            path = roads / "home" / "cache" / "clipboard.txt"
            assert path.read_bytes() == whole.encode()
            assert stage.status().rstrip().startswith(" ")
            assert "Not copied, the text lies in" in stage.status()


# Exports


async def test_an_export_goes_to_the_file_that_was_named(tmp_path: Path) -> None:
    async with opened(WIDE) as stage:
        for name, form in (("a b.md", "markdown"), ("x.HTML", "html"), ("new/x.json", "json"), ("x.csv", "csv")):
            await stage.press("e")
            await typed(stage, str(tmp_path / name))
            text = (tmp_path / name).read_text(encoding="utf-8")
            assert text == "".join(written(form, ARTICLE, ANALYSIS))
            assert f"Exported {len(text):,} characters to {tmp_path}"[:40] in stage.status()
        assert len(json.loads((tmp_path / "new/x.json").read_text())[0]["quotations"]) == 3


async def test_an_export_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("mine")
    async with opened((200, 40)) as stage:
        await stage.press("e")
        await typed(stage, str(tmp_path / "x.md"))
        assert "Not exported: " in stage.status()
        assert "x.md is there already; take another name" in stage.status()
        await stage.press("e")
        await typed(stage, str(tmp_path / "x.doc"))
        assert "x.doc says no format: let the name end in .md, .html, .json, .jsonl or .csv" in stage.status()
        await stage.press("e")
        await typed(stage, str(tmp_path / "x.md" / "y.md"))
        assert "cannot be made a folder" in stage.status()
        await stage.press("e", "escape")
    assert (tmp_path / "x.md").read_text() == "mine"
    assert names(tmp_path) == ["x.md"]


async def test_a_file_is_suggested_by_its_title(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(WIDE) as stage:
        await stage.press("e", "enter")
        await done(stage)
    assert names(tmp_path) == ["La digue de Lanvor.md"]


async def test_what_is_not_all_there_is_not_exported() -> None:
    async with opened(WIDE, deliver=()) as stage:
        await stage.press("e")
        assert not isinstance(stage.app.screen, PromptScreen)
        assert "still being read" in stage.status()


# Commands


async def test_a_command_gets_what_is_at_hand(tmp_path: Path) -> None:
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "vertical_line")
        assert "Give the quotation to |" in "\n".join(stage.lines())
        await typed(stage, f"cat > '{tmp_path}/got'")
        assert (tmp_path / "got").read_text() == "La digue tiendra […] et nous avec elle."
        assert "took the quotation and printed nothing" in stage.status()
        await stage.press("escape", "vertical_line")
        await typed(stage, "wc -l")
        lines = ARTICLE.passage(block.span for block in ARTICLE.blocks).count("\n")
        assert f"wc -l: {lines}" in stage.status()


async def test_a_command_that_fails_or_is_none_is_said() -> None:
    async with opened((160, 40)) as stage:
        for command, said in (("exit 3", "exit 3: ended with 3"), ("echo no >&2; exit 1", "no; ended with 1")):
            await stage.press("vertical_line")
            await typed(stage, command)
            assert said in stage.status()


async def test_what_a_command_prints_passes_the_gate() -> None:
    async with opened(WIDE) as stage:
        await stage.press("vertical_line")
        await typed(stage, "printf '\\033]0;x\\007[b]a[/b]\\nb\\n'")
        assert isinstance(stage.app.screen, PrintedScreen)
        shown = "\n".join(stage.lines())
        assert "␛]0;x␇[b]a[/b]" in shown
        await stage.press("q")
        assert stage.app.is_running


HOSTILE = "$(touch owned) `touch owned`; touch owned # ' \" \\ | touch owned \x1b]0;x\x07"


async def test_no_word_of_an_article_is_a_word_of_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    article = replace(ARTICLE, text=HOSTILE, blocks=(), metadata=Metadata(title=HOSTILE))
    async with opened(WIDE, reading=reading_in(article)) as stage:
        from reader.app.messages import PipeRequested

        stage.screen.post_message(PipeRequested("cat > got", HOSTILE, "the selection"))
        await stage.settle()
        await done(stage)
    assert names(tmp_path) == ["got"]
    assert (tmp_path / "got").read_text() == HOSTILE.replace("\x1b", "␛").replace("\x07", "␇")


async def test_a_command_that_prints_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.app.outgoing.PIPE_MOST", 10_000)
    async with opened(WIDE) as stage:
        await stage.press("vertical_line")
        await typed(stage, "yes")
        assert isinstance(stage.app.screen, PrintedScreen)
        assert "yes (printed more than 10,000 bytes)" in "\n".join(stage.lines())


async def test_keys_that_were_remapped_are_the_ones_that_are_named() -> None:
    from reader.actions import ACTIONS

    actions = tuple(replace(each, keys=("f7",)) if each.name == "next_quotation" else each for each in ACTIONS)
    async with opened(WIDE, settings=Settings(actions=actions), reading=reading_of(RAW)) as stage:
        await stage.press("y")
        assert "Nothing is at hand to copy: F7 chooses a quotation." in stage.status()
        await stage.press("i")
        assert "Nothing is at hand to explain: F7 chooses a quotation." in stage.status()
        await stage.press("x")
        assert "Nothing is at hand to correct: F7 chooses a quotation." in stage.status()


@pytest.mark.parametrize("language", INTERFACES)
async def test_what_a_selection_goes_on_with_is_told_whole_at_80_columns(language: str) -> None:
    from reader.actions import ACTIONS

    keys = {each.name: keys_label(each.keys[:1]) for each in ACTIONS if each.keys}
    named = {"word": "select_word", "sentence": "select_sentence", "paragraph": "select_paragraph", "copy": "copy"}
    with speaking(language):
        async with opened(NARROW, reading=reading_of(RAW)) as stage:
            await stage.press("v")
            assert _(HOW).format(**{name: keys[action] for name, action in named.items()}) in stage.status()


async def test_a_copy_that_takes_its_time_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def copy(text: str, **_: object) -> Receipt:
        go.wait(20)
        return Receipt("test", len(text), confirmed=True, sent=True)

    monkeypatch.setattr("reader.app.copies.copy", copy)
    async with opened(WIDE) as stage:
        await stage.press("full_stop", "y")
        await stage.until(lambda: "Copying the quotation …" in stage.status())
        await stage.press("j")  # a key waits for nothing
        assert stage.app._copies.under_way == {1}
        go.set()
        await done(stage)
        assert "verified: the quotation" in stage.status()


# Leaving


async def test_what_was_not_copied_before_leaving_is_said_after_it() -> None:
    async with opened(WIDE) as stage:
        app = stage.app
        app._copies.under_way.add(1)
        await stage.press("q")
        assert app.is_running
        assert app.farewell == "Not copied: the program was left before the clipboard had the text"
        app._copies.under_way.clear()
        app._copied(Receipt("", 3, confirmed=False, sent=False, detail="it failed"), "the quotation")
        assert app.farewell == "Not copied: it failed"


async def test_what_was_copied_before_leaving_needs_no_word() -> None:
    async with opened(WIDE) as stage:
        stage.app._copies.under_way.add(1)
        await stage.press("q")
        stage.app._copies.under_way.clear()
        stage.app._copied(Receipt("test", 3, confirmed=True, sent=True), "the quotation")
        assert stage.app.farewell == ""
