"""What a start compiles of texts, kept: the very same expressions, dataclasses and named tuples as without it."""

from __future__ import annotations

import dataclasses
import re
from collections import namedtuple
from typing import TYPE_CHECKING

import pytest

from reader.compiled import HIDDEN, Compiler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.compiled import Kept

EXPRESSIONS: tuple[tuple[str | bytes, int], ...] = (
    ("a+", 0),
    (b"a+", 0),  # which is another one, of the same hash
    ("a+", re.IGNORECASE),
    (r"(?P<first>\w+)\s+(?:(b)|(?P<last>[à-ÿ]))?", re.VERBOSE),
    (r"(?i)()^straße|\bΣ(?=x)(?<!y)\1?$", re.MULTILINE),
    ("[\U0001f300-\U0001faff]{2,}?", 0),
    (rb"[^\x00-\x7f]\Z", re.DOTALL),
)
TEXTS = ("aab b", "AA straße\nSTRASSE Σx", "one à", "\U0001f300\U0001f301\U0001f302", "")


@pytest.fixture
def installed() -> Iterator[Callable[[Kept], Compiler]]:
    """Installs a compiler, which is removed again."""
    found: list[Compiler] = []

    def install(kept: Kept) -> Compiler:
        found.append(Compiler(kept))
        found[-1].install()
        return found[-1]

    yield install
    for compiler in found:
        compiler.remove()


def _spied(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What Python's own compiler of expressions is asked for from now on."""
    asked: list[object] = []
    own = re._compiler.compile  # type: ignore[attr-defined]

    def compile_(pattern: object, flags: int = 0) -> object:
        asked.append(pattern)
        return own(pattern, flags)

    monkeypatch.setattr("re._compiler.compile", compile_)
    return asked


def test_expressions_are_as_if_they_had_been_compiled(
    installed: Callable[[Kept], Compiler], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _spied(monkeypatch)
    re.purge()
    first = installed(({}, {}))
    own = [re.compile(pattern, flags) for pattern, flags in EXPRESSIONS]
    assert asked == [pattern for pattern, _flags in EXPRESSIONS]
    kept = Compiler.all_kept()
    first.remove()
    first.install()  # so that it can be removed at the end
    re.purge()
    installed(kept)
    again = [re.compile(pattern, flags) for pattern, flags in EXPRESSIONS]
    assert len(asked) == len(EXPRESSIONS)
    for before, after in zip(own, again, strict=True):
        assert after is not before
        assert (after, after.flags, after.groups, dict(after.groupindex)) == (
            before, before.flags, before.groups, dict(before.groupindex),
        )  # fmt: skip
        for text in TEXTS:
            given = text.encode() if isinstance(before.pattern, bytes) else text
            assert [m.groups() for m in after.finditer(given)] == [m.groups() for m in before.finditer(given)]


def test_what_is_wrong_with_an_expression_is_still_said(installed: Callable[[Kept], Compiler]) -> None:
    installed(({}, {}))
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(never closed")
    with pytest.raises(TypeError):
        re.compile(12)  # type: ignore[call-overload]


def test_an_expression_that_depends_on_the_locale_is_not_kept(installed: Callable[[Kept], Compiler]) -> None:
    installed(({}, {}))
    re.compile(rb"\w+ of a locale", re.LOCALE)
    assert not any(pattern[-11:] == b"of a locale" for _is_text, pattern, _flags in Compiler.all_kept()[0])


def _made() -> tuple[object, ...]:
    point = namedtuple("point", "across down", defaults=[3])

    @dataclasses.dataclass(frozen=True, order=True)
    class Fact:
        """A fact."""

        name: str
        at: int = 4
        parts: list[int] = dataclasses.field(default_factory=list)

    fact = Fact("x")
    return (
        point(1),
        point(1, down=2),
        repr(fact),
        fact == Fact("x", 4, []),
        fact < Fact("y"),
        str(Fact.__init__.__doc__),
    )


def test_dataclasses_and_named_tuples_are_the_same(installed: Callable[[Kept], Compiler]) -> None:
    own = _made()
    installed(({}, {}))
    assert _made() == own
    kept = Compiler.all_kept()
    assert any("__init__" in text for text in kept[1])
    assert any(text.startswith("lambda") for text in kept[1])
    installed(kept)
    assert _made() == own


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Compiler, "_installed", [])  # another test in this process may have opened an article
    before = re._compiler.compile  # type: ignore[attr-defined]
    compiler = Compiler()
    compiler.install()
    compiler.remove()
    assert re._compiler.compile is before  # type: ignore[attr-defined]
    assert not {"exec", "eval"} & {*vars(dataclasses), *vars(__import__("collections"))}
    assert set(HIDDEN) == {"collections", "dataclasses", "reader.facts"}
    assert Compiler.all_kept() == ({}, {})
