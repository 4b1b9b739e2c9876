"""Which names mean the same one across articles, as the roster of one article tells it: a surname is the full name's.

A name that may mean two (Altman, where both Sam and Jack Altman are quoted) is neither's: it stands by itself, and that
is said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.checking.speakers import SpeakerVerdict, compare
from reader.model.names import holds, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_SMALL = 3
"""Letters of words that acronyms pass over."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, or something, by all names that articles give; the first is the fullest.

    `is_unclear` marks a name that may be one of several others.
    """

    names: tuple[str, ...]
    count: int
    is_unclear: bool = False

    @property
    def name(self) -> str:
        """The fullest."""
        return self.names[0]


def people(counts: Mapping[str, int]) -> list[Person]:
    """Who is meant by these names, the most frequent first.

    Args:
        counts: How often each name stands somewhere.
    """
    groups: list[list[str]] = []
    unclear: list[str] = []
    near_to: defaultdict[str, list[list[str]]] = defaultdict(list)
    # The fullest name first: what is shorter belongs to one of those before it, to none, or to nobody knows which.
    for name in sorted(counts, key=_fullness):
        words = words_of(name)
        near = {id(group): group for word in words for group in near_to[word]}
        if len(words) == 1:
            near |= {id(group): group for group in near_to["." + words[0]]}
        fitting = [group for group in near.values() if is_same(group[0], name)]
        if len(fitting) == 1:
            fitting[0].append(name)
        elif fitting:
            unclear.append(name)
        else:
            groups.append([name])
            for word in {*words, *_acronyms(words)}:
                near_to[word].append(groups[-1])
    found = [Person(tuple(group), sum(counts[name] for name in group)) for group in groups]
    found += [Person((name,), counts[name], is_unclear=True) for name in unclear]
    return sorted(found, key=lambda person: (-person.count, person.name))


def _acronyms(words: tuple[str, ...]) -> set[str]:
    """What an acronym of these words is known by, small words counted or not; a sign keeps it from being a word."""
    return {"." + "".join(word[0] for word in some) for some in (words, [word for word in words if len(word) > _SMALL])}


def _fullness(name: str) -> tuple[int, int, str]:
    """What sorts the fullest name first: words, then letters."""
    words = words_of(name)
    return -len(words), -sum(map(len, words)), name


@lru_cache(8192)
def is_same(one: str, other: str) -> bool:
    """Whether two names may mean the same one."""
    return words_of(one) == words_of(other) or compare([one], None, [other], None) is SpeakerVerdict.SAME


def meant(wanted: str, known: Iterable[Person]) -> list[Person]:
    """Those whom `wanted` may mean. With a full name nobody's surname is meant of whom it is not known."""
    fitting = [person for person in known if any(is_same(name, wanted) or holds(name, wanted) for name in person.names)]
    return [person for person in fitting if not person.is_unclear] if len(words_of(wanted)) > 1 else fitting
