"""What is found out about a class of widgets once is what Textual finds out each time."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding
from textual.dom import DOMNode
from textual.reactive import reactive, var
from textual.widget import Widget

import reader.app.app
import reader.app.screens.library
import reader.app.widgets.shelf_list  # noqa: F401 - for their classes
from reader.app.classes import look_through

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND = ("_reactives", "_computes", "_css_type_name", "_css_type_names", "_inherit_css", "_inherit_bindings")
TEXTUALS_OWN = vars(DOMNode)["__init_subclass__"]


class First(Widget):
    BINDINGS: ClassVar[list[Any]] = [("a", "one", "One"), Binding("b,c", "two", id="two"), Binding("a", "again")]
    size_of_it = reactive(1)
    doubled = var(2)

    def _compute_doubled(self) -> int:
        return 2 * self.size_of_it


class Second(First, inherit_bindings=False):
    BINDINGS: ClassVar[list[Any]] = [Binding("c,?", "three")]
    size_of_it = reactive(3)
    tripled = var(0)

    def compute_tripled(self) -> int:
        return 3 * self.size_of_it


class Third(Second, inherit_css=False):
    BINDINGS: ClassVar[list[Any]] = [("?", "four")]


def _below(kind: type) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _found(kind: Any) -> list[object]:
    reactives = list(kind._reactives)  # they are set up in this order
    bindings = kind._merged_bindings.key_to_bindings
    return [*(getattr(kind, name) for name in FOUND), reactives, bindings, list(bindings)]


def test_every_class_is_as_textual_makes_it() -> None:
    assert TEXTUALS_OWN.__func__.__module__ == "textual.dom"
    kinds = list(dict.fromkeys(_below(DOMNode)))
    assert {"ReadingScreen", "LibraryScreen", "ReaderApp", "Third"} < {kind.__name__ for kind in kinds}
    for kind in kinds:
        flags = kind._inherit_css, kind._inherit_bindings, kind._inherit_component_classes
        TEXTUALS_OWN.__func__(kind, *flags)
        expected = _found(kind)
        look_through(kind, *flags)
        found = _found(kind)
        TEXTUALS_OWN.__func__(kind, *flags)
        assert found == expected, kind


def test_a_class_has_its_bindings_for_itself() -> None:
    look_through(First)
    look_through(Third)
    First._merged_bindings.key_to_bindings["a"].append(Binding("a", "more"))  # type: ignore[union-attr]  # as `bind` does
    look_through(First)
    assert [each.action for each in First._merged_bindings.key_to_bindings["a"]] == ["one", "again"]  # type: ignore[union-attr]


def test_what_a_start_makes_is_looked_through_once() -> None:
    program = (
        "import reader.cli.open as o, textual.app\n"
        "from textual.dom import DOMNode\n"
        "import reader.app.app as a\n"
        "a.ReaderApp.__init__ = lambda *_, **__: print(vars(DOMNode)['__init_subclass__'].__func__.__module__)\n"
        "a.ReaderApp.run = lambda self: setattr(self, 'farewell', '')\n"
        "a.ReaderApp.return_code = 0\n"
        "o._show(None, None, None, [], None)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "reader.app.classes"
