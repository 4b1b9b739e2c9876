"""What is loaded when it is first used: names of a package, or a module, so that whoever wants little waits little."""

from __future__ import annotations

import sys

from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of `package`, whose names live in the modules that `homes` says."""

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        __import__(homes[name])
        value = getattr(sys.modules[homes[name]], name)
        setattr(sys.modules[package], name, value)
        return value

    return load, lambda: sorted({*vars(sys.modules[package]), *homes})


class Later:
    """A module of ours that is loaded when something of it is first used: `quoting = Later("reader.exports.quoting")`.

    For whoever checks types it is imported as usual, under TYPE_CHECKING.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        __import__(self._name)
        value = getattr(sys.modules[self._name], name)
        setattr(self, name, value)
        return value
