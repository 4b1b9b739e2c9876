"""The nouns by which a language says what people and bodies are, read from its `roles.toml`.

A noun is known by one form, its masculine singular: la directrice and les directeurs are of one noun, `directeur`. A
language that nothing is known of has none, so that no description stands for anybody there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reader.lang import entries, knowledge, words
from reader.lang.verbs import verbs
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORT = 5
"""Letters of the longest word that can be put before a noun without a hyphen (coprésident)."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of a role: what has it, and what its form shows; `gender` is empty where the form serves for both."""

    name: str
    type: EntityType
    gender: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """What is known of one language's roles. Words are in lower case, with straight apostrophes."""

    nouns: Mapping[str, Noun]
    """Every form of every noun."""
    compounds: Mapping[tuple[str, str], str]
    """Nouns of two words, which are another noun than their last."""
    articles: frozenset[str]
    contracted: frozenset[str]
    """Prepositions that hold an article (du, au)."""
    set_apart: frozenset[str]
    """Words that make another holder or another office of a noun (ancien, vice, élu)."""
    before: tuple[str, ...]
    """Those among them that are written together with a noun."""
    complementing: frozenset[str]
    """Prepositions by which a noun goes on (ambassadeur en France)."""
    succession: frozenset[str]
    """Words that tell that one holder follows another."""
    offices: frozenset[str]
    """Nouns behind which the office is meant and not its holder (l'élection du maire)."""
    acting: frozenset[str]
    """Finite forms of common verbs."""
    verb_endings: tuple[str, ...]
    copulas: frozenset[str]

    def may_hold_noun(self, word: str) -> bool:
        """Whether a noun can be in `word`; most words are told apart by this alone."""
        return word in self.nouns or "-" in word or word.endswith("'s") or word.startswith(self.before)

    def is_finite(self, word: str) -> bool:
        """Whether a word behind a noun is a verb, and no adjective that tells one holder from another."""
        return word in self.acting or word.endswith(self.verb_endings)


@cache
def roles(language: str | None) -> Roles:
    """What is known of the roles of `language`."""
    data = knowledge(language, "roles")

    def listed(key: str) -> frozenset[str]:
        return words(str(data.get(key, "")))

    held, bodies = listed("held"), listed("bodies") - listed("held")
    endings = [
        (each[0], each[1] if len(each) > 1 else "") for each in map(str.split, entries(data.get("feminine", "")))
    ]
    endings.sort(key=lambda pair: -len(pair[0]))
    nouns: dict[str, Noun] = {}
    for word in sorted(held | bodies):
        of = EntityType.PERSON if word in held else EntityType.ORGANISATION
        masculine = _masculine(word, held, endings) if word in held else word
        nouns[word] = Noun(masculine, of, "f" if word != masculine else "")
    pairs = {noun.name for form, noun in nouns.items() if form != noun.name}
    for word in pairs:
        nouns[word] = Noun(word, nouns[word].type, "m")
    for word, noun in list(nouns.items()):
        for ending in listed("plurals"):
            nouns.setdefault(word + ending, Noun(noun.name, noun.type, noun.gender, plural=True))
    for line in entries(str(data.get("shortened", ""))):
        short, word = line.split()
        nouns[short] = nouns[word]
    apart = listed("set_apart")
    acting = verbs({**knowledge(language, "speech"), **data}, "acting")
    return Roles(
        nouns=nouns,
        compounds=_compounds(str(data.get("compounds", ""))),
        articles=listed("articles"),
        contracted=listed("contracted"),
        set_apart=apart,
        before=tuple(sorted(word for word in apart if len(word) <= _SHORT)),
        complementing=listed("complementing"),
        succession=listed("succession"),
        offices=listed("offices"),
        acting=frozenset(form for verb in acting for form in verb.finite),
        verb_endings=tuple(sorted(listed("verb_endings"))) or ("\0",),
        copulas=listed("copulas"),
    )  # fmt: skip


def _masculine(word: str, held: frozenset[str], endings: list[tuple[str, str]]) -> str:
    """The masculine of a feminine noun, where the language has both; else the word itself."""
    for feminine, masculine in endings:
        if word.endswith(feminine):
            other = word.removesuffix(feminine) + masculine
            if other in held and other != word:
                return other
    return word


def _compounds(value: str) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for line in entries(value):
        forms = [form.split() for form in line.split("|")]
        for first, last in forms:
            found[first, last] = " ".join(forms[0])
    return found
