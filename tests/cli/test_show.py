"""`reader show`: an article set on any width, plain, drawn or styled, with nothing lost on the way."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from reader.cli import main
from reader.tongue import speaking

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]

SOURCE = """\
# Le phare d’Ar Vran change de gardien

En haut des 214 marches, la lumière *tourne* encore, dit-on ici, et [le site](https://phare.example) le montre.

## Une lampe de 1874

> On croit que c’est le phare qui veille. C’est nous, et la nuit où personne ne monte, il ne reste qu’une machine.

- un point assez long pour passer à la ligne quand la largeur est petite
  - imbriqué
- [x] fait

| Année | Visiteurs |
|-------|----------:|
| 2024 | 12 000 |

### Ce qui reste

---

Fin.
"""
QUOTED = re.compile(r"^  ▌ ", re.MULTILINE)


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "phare.md"
    path.write_text(SOURCE, encoding="utf-8")
    return str(path)


def shown(capsys: Captured, *words: str) -> str:
    assert main(["show", *words]) == 0
    return capsys.readouterr().out


def spoken(text: str) -> list[str]:
    """The words, without what is drawn."""
    return re.findall(r"[\wÀ-ÿ’]+", text)


@pytest.mark.parametrize("width", [40, 72, 100])
@pytest.mark.parametrize("look", ["--plain", None])
def test_every_width_holds_every_word(source: str, width: int, look: str | None, capsys: Captured) -> None:
    printed = shown(capsys, source, "--width", str(width), *([look] if look else []))
    assert max(map(cell_len, printed.splitlines())) <= width
    assert not any(line != line.rstrip() for line in printed.splitlines())
    assert "\x1b" not in printed
    if look == "--plain":  # it says more: which section it is, and what the columns of a table are called
        assert Counter(spoken(printed)) >= Counter(spoken(re.sub(r"\(https[^)]*\)", "", SOURCE)))
    else:
        assert spoken(printed) == spoken(re.sub(r"\(https[^)]*\)", "", SOURCE))


def test_what_has_no_styles_has_lines_under_its_sections(source: str, capsys: Captured) -> None:
    lines = shown(capsys, source, "--width", "60").splitlines()
    for heading, rule in (("Le phare d’Ar Vran change de gardien", "═"), ("Une lampe de 1874", "─")):
        below = lines[lines.index(heading) + 1]
        assert below == rule * cell_len(heading)
    assert lines[lines.index("Ce qui reste") + 1] == ""
    assert len(QUOTED.findall("\n".join(lines))) >= 2
    assert "[x] fait" in lines


def test_what_is_read_aloud_has_nothing_drawn(source: str, capsys: Captured) -> None:
    printed = shown(capsys, source, "--plain", "--width", "60")
    assert not set("═─▌•–▧") & set(printed)
    assert "\n> On croit" in printed
    assert "- un point" in printed


@pytest.mark.parametrize("how", [(), ("--plain",)])
@pytest.mark.parametrize(
    ("name", "text", "marks"),
    [
        ("tasks.md", "- [x] levé\n- [ ] signé\n", ("[x] levé", "[ ] signé")),
        ("ticks.txt", "Le bilan\n\n✓ La digue tient.\n✗ La route est coupée.\n", ("✓ La digue", "✗ La route")),
    ],
)
def test_a_box_or_a_tick_says_whether_it_is_done(
    name: str, text: str, marks: tuple[str, ...], how: tuple[str, ...], tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    printed = shown(capsys, str(path), *how)
    assert all(mark in printed for mark in marks)


def test_a_table_is_told_with_the_spaces_of_the_readers_language(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "table.md"
    path.write_text("| Année | Note |\n|---|---|\n| 2024 | Étanche. |\n| 2025 | Rien |\n", encoding="utf-8")
    assert "Année: 2024; Note: Étanche.\nAnnée: 2025; Note: Rien.\n" in shown(capsys, str(path), "--plain")
    with speaking("fr"):
        told = shown(capsys, str(path), "--plain")
    assert "Année\u00a0: 2024\u00a0; Note\u00a0: Étanche.\nAnnée\u00a0: 2025\u00a0; Note\u00a0: Rien.\n" in told


def test_a_pipe_is_styled_on_demand(source: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    printed = shown(capsys, source, "--styled", "--width", "60")
    assert "\x1b[1mLe phare d’Ar Vran change de gardien\x1b[0m" in re.sub(r"\[1;[\d;]+m", "[1m", printed)
    assert "═" not in printed
    bare = re.sub(r"\x1b\[[\d;]*m", "", printed)
    assert spoken(bare) == spoken(shown(capsys, source, "--width", "60"))


def test_plain_and_styled_exclude_each_other(source: str, capsys: Captured) -> None:
    assert main(["show", source, "--plain", "--styled"]) == 2
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "first"), [("md", "Titre"), ("txt", "Titre"), ("html", "# Titre texte")])
def test_standard_input_is_what_type_says(
    kind: str, first: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"# Titre\n\ntexte\n")))
    assert shown(capsys, "--plain", "--type", kind, "-").splitlines()[0] == first
