"""What an article lets know of a person's gender, for pronouns to be understood and namesakes to be kept apart.

Titles tell most, then roles and the articles before them, then first names; pronouns nearby only weigh where nothing
else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from reader.analysis.entities.lexicon import lexicon
from reader.analysis.entities.tokens import Gap, Shape
from reader.lang import entries, knowledge, words

if TYPE_CHECKING:
    from reader.analysis.entities.candidates import Candidate
    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token

Gender = Literal["f", "m"]

TITLE, ROLE, FIRST_NAME, PRONOUN = 6.0, 3.0, 2.0, 0.25
_REACH = 30
"""Words behind a mention among which a pronoun is taken to mean it, if no other name comes between."""


@dataclass(frozen=True, slots=True)
class Genders:
    """A language's words that show a gender."""

    titles: dict[str, Gender]
    determiners: dict[str, Gender]
    pronouns: dict[str, Gender]
    roles: dict[str, Gender]
    roles_known: frozenset[str]
    endings_f: tuple[str, ...]
    epicene: tuple[str, ...]
    first: dict[str, Gender]

    def role(self, word: str) -> Gender | None:
        """The gender that a role's own form shows."""
        low = word.lower()
        if low in self.roles:
            return self.roles[low]
        if low not in self.roles_known or not self.endings_f:
            return None
        if low.endswith(self.endings_f):
            return "f"
        return None if low.endswith(self.epicene) else "m"


@cache
def genders(language: str | None) -> Genders:
    """What shows a gender in `language`."""
    known, speech = lexicon(language), knowledge(language, "speech")
    persons = knowledge(language, "names").get("persons", {})
    return Genders(
        titles=_told(known.titles_f, known.titles_m),
        determiners=_marked(str(speech.get("determiners", ""))),
        pronouns=_marked(str(speech.get("pronouns", ""))),
        roles=_told(words(persons.get("roles_f", "")), words(persons.get("roles_m", ""))),
        roles_known=known.roles,
        endings_f=tuple(words(persons.get("role_endings_f", ""))),
        epicene=tuple(words(persons.get("role_endings_epicene", ""))),
        first=_told(known.first_f - known.first_m, known.first_m - known.first_f),
    )


def _told(feminine: frozenset[str], masculine: frozenset[str]) -> dict[str, Gender]:
    return {**dict.fromkeys(feminine, "f"), **dict.fromkeys(masculine, "m")}


def _marked(lines: str) -> dict[str, Gender]:
    """The single words of a table of words with gender and number, of those in the singular that show one."""
    found: dict[str, Gender] = {}
    for line in entries(lines):
        parts = line.split()
        if len(parts) == 3 and parts[2] == "s" and parts[1] in ("f", "m"):
            found[parts[0]] = "f" if parts[1] == "f" else "m"
    return found


def title_gender(candidate: Candidate, known: Genders) -> Gender | None:
    """The gender that the title directly before a mention shows."""
    title = candidate.before()
    return known.titles.get(title.text) if title is not None else None


def evidence(candidate: Candidate, known: Genders) -> dict[Gender, float]:
    """What one mention says of its person's gender."""
    found: dict[Gender, float] = {}
    told = title_gender(candidate, known)
    if told:
        found[told] = TITLE
    role = candidate.before()
    if role is not None and role.shape is Shape.LOWER and role.text in known.roles_known:
        article = candidate.before(2)
        told = known.role(role.text) or (known.determiners.get(article.text.lower()) if article else None)
        if told:
            found[told] = found.get(told, 0) + ROLE
    told = _apposed(candidate, known)
    if told:
        found[told] = found.get(told, 0) + ROLE
    told = _pronoun(candidate, known)
    if told:
        found[told] = found.get(told, 0) + PRONOUN
    return found


def _apposed(candidate: Candidate, known: Genders) -> Gender | None:
    """The gender that a role behind a comma shows (X, directrice de …)."""
    tokens, at = candidate.tokens, candidate.stop
    if at >= len(tokens) or tokens[at].gap is not Gap.BREAK or tokens[at].opens:
        return None
    article: Gender | None = None
    for token in tokens[at : at + 3]:
        if token.text in known.roles_known or token.text in known.roles:
            return known.role(token.text) or article
        if token.text not in known.determiners:
            return None
        article = known.determiners[token.text]
    return None


def _pronoun(candidate: Candidate, known: Genders) -> Gender | None:
    follows: list[Token] = list(candidate.tokens[candidate.stop : candidate.stop + _REACH])
    for token in follows:
        told = known.pronouns.get(token.text.lower())
        if told is not None:
            return told
        if token.shape.named and not token.opens:
            return None
    return None


def is_she(candidate: Candidate, known: Genders, words: Lexicon) -> bool:
    """Whether a name with an article is 'she' in its own sentence, in a language whose articles have no gender.

    Only ships are (the Marigold failed her survey): a person's name takes no article there, another thing's no 'she'.
    """
    article = candidate.before()
    if known.determiners or article is None or article.text.lower() not in words.determiners:
        return False
    for token in candidate.tokens[candidate.stop : candidate.stop + _REACH]:
        if token.opens or token.shape.named:
            return False
        if known.pronouns.get(token.text) is not None:
            return known.pronouns[token.text] == "f"
    return False
