"""What a reader asks the library, as typed: words, "phrases", word*, -without, and fields such as speaker:Weil.

A word means that an article (or a quotation, or a note) has it, whatever its case and accents; several, that it has
all of them. Nothing that is typed becomes SQL or the index's own language: every word is quoted before it gets there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.gate import line
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_TERMS = ("", "speaker", "entity", "title")
DAYS = ("after", "before")
FIELDS = (*_TERMS[1:], "tag", "site", "language", "is", *DAYS)
"""The fields that a query can name; everything else with a colon is words."""

STATES = ("unread", "begun", "finished", "archived")
"""What `is:` can say of an article."""

_PART = re.compile(r'(?P<minus>-)?(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
_WORD = re.compile(r"[^\W_]+")
_SHELL = re.compile(rf"^((?:{'|'.join(FIELDS)}):)(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is looked for. `is_prefix` marks the beginning of a word."""

    text: str
    is_prefix: bool = False

    def as_index(self) -> str:
        """The term in the index's language: quoted, and so without any meaning of its own."""
        quoted = '"{}"'.format(self.text.replace('"', '""').replace("\0", " "))
        return f"{quoted} *" if self.is_prefix else quoted


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. The fields hold what each was asked for; dates are YYYY-MM-DD and half-open."""

    words: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    speakers: tuple[Term, ...] = ()
    entities: tuple[Term, ...] = ()
    titles: tuple[Term, ...] = ()
    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    after: str | None = None
    before: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing at all."""
        return self == Query()


def joined(words: Iterable[str]) -> str:
    """The words of a command line as one query: what a shell kept together stays together, its quotes or not."""
    return " ".join(_SHELL.sub(r'\1"\2"', word) if " " in word and '"' not in word else word for word in words)


def parse(text: str) -> Query:
    """The query that `text` is.

    Raises:
        UsageError: where a field is asked for what it cannot hold (before:yesterday).
    """
    terms: defaultdict[str, list[Term]] = defaultdict(list)
    names: defaultdict[str, list[str]] = defaultdict(list)
    days: dict[str, str] = {}
    for part in _PART.finditer(text):
        named, value, is_phrase = _named(part)
        if part["minus"] and named not in ("", "tag"):
            raise UsageError(_("-{field}: cannot be left out of a search: only words and tags can").format(field=named))
        if named in _TERMS:
            terms["without" if part["minus"] else named] += _terms(value, is_phrase=is_phrase)
        elif named in DAYS:
            days[named] = _day(named, value)
        elif named == "is":
            names[named].append(_state(value))
        else:
            names["-tag" if part["minus"] else named].append(value.lower() if named == "language" else value)
    return Query(
        tuple(terms[""]),
        tuple(terms["without"]),
        tuple(terms["speaker"]),
        tuple(terms["entity"]),
        tuple(terms["title"]),
        tuple(names["tag"]),
        tuple(names["-tag"]),
        tuple(names["site"]),
        tuple(names["language"]),
        tuple(names["is"]),
        days.get("after"),
        days.get("before"),
    )


def _named(part: re.Match[str]) -> tuple[str, str, bool]:
    """The field of a part ("" where it is words), what stands behind it, and whether that was between marks."""
    is_phrase = part["phrase"] is not None
    value = part["phrase"] if is_phrase else part["word"]
    if part["field"] and part["field"] not in FIELDS:
        return "", f"{part['field']}:{value}", is_phrase
    return part["field"] or "", value, is_phrase


def _terms(value: str, *, is_phrase: bool) -> tuple[Term, ...]:
    """`value` as what the index knows: words; a run with signs between them (aujourd'hui, co-op) is a phrase."""
    is_prefix = value.endswith("*") and not is_phrase
    words = _WORD.findall(unicodedata.normalize("NFC", value))
    return (Term(" ".join(words), is_prefix),) if words else ()


def _day(named: str, value: str) -> str:
    """The first day of a year, a month or a day as typed."""
    match = _MONTH.fullmatch(value)
    whole = f"{match[1]}-{match[2] or '01'}-01" if match else value
    try:
        return date.fromisoformat(whole).isoformat()
    except ValueError as error:
        raise UsageError(
            _("{field}:{value} is no day: write YYYY, YYYY-MM or YYYY-MM-DD").format(field=named, value=line(value, 40))
        ) from error


def _state(value: str) -> str:
    if value not in STATES:
        raise UsageError(
            _("is:{value} is no state of an article: take one of {states}").format(
                value=line(value, 40), states=", ".join(STATES)
            )
        )
    return value
