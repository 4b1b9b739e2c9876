"""The licences of what an installation brings along: `python -m tests.licences [EXTRA…]` prints them.

They are read from the metadata of what is installed here, requirement by requirement, beginning with Reader's own. What
says no SPDX expression is read by its classifier, or by its short words.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "reader-tui"

PERMISSIVE = frozenset({
    *("MIT", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "PSF-2.0", "CNRI-Python", "Zlib", "CC0-1.0"),
    *("HPND", "MIT-CMU", "ISC", "Unlicense"),
})  # fmt: skip
"""Licences that ask for no more than to be named."""

BY_FILE = frozenset({"MPL-1.1", "MPL-2.0"})
"""Licences that ask for the source of their own files where those were changed; we change none."""

_BY_CLASSIFIER = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
}

_BY_WORDS = {
    "The BSD 2-Clause License": "BSD-2-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache 2": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "MPL 2.0": "MPL-2.0",
}

LONGEST = 60
"""Characters of a licence's name; what is longer is the licence itself."""


@dataclass(frozen=True)
class Licence:
    """What one package is licensed under, as an SPDX expression; `why` says who brings it along."""

    name: str
    version: str
    expression: str
    why: str

    def is_among(self, known: frozenset[str]) -> bool:
        """Whether one may choose a way of taking it that asks for nothing but `known`."""
        ways = self.expression.replace("(", "").replace(")", "").split(" OR ")
        return any(all(part.strip() in known for part in way.split(" AND ")) for way in ways)


def installed(*extras: str) -> list[Licence]:
    """What an installation with `extras` brings along, Reader itself left out, by name.

    Raises:
        PackageNotFoundError: where something of it is not installed here.
    """
    found: dict[str, Licence] = {}
    waiting = [(OURS, extra, OURS) for extra in ("", *extras)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extra, why = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        package = distribution(name)
        if name != OURS:
            found[name] = Licence(name, package.version, expression(package), why)
        waiting += [(*wanted, name) for wanted in _requirements(package, extra)]
    return [found[name] for name in sorted(found)]


def _requirements(package: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for words in package.requires or ():
        wanted = Requirement(words)
        if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
            yield from ((canonicalize_name(wanted.name), each) for each in ("", *wanted.extras))


def expression(package: Distribution) -> str:
    """The package's licence as an SPDX expression, or what it says in its stead."""
    if said := package.metadata.get("License-Expression"):
        return said
    short = (package.metadata.get("License") or "").strip()
    if short and len(short) <= LONGEST and "\n" not in short:
        return _BY_WORDS.get(short, short)
    names = [
        line.rpartition(" :: ")[2]
        for line in package.metadata.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    return " OR ".join(_BY_CLASSIFIER.get(name, name) for name in names) or "not said"


if __name__ == "__main__":
    try:
        rows = installed(*sys.argv[1:])
    except PackageNotFoundError as error:
        raise SystemExit(
            f"{error.name} is not installed here: pip install 'reader-tui[{','.join(sys.argv[1:])}]'"
        ) from None
    for row in rows:
        print(f"{row.name:<28} {row.version:<16} {row.expression:<48} for {row.why}")
