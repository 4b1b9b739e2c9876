"""What a reader overrules in what was found, by choosing from a card; each correction can be taken back.

A correction is laid over the findings at once and kept by the app; what was found stays what it was.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reader.actions import key_label
from reader.app.messages import Overruled, Restored
from reader.app.screens.sidebar import SidebarPanes
from reader.app.wrapping import cropped
from reader.gate import line
from reader.lazy import Later
from reader.model import Correction, Entity, EntityType, Quotation
from reader.model.corrections import EVERY, NOBODY, NONE, ONE, Aspect, concerning, correction, of_findings
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.app.screens import choice
    from reader.app.widgets import choice_list
    from reader.app.widgets.choice_list import Choice
else:  # nothing of it is for the first screen
    choice, choice_list = Later("reader.app.screens.choice"), Later("reader.app.widgets.choice_list")

LONGEST = 160
"""Characters of a quotation that the card shows."""

WORDS = 24
"""Cells of the words that an answer quotes."""

_SPEAKING = (EntityType.PERSON, EntityType.ORGANISATION)
"""What can say something; people stand first."""

_TYPES = {
    EntityType.PERSON: N_("It is a person"),
    EntityType.ORGANISATION: N_("It is an organisation"),
    EntityType.PLACE: N_("It is a place"),
    EntityType.WORK: N_("It is a work or product"),
}

_CALLED = {
    EntityType.PERSON: N_("person"),
    EntityType.ORGANISATION: N_("organisation"),
    EntityType.PLACE: N_("place"),
    EntityType.WORK: N_("work"),
}

_MERGE = "merge"
"""What the card of an entity gives where a second question is needed."""

Answer = Correction | tuple[Correction, ...] | str | None
"""What a card gives: a correction to lay over, some to take back, a second question, or nothing."""


class CorrectingPanes(SidebarPanes):
    """The panes with corrections of what was found."""

    _undoable: tuple[tuple[Correction, Correction | None], ...] = ()
    """Corrections made on this screen, each with the earlier one of the same thing that gave way to it."""

    def action_correct(self) -> None:
        match self._at_hand:
            case Quotation() as quotation:
                self._ask_about_quotation(quotation)
            case Entity() as entity:
                self._ask_about_entity(entity)
            case _:
                self.say_how(_("Nothing is at hand to correct: {key} chooses a quotation."), "next_quotation")

    def action_undo(self) -> None:
        reading = self.reading
        if self._undoable:
            *before, (made, earlier) = self._undoable
            self._undoable = tuple(before)
        elif known := of_findings(reading.corrections):
            made, earlier = known[-1], None
        else:
            self.say(_("No quotation or entity was corrected."))
            return
        self._take_back(made)
        if earlier is not None:
            self._lay_over(earlier)
        self.say(_("Taken back."))

    # Quotations

    def _ask_about_quotation(self, quotation: Quotation) -> None:
        text, span = self.reading.article.text, quotation.span

        def said_by(name: str) -> Correction:
            return correction(text, Aspect.SPEAKER, span, name)

        now = quotation.speaker.name if quotation.speaker else None
        choices = [*self._as_found(quotation)]
        analysis = self.reading.analysis
        spoken = Counter(each.speaker.entity for each in analysis.quotations if each.speaker)
        for kind in _SPEAKING:
            known = [each for each in analysis.entities if each.type is kind and each.name != now]
            known.sort(key=lambda each: (-spoken[each.id], -len(each.everywhere)))
            choices += [choice_list.Choice(each.name, said_by(each.name), f"{len(each.everywhere)}×") for each in known]
        if quotation.speaker is not None:
            choices.append(choice_list.Choice(_("The speaker is not named"), said_by(NOBODY)))
        choices.append(choice_list.Choice(_("This is no quotation"), correction(text, Aspect.QUOTATION, span, NONE)))
        about = line(self.reading.article.passage(quotation.spans), LONGEST)
        self.app.push_screen(
            choice.ChoiceScreen(
                _("Who says this?"),
                about,
                choices,
                lambda typed: choice_list.Choice(typed, said_by(typed), _("as typed")),
            ),
            self._answer,
        )

    # Entities

    def _ask_about_entity(self, entity: Entity) -> None:
        text = self.reading.article.text
        first = entity.mentions[0]
        choices = [*self._as_found(entity), choice_list.Choice(_("It is the same as …"), _MERGE), *self._splits(entity)]
        choices += [
            choice_list.Choice(_(says), correction(text, Aspect.TYPE, first, kind.value))
            for kind, says in _TYPES.items()
            if kind is not entity.type
        ]
        choices.append(choice_list.Choice(_("This is no name"), correction(text, Aspect.ENTITY, first, NONE)))
        named = _("{name}, named {count}×").format(name=line(entity.name, LONGEST), count=len(entity.everywhere))
        self.app.push_screen(choice.ChoiceScreen(_("What is wrong with this name?"), named, choices), self._answer)

    def _splits(self, entity: Entity) -> Iterator[Choice]:
        """That the mention at hand is something else, or every one of its spelling, where others are left then."""
        mention = self._mentions.span or entity.mentions[0]
        article = self.reading.article
        words = article.passage([mention])
        shown = cropped(line(words, LONGEST), WORDS)
        alike = [each for each in entity.everywhere if article.passage([each]) == words]
        if len(entity.mentions) > 1 or mention in entity.roles:
            here = _("Only this “{words}” is something else").format(words=shown)
            yield choice_list.Choice(here, correction(article.text, Aspect.SPLIT, mention, ONE))
        if len(alike) > 1 and any(each not in alike for each in entity.mentions):
            yield choice_list.Choice(
                _("Every “{words}” is something else").format(words=shown),
                correction(article.text, Aspect.SPLIT, mention, EVERY),
            )

    def _ask_what_is_the_same(self, entity: Entity) -> None:
        text, first = self.reading.article.text, entity.mentions[0]
        others = [each for each in self.reading.analysis.entities if each.id != entity.id]
        others.sort(key=lambda each: each.type is not entity.type)
        choices = [
            choice_list.Choice(
                each.name,
                correction(text, Aspect.MERGE, first, each.name),
                f"{_(_CALLED[each.type])} {len(each.everywhere)}×",
            )
            for each in others
        ]
        question = _("What is {name} the same as?").format(name=line(entity.name, LONGEST))
        self.app.push_screen(
            choice.ChoiceScreen(question, _("Both are listed once, under the name chosen."), choices), self._answer
        )

    # What becomes of an answer

    def _as_found(self, fact: Quotation | Entity) -> Iterator[Choice]:
        made = concerning(self.reading.article.text, fact, self.reading.corrections)
        if made:
            yield choice_list.Choice(
                _("As it was found"),
                tuple(made),
                _("takes {count} back").format(count=len(made)) if len(made) > 1 else "",
            )

    def _answer(self, answer: Answer) -> None:
        match answer:
            case Correction():
                earlier = next((each for each in self.reading.corrections if each.replaces(answer)), None)
                self._undoable = (*self._undoable, (answer, earlier))
                self._lay_over(answer)
                undo = next((action.keys for action in self.actions if action.name == "undo"), ())
                self.say(
                    _("Corrected.") if not undo else _("Corrected; {key} takes it back.").format(key=key_label(undo[0]))
                )
            case str():
                if isinstance(self._at_hand, Entity):
                    self._ask_what_is_the_same(self._at_hand)
            case tuple():
                for each in answer:
                    self._take_back(each)
                self._undoable = tuple(made for made in self._undoable if made[0] not in answer)
                self.say(_("As it was found."))

    def _lay_over(self, made: Correction) -> None:
        self.reading = self.reading.overruled(made)
        self._show_corrected(made)
        self.post_message(Overruled(self.reading.article.source.sha256, made))

    def _take_back(self, made: Correction) -> None:
        self.reading = self.reading.restored(made)
        self._show_corrected(made)
        self.post_message(Restored(self.reading.article.source.sha256, made))

    def _show_corrected(self, made: Correction) -> None:
        """Show the findings as they are now; what stands where `made` is anchored is at hand, or nothing."""
        self._show_arrived()
        analysis = self.reading.analysis
        span = made.anchor.find(self.reading.article.text)
        facts: Sequence[Quotation | Entity]
        of_quotation = made.aspect in (Aspect.SPEAKER, Aspect.QUOTATION)
        facts = analysis.quotations if of_quotation else analysis.entities
        for fact in facts if span is not None else ():
            if isinstance(fact, Quotation) and fact.span == span:
                self._choose_quotation(fact, move=False)
                return
            if isinstance(fact, Entity) and span in fact.everywhere:
                self._choose_entity(fact, at=span.start if span else None)
                return
        self._let_go()
        self._reason.show(())
