"""By what shorter forms a name that was given in full is known from there on: a surname, a body's first word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.cues import CLEAR, WORK, add
from reader.analysis.entities.folding import fold
from reader.analysis.entities.tables import holds
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.analysis.draft import Name
    from reader.analysis.entities.lexicon import Lexicon, Phrase
    from reader.analysis.entities.register import Register, Thing


def shorten(names: Iterable[Name], register: Register, lexicon: Lexicon) -> None:
    """Lets surnames stand for persons, an organisation's first word for it, and a place's name for it without its noun.

    Versions of a product make it one.
    """
    for name in sorted(names, key=lambda each: each.span):
        thing = register.known(name.key)
        if thing is None or len(thing.words) < 2:
            continue
        if name.words[-1].isdecimal() and thing.type is EntityType.WORK:
            _family(thing, register)
        elif thing.type is EntityType.PERSON:
            _surname(thing, name, register, lexicon)
        elif thing.type is EntityType.PLACE and thing.words[0] in lexicon.place_short:
            register.shorten(thing, *_bare(thing), name.span.start)
        elif thing.type is EntityType.ORGANISATION:
            _first_word(thing, name, register, lexicon)


def _family(thing: Thing, register: Register) -> None:
    """A product of which a version is named (DALL-E 3) is a product too."""
    parent = register.known(" ".join(thing.words[:-1]))
    if parent is not None and EntityType.WORK not in parent.scores:
        add(parent.scores, WORK, CLEAR)
        register.touch(parent)


def _surname(thing: Thing, name: Name, register: Register, lexicon: Lexicon) -> None:
    words = tuple(fold(part) for part in name.words.replace("-", " ").replace("’", " ").replace("'", " ").split())
    words = tuple(word.strip(".") for word in words)
    if len(words) < 2 or not all(words):
        return
    thing = register.person(thing, words[0], words[-1])
    at = len(words) - 1
    while at > 1 and words[at - 1] in lexicon.particles:
        at -= 1
        register.shorten(thing, words[at:], (False,) * (len(words) - at - 1) + (True,), name.span.start)
    if len(words[-1]) > 1:
        register.shorten(thing, words[-1:], (True,), name.span.start)
    if holds("first", words[0]) and not lexicon.place_or_organisation(words[:1]) and len(thing.words) > 1:
        register.shorten(thing, words[:1], (True,), name.span.start)


def _bare(thing: Thing) -> tuple[Phrase, tuple[bool, ...]]:
    """A place's name without the noun before it (l'île de Molène: Molène), and which words have a capital."""
    at = next((i for i, capital in enumerate(thing.mask) if capital), len(thing.words) - 1)
    return thing.words[at:], thing.mask[at:]


def _first_word(thing: Thing, name: Name, register: Register, lexicon: Lexicon) -> None:
    words = name.words.split()
    whole = len(words)
    while len(words) > 1 and words[-1] in lexicon.org_tails:
        words.pop()
    if len(words) == 1 < whole and not lexicon.is_ordinary(words[0]):
        first = fold(words[0])
        if not lexicon.place_or_organisation((first,)) and words[0].lower() not in lexicon.peoples:
            register.shorten(thing, (first,), (True,), name.span.start)
