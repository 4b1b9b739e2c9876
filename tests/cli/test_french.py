"""The command line in French: help and errors are, exit codes and data are what they are in English."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from reader.across.statements import Relation
from reader.across.times import Unit
from reader.cli.arguments import build_parser
from reader.cli.library.across import NAMED, SAYINGS
from reader.cli.library.plotting import TREND
from reader.model import EntityType
from reader.tongue import INTERFACES, _, speaking
from tests import translating
from tests.conftest import require_tool
from tests.test_invariants import ROOT

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable, Iterator
    from enum import StrEnum
    from pathlib import Path

    from reader.exports.records import Column
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


def test_why_structure_was_judged_so_is_french_where_a_person_reads_it(article: Path, reader: Reader) -> None:
    from reader.model.reasons import told

    kept = reader("sections", "--explain", "--format", "csv", str(article), env=FRENCH).stdout.decode()
    shown = reader("sections", "--explain", str(article), env=FRENCH).stdout.decode()
    reasons = [row["reason"] for row in csv.DictReader(io.StringIO(kept)) if row["reason"]]
    assert reasons
    with speaking("fr"):
        for reason in reasons:
            assert told(reason) != reason
            assert told(reason) in shown
            assert reason not in shown
    with speaking("en"):
        assert [told(reason) for reason in reasons] == reasons


@pytest.mark.parametrize("name", ["articles", "press"])
def test_no_reason_that_the_samples_give_stays_english(name: str) -> None:
    from reader import analyse, load
    from reader.model.reasons import told

    folder = ROOT / "articles" if name == "articles" else ROOT / "tests" / "analysis" / "fixtures"
    reasons = set()
    for path in sorted(folder.glob("*.txt")):
        found = load(str(path))
        reasons |= {block.reason for block in found.blocks if block.reason}
        reasons |= {quotation.reason for quotation in analyse(found).quotations}
    assert len(reasons) > 20
    messages = [message for message in translating.read(translating.catalogues()["fr"]) if isinstance(message.id, str)]
    english = {each.id for each in messages if len(each.id.split()) > 1 and each.string != each.id}
    with speaking("fr"):
        for reason in reasons - {"signature"}:
            assert told(reason) != reason
            assert not [words for words in english if words in told(reason)], reason


def test_what_an_article_says_in_a_reason_is_never_translated() -> None:
    from reader.model.reasons import AFTER_WORDS, told

    with speaking("fr"):
        assert told(AFTER_WORDS.format(words="numbered, signature; in capitals")) == (
            "après «\u00a0numbered, signature; in capitals\u00a0»"
        )
        assert told("it is signed, but nobody is named") == "elle est signée, mais personne n’est nommé"
        assert told("words of nobody's") == "words of nobody's"


@pytest.mark.parametrize("language", INTERFACES)
def test_the_man_page_is_of_one_language(language: str) -> None:
    from reader.cli.manual import page

    other = "fr" if language == "en" else "en"
    shown = page(language).replace("\\-", "-")
    assert shown == page(language).replace("\\-", "-")
    for message in translating.read(translating.catalogues()["fr"]):
        if isinstance(message.id, str) and len(message.id.split()) > 3 and message.string != message.id:
            foreign = message.string if other == "fr" else message.id
            assert foreign not in shown, foreign


@pytest.mark.real
def test_man_sets_the_french_page_without_a_warning(tmp_path: Path) -> None:
    from reader.cli.manual import page

    require_tool("man")
    path = tmp_path / "reader.1"
    path.write_text(page("fr"), encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-l", str(path)],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
        check=True,
    )
    said = done.stdout.decode()
    assert not done.stderr
    assert "CODES DE RETOUR" in said
    assert "ENVIRONNEMENT" in said
    assert max(map(len, said.partition("EXEMPLES")[0].splitlines())) < 110


@pytest.mark.parametrize(
    ("columns", "name", "values"),
    [(SAYINGS, "relation", Relation), (NAMED, "type", EntityType), (TREND, "unit", Unit)],
    ids=["said", "named", "trend"],
)
def test_a_table_says_its_own_words_in_french(
    columns: tuple[Column, ...], name: str, values: Iterable[StrEnum]
) -> None:
    told = next(column.told for column in columns if column.name == name)
    assert told is not None
    with speaking("fr"):
        assert all(told(value) != value for value in values if value != "organisation")
