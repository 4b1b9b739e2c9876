"""The command line in French: help and errors are, exit codes and data are what they are in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.arguments import build_parser
from reader.tongue import _, speaking
from tests import translating

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Done

    Reader = Callable[..., Done]

FRENCH = {"READER_INTERFACE": "", "LC_ALL": "fr_FR.UTF-8", "LANGUAGE": "fr"}


def parsers(parser: ArgumentParser, name: str = "reader") -> Iterator[tuple[str, ArgumentParser]]:
    yield name, parser
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for word, child in action.choices.items():
                yield from parsers(child, f"{name} {word}")


def helps(language: str) -> dict[str, str]:
    with speaking(language):
        return {name: " ".join(each.format_help().split()) for name, each in parsers(build_parser()[0])}


NAMES = sorted(helps("en"))


@pytest.mark.parametrize("name", NAMES)
def test_help_is_french_to_the_last_word(name: str) -> None:
    """No message of the catalogue stands there in English that is long enough to be no chance."""
    english, french = helps("en")[name], helps("fr")[name]
    assert french.startswith(f"usage\u00a0: {name}".replace("\u00a0", " "))
    assert "afficher cette aide et quitter" in french
    left = []
    for message in translating.read(translating.catalogues()["fr"]):
        words = " ".join(message.id.split()) if isinstance(message.id, str) else ""
        if len(words.split()) > 2 and words in english and words in french and message.string != message.id:
            left.append(words)
    assert not left


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_options_are_the_same_in_every_language(name: str) -> None:
    english, french = helps("en")[name], helps("fr")[name]
    assert set(re.findall(r"--[a-z][\w-]+", english)) == set(re.findall(r"--[a-z][\w-]+", french))
    for choices in re.findall(r"\{[\w,-]+\}", english):
        assert choices in french


def test_examples_are_the_same_commands() -> None:
    for message in translating.read(translating.catalogues()["fr"]):
        if isinstance(message.id, str) and message.id.startswith("example"):
            ours, theirs = (
                [line.partition("   #")[0] for line in text.splitlines() if line.startswith("  ")]
                for text in (message.id, message.string)
            )
            assert ours == theirs


FAULTS: list[tuple[tuple[str, ...], int, str]] = [
    (("quotes", "there-is-none.txt"), 3, "there-is-none.txt n’existe pas"),
    (("quotes", "articles"), 0, ""),
    (("frobnicate",), 2, "il n’y a pas de commande frobnicate"),
    (("quotes",), 2, "arguments requis"),
    (("quotes", "--type", "zz", "a.txt"), 2, "choix non valide"),
    (("quotes", "--jobs", "no", "a.txt"), 2, "n’est pas un nombre de 1 à 64"),
    (("quotes", "--frob", "a.txt"), 2, "arguments non reconnus"),
    (("show", "--width", "1", "articles"), 2, "trop étroite"),
    (("extract", "/dev/null"), 3, "est un périphérique"),
    (("entities", "--name", "Personne-de-tel", "articles"), 1, "aucun nom Personne-de-tel"),
    (("search", "is:frob"), 2, "n’est pas un état d’article"),
    (("library", "show", "zzzz"), 2, "n’est pas l’id"),
    (("open", "there-is-none.md"), 3, "n’existe pas"),
]


@pytest.mark.parametrize(("words", "code", "said"), FAULTS, ids=[" ".join(words) for words, _code, _said in FAULTS])
def test_errors_are_french_and_codes_are_the_same(words: tuple[str, ...], code: int, said: str, reader: Reader) -> None:
    english, french = reader(*words), reader(*words, env=FRENCH)
    assert english.returncode == french.returncode == code, french.stderr
    assert " ".join(said.split()) in " ".join(french.stderr.decode().split())
    if said:
        assert english.stderr != french.stderr
        assert french.stderr.startswith(b"reader: ")


@pytest.mark.parametrize(
    "words",
    [
        ("extract",),
        ("extract", "--format", "jsonl"),
        *((command, "--format", form) for command in ("quotes", "entities", "sections") for form in ("json", "csv")),
        ("sections", "--explain", "--format", "jsonl"),
        ("export", "--format", "csv"),
        ("export", "--format", "json"),
        ("quotes", "--as", "cited"),
        ("quotes", "--as", "bibtex"),
        ("show",),
    ],
    ids=" ".join,
)
def test_data_is_the_same_in_every_language(words: tuple[str, ...], article: Path, reader: Reader) -> None:
    english, french = reader(*words, str(article)), reader(*words, str(article), env=FRENCH)
    assert english.returncode == french.returncode == 0
    assert english.stdout == french.stdout


def test_what_a_check_says_is_data_in_json_and_french_in_a_table(article: Path, tmp_path: Path, reader: Reader) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("« Ils ont travaillé tout l'été », dit Anne Lebreton.\n", encoding="utf-8")
    words = ("check", str(draft), "--against", str(article))
    english, french = (reader(*words, "--format", "json", env=env) for env in (None, FRENCH))
    assert english.stdout == french.stdout
    table = reader(*words, env=FRENCH)
    assert table.returncode == english.returncode == 1
    assert "modifiée" in table.stdout.decode() or "introuvable" in table.stdout.decode()
    assert "Locuteur" in table.stdout.decode()


@pytest.mark.parametrize("variables", [{"LANG": "C"}, {"LANG": "de_DE.UTF-8"}, {"LC_ALL": "C", "LANGUAGE": "fr"}, {}])
def test_without_a_language_of_ours_it_is_english(variables: dict[str, Any], reader: Reader) -> None:
    plain = {"READER_INTERFACE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", "LANGUAGE": ""}
    shown = reader("--help", env={**plain, **variables})
    assert shown.stdout == reader("--help").stdout
    assert b"usage: reader" in shown.stdout


def test_the_man_page_is_english_wherever_it_is_built() -> None:
    from reader.cli.manual import page

    english = page()
    with speaking("fr"):
        assert page() == english
        assert _("the outline of an article") == "le plan d’un article"
