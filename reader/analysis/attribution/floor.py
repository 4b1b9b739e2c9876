"""Who has the floor: whose words a quotation without a cue gives.

Only a statement that begins a sentence asks, and only the nearest sentence that quotes or names somebody answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.attribution.anaphora import Anaphora
from reader.analysis.reporting import reports
from reader.analysis.wordclasses import Subject
from reader.model import EntityType, Span
from reader.tongue import N_

if TYPE_CHECKING:
    from reader.analysis.attribution.place import Place
    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.draft import Found


_ASIDES = 2
"""Sentences about nobody over which a speaker keeps the floor."""


class Floor(Anaphora):
    """Follows who speaks through the quotations of a window, in their order."""

    def holder(self, each: Found, place: Place) -> Subject | None:
        """Who has the floor when a quotation comes without a cue: only a statement that begins a sentence asks."""
        begin, _ = place.sentence_before()
        if each.fragment:
            return self._last_reporter(place) if self._in_reported_mood(place) else None
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
        main = subjects.main(first, end)
        if main is None and self._is_aside(first, end, subjects):
            return self._over_asides(each)
        return self._topic(main, first, end, subjects)

    def _in_reported_mood(self, place: Place) -> bool:
        """Whether the sentence goes on, by the mood of its verb, with what somebody says."""
        mood = self.stage.speech.reported_mood
        if not mood:
            return False
        before, behind = place.sentence_before(), place.sentence_behind()
        opening, closing = place.opening.items, place.closing.items
        around = (*opening[slice(*before)], *closing[slice(*behind)])
        return any(token.low in mood for token in around)

    def _last_reporter(self, place: Place) -> Subject | None:
        """Who said something in the sentences before."""
        for count, (first, end, subjects, _) in enumerate(self._sentences(place.found.outer.start)):
            if count > _ASIDES:
                return None
            quoted = [subjects.items[i].quoted for i in range(first, end) if subjects.items[i].quoted >= 0]
            if quoted and (speaker := self._speakers.get(quoted[-1])) is not None:
                return speaker
            if (reporter := self._reporter(first, end, subjects)) is not None:
                return reporter
        return None

    def _over_asides(self, each: Found) -> Subject | None:
        """Who spoke last in the paragraph, where only sentences that are about nobody stand between."""
        block = self.stage.block(each)
        for count, (first, end, subjects, _) in enumerate(self._sentences(each.outer.start)):
            if count > _ASIDES or not subjects.items or self.stage.article.block_at(subjects.items[0].start) != block:
                return None
            quoted = [subjects.items[i].quoted for i in range(first, end) if subjects.items[i].quoted >= 0]
            if quoted:
                return self._speakers.get(quoted[-1])
            if subjects.main(first, end) is not None or not self._is_aside(first, end, subjects):
                return None
        return None

    def _is_aside(self, first: int, end: int, subjects: Subjects) -> bool:
        """Whether a sentence names nobody who could speak and reports nothing."""
        known = [name for *_, name in subjects.names(first, end)]
        if any(name is None or name.type in (EntityType.PERSON, EntityType.ORGANISATION) for name in known):
            return False
        return not any(reports(subjects.items, i, self.stage.speech, beside=True) for i in range(first, end))

    def _topic(self, main: Subject | None, first: int, end: int, subjects: Subjects) -> Subject | None:
        """Whom a sentence that quotes nobody is about, `main` being its subject: the one who may speak next."""
        if main is not None and self._is_label(main, subjects, end):
            return None
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

    def _is_label(self, main: Subject, subjects: Subjects, end: int) -> bool:
        """Whether a colon directly behind it makes a label of what seems to be the subject (Image: X)."""
        behind = next((token for token in subjects.items[:end] if token.start >= main.span.end), None)
        return behind is not None and behind.low == ":"

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
            each.speaker, each.role, each.reason = after.speaker, after.role, N_("the next quotation names the speaker")
