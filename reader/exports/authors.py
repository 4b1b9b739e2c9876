"""Authors' names in the parts that bibliographies sort and shorten them by.

A byline gives a name as people say it. What stands last is the family name, with the particles before it (Le Gall,
van der Berg); a byline that is no person's name (an agency, a newsroom, a name of many words) stays as it is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reader.lang import knowledge, words

_LONGEST = 5
"""Words of a person's name at the most."""

_NO_PERSON = re.compile(r"[\d@/|&+(),;:]")


@dataclass(frozen=True, slots=True)
class Author:
    """An author by the name as printed; `family` and `given` are its parts where it is a person's."""

    name: str
    family: str | None = None
    given: str | None = None

    @property
    def short(self) -> str:
        """What a citation in the text calls the author."""
        return self.family or self.name

    @property
    def inverted(self) -> str:
        """The name as a list is sorted by it."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name

    @property
    def initialled(self) -> str:
        """The same with initials for the given names."""
        return f"{self.family}, {_initials(self.given)}" if self.family and self.given else self.name


def author_of(name: str, language: str | None) -> Author:
    """The author whom a byline names.

    Args:
        name: One author's name as printed.
        language: The article's language, whose determiners tell a newsroom (La rédaction) from a person.
    """
    parts = name.split()
    person = 1 < len(parts) <= _LONGEST and not _NO_PERSON.search(name)
    if not person or parts[0].casefold() in _determiners(language) or "’" in parts[0] or "'" in parts[0]:
        return Author(name)
    if not all(part[0].isupper() or part.casefold() in _particles(language) for part in parts):
        return Author(name)
    begin = next(
        (at for at in range(1, len(parts) - 1) if parts[at].casefold() in _particles(language)), len(parts) - 1
    )
    return Author(name, " ".join(parts[begin:]), " ".join(parts[:begin]))


@cache
def _determiners(language: str | None) -> frozenset[str]:
    lines = knowledge(language, "speech").get("determiners", "").splitlines()
    return frozenset(line.split()[0].rstrip("'’") for line in lines if line.strip())


@cache
def _particles(language: str | None) -> frozenset[str]:
    """Particles of names: those of the language, and those that names bring along from others."""
    found = words(knowledge(language, "speech").get("particles", ""))
    return found.union(*(words(knowledge(code, "speech").get("particles", "")) for code in ("fr", "en")))


def _initials(given: str | None) -> str:
    """Jean-Pierre Marie → J.-P. M."""
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part) for name in (given or "").split() if name
    )
