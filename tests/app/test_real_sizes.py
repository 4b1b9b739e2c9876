"""The program in tmux at four sizes: text, search, help, zen, and a way out at each."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from tests.app.test_acceptance import SAMPLES, squeezed

if TYPE_CHECKING:
    from tests.app.tmux import Tmux

pytestmark = pytest.mark.real

SIZES = [(20, 5), (80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_what_a_reader_does_works_at_every_size(size: tuple[int, int], plain: bool, tmux: Tmux) -> None:
    words = f"--no-library {'--plain ' if plain else ''}{shlex.quote(str(SAMPLES[0]))}"
    tmux.open(f"{shlex.quote(sys.executable)} -m reader open {words}", size)
    tmux.until(lambda shown: "J section" in shown and "bus" in squeezed(shown))
    assert len(tmux.screen().rstrip("\n").split("\n")) <= size[1]
    tmux.press("J")
    tmux.until(lambda shown: "Untableuretunecolère" in squeezed(shown.replace("│", "")))
    tmux.press("/", "l", "i", "g", "n", "e")
    tmux.until(lambda shown: " of " in shown)
    tmux.press("Enter")
    tmux.until(lambda shown: "of " in shown.splitlines()[-1])
    tmux.press("Escape")
    tmux.until(lambda shown: "of " not in shown.splitlines()[-1])
    tmux.press("?")
    tmux.until(lambda shown: "Esc closes" in shown and "Moving through" in shown)
    tmux.press("Escape")
    tmux.until(lambda shown: "Moving through" not in shown)
    tmux.press("z")
    shown = tmux.until(lambda shown: "J section" not in shown and not set(shown) & set("▐▕▏▪═"))
    assert squeezed(shown)
    if plain:
        assert not {char for char in shown if "\u2500" <= char <= "\u25ff"}
    tmux.press("z", "q")
    tmux.until(lambda shown: "left with 0" in " ".join(shown.split()))
