"""Who has the floor: whose words a quotation without a cue gives.

Only a statement that begins a sentence asks, and only the nearest sentence that quotes or names somebody answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.anaphora import Anaphora
from reader.analysis.reporting import reports
from reader.analysis.wordclasses import Subject
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from reader.analysis.attribution.place import Place
    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.draft import Found


class Floor(Anaphora):
    """Follows who speaks through the quotations of a window, in their order."""

    def holder(self, each: Found, place: Place) -> Subject | None:
        """Who has the floor when a quotation comes without a cue: only a statement that begins a sentence asks."""
        if each.fragment:
            return None
        begin, _ = place.sentence_before()
        if begin != place.first and place.first < len(place.opening.items):
            return None
        before = next(self._sentences(each.outer.start), None)
        if before is None:
            return None
        first, end, subjects, _ = before
        for index in range(end - 1, first - 1, -1):
            number = subjects.items[index].quoted
            if number >= 0:
                return self._speakers.get(number)
        return self._topic(subjects.main(first, end), first, end, subjects)

    def _topic(self, main: Subject | None, first: int, end: int, subjects: Subjects) -> Subject | None:
        """Whom a sentence that quotes nobody is about, `main` being its subject: the one who may speak next."""
        if main is not None and main.kind == "pronoun":
            return self._antecedent(main.form, main.span.start)
        if (reporter := self._reporter(first, end, subjects)) is not None:
            return reporter
        if len({self._words(person) for person in self._people(first, end, subjects)}) > 1:
            return None
        if main is not None and main.kind == "name" and self._may_speak(main):
            return main
        if main is not None and main.kind == "description":
            return self._described(main)
        free = [person for person in subjects.free_names(first, end) if person.type is EntityType.PERSON]
        return free[-1] if free else None

    def _reporter(self, begin: int, end: int, subjects: Subjects) -> Subject | None:
        """Who says something in a sentence without marks: what is quoted next goes on with it."""
        for index in range(end - 1, begin - 1, -1):
            if reports(subjects.items, index, self.stage.speech):
                said = subjects.before(index, begin)
                if said is not None and said.kind == "name" and self._may_speak(said):
                    return said
        return None

    def _may_speak(self, subject: Subject) -> bool:
        return subject.type in (EntityType.PERSON, EntityType.ORGANISATION, None)

    def _people(self, begin: int, end: int, subjects: Subjects) -> list[Subject]:
        return [
            Subject("name", name.span, type=name.type)
            for *_, name in subjects.names(begin, end)
            if name is not None and name.type is EntityType.PERSON
        ]

    def anticipate(self, each: Found, after: Found) -> None:
        """Give a quotation that nobody claims to the speaker of the next, where nothing stands between the two."""
        if each.speaker is not None or after.speaker is None or each.fragment or each.kind is not after.kind:
            return
        between: Span | None = None
        gap = self.stage.article.text[each.outer.end : after.outer.start]
        if between is None and len(gap) <= 8 and not gap.strip(" .\u00a0\u202f") and each.cue is None:
            each.speaker, each.role, each.reason = after.speaker, after.role, "the next quotation names the speaker"
