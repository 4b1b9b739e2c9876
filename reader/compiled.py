"""What Python compiles from texts while the modules of a start run, kept beside their byte code (see `bundle`).

Some 90 regular expressions, and the methods of some 150 dataclasses and named tuples, are made anew of the same texts
at every start, which takes a tenth of it. Both are found by the very text that they are made of, so that nothing kept
can be out of date; what is not kept is compiled as ever.
"""

from __future__ import annotations

import builtins
import re
import sys
from marshal import dumps, loads

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from types import CodeType
    from typing import Any, ClassVar

Kept = tuple["dict[tuple[bool, str | bytes, int], bytes]", "dict[str, bytes]"]
"""Marshalled, what expressions were compiled to, by whether they are of text, their pattern and flags; and what texts
were compiled to."""

HIDDEN = {"collections": "eval", "dataclasses": "exec", "reader.facts": "exec"}
"""Modules that compile, and what they do it with: a built-in function, which each of them uses for nothing else."""

_expressions: Any = getattr(re, "_compiler", None)
"""Where `re` compiles. It is a private part of it: where there is none, expressions are not kept."""

if _expressions is not None:
    _parse, _encode, _make = _expressions._parser.parse, _expressions._code, _expressions._sre.compile  # noqa: SLF001 - the three steps of its `compile`


class Compiler:
    """Takes the place of Python's own compilers of expressions and of what dataclasses and named tuples are made of.

    Args:
        kept: What an earlier one has kept.
    """

    _installed: ClassVar[list[Compiler]] = []

    def __init__(self, kept: Kept = ({}, {})) -> None:
        self._expressions, self._texts = kept
        self._seen: dict[str, CodeType] = {}
        self._compile: Any = None

    def install(self) -> None:
        """Compile all of that from now on, and keep it in mind."""
        self._installed.append(self)
        if _expressions is not None:
            self._compile, _expressions.compile = _expressions.compile, self._expression
        for name in HIDDEN:
            if name in sys.modules:
                self.take(name)

    def take(self, name: str) -> None:
        """The module called `name` has been imported: what it compiles is ours from now on."""
        hidden = HIDDEN[name]
        setattr(sys.modules[name], hidden, self._execute if hidden == "exec" else self._evaluate)

    def remove(self) -> None:
        """Leave it to Python again."""
        self._installed.remove(self)
        if _expressions is not None:
            _expressions.compile = self._compile
        for name, hidden in HIDDEN.items():
            if name in sys.modules:
                vars(sys.modules[name]).pop(hidden, None)

    @classmethod
    def all_kept(cls) -> Kept:
        """All that has been compiled so far, for the next start; nothing where no compiler was installed."""
        return cls._installed[-1].kept() if cls._installed else ({}, {})

    def kept(self) -> Kept:
        """What has been compiled so far."""
        expressions = {}
        for kind, pattern, flags, *_ in list(getattr(re, "_cache", ())) if _expressions else ():
            if kind in (str, bytes) and not flags & (re.LOCALE | re.DEBUG):
                expressions[kind is str, pattern, int(flags)] = dumps(_parts(pattern, int(flags)))
        return expressions, {text: dumps(code) for text, code in list(self._seen.items())}

    def _expression(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        known = isinstance(pattern, str | bytes) and (isinstance(pattern, str), pattern, flags)
        kept = self._expressions.get(known) if known else None
        if kept is None:
            found: re.Pattern[Any] = self._compile(pattern, flags)
            return found
        made: re.Pattern[Any] = _make(pattern, *loads(kept))  # noqa: S302 - what we wrote ourselves
        return made

    def _execute(self, text: Any, *scopes: Any) -> None:
        builtins.exec(self._code(text, "exec"), *scopes)  # noqa: S102 - the standard library's text, or that of `facts`

    def _evaluate(self, text: Any, *scopes: Any) -> Any:
        return builtins.eval(self._code(text, "eval"), *scopes)  # noqa: S307 - likewise

    def _code(self, text: str, manner: str) -> CodeType:
        found = self._seen.get(text)
        if found is None:
            kept = self._texts.get(text)
            found = self._seen[text] = compile(text, "<string>", manner) if kept is None else loads(kept)  # noqa: S302
        return found


def _parts(pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """What `re` makes of an expression, but for the last step: what `_sre.compile` takes behind the pattern."""
    parsed = _parse(pattern, flags)
    names = parsed.state.groupdict
    groups: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        groups[number] = name
    code = [int(each) for each in _encode(parsed, flags)]  # some are numbers with a name
    return flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(groups)
