"""What stands around an article's own text: bylines, datelines, credits and captions, links to other articles.

Such lines are short and unpunctuated like headings, and are none. Each is known by how it begins; the words are the
languages' data. Without a known language all languages count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reader.lang import LANGUAGES, entries, knowledge, words
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 300
"""Characters of the longest line that can be one of these."""

_DATED, _DATE = 100, 50
"""Characters of the longest line that says when the text appeared, and of the longest that is a date by itself."""

_CAPTION = 200
"""Characters of the longest caption that ends in its credit."""

_BYLINE_WORDS = 14
PARTICLE = 3
"""Letters of a name's particle (de, von, bin), which may be small."""

_LEADING = ' \t\u00a0\u202f>►▶→•*|[(«“"–—-'
"""Signs that may stand before the first word."""

_LEAD = rf"[{re.escape(_LEADING)}]*"
_BESIDE_THE_NAME = re.compile(r"(?=, [^\W\d_]{2,5} \d)|\s[|–—•·]\s")
"""What parts a name from the day and the rest of what a byline says (Par X, le 3 mars – mis à jour)."""

_CLOCK = re.compile(r"\d{1,2}(?::|\s?h\s?)\d{2}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Furniture:
    """How the lines around an article begin in one language, or in all."""

    byline: re.Pattern[str]
    dateline: re.Pattern[str]
    credit: re.Pattern[str]
    teaser: re.Pattern[str]
    any_of_them: Mapping[str, re.Pattern[str]]
    """By the first sign of its words in small letters: matches a line where one of the four may."""
    credited: re.Pattern[str]
    """Finds a credit behind the words of a caption: …at low tide. Photo: A. Name, or (Photo: A. Name)."""
    months: re.Pattern[str]
    month_numbers: Mapping[str, int]
    conjunctions: frozenset[str]
    announcing: re.Pattern[str]
    """Ends a sentence that announces somebody's words."""
    clauses: frozenset[str]
    """Words that begin a clause that tells what was said."""
    singular: re.Pattern[str]
    """The first person singular alone."""
    first_person: re.Pattern[str]
    """The first person, singular or plural."""

    def kind(self, line: str) -> str | None:
        """What `line` is: byline, dateline, credit, teaser, or None for the article's own text."""
        begin = line.lstrip(_LEADING)[:1].lower()
        if begin in self.any_of_them and self.any_of_them[begin].match(line):
            if self.teaser.match(line):
                return N_("teaser")
            if self.credit.match(line):
                return N_("credit")
            if self._is_byline(line):
                return N_("byline")
            if len(line) <= _DATED and self.dateline.match(line):
                return N_("dateline")
        if self._is_date(line):
            return N_("dateline")
        return "credit" if ":" in line and len(line) <= _CAPTION and self.credited.search(line) else None

    def is_bare(self, line: str) -> bool:
        """Whether the line is the words alone that a teaser begins with (Read more), with nothing that they lead to."""
        found = self.teaser.match(line)
        return found is not None and not line[found.end() :].strip(" \u00a0\u202f:")

    def name_in(self, line: str) -> str | None:
        """The words after the beginning of a byline."""
        found = self.byline.match(line)
        return line[found.end() :].strip() if found else None

    def _is_byline(self, line: str) -> bool:
        found = self.byline.match(line)
        if found is None:
            return False
        name = _BESIDE_THE_NAME.split(line[found.end() :], maxsplit=1)[0].split()
        if not 1 <= len(name) <= _BYLINE_WORDS or not name[0][0].isupper() or line[-1] in ".?!:":
            return False
        return len(name) == 1 or name[1][0].isupper() or name[1][1:2] in ("'", "’") or len(name[1]) <= PARTICLE

    def _is_date(self, line: str) -> bool:
        """Whether the line is little more than a date."""
        if len(line) > _DATE or not _DIGIT.search(line):
            return False
        found = self.months.search(line)
        if found is None:
            return False
        rest = _CLOCK.sub("", _YEAR.sub("", line[: found.start()] + line[found.end() :]))
        return len(re.findall(r"[^\W\d_]{3,}", rest)) <= 1


@cache
def furniture(language: str | None) -> Furniture:
    """What is known of `language`, or of all languages where it is None or not known well enough."""
    known = [language] if language and knowledge(language, "structure") else list(LANGUAGES)
    topics = [knowledge(code, "structure") for code in known]

    def listed(key: str) -> list[str]:
        return [entry for topic in topics for entry in entries(topic.get(key, ""))]

    def single(key: str) -> list[str]:
        return sorted({word for topic in topics for word in words(topic.get(key, ""))})

    return Furniture(
        byline=_beginning(listed("byline")),
        dateline=_beginning(listed("dateline")),
        credit=_beginning(listed("credit")),
        teaser=_beginning(listed("teaser")),
        any_of_them=_by_initial([*listed("byline"), *listed("dateline"), *listed("credit"), *listed("teaser")]),
        credited=_behind([entry for entry in listed("credit") if entry.endswith(":")]),
        months=_words(single("months")),
        month_numbers={
            name: number % 12 + 1 for topic in topics for number, name in enumerate(topic.get("months", "").split())
        },
        conjunctions=frozenset(single("conjunction")),
        announcing=_ending(listed("announcing")),
        clauses=frozenset(single("reporting_clause")),
        singular=_words(single("first_person")),
        first_person=_words([*single("first_person"), *single("first_person_plural")]),
    )


def _beginning(entries_: Iterable[str]) -> re.Pattern[str]:
    """Matches a line that begins with one of the entries."""
    choice = "|".join(_pattern(entry) for entry in sorted(entries_, key=len, reverse=True))
    return re.compile(rf"{_LEAD}(?:{choice or '(?!)'})(?:(?<!\w)|(?!\w))", re.IGNORECASE)


def _by_initial(entries_: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """The patterns of the entries, by the first character of an entry."""
    found: dict[str, list[str]] = {}
    for entry in entries_:
        found.setdefault(entry[:1].lower(), []).append(entry)
    return {initial: _beginning(group) for initial, group in found.items()}


def _behind(entries_: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the entries where a sentence has ended or a bracket has opened."""
    choice = "|".join(_pattern(entry) for entry in entries_)
    return re.compile(rf"(?:[.!?…|/]\s+|[(\[]\s?)(?:{choice or '(?!)'})\s", re.IGNORECASE)


def _ending(entries_: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the entries before a colon at the end."""
    choice = "|".join(_pattern(entry) for entry in entries_)
    return re.compile(rf"(?<!\w)(?:{choice or '(?!)'})\s*:$", re.IGNORECASE)


def _pattern(entry: str) -> str:
    """An entry as it may be typed: with either apostrophe, and any space before a colon."""
    return re.escape(entry).replace("’", "['’]").replace(r"\ ", r"\s+").replace(":", r"\s?:")


def _words(single: Iterable[str]) -> re.Pattern[str]:
    choice = "|".join(re.escape(word).replace("'", "['’]") for word in single)
    return re.compile(rf"(?<![\w’'])(?:{choice or '(?!)'})(?!\w)", re.IGNORECASE)
