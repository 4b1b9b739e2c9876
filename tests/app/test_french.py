"""The screen in French, in a real terminal, by the locale's variables alone: the locale need not be installed."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from reader.actions import ACTIONS
from reader.app import describe
from reader.tongue import _, speaking
from tests.app.test_acceptance import SAMPLES, squeezed

if TYPE_CHECKING:
    from tests.app.tmux import Tmux

FRENCH = "env -u READER_INTERFACE LC_ALL=fr_FR.UTF-8 LANGUAGE=fr"


@pytest.mark.real
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_the_screen_speaks_french_at_every_size(size: tuple[int, int], tmux: Tmux) -> None:
    tmux.open(f"{FRENCH} {shlex.quote(sys.executable)} -m reader open {shlex.quote(str(SAMPLES[0]))}", size)
    tmux.until(lambda shown: "Les premières touches" in shown and "J section" in shown)
    tmux.until(lambda shown: "Choisir la citation suivante" in shown)
    tmux.press(".")
    tmux.until(lambda shown: "Les premières touches" not in shown and "▸ " in shown)  # a quotation is at hand
    if size[0] >= 100:
        tmux.until(lambda shown: "Citations" in shown and "Noms" in shown and "Qui parle" in shown)
    tmux.press("i")
    tmux.until(lambda shown: "Nommé " in shown)
    tmux.press("/", "l", "i", "g", "n", "e", "Enter")
    tmux.until(lambda shown: " sur " in shown.splitlines()[-1])
    tmux.press("Escape", "?")
    tmux.until(lambda shown: "Échap ferme" in shown and "Parcourir l’article" in shown)
    tmux.until(lambda shown: "Descendre d’une ligne" in shown)
    tmux.press("Escape")
    tmux.until(lambda shown: "Échap ferme" not in shown)
    tmux.press(":")
    tmux.until(lambda shown: "Chercher une commande" in shown)
    tmux.press("Escape")
    tmux.until(lambda shown: "Chercher une commande" not in shown)
    tmux.press("y")
    tmux.until(lambda shown: "copiés" in squeezed(shown) or "Pascopié" in squeezed(shown))
    tmux.press("q")
    tmux.until(lambda shown: "left with 0" in " ".join(shown.split()))


@pytest.mark.real
def test_the_setting_speaks_french_where_the_locale_does_not(tmux: Tmux) -> None:
    tmux._home.mkdir(parents=True, exist_ok=True)
    (tmux._home / "config.toml").write_text('interface = "fr"\n', encoding="utf-8")
    command = f"env -u READER_INTERFACE LC_ALL=C.UTF-8 LANGUAGE= {shlex.quote(sys.executable)} -m reader open"
    tmux.open(f"{command} {shlex.quote(str(SAMPLES[0]))}", (80, 24))
    tmux.until(lambda shown: "Les premières touches" in shown)
    tmux.press("q")


@pytest.mark.parametrize("hints", [describe.HINTS, describe.LIST_HINTS])
def test_the_keys_of_the_status_line_fit_as_well_as_in_english(hints: tuple[str, ...]) -> None:
    """At 80 columns what does not fit is cut at the right: French may not lose more than an end."""

    def cells() -> int:
        return sum(cell_len(words) for words, _names in describe.status(ACTIONS, "", hints=hints)[0])

    english = cells()
    with speaking("fr"):
        assert cells() <= english + 4


def test_labels_are_short_in_french_too() -> None:
    with speaking("fr"):
        long = [_(action.label) for action in ACTIONS if cell_len(_(action.label)) > 17]
    assert not long
