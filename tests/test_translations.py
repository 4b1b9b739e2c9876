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
    from collections.abc import Iterator, Mapping
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
    """No-break spaces before : ; ! ? » and after «, typographic apostrophes, and no quote marks of other languages."""
    assert not [said for _, said in pairs("fr") if re.search("[“”„]", said)]
    wrong = [(said, found[0]) for _, said in pairs("fr") if (found := FRENCH_SPACES.search(SHELL.sub("", said)))]
    assert not wrong


PHRASE = re.compile(r"[A-Za-z]?[a-z’']+ [a-z]{2,}")
"""Two words of prose beside each other, in whatever is written as one literal."""

PIECE = re.compile(r"(?:^|\s)[a-z]{3,}\s|\s[a-z]{3,}(?:\s|$)|[A-Za-z]?[a-z’']+ [a-z]{2,}")
"""A word of prose beside a value, in what is put together."""

SQL = re.compile(r"\b(?:SELECT|FROM|WHERE|INSERT|UPDATE|DELETE|JOIN|THEN|ORDER BY)\b|^, |^ AND |\) (?:AND|GROUP)")

PROGRAMS_WORDS: Mapping[str, frozenset[str]] = {
    # What a programmer is told, in an exception that no user meets or in a report that is for the project.
    "app/pixels.py": frozenset(
        {"too many pixels", "from reader.app.pixels import serve; serve()", "pip install 'reader-tui[pictures]'"}
    ),
    "cli/faults.py": frozenset({"reader ", " bytes\n", "nothing fails", " fails over ", " characters ("}),
    "clipboard/osc52.py": frozenset({"Windows has no terminal by that name"}),
    "lang/verbs.py": frozenset({"no conjugation fits "}),
    "lazy.py": frozenset({"module ", " has no attribute "}),
    "model/spans.py": frozenset({"no span: "}),
    "moving/back.py": frozenset({"no place in the text: ", "a quotation without a place"}),
    "serving/session.py": frozenset({"a packet of ", " bytes"}),
    "store/records.py": frozenset({"a time without its zone", "no share: "}),
    "store/waiting.py": frozenset({"without an address"}),
    # What another program reads: commands, source text, headers, markup, the columns of exports.
    "app/describe.py": frozenset({"reader doctor "}),
    "app/screens/empty.py": frozenset({"reader open …"}),
    "cli/__init__.py": frozenset({"<frozen importlib._bootstrap>"}),
    "cli/arguments.py": frozenset({"reader "}),
    "cli/jobs.py": frozenset({"from reader.cli.jobs import serve; serve()"}),
    "cli/manual.py": frozenset({"reader \\- "}),
    "clipboard/tmux.py": frozenset({"tmux "}),
    "serving/__init__.py": frozenset({"pip install 'reader-tui[serve]'"}),
    "sources/network/fetching.py": frozenset({" (a news reader for the terminal)"}),
    "worker.py": frozenset({"from reader.worker import serve; serve()"}),
    # What the analysis and the citation styles call their own kinds.
    "analysis/entities/names.py": frozenset({"known name"}),
    "analysis/roles/occurrences.py": frozenset(
        {"the definite article, alone or in a preposition", "another determiner"}
    ),
    "exports/citation_styles.py": frozenset({" et al."}),
}
"""What is prose and is not for the reader: by file, each with what makes it so."""

NO_PROSE = (
    "checking/wording.py",
    "exports/markup.py",
    "exports/note_html.py",
    "facts.py",
    "serving/door.py",
    "sources/feed/opml.py",
    "sources/saved/tables.py",
)
"""Files whose other literals are patterns, source text, headers, columns or markup."""


def unmarked(source: str) -> Iterator[str]:
    """What reads like prose in a module, is no docstring and no binding's name, and has no mark."""
    tree = ast.parse(source)
    aside = {id(each) for node in ast.walk(tree) if is_aside(node) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces = [each for each in node.values if isinstance(each, ast.Constant)]
            aside |= {id(each) for each in pieces}
            yield from (str(each.value) for each in pieces if PIECE.search(str(each.value)) and id(node) not in aside)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in aside else None
        if isinstance(text, str) and PHRASE.search(text):
            yield text


def is_aside(node: ast.AST) -> bool:
    """Whether nothing in the node needs a mark: it has one, or is a docstring or what only Textual's footer shows."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Name) and target.id == "BINDINGS" for target in targets)
    named = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return named in (*translating.MARKS, "Action", "Column")


@pytest.mark.parametrize(
    "path", sorted(translating.PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(translating.PACKAGE))
)
def test_what_reads_like_a_sentence_is_marked(path: Path) -> None:
    """A sentence that nobody marked would stay English in French; what is for programs is listed above."""
    name = path.relative_to(translating.PACKAGE).as_posix()
    found = {words for words in unmarked(path.read_text(encoding="utf-8")) if not SQL.search(words)}
    listed = PROGRAMS_WORDS.get(name, frozenset())
    assert listed <= found, "these are listed, and are there no more"
    if name not in NO_PROSE:
        assert found <= listed, "put these inside _() or N_(), or list them with what makes them a program's"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("raise SourceError('nothing is there')", ["nothing is there"]),
        ("raise SourceError(f'no page {number} in it')", ["no page ", " in it"]),
        ("unit.reason = 'set apart'", ["set apart"]),
        ("raise SourceError(_('nothing is there'))", []),
        ("'''Says that nothing is there.'''", []),
    ],
)
def test_a_sentence_without_a_mark_is_seen(source: str, found: list[str]) -> None:
    assert list(unmarked(source)) == found
