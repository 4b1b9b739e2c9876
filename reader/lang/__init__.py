"""What is known of each language, as data: the code that reads it holds no word lists.

Each language is a folder of TOML files, one a topic, loaded when it is first asked for, so that the first screen
waits for none that it does not need:

    language.toml   its name, its commonest words (to recognise it by), its quote marks and line-breaking rules
    structure.toml  what headings, captions, bylines and teasers are made of
    speech.toml     reporting verbs (conjugated by `verbs`) and phrases, pronouns, what makes words in marks a name
    names.toml      roles, first names, forms of organisations, what stands beside places and works
    places.toml     a gazetteer
    aliases.toml    names that are one thing: acronyms, other languages' forms
    ordinary.toml   everyday words that open sentences
    pages.toml      what web pages print around an article
    roles.toml      what people and bodies are, by which an article takes them up again
    citation.toml   how a copied quotation names its source

A new language is a folder and a line in LANGUAGES. Lists of words are written as one string, split at white space,
or one entry a line where entries hold spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from reader.data import read_table
from reader.facts import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

LANGUAGES: tuple[str, ...] = ("fr", "en", "de", "es", "it", "pt", "nl")
"""Languages that are recognised, by their ISO 639-1 codes; the first two are read in full."""

_SAMPLE = 20_000
"""Characters of a text that its language is judged by."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def knowledge(language: str | None, topic: str) -> Mapping[str, Any]:
    """What is known of `topic` in `language`: an empty mapping where nothing is."""
    if language not in LANGUAGES:
        return {}
    return read_table(__file__, language, f"{topic}.toml") or {}


def words(value: str) -> frozenset[str]:
    """A list of single words as the data files write it."""
    return frozenset(value.split())


def entries(value: str) -> tuple[str, ...]:
    """A list of entries that may hold spaces, one a line, as the data files write it."""
    return tuple(filter(None, map(str.strip, value.splitlines())))


@cache
def _frequent() -> Mapping[str, tuple[str, ...]]:
    """Each frequent word with the languages that it is frequent in."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in words(knowledge(language, "language").get("frequent", "")):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def detect(text: str) -> str | None:
    """The language that `text` is written in, by its commonest words, or None where they do not tell.

    A word that several languages share counts for each of them in part.
    """
    return _detected(text[:_SAMPLE])


@lru_cache(maxsize=4)
def _detected(sample: str) -> str | None:
    """The same, remembered: whoever cites an article in no language that is known asks for every quotation."""
    frequent = _frequent()
    score: Counter[str] = Counter()
    counted = Counter(_WORD.findall(sample.lower()))
    for word in counted.keys() & frequent.keys():
        for language in (languages := frequent[word]):
            score[language] += counted[word] * (6 // len(languages))
    ranked = score.most_common(2)
    if not ranked or ranked[0][1] < max(6, counted.total() // 3):
        return None
    if len(ranked) > 1 and ranked[1][1] * 5 > ranked[0][1] * 4:
        return None
    return ranked[0][0]
