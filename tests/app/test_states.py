"""States of the screen, as text that can be read in a review: `tests/app/states/`.

`READER_WRITE_STATES=1 pytest tests/app/test_states.py` writes them anew; what changed is then looked at, not believed.
Side panes have tests of their own, so that what is held here is the page, what lies over it, and the lines around it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from reader.config import Settings
from reader.sources import parse
from reader.store import Library
from reader.subscriptions import follow
from reader.tongue import speaking
from reader.worker import Fault
from tests.app.shelves import shelf
from tests.app.stage import RAW, opened, reading_of
from tests.app.test_feeds import feed
from tests.app.test_leaping import LINKED
from tests.app.test_notes import NOTED

if TYPE_CHECKING:
    from reader.sources import Raw

STATES = Path(__file__).parent / "states"

PAGE = replace(
    RAW,
    data="""\
---
title: Tout ce qu’une page peut porter
language: fr
---

# Tout ce qu’une page peut porter

Un paragraphe : « Naturellement », dit-on, avec *un accent*, **du poids**, `du code` et [un lien](https://lanvor.example/).
Il y a 12 400 000 raisons de ne pas couper un nombre.

## Deuxième niveau

### Troisième niveau

> Une citation en bloc, assez longue pour passer à la ligne suivante, et dont la barre suit.
>
> > Une autre dedans.
>
> — Quelqu’un

- un point, assez long lui aussi pour passer à la ligne et montrer que ce qui suit s’aligne
  - dessous
10. dixième

| Ligne | Trajet | Coût |
|---|---|---|
| A | Gare – Port | 3,2 M€ |
| B | Mairie – Hôpital | 12 M€ |

```python
def rehausser(digue, de=1.5, jusqu_a=None, avec="de la terre et des cailloux de la grève de Lanvor"):
	return digue
```

![Une digue sous la pluie](digue.jpg)

---

日本語の文章は、行の途中で折り返されますが、句読点は行頭に来てはいけません。「禁則処理」と言います。

עברית נכתבת מימין לשמאל. 👩‍👩‍👧‍👦 et 🇫🇷 en deux cellules.
""".encode(),
)


class State(NamedTuple):
    """What is opened, on how many columns and rows, and the keys that lead to the state."""

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    raw: Raw = RAW
    settings: Settings = Settings()
    language: str = "en"


DIGUE = ("slash", *"digue")
CASES = {
    "article-80x24": State((80, 24)),
    "article-20x5": State((20, 5)),
    "page-80x64": State((80, 64), (), PAGE),
    "page-40x80": State((40, 80), (), PAGE),
    "page-plain-60x70": State((60, 70), (), PAGE, Settings(plain=True)),
    "page-set-72x24": State((72, 24), (), RAW, Settings(hyphenate=True, justify=True, measure=46)),
    "zen-80x24": State((80, 24), ("z", "J")),
    "search-80x24": State((80, 24), (*DIGUE, "enter", "n")),
    "searching-20x5": State((20, 5), DIGUE),
    "no-hits-80x24": State((80, 24), ("slash", *"xyz")),
    "hints-80x24": State((80, 24), ("semicolon",), LINKED),
    "note-80x24": State((80, 24), ("semicolon", "a"), NOTED),
    "help-80x24": State((80, 24), ("question_mark",)),
    "help-120x40": State((120, 40), ("question_mark",)),
    "help-20x5": State((20, 5), ("question_mark",)),
    "select-80x24": State((80, 24), ("v", "w", "w")),
    "highlights-120x40": State((120, 40), ("full_stop", "h", "a", *"sic", "enter", "H")),
    "annotating-80x24": State((80, 24), ("full_stop", "a", *"sic")),
    "annotating-20x5": State((20, 5), ("full_stop", "a", *"sic")),
    "mark-80x24": State((80, 24), ("3", "m", "a")),
    "french-120x40": State((120, 40), ("full_stop", "i"), language="fr"),
    "french-help-80x24": State((80, 24), ("question_mark",), language="fr"),
    "french-help-120x40": State((120, 40), ("question_mark",), language="fr"),
    "french-hits-80x24": State((80, 24), (*DIGUE, "enter", "n"), language="fr"),
    "french-20x5": State((20, 5), DIGUE, language="fr"),
}


class ShelfState(NamedTuple):
    """A state of the library: the same, and whether anything is kept in it."""

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    settings: Settings = Settings()
    is_empty: bool = False


SHELVES = {
    "library-200x60": ShelfState((200, 60)),
    "library-120x40": ShelfState((120, 40)),
    "library-80x24": ShelfState((80, 24)),
    "library-20x5": ShelfState((20, 5)),
    "library-plain-60x30": ShelfState((60, 30), (), Settings(plain=True)),
    "library-empty-80x24": ShelfState((80, 24), is_empty=True),
    "library-groups-80x24": ShelfState((80, 24), ("t", "j")),
    "library-filter-80x24": ShelfState((80, 24), ("f", *"re")),
    "library-nothing-80x24": ShelfState((80, 24), ("f", *"xyz")),
    "library-search-120x40": ShelfState((120, 40), ("slash", *"mer")),
    "library-removed-80x24": ShelfState((80, 24), ("j", "D")),
    "library-undone-80x24": ShelfState((80, 24), ("j", "D", "U")),
    "feeds-none-80x24": ShelfState((80, 24), ("F",)),
    "feeds-120x40": ShelfState((120, 40), ("F", "j", "r")),
}


def held(name: str, lines: list[str]) -> None:
    """Compare with what is held under `name`, or write it where that is asked for."""
    path, shown = STATES / f"{name}.txt", "".join(f"{line.rstrip()}\n" for line in lines)
    if os.environ.get("READER_WRITE_STATES"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
async def test_a_state_is_as_it_is_held(name: str) -> None:
    state = CASES[name]
    own = None if state.raw is RAW else reading_of(state.raw)
    with speaking(state.language):
        async with opened(state.size, reading=own, settings=state.settings) as stage:
            await stage.press(*state.keys)
            await stage.app.workers.wait_for_complete()
            await stage.settle()
            held(name, stage.lines())


async def test_loading() -> None:
    parts = list(parse(RAW))
    async with opened((80, 24), reading=reading_of(RAW, 1), deliver=()) as stage:
        await stage.press("quotation_mark")
        assert len(parts) >= 1
        held("loading-80x24", stage.lines())


async def test_a_failed_analysis() -> None:
    async with opened((120, 24), deliver=(Fault("stop"),), reading=reading_of(RAW)) as stage:
        held("fault-120x24", [line[20:89] for line in stage.lines()[:-1]] + stage.lines()[-1:])


@pytest.mark.parametrize("name", SHELVES)
async def test_a_state_of_the_library_is_as_it_is_held(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = SHELVES[name]
    with Library.open(tmp_path / "other.sqlite3") if state.is_empty else shelf(tmp_path, monkeypatch) as library:
        if name.startswith("feeds") and "none" not in name:
            follow(
                feed(tmp_path / "a.xml", "Les marées", "Un premier titre", "Un deuxième", "Un autre"), library, "Presse"
            )
            follow(feed(tmp_path / "b.xml", "Le phare d’Ar Vran", "Feu blanc, feu rouge"), library)
        monkeypatch.setattr("reader.app.screens.library.today", lambda: date(2026, 11, 24))
        async with opened(state.size, library=library, shelved=True, settings=state.settings) as stage:
            await stage.press(*state.keys)
            await stage.app.workers.wait_for_complete()
            await stage.settle()
            held(name, stage.lines())


def test_nothing_is_held_that_nobody_looks_at() -> None:
    assert {path.stem for path in STATES.glob("*.txt")} == {*CASES, *SHELVES, "loading-80x24", "fault-120x24"}
