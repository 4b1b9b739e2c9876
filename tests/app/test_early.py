"""The first screen, painted before Textual is there, against what Textual paints in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.app.ansi import colours_of
from reader.app.early import ENTER, frame
from reader.app.panes import widths
from reader.gate import is_safe
from reader.reading import open_reading
from tests.app.stage import NARROW, RAW, WIDE, opened, reading_of, span
from tests.app.terminal import READER, Terminal, screen_of
from tests.app.test_arrivals import LONG
from tests.app.test_plain_text import HARMFUL, reading

if TYPE_CHECKING:
    from pathlib import Path

    from reader.reading import Reading

SIZES = [NARROW, WIDE, (200, 60)]

EVERYTHING = """\

Un texte court : « Non ! », dit-elle.

# Un titre

## Une partie, très longue partie, dont le titre ne tient pas sur une seule ligne de cette page étroite

- un point
  - un autre
1. un

> une citation en bloc, qui va un peu plus loin que la ligne

| a | b |
|---|---|
| c | une cellule |

```
code\tavec\ttabulations
```

潮汐表 à lire

***
"""


def painted(one: Reading, size: tuple[int, int], **more: int) -> str:
    return frame(
        one.article, *size, theme="reader-dark", measure=72, **{"offset": one.left_at, "colours": 1 << 24, **more}
    )


def column(lines: list[str], size: tuple[int, int]) -> list[str]:
    """The article's column, without its scroll bar."""
    pane = widths(size[0], sections=True, sidebar=True)
    return [line[pane.sections : pane.sections + pane.article - 1].rstrip(" ▏▐") for line in lines[1:-1]]


def cases() -> list[Reading]:
    from dataclasses import replace

    from reader.sources import Raw

    return [
        reading_of(RAW),
        reading_of(RAW, left_at=span("Sur le quai").start),
        reading_of(LONG, 1),
        reading_of(Raw(EVERYTHING.encode(), "text/markdown", "tout.md", "fr")),
        reading_of(replace(RAW, data=b"\n\n \n" + RAW.data, media_type="text/plain")),
        reading(HARMFUL),
    ]


@pytest.mark.parametrize("size", [*SIZES, (20, 5), (100, 10)])
@pytest.mark.parametrize("number", range(len(cases())))
async def test_the_first_screen_is_textuals_first(size: tuple[int, int], number: int) -> None:
    one = cases()[number]
    async with opened(size, reading=one) as stage:
        # Wide characters take one place of a string and two of pyte's: compared without spaces.
        textuals = ["".join(line.split()) for line in column(stage.lines(), size)]
    early = ["".join(line.split()) for line in column(screen_of(painted(one, size), size), size)]
    assert early == textuals
    assert any(early)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (400, 200)])
def test_any_size_has_a_first_screen(size: tuple[int, int]) -> None:
    for one in cases():
        assert painted(one, size).startswith(ENTER)


@pytest.mark.parametrize("colours", [0, 256, 1 << 24])
def test_only_our_own_sequences_are_in_it(colours: int) -> None:
    import re

    written = painted(reading(HARMFUL), WIDE, colours=colours)
    assert is_safe(re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", written))
    told = set(re.findall(r"[345]8;[25]", written))
    assert told == {0: set(), 256: {"38;5", "48;5"}, 1 << 24: {"38;2", "48;2"}}[colours]


def test_colours_are_judged_by_the_environment() -> None:
    assert colours_of({"COLORTERM": "truecolor", "NO_COLOR": "1"}) == 0
    assert colours_of({"COLORTERM": "truecolor"}) == 1 << 24
    assert colours_of({"TERM": "screen-256color"}) == 256
    assert colours_of({"TERM": "vt100", "NO_COLOR": ""}) == 0


@pytest.mark.real
@pytest.mark.parametrize("size", SIZES)
def test_in_a_terminal_it_comes_first_and_textual_changes_nothing_there(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    expected = painted(open_reading(str(path)), size)
    words = [*READER, "open", "--no-library", path]
    with Terminal(words, size=size, env={"READER_HOME": str(tmp_path / "home")}) as terminal:
        terminal.open()
        assert terminal.output.decode().startswith(expected), "nothing stands before it"
        assert terminal.output.count(b"\x1b[?1049h") == 1
        early = screen_of(expected, size)
        assert column(terminal.screen(), size) == column(early, size)
        assert any(column(early, size))
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)


@pytest.mark.real
def test_keys_typed_before_the_app_is_there_are_heard(tmp_path: Path) -> None:
    path = tmp_path / "digue.md"
    path.write_bytes(RAW.data)
    with Terminal([*READER, "open", "--no-library", path], env={"READER_HOME": str(tmp_path)}) as terminal:
        while b"\x1b[?1049h" not in terminal.output:
            terminal.read(0.1)
        terminal.press("JJ")
        terminal.open()
        assert any(line.lstrip().startswith("Ceux qui restent") for line in column(terminal.screen(), WIDE)[:3])
        assert b"JJ" not in terminal.written
        terminal.press("q")
        assert terminal.end() == 0
