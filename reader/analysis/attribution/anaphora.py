"""Who the subject of a cue stands for: what pronouns and short descriptions take up.

The sentences before are walked back, nearest first. In each, whoever was found to speak comes before the subject of
the sentence, and the subject before a person who is merely named there. Gender and number must not contradict.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.analysis.attribution.descriptions import Introductions
from reader.analysis.attribution.roster import TOLD
from reader.analysis.speech import Form
from reader.analysis.wordclasses import Subject, is_demonym
from reader.model import EntityType, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.analysis.attribution.subjects import Subjects
    from reader.analysis.draft import Found
    from reader.analysis.stage import Stage

_SENTENCES = 12
"""Sentences that are walked back for a pronoun."""
_NAMED = 3
"""Sentences that are walked back for a person who is no subject."""
_BLOCKS = 4
_LONG = 200
"""Tokens of a sentence that are looked at: the last ones of a longer one."""
_SHORTEST = 2
"""Words of the shortest description: an article and a noun."""


class Anaphora:
    """Follows who is named and who speaks through the quotations of a window, in their order."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._speakers: dict[int, Subject] = {}
        self._last: tuple[Found, Subject] | None = None
        self._introductions = Introductions(stage)

    def note(self, each: Found, subject: Subject) -> None:
        """Remember that `subject` says `each`."""
        self._speakers[self.stage.number(each)] = subject
        self._last = (each, subject)

    def recall(self, each: Found) -> None:
        """Remember who says a quotation of an earlier window."""
        if each.speaker is not None:
            name = self.stage.roster.at(each.speaker)
            kind = "name" if name is not None and name.span.overlaps(each.speaker) else "description"
            self.note(each, Subject(kind, each.speaker, role=each.role, type=name.type if name else None))

    # ------------------------------------------------------------------ what a cue's subject stands for

    def resolved(self, subject: Subject) -> Subject | None:
        """The name or description that `subject` of a cue stands for, or None where nobody is named."""
        if subject.kind == "nobody" or subject.words in self.stage.speech.sayings:
            return None
        if subject.kind == "pronoun":
            if subject.words in self.stage.speech.latter:
                return self._named_last(subject)
            return self._antecedent(subject.form, subject.span.start, apart=subject.apart)
        if subject.kind == "description" and subject.role is None:
            return self._described(subject)
        return subject

    def _named_last(self, subject: Subject) -> Subject | None:
        """Whom 'ce dernier' or 'the latter' stands for: of those who agree, the one whose name stands nearest."""
        for step, (begin, end, subjects, _) in enumerate(self._sentences(subject.span.start)):
            named = [
                Subject("name", name.span, type=name.type)
                for *_, name in subjects.names(begin, end)
                if name is not None and name.type in (EntityType.PERSON, EntityType.ORGANISATION)
            ]
            agreeing = [each for each in named if self._agrees(subject.form, each)]
            people = [each for each in agreeing if each.type is EntityType.PERSON]
            if agreeing:
                return (people or agreeing)[-1]
            if step:
                break
        return self._antecedent(subject.form, subject.span.start)

    def _described(self, subject: Subject) -> Subject:
        """The person whom a definite description stands for, else the description itself."""
        tokens = self.stage.within(subject.span)
        words, speech = [token.low for token in tokens], self.stage.speech
        if words and words[0] in speech.demonstratives and subject.words not in speech.bodies:
            named = self._antecedent(subject.form, subject.span.start)
            return named if named is not None and named.kind == "name" else subject
        definite = bool(words) and (words[0] in speech.definite or words[0] in speech.possessives)
        if len(words) < _SHORTEST or subject.form.number == "p" or not definite:
            return subject
        before = subject.span.start
        known = self._introductions.person(words[1:], before=before)
        if known is not None and self._agrees(subject.form, known):
            return known
        if words[0] not in speech.definite:
            return subject
        if subject.words in speech.bodies:
            return self._last_holder(subject, words[1:]) or subject
        taken_up = self._taken_up(subject, words[1:], any(is_demonym(token, speech) for token in tokens[1:]))
        if taken_up is not None and not self._is_other(subject, taken_up):
            return taken_up
        return self._named_behind(subject) or subject

    def _named_behind(self, subject: Subject) -> Subject | None:
        """Whom the next sentence names as the one who was speaking (le ministre a dit « … ». X répondait à Y)."""
        index = self.stage.article.block_at(subject.span.start)
        at = self.stage.token_at(index, subject.span.start) if index is not None else None
        if index is None or at is None or subject.words not in self.stage.speech.roles:
            return None
        found, subjects = self.stage.tokens(index), self.stage.subjects(index)
        _, begin = found.sentence(at)
        _, end = found.sentence(begin) if begin < len(found.items) else (begin, begin)
        end = min(end, begin + _LONG)
        spoke = any(token.low in self.stage.speech.speaking for token in found.items[begin:end])
        named = subjects.main(begin, end) if spoke else None
        fits = named is not None and named.kind == "name" and named.type is EntityType.PERSON
        return named if fits and named is not None and self._agrees(subject.form, named) else None

    def _is_other(self, subject: Subject, person: Subject) -> bool:
        """Whether a description takes up somebody unnamed (one official … the official) who was met after `person`."""
        speech, whole = self.stage.speech, self._words(person)
        for begin, end, subjects, floor in self._sentences(subject.span.start):
            items = subjects.items
            for at in range(end - 1, begin, -1):
                if items[at].low != subject.words or items[at].start >= floor:
                    continue
                led = {items[i].low for i in range(max(begin, at - _SHORTEST), at)} & speech.determiners.keys()
                if led and not led & (speech.definite | speech.possessives):
                    since = self.stage.people(items[at].start, subject.span.start)
                    return all(self.stage.roster.fullest(name).words != whole for name in since)
        return False

    def _taken_up(self, subject: Subject, words: list[str], demonym: bool) -> Subject | None:
        """The person whom a noun takes up that was not said of him in these words: by its kind, or as any noun can."""
        speech, noun = self.stage.speech, subject.words
        kin = self._introductions.kin(words, noun, before=subject.span.start)
        if kin is not None and self._agrees(subject.form, kin):
            return kin
        anybody = demonym or noun in speech.anybody or noun.endswith(speech.anybody_endings)
        kind = any(noun in nouns for nouns, *_ in speech.kinds) and len(words) <= _SHORTEST
        if anybody or kind:
            named = self._antecedent(subject.form, subject.span.start)
            fits = named is not None and named.kind == "name" and named.type is EntityType.PERSON
            if fits and named is not None and (anybody or self._introductions.may_be(named, noun)):
                return named
        return self._last_holder(subject, words)

    def _last_holder(self, subject: Subject, words: list[str]) -> Subject | None:
        """Whoever spoke last, where a bare noun near by can be what he is and nobody else was named since."""
        if len(words) >= _SHORTEST or self._last is None:
            return None
        each, holder = self._last
        near, last = self.stage.article.block_at(subject.span.start), self.stage.block(each, end=True)
        close = near is not None and last is not None and near - last <= _BLOCKS
        if (
            not close
            or not self._alone(holder, each.outer.end, subject.span.start)
            or holder.kind != "name"
            or not self._agrees(subject.form, holder)
        ):
            return None
        fits = self._is_what(subject, holder) and self.stage.ends_phrase(subject.span.end)
        return holder if fits and self._introductions.may_be(holder, subject.words) else None

    def _alone(self, holder: Subject, begin: int, end: int) -> bool:
        """Whether nobody else is named from `begin` to `end`."""
        whole = self._words(holder)
        return all(self.stage.roster.fullest(name).words == whole for name in self.stage.people(begin, end))

    def _words(self, subject: Subject) -> str:
        name = self.stage.roster.at(subject.span)
        return self.stage.roster.fullest(name).words if name else subject.span.of(self.stage.article.text)

    def _is_what(self, subject: Subject, holder: Subject) -> bool:
        """Whether a description's noun can be what its holder is: a person's for a person, a body's for a body."""
        speech = self.stage.speech
        if subject.words in speech.bodies:
            return holder.type is EntityType.ORGANISATION
        return subject.words in speech.roles and holder.type in (EntityType.PERSON, None)

    def _antecedent(self, form: Form, at: int, *, apart: Span | None = None) -> Subject | None:
        """What a pronoun at offset `at` stands for, not `apart`: people first, then who is merely named, then bodies.

        A sentence whose subject is the same pronoun is a link of a chain: whoever else it names is somebody else.
        """
        named: Subject | None = None
        body: Subject | None = None
        step = -1
        for begin, end, subjects, floor in self._sentences(at):
            main = subjects.main(begin, end)
            chained = step >= 0 and main is not None and main.kind == "pronoun" and main.form == form
            step += not chained
            together = [each for each in subjects.conjuncts(begin, end) if each.span.end <= floor]
            if together and (found := self._one_of(together, form)) is not None:
                return found[0]
            for subject in self._candidates(begin, end, subjects, floor, main=main, own=step == 0):
                if not self._agrees(form, subject) or (apart and subject.span.overlaps(apart)):
                    continue
                near = step <= 1 and (subject.kind == "description" or form.number != "s")
                if near or not self._is_body(subject):
                    return subject
                body = body or subject
            if named is None and 0 < step <= _NAMED and not chained:
                named = self._mentioned(form, begin, end, subjects)
            if step >= _NAMED and (named or body):
                return named or body
        return named or body

    def _one_of(self, together: list[Subject], form: Form) -> tuple[Subject | None] | None:
        """What a pronoun stands for behind a subject of several names: all of them, one alone, or nobody can tell.

        Returns:
            None where none of them agrees, so that the antecedent is looked for further back.
        """
        if form.number in ("p", "*"):
            return (Subject("name", Span(together[0].span.start, together[-1].span.end), Form("*", "p")),)
        agreeing = [each for each in together if self._agrees(form, each)]
        if not agreeing:
            return None
        return (agreeing[0] if len(agreeing) == 1 else None,)

    def _is_body(self, subject: Subject) -> bool:
        """Whether it is no person; a name that a person's role stands beside is one, whatever it looks like."""
        speech = self.stage.speech
        if subject.role is not None and any(
            token.low in speech.roles and token.low not in speech.bodies for token in self.stage.within(subject.role)
        ):
            return False
        return subject.type is EntityType.ORGANISATION or subject.words in speech.bodies

    def _candidates(
        self, begin: int, end: int, subjects: Subjects, at: int, *, main: Subject | None, own: bool
    ) -> Iterator[Subject]:
        items = subjects.items
        for index in range(end - 1, begin - 1, -1):
            speaker = self._speakers.get(items[index].quoted) if items[index].quoted >= 0 else None
            if speaker is not None and not self._belongs(speaker):
                yield speaker
        source = subjects.source(begin, end)
        if source is not None and source.span.end <= at:
            yield source
        named = main is not None and main.kind in ("name", "description") and main.span.end <= at
        if main is not None and named and not self._belongs(main):
            yield self._described(main) if main.kind == "description" else main
        if not own and (main is None or self._is_body(main)):
            for person in subjects.free_names(begin, end):
                if person.type is EntityType.PERSON and person.span.end <= at:
                    yield person

    def _belongs(self, subject: Subject) -> bool:
        """Whether a description begins with 'his' or 'her': it then speaks of somebody else, who has the floor."""
        words = subject.span.of(self.stage.article.text).split(None, 1)
        return subject.kind == "description" and bool(words) and words[0].lower() in self.stage.speech.possessives

    def _mentioned(self, form: Form, begin: int, end: int, subjects: Subjects) -> Subject | None:
        people = [
            Subject("name", name.span, type=name.type)
            for *_, name in subjects.names(begin, end)
            if name is not None and name.type is EntityType.PERSON
        ]
        agreeing = [person for person in people if self._agrees(form, person)]
        return agreeing[-1] if agreeing else None

    def _agrees(self, form: Form, subject: Subject) -> bool:
        gender, number = self._form(subject)
        if "*" not in (form.number, number) and form.number != number:
            return False
        if form.gender == "n":
            return subject.type is not EntityType.PERSON
        if form.gender != "*" and not self.stage.speech.grammatical_gender and self._is_body(subject):
            return False
        if "*" not in (form.gender, gender) and form.gender != gender:
            return False
        return not (subject.kind == "name" and subject.type in (EntityType.PLACE, EntityType.WORK))

    def _form(self, subject: Subject) -> tuple[str, str]:
        gender, number = subject.form.gender, subject.form.number
        if subject.kind == "name":
            number = "p" if number == "p" else "s"
            name = self.stage.roster.at(subject.span)
            known = self.stage.roster.gender(name, least=TOLD) if name is not None else None
            if known is not None:
                gender = known
        return gender, number

    def _sentences(self, at: int) -> Iterator[tuple[int, int, Subjects, int]]:
        """The sentences before offset `at`, nearest first; the one that it stands in comes first, up to there."""
        count = 0
        index = self.stage.article.block_at(at)
        for _ in range(_BLOCKS):
            if index is None:
                return
            found = self.stage.tokens(index)
            subjects = self.stage.subjects(index)
            for begin, end in found.sentences_before(at):
                stop = bisect_left(found.items, at, begin, end, key=lambda token: token.start)
                yield max(begin, stop - _LONG), stop, subjects, at
                count += 1
                if count >= _SENTENCES:
                    return
            index = self.stage.previous(index)
