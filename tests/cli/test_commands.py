from __future__ import annotations

import json
import re
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.cli import main
from reader.exports.copying import cited
from reader.exports.quoting import render
from reader.gate import is_safe
from tests.exports.facts import ANALYSIS, ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("facts_by_hand")

Captured = pytest.CaptureFixture[str]
COMMANDS = (
    "open",
    "extract",
    "sections",
    "quotes",
    "entities",
    "show",
    "check",
    "export",
    "doctor",
    "config",
    "completion",
)


def test_three_documents_one_error_line_and_its_code(capsys: Captured) -> None:
    assert main(["extract", "a", "b", "missing\x1b[2J", "c"]) == 3
    out, err = capsys.readouterr()
    assert [each["source"]["location"] for each in json.loads(out)] == ["a", "b", "c"]
    assert err == "reader: missing␛[2J does not exist\n"


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_no_two_entries_of_a_run_have_one_key(name: str, capsys: Captured) -> None:
    assert main(["quotes", "--as", name, "a", "b"]) == 0
    keys = re.findall(r"@\w+\{([^,]+),", capsys.readouterr().out)
    assert keys == [f"legall2026moulin-{number}" for number in (1, 2, 3, 4)]


def test_a_bad_source_does_not_stop_the_others(capsys: Captured) -> None:
    assert main(["extract", "a", "binary", "missing\x1b[2J", "b", "--format", "jsonl"]) == 4
    out, err = capsys.readouterr()
    assert [json.loads(each)["source"]["location"] for each in out.splitlines()] == ["a", "b"]
    assert err.splitlines() == ["reader: binary is a program, not an article", "reader: missing␛[2J does not exist"]


def test_the_first_failure_gives_the_code_even_where_nothing_is_found(capsys: Captured) -> None:
    assert main(["quotes", "--speaker", "Nobody", "missing\x1b[2J", "binary", "a"]) == 3
    assert "no quotation of" not in capsys.readouterr().err


def test_json_is_an_array_even_where_every_source_failed(capsys: Captured) -> None:
    assert main(["extract", "binary"]) == 4
    assert json.loads(capsys.readouterr().out) == []


def test_a_fault_of_reader_is_one_safe_sentence_and_stops_no_batch(capsys: Captured) -> None:
    assert main(["quotes", "broken", "a"]) == 70
    out, err = capsys.readouterr()
    assert "Anne Lebreton" in out
    assert err.startswith(
        "reader: a fault of Reader itself with broken, ValueError: ␛]0;broken␇; `reader doctor SOURCE`"
    )
    assert err.count("\n") == 1
    assert is_safe(err)


@pytest.mark.parametrize(
    "words", [("quotes", "--speaker", "Breton"), ("quotes", "--speaker", "!"), ("entities", "--type", "organisation")]
)
def test_nothing_found_is_one(words: tuple[str, ...], capsys: Captured) -> None:
    assert main([*words, "a"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("reader: no ")


@pytest.mark.parametrize("name", ["Anne Lebreton", "lebreton", "ANNE", "Lébreton"])
def test_a_speaker_is_found_by_whole_words_of_the_name(name: str, capsys: Captured) -> None:
    assert main(["quotes", "--speaker", name, "--format", "jsonl", "a"]) == 0
    assert [json.loads(each)["speaker"] for each in capsys.readouterr().out.splitlines()] == ["Anne Lebreton"]


def test_the_command_line_and_a_copy_agree_to_the_byte(capsys: Captured) -> None:
    assert main(["quotes", "--format", "jsonl", "articles/moulin.txt"]) == 0
    rows = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == [ARTICLE.passage(each.spans) for each in ANALYSIS.quotations]
    assert [row["citation"] for row in rows] == [cited(ARTICLE, each) for each in ANALYSIS.quotations]


@pytest.mark.parametrize("command", ["extract", "sections", "quotes", "entities"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_of_a_hostile_article_is_safe_to_print(command: str, form: str, capsys: Captured) -> None:
    assert main([command, "--format", form, "hostile"]) == 0
    assert is_safe(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["sections", "quotes", "entities"])
def test_a_table_of_a_hostile_article_is_safe_to_print(command: str, capsys: Captured) -> None:
    assert main([command, "hostile", "a"]) == 0
    assert is_safe(capsys.readouterr().out)


def test_csv_in_a_pipe_is_verbatim(capsys: Captured) -> None:
    assert main(["quotes", "--format", "csv", "hostile"]) == 0
    assert "Oui\x07 \u202eou\x7f non\u2028" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frob\x1b[2J"], "reader: there is no command frob␛[2J; to open an article, write: reader open frob␛[2J"),
        (["quotes"], "reader: the following arguments are required: SOURCE; reader quotes --help shows how it is used"),
        (["quotes", "a", "--spe\x07"], "reader: unrecognized arguments: --spe␇; reader --help shows how it is used"),
        (["extract", "--format", "csv", "a"], "reader: argument --format: invalid choice: 'csv' (choose from"),
        (["entities", "--type", "beast", "a"], "reader: argument --type: invalid choice: 'beast' (choose from"),
        (["quotes", "--form", "csv", "a"], "reader: unrecognized arguments: --form"),
    ],
)
def test_wrong_usage_is_two_and_one_sentence(words: list[str], said: str, capsys: Captured) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert is_safe(err)


def test_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"reader {__version__}\n"


def test_help_names_every_command_and_exit_code(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n    {command}" in shown for command in COMMANDS)
    assert all(f" {code} " in shown for code in (0, 1, 2, 3, 4, 5, 6, 70, 130, 141))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_examples(command: str, capsys: Captured) -> None:
    assert main([command, "--help"]) == 0
    assert f"examples:\n  reader {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sources", "library", "source_type"),
    [
        ([], [], True, None),
        (["open"], [], True, None),
        (["open", "a", "-"], ["a", "-"], True, None),
        (["open", "--no-library"], [], False, None),
        (["open", "--plain", "a"], ["a"], True, None),
        (["open", "--type", "md", "-"], ["-"], True, "md"),
    ],
)
def test_open_is_called_with_its_sources(
    words: list[str], sources: list[str], library: bool, source_type: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[list[str], bool, str | None]] = []
    fake = ModuleType("reader.cli.open")

    def run(sources: list[str], *, library: bool, source_type: str | None, plain: bool) -> int:
        assert plain == ("--plain" in words)
        called.append((sources, library, source_type))
        return 7

    fake.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "reader.cli.open", fake)
    assert main(words) == 7
    assert called == [(sources, library, source_type)]


def test_without_arguments_the_words_are_those_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys, "argv", ["reader", "sections", "a"])
    assert main() == 0
    assert "Le devis" in capsys.readouterr().out


def test_an_interrupted_command_is_130(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def examine(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.extraction.examine", examine)
    assert main(["extract", "a"]) == 130
    assert capsys.readouterr().err == ""


def test_a_table_is_laid_out_to_the_terminal(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("reader.cli.output.terminal_width", lambda: 40)
    assert main(["quotes", "a"]) == 0
    shown = capsys.readouterr().out
    assert "Speaker Anne Lebreton\n" in shown
    assert all(len(each) <= 40 for each in shown.splitlines())


def test_a_quotation_of_no_known_speaker_is_not_found_by_name() -> None:
    assert main(["quotes", "--speaker", "—", "a"]) == 1


@pytest.mark.parametrize("name", ["cited", "apa", "html", "chicago"])
def test_quotations_as_a_copy_has_them(name: str, capsys: Captured) -> None:
    assert main(["quotes", "--as", name, "articles/moulin.txt"]) == 0
    both = [render(name, ARTICLE, each).rstrip("\n") for each in ANALYSIS.quotations]
    assert capsys.readouterr().out == "\n\n".join(both) + "\n"
    assert main(["quotes", "--as", name, "--speaker", "Lebreton", "articles/moulin.txt"]) == 0
    assert capsys.readouterr().out == both[0] + "\n"


def test_items_of_csl_are_one_array(capsys: Captured) -> None:
    assert main(["quotes", "--as", "csl-json", "a", "b"]) == 0
    items = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in items] == [f"legall2026moulin-{number}" for number in (1, 2, 3, 4)]


def test_a_copy_format_that_is_none_is_wrong_usage(capsys: Captured) -> None:
    assert main(["quotes", "--as", "telex", "a"]) == 2
    assert capsys.readouterr().err.startswith("reader: there is no copy format telex: take one of plain, marked,")
    assert main(["quotes", "--as", "link", "hostile"]) == 1
    assert "has no address on the web, and so no link" in capsys.readouterr().err


def test_a_template_of_the_configuration_is_a_copy_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (tmp_path / "config.toml").write_text("[formats]\nmine = '{speaker}: {words}'\n", encoding="utf-8")
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    assert main(["quotes", "--as", "mine", "--speaker", "Lebreton", "a"]) == 0
    assert capsys.readouterr().out == "Anne Lebreton: Le toit […] fuit depuis dix ans. Il ira jusqu’à Noël.\n"
