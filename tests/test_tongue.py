"""Which language is spoken, and what it costs to know."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reader.tongue import N_, _, chosen, language, ngettext, number, pgettext, speaking

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_CA.ISO8859-1@euro"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_BE.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANGUAGE": "fr"}, "fr"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "fr"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": ""}, "fr"),
        ({"LC_ALL": "C", "LANGUAGE": "fr", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "POSIX", "LANGUAGE": "fr"}, "en"),
        ({"READER_INTERFACE": "fr", "LC_ALL": "C"}, "fr"),
        ({"READER_INTERFACE": "en", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"READER_INTERFACE": "tlh", "LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "frp_IT"}, "en"),
        ({"LANG": "../../etc/passwd"}, "en"),
    ],
)
def test_variables_say_the_language(variables: dict[str, str], spoken: str, tmp_path: Path) -> None:
    assert chosen({"READER_HOME": str(tmp_path), **variables}) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ('interface = "fr"', "fr"),
        ('interface = "en"', "en"),
        ('interface = "auto"', "en"),
        ('interface = "de"', "en"),
        ("interface = 1", "en"),
        ('interface = "fr', "en"),
        ("# interface", "en"),
        ("", "en"),
        ('\ufeffinterface = "fr"', "fr"),
    ],
)
def test_the_setting_says_it_before_the_locale_does(written: str, spoken: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(written, encoding="utf-8")
    assert chosen({"READER_HOME": str(tmp_path), "LANG": "en_GB.UTF-8"}) == spoken


def test_the_variable_of_our_own_wins_over_the_setting(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('interface = "fr"', encoding="utf-8")
    assert chosen({"READER_HOME": str(tmp_path), "READER_INTERFACE": "en"}) == "en"


def test_a_configuration_that_cannot_be_read_leaves_it_to_the_locale(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert chosen({"READER_HOME": str(tmp_path), "LANG": "fr_FR"}) == "fr"
    (tmp_path / "config.toml").rmdir()
    (tmp_path / "config.toml").write_bytes(b'interface = "fr" # \xff')
    assert chosen({"READER_HOME": str(tmp_path), "LANG": "en_GB"}) == "en"


def test_another_language_is_spoken_for_a_time() -> None:
    assert language() == "en"
    with speaking("fr"):
        assert language() == "fr"
        assert _("Go to the end") == "Aller à la fin"
        assert _("what nobody says") == "what nobody says"
        with speaking("en"):
            assert _("Go to the end") == "Go to the end"
        assert _("Go to the end") == "Aller à la fin"
    assert _("Go to the end") == "Go to the end"


def test_english_is_what_is_written() -> None:
    assert _(N_("{number} files")) == "{number} files"
    assert [ngettext("file", "files", count) for count in (0, 1, 2)] == ["files", "file", "files"]
    assert pgettext("key", "open") == "open"


def test_numbers_are_written_as_they_are_printed() -> None:
    assert [number(value) for value in (0, 999, 12_500, -1_000_000)] == ["0", "999", "12,500", "-1,000,000"]
    with speaking("fr"):
        assert [number(value) for value in (999, 12_500)] == ["999", "12\u202f500"]


def _loaded(code: str, **variables: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_english_loads_nothing_and_french_one_module(tmp_path: Path) -> None:
    """Beside what knows where the configuration is."""
    home = {"READER_HOME": str(tmp_path)}
    before = _loaded("import reader.places", **home)
    word = "from reader.tongue import _; _('Go to the end')"
    assert _loaded(word, **home) - before == {"reader.tongue"}
    french = _loaded(word, LANG="fr_FR.UTF-8", **home)
    assert "gettext" in french
    assert not french & {"tomllib", "locale", "copy", "babel", "reader.config"}
