"""What a language's data say of names, made ready for look-ups: every list folded into sets once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.folding import fold
from reader.analysis.entities.tables import Kind, holds, is_of
from reader.lang import LANGUAGES, entries, knowledge, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
"""An acronym with dots, as `tokens` has it in one word."""
_SHORT = 4
"""Letters of the longest title that is written with a full stop behind it."""

Phrase = tuple[str, ...]
"""A name as its folded words."""


def phrase(name: str) -> Phrase:
    """The folded words of `name`; hyphens, apostrophes and dots stand between words as spaces do (U.S. is one word)."""
    name = _DOTTED.sub(lambda match: match[0].replace(".", ""), name)
    return tuple(fold(word) for word in "".join(c if c.isalnum() else " " for c in name).split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of a language's names. Words are in lower case unless their capital is what counts."""

    capital_nouns: bool
    kinds_tell: bool
    """Whether the table of kinds tells this language's everyday words."""
    words_tell: bool
    """Whether the table of words that are written in lower case is this language's."""
    ordinary: frozenset[str]
    endings: tuple[str, ...]
    generic: frozenset[str]
    portfolios: frozenset[str]
    calendar: frozenset[str]
    peoples: frozenset[str]
    honorifics: frozenset[str]
    addresses: frozenset[str]
    """Forms of address that belong to the mention of a person (Mme Roux)."""
    abbreviations: frozenset[str]
    roles: frozenset[str]
    role_qualifiers: frozenset[str]
    first_f: frozenset[str]
    first_m: frozenset[str]
    titles_f: frozenset[str]
    titles_m: frozenset[str]
    person_after: frozenset[str]
    person_verbs: frozenset[str]
    person_owned: frozenset[str]
    person_owners: frozenset[str]
    copulas: frozenset[str]
    ordinals: frozenset[str]
    """Endings of ordinal numbers that are written in digits."""
    plural_links: frozenset[str]
    """Prepositions with an article in the plural: no family's name has one before it."""
    suffixes: frozenset[str]
    """What may stand behind a person's surname."""
    head_first: bool
    """Whether a noun stands before what qualifies it (un village de pêcheurs), not behind it (a fishing village)."""
    particles: frozenset[str]
    determiners: frozenset[str]
    links: frozenset[str]
    reporting: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    org_heads: frozenset[str]
    org_lower_heads: frozenset[str]
    org_qualifiers: frozenset[str]
    org_endings: tuple[str, ...]
    org_tails: frozenset[str]
    org_before: frozenset[str]
    org_owners: frozenset[str]
    org_prepositions: frozenset[str]
    org_known: frozenset[Phrase]
    place_heads: frozenset[str]
    place_tails: frozenset[str]
    surname_tails: frozenset[str]
    place_before: frozenset[str]
    place_strong: frozenset[str]
    place_weak: frozenset[str]
    place_openings: frozenset[str]
    place_joints: frozenset[str]
    place_endings: tuple[str, ...]
    place_known: frozenset[Phrase]
    place_short: frozenset[str]
    place_after: frozenset[str]
    place_behind: frozenset[str]
    known_sizes: Mapping[str, tuple[int, ...]]
    """For the first word of gazetteers' names the numbers of words of those of several, longest first."""
    coordinators: frozenset[str]
    inner_apostrophes: frozenset[tuple[str, str]]
    work_before: frozenset[str]
    naming: frozenset[str]
    work_heads: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """Whether `word`, in capitals or not, is an everyday word of the language."""
        low = word.lower()
        if low in self.ordinary or (len(low) > 4 and low.endswith(self.endings)):
            return True
        return self.kinds_tell and word[1:].islower() and is_of(low, Kind.EVERYDAY, 1)

    def opens_as(self, word: str) -> bool:
        """Whether `word`, where it opens a sentence, is a word of the language that owes its capital to that place."""
        return self.words_tell and holds("lower", word.lower()) and not self.is_first_name(word)

    def is_first_name(self, word: str) -> bool:
        """Whether `word` is a common first name."""
        return word in self.first_f or word in self.first_m

    def is_territory(self, word: str) -> bool:
        """Whether `word` is the kind of a territory, as its name has it (Republic, City)."""
        return word in self.place_tails and word.lower() in self.place_before

    def place_or_organisation(self, name: Phrase) -> bool:
        """Whether the gazetteers hold `name`."""
        return name in self.place_known or name in self.org_known


@cache
def lexicon(language: str | None) -> Lexicon:
    """What is known of names in `language`; for a language that nothing is known of, what all others share."""
    names, speech = knowledge(language, "names"), knowledge(language, "speech")
    persons, bodies = _part(names, "persons"), _part(names, "organisations")
    places, works = _part(names, "places"), _part(names, "works")
    everyday = knowledge(language, "ordinary")
    roles = _all(names, "roles")
    honorifics = _all(speech, "titles")
    determiners = frozenset(line.split()[0].rstrip("'’") for line in entries(_text(speech, "determiners")))
    links = _all(speech, "prepositions") | _all(speech, "conjunctions") | _all(speech, "relatives")
    reporting = frozenset(word for line in entries(_text(speech, "reporting")) for word in line.split() if word != "|")
    return Lexicon(
        capital_nouns=bool(names.get("capital_nouns")),
        kinds_tell=bool(everyday.get("kinds_tell")),
        words_tell=bool(everyday.get("words_tell")),
        ordinary=_lower(
            _all(everyday, "words"),
            _frequent(language),
            determiners,
            links,
            reporting,
            _all(speech, "beside"),
            _all(speech, "auxiliaries"),
            _all(speech, "adverbs"),
            _all(speech, "clitics"),
            _all(speech, "nobody"),
            (line.split()[0] for line in entries(_text(speech, "pronouns"))),
            roles,
            _all(names, "role_qualifiers"),
        )
        - {"|"},
        endings=tuple(words(_text(everyday, "endings"))),
        generic=_all(names, "generic"),
        portfolios=_all(names, "portfolios"),
        calendar=_lower(_all(names, "calendar")),
        peoples=_inflected(_all(names, "peoples"), _all(names, "people_endings")),
        honorifics=frozenset(word.rstrip(".") for word in honorifics),
        addresses=_all(persons, "addresses"),
        abbreviations=frozenset(
            word.rstrip(".") for word in honorifics | roles if word[0].isupper() and len(word.rstrip(".")) <= _SHORT
        ),
        roles=_lower(word.rstrip(".") for word in roles),
        role_qualifiers=_lower(_all(names, "role_qualifiers")),
        first_f=_first_names(language, "first_f"),
        first_m=_first_names(language, "first_m"),
        titles_f=frozenset(word.rstrip(".") for word in _all(speech, "titles_f")),
        titles_m=frozenset(word.rstrip(".") for word in _all(speech, "titles_m")),
        person_after=_all(persons, "after"),
        person_verbs=_all(persons, "verbs"),
        person_owned=_all(persons, "owned"),
        person_owners=_all(persons, "owners"),
        copulas=_all(names, "copulas"),
        ordinals=_all(names, "ordinals"),
        plural_links=_all(names, "plural_links"),
        suffixes=_all(persons, "suffixes"),
        head_first=bool(names.get("head_first")),
        particles=_lower(word.rstrip("'’") for word in _all(speech, "particles")),
        determiners=_lower(determiners),
        links=_lower(word.rstrip("'’") for word in links),
        reporting=reporting,
        auxiliaries=_all(speech, "auxiliaries"),
        adverbs=_all(speech, "adverbs"),
        org_heads=_all(bodies, "heads"),
        org_lower_heads=_all(bodies, "lower_heads"),
        org_qualifiers=_all(bodies, "qualifiers"),
        org_endings=tuple(words(_text(bodies, "qualifier_endings"))),
        org_tails=frozenset(word.rstrip(".") for word in _all(bodies, "tails")),
        org_before=_all(bodies, "before"),
        org_owners=_all(bodies, "owners"),
        org_prepositions=_all(bodies, "prepositions"),
        org_known=_known("names", "organisations", "known"),
        place_heads=_all(places, "heads"),
        place_tails=_all(places, "tails"),
        surname_tails=_all(places, "surnames"),
        place_before=_all(places, "before"),
        place_strong=_all(places, "strong"),
        place_weak=_all(places, "weak"),
        place_openings=_all(places, "openings"),
        place_joints=_all(places, "joints"),
        place_endings=tuple(words(_text(places, "endings"))),
        place_known=_places(),
        place_short=frozenset(map(fold, _all(places, "short"))),
        place_after=_all(places, "after"),
        place_behind=_all(places, "behind"),
        known_sizes=_sizes(),
        coordinators=_all(names, "coordinators"),
        inner_apostrophes=frozenset((pair[0], pair[-1]) for pair in _all(names, "inner_apostrophes")),
        work_before=_all(works, "before"),
        naming=frozenset(word.replace("’", "'").rpartition("'")[2] for word in _all(speech, "naming")),
        work_heads=_all(works, "heads"),
    )


def _text(topic: Mapping[str, Any], name: str) -> str:
    return str(topic.get(name, ""))


def _all(topic: Mapping[str, Any], name: str) -> frozenset[str]:
    return words(_text(topic, name))


def _part(topic: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part: Mapping[str, Any] = topic.get(name, {})
    return part


def _lower(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for each in lists for word in each)


def _frequent(language: str | None) -> frozenset[str]:
    """The commonest words of the language, or of all languages where it is not known."""
    told = [language] if language in LANGUAGES else LANGUAGES
    return frozenset().union(*(_all(knowledge(each, "language"), "frequent") for each in told))


def _inflected(stems: frozenset[str], endings: frozenset[str]) -> frozenset[str]:
    return frozenset(stem.lower() + ending for stem in stems for ending in ("", *endings))


@cache
def _first_names(language: str | None, gender: str) -> frozenset[str]:
    """First names of one gender in every language; where languages disagree, the article's own decides."""
    other = "first_m" if gender == "first_f" else "first_f"
    own = _part(knowledge(language, "names"), "persons")
    mine, theirs = _all(own, gender), _all(own, other)
    foreign = frozenset(name for each in LANGUAGES for name in _all(_part(knowledge(each, "names"), "persons"), gender))
    return mine | (foreign - theirs)


@cache
def _known(topic: str, part: str, name: str) -> frozenset[Phrase]:
    """Well-known names, whatever the language: a German article speaks of the BBC too."""
    return frozenset(
        phrase(entry) for each in LANGUAGES for entry in entries(_text(_part(knowledge(each, topic), part), name))
    )


@cache
def _places() -> frozenset[Phrase]:
    topics = [knowledge(each, "places") for each in LANGUAGES]
    single = (word for topic in topics for word in _all(topic, "single"))
    several = (name for topic in topics for name in entries(_text(topic, "several")))
    return frozenset(phrase(name) for name in (*single, *several))


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for name in _places() | _known("names", "organisations", "known"):
        if len(name) > 1:
            sizes.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(each, reverse=True)) for first, each in sizes.items()}
