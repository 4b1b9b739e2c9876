"""Who a description stands for when no name is beside it: le ministre, the coach, l'universitaire.

An article introduces its people with what they are (the coach, Ann Lee; Ann Lee, coach of X; le ministre Jean Roux).
A later description in the same words stands for the same person, as long as it stands for one person only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.wordclasses import STOPS, Subject

if TYPE_CHECKING:
    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.draft import Name
    from reader.analysis.stage import Stage

_PEOPLE = 400
"""Mentions of people that are looked at in a window."""
_WORDS = 12
"""Words of an introduction that are kept."""


class Introductions:
    """What the window's people are introduced as."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: dict[tuple[str, ...], dict[str, Subject]] | None = None

    def person(self, words: list[str], *, before: int) -> Subject | None:
        """The one person who was introduced by a phrase that begins with `words`, or None where none or several were.

        Args:
            words: The description in lower case, without its article.
            before: Offset of the description; an introduction may also follow, if none stands before it.
        """
        if self._known is None:
            self._known = self._read()
        people = self._known.get(tuple(words[:_WORDS]), {})
        earlier = {name: subject for name, subject in people.items() if subject.span.start < before}
        chosen = earlier or people
        return next(iter(chosen.values())) if len(chosen) == 1 else None

    def _read(self) -> dict[tuple[str, ...], dict[str, Subject]]:
        known: dict[tuple[str, ...], dict[str, Subject]] = {}
        roster = self._stage.roster
        first = self._stage.article.blocks[self._stage.draft.window.start].span.start
        for name in self._stage.people(first, len(self._stage.article.text))[:_PEOPLE]:
            block = self._stage.article.block_at(name.span.start)
            if block is None:
                continue
            subjects = self._stage.subjects(block)
            at = self._stage.token_at(block, name.span.start)
            if at is None:
                continue
            whole = roster.fullest(name).words
            for words in (_leading(subjects, at), _following(subjects, at, name)):
                for size in range(1, len(words) + 1):
                    if size == len(words) or any(subjects.is_role(word) for word in words[:size]):
                        known.setdefault(tuple(words[:size]), {}).setdefault(
                            whole, Subject("name", name.span, type=name.type)
                        )
        return known


def _leading(subjects: Subjects, at: int) -> list[str]:
    """The words of a description directly before the name at token `at`, from its article on."""
    if at and subjects.items[at - 1].low == ",":
        at -= 1
    words: list[str] = []
    while at > 0 and len(words) < _WORDS:
        token = subjects.items[at - 1]
        if token.low in subjects.speech.determiners and (at < 2 or not subjects.is_genitive(at - 2)):
            break
        if token.quoted >= 0 or token.low in STOPS or subjects.bounds(at - 1):
            break
        words.append(token.low)
        at -= 1
    return words[::-1]


def _following(subjects: Subjects, at: int, name: Name) -> list[str]:
    """The words of an apposition behind the name at token `at`."""
    items = subjects.items
    while at < len(items) and items[at].start < name.span.end:
        at += 1
    if at >= len(items) or items[at].low != ",":
        return []
    at += 1
    if at < len(items) and items[at].low in subjects.speech.determiners:
        at += 1
    words: list[str] = []
    while at < len(items) and len(words) < _WORDS and items[at].quoted < 0 and items[at].low not in STOPS:
        if subjects.bounds(at):
            break
        words.append(items[at].low)
        at += 1
    return words
