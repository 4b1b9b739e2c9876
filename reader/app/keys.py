"""The table of actions as Textual's bindings: which keys do what, in each kind of screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.actions import Action

SECTION_NUMBER = "section_number"


def bindings(actions: Iterable[Action], provided: Iterable[str]) -> BindingsMap:
    """Bindings for `actions`: those that are `provided` run the screen's action of the same name, others `elsewhere`.

    The keys of `section_number` stand for 1, 2, 3 … in the order in which they are given.
    """
    wanted = set(provided)
    found: list[Binding] = []
    for action in actions:
        for number, key in enumerate(action.keys, start=1):
            call = f"{action.name}({number})" if action.name == SECTION_NUMBER else action.name
            if action.name not in wanted:
                call = f"elsewhere('{action.name}')"
            found.append(Binding(key, call, action.description, show=False))
    return BindingsMap(found)
