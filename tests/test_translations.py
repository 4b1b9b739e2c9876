"""The catalogues say all that the source says, with the same values in it, and nothing else."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests import translating

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Message

CODES = sorted(translating.catalogues())


def catalogue(code: str) -> list[Message]:
    return [message for message in translating.read(translating.catalogues()[code]) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def key(message: Message) -> Any:
    return message.context, forms(message.id)


def pairs(code: str) -> Iterator[tuple[str, str]]:
    """Each form in the source with each form in the language."""
    for message in catalogue(code):
        for english in forms(message.id):
            yield from ((english, said) for said in forms(message.string))


def test_there_is_a_catalogue_for_every_language_but_that_of_the_source() -> None:
    from reader.tongue import INTERFACES, SOURCE

    assert sorted(set(INTERFACES) - {SOURCE}) == CODES


@pytest.mark.parametrize("code", CODES)
def test_it_holds_what_is_said_and_no_more(code: str) -> None:
    said = {key(message) for message in translating.said() if message.id}
    held = {key(message) for message in catalogue(code)}
    assert said - held == set(), "python -m tests.translating puts these into the catalogue, to be translated"
    assert held - said == set(), "python -m tests.translating takes these out of the catalogue"


@pytest.mark.parametrize("code", CODES)
def test_nothing_waits_for_its_translation(code: str) -> None:
    waiting = [message.id for message in catalogue(code) if message.fuzzy or not all(forms(message.string))]
    assert not waiting


def fields(text: str) -> set[str]:
    """What is put into a message: {name} of format, and %(name)s of argparse."""
    return set(re.findall(r"\{\w*(?:[!:][^{}]*)?\}|%\(\w+\)[sdr]|%[sr%]", text))


@pytest.mark.parametrize("code", CODES)
def test_the_same_values_are_put_in(code: str) -> None:
    for message in catalogue(code):
        wanted = fields(forms(message.id)[-1])
        for said in forms(message.string):
            assert fields(said) <= wanted, message.id
        assert fields(forms(message.string)[-1]) == wanted, message.id


@pytest.mark.parametrize("code", CODES)
def test_it_begins_and_ends_as_the_source_does(code: str) -> None:
    edges = re.compile(r"^([ \n]*).*?([ \n]*)$", re.DOTALL)
    for english, said in pairs(code):
        ours, theirs = edges.match(english), edges.match(said)
        assert ours is not None
        assert theirs is not None
        assert (ours[1], ours[2]) == (theirs[1], theirs[2]), english


@pytest.mark.parametrize("code", CODES)
def test_the_files_are_as_they_are_written(code: str) -> None:
    path = translating.catalogues()[code]
    assert path.read_bytes() == translating.written(translating.read(path))
    assert words(path.with_suffix(".mo").read_bytes()) == words(translating.compiled(translating.read(path)))


def words(compiled: bytes) -> dict[Any, str]:
    held = dict(GNUTranslations(BytesIO(compiled))._catalog)  # type: ignore[attr-defined]
    return {key: said for key, said in held.items() if key}


@pytest.mark.parametrize("path", sorted(translating.PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_marks_hold_literals_and_only_what_was_marked_is_looked_up(path: Path) -> None:
    """An f-string, a sum or a formatted text is looked up by what it became, which has no entry."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        marked = translating.MARKS.get(call.func.id, 0)
        for argument in call.args[:marked]:
            made = isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") in (
                "format",
                "join",
                "replace",
            )
            assert not made, (path.name, call.lineno)
            assert not isinstance(argument, ast.JoinedStr | ast.BinOp), (path.name, call.lineno)
            if call.func.id != "_":
                assert isinstance(argument, ast.Constant) or path.stem == "tongue", (path.name, call.lineno)


FRENCH_SPACES = re.compile(r"(?<=[^\s\u00a0\u202f])[:;!?»](?=\s|$)| [:;!?»]| %(?![\w(])|«(?![\u00a0\u202f])|\w'\w")
SHELL = re.compile(
    r"^  .*$|\S+=\S*|`[^`]*`|--?\w\S*|-?\{field\}:\S*|\b(?:speaker|entity|title|tag|site|language|after|before|is):",
    re.MULTILINE,
)
"""Examples, commands and options, which are written as a shell wants them."""


def test_french_is_printed_as_french_is() -> None:
    """No-break spaces before : ; ! ? » and after «, and typographic apostrophes."""
    wrong = [(said, found[0]) for _, said in pairs("fr") if (found := FRENCH_SPACES.search(SHELL.sub("", said)))]
    assert not wrong
