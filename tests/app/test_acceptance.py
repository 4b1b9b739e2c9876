"""What a reader does first, in tmux: section, sidebar, down, to the quotation in the text, copied to the character."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.reading import open_reading
from tests.conftest import require_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
SAMPLES = [ROOT / "articles" / "les-bus-de-sarzelles.fr.md", ROOT / "articles" / "the-last-ferry-to-stennay.en.txt"]
SEED = ROOT.parent / "shared" / "seed" / "openai-open-source.fr.txt"
PATIENCE = 15.0


class Tmux:
    """A tmux of its own, 120 cells by 40, whose paste buffer terminals may write to."""

    def __init__(self, home: Path) -> None:
        self._socket = f"reader-{os.getpid()}"
        self._home = home

    def __call__(self, *words: str) -> str:
        command = ["tmux", "-L", self._socket, "-f", os.devnull, *words]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=PATIENCE).stdout

    def open(self, line: str, size: tuple[int, int] = (120, 40)) -> None:
        environment = {"READER_HOME": str(self._home), "LC_ALL": "C.UTF-8"}
        given = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        self(
            "new-session",
            "-d",
            "-x",
            str(size[0]),
            "-y",
            str(size[1]),
            *given,
            f"cd {shlex.quote(str(ROOT))}; sleep 0.3; {line}; echo left with $?; sleep 60",
        )
        self("set-option", "-g", "set-clipboard", "on")

    def screen(self) -> str:
        return self("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        for key in keys:
            self("send-keys", key)
            time.sleep(0.1)

    def until(self, happened: Callable[[str], object]) -> str:
        end = time.monotonic() + PATIENCE
        while not happened(shown := self.screen()):
            assert time.monotonic() < end, shown
            time.sleep(0.05)
        return shown

    def close(self) -> None:
        subprocess.run(["tmux", "-L", self._socket, "kill-server"], check=False, capture_output=True)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    require_tool("tmux")
    server = Tmux(tmp_path / "home")
    yield server
    server.close()


def extracted(path: Path) -> dict[str, object]:
    words = [sys.executable, "-m", "reader", "extract", str(path)]
    found: dict[str, object] = json.loads(subprocess.run(words, check=True, capture_output=True, cwd=ROOT).stdout)[0]
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


def page(shown: str) -> str:
    """The article's column without its scroll bar and bars, and without white space."""
    return squeezed("".join(line[20:89] for line in shown.splitlines()[1:-1])).replace("▌", "")


@pytest.mark.parametrize(
    ("path", "road"),
    [*((path, "osc52") for path in (*SAMPLES, SEED)), (SAMPLES[0], "tmux")],
    ids=lambda value: str(value)[-12:],
)
def test_the_first_quotation_in_the_paste_buffer(path: Path, road: str, tmux: Tmux) -> None:
    if not path.exists():
        pytest.skip("the seed article is not beside this checkout")
    facts = extracted(path)
    quotations: list[dict[str, object]] = facts["quotations"]  # type: ignore[assignment]
    first = quotations[0]
    without = "env -u TMUX -u TMUX_PANE -u DISPLAY " if road == "osc52" else "env -u DISPLAY "
    tmux.open(f"{without}{shlex.quote(sys.executable)} -m reader open --no-library {shlex.quote(str(path))}")
    shown = tmux.until(lambda shown: f"Quotations {len(quotations)} " in shown)
    article = open_reading(str(path)).article
    opening = next(block for block in article.blocks if block.kind == "paragraph")
    assert squeezed(article.passage([opening.span]))[:40] in page(shown)
    section = next(section for section in article.sections if section.span.start > article.blocks[0].span.start)
    tmux.press("J")
    tmux.until(lambda shown: page(shown).startswith(squeezed(str(section.title))))
    tmux.press("Tab", "Down", "Enter")
    words = squeezed(str(first["text"]).split(" […] ")[0])[:40]
    tmux.until(lambda shown: words in page(shown))
    tmux.press("y")
    count = f"{len(str(first['text'])):,} characters"
    tmux.until(lambda shown: count in shown)
    assert tmux("save-buffer", "-") == first["text"]
    tmux.press("q")
    tmux.until(lambda shown: "left with 0" in shown)
