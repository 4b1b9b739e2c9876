from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from reader.actions import ACTIONS
from reader.cli import main
from reader.cli.example import example
from reader.config import Settings, load, settings_of

if TYPE_CHECKING:
    from pathlib import Path

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    return tmp_path / "config.toml"


def test_what_is_printed_can_be_the_file(file: Path, capsys: Captured) -> None:
    assert main(["config"]) == 0
    shown = capsys.readouterr().out
    assert shown == example()
    file.write_text(shown, encoding="utf-8")
    assert load() == (Settings(), ())
    assert main(["config", "--check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_it_tells_where_the_file_is(file: Path, capsys: Captured) -> None:
    assert main(["config", "--path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"


def test_what_is_wrong_is_a_sentence_a_line(file: Path, capsys: Captured) -> None:
    file.write_text('mesure = 3\ncitation = "aap"\n[keys]\nzen = "j"\n[formats]\napa = "x"\n', encoding="utf-8")
    assert main(["config", "--check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "reader: config.toml: there is no setting mesure; did you mean measure?\n"
        "reader: config.toml: j is a key of line_down already, so zen has its default keys\n"
        "reader: config.toml: formats.apa has the name of a format that there is, so it is left out\n"
        "reader: config.toml: citation names no copy format (aap); did you mean apa?; cited is used\n"
    )


def test_a_theme_that_is_none_is_told(file: Path, capsys: Captured) -> None:
    file.write_text('theme = "dusky"\n', encoding="utf-8")
    assert main(["config", "--check"]) == 1
    assert capsys.readouterr().err.startswith("reader: config.toml: there is no theme dusky: take one of reader-dark,")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_can_have_another_key(action: object) -> None:
    name = action.name  # type: ignore[attr-defined]
    settings, notices = settings_of(tomllib.loads(f'[keys]\n{name} = ["ctrl+alt+x"]'))
    assert notices == ()
    assert settings.keys[name] == ("alt+ctrl+x",)
