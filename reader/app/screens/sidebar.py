"""What the keys do with the lists of the sidebar: order, what they are narrowed to, and why a row is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on

from reader.app import reasons
from reader.app.arranging import ORDERS
from reader.app.screens.selecting import SelectingPanes
from reader.app.widgets.filter_line import FilterClosed, FilterTyped
from reader.gate import line
from reader.model import Entity, Placed, Quotation
from reader.tongue import _

if TYPE_CHECKING:
    from reader.app.widgets.fact_list import FactList
    from reader.model import Inline

LONGEST = 40
"""Characters of a name in a notice."""


class SidebarPanes(SelectingPanes):
    """The panes with lists that can be arranged, narrowed and asked."""

    _came_from: Entity | None = None
    """Whose quotations the list is narrowed to by the key that goes from a person to what they say."""

    # Order

    def action_arrange(self) -> None:
        front = self._front()
        name = str(front.id)
        first, other = ORDERS[name]
        self._order[name] = other if self._order[name] is first else first
        self._show_lists()
        front.show_cursor()
        self.say(_("The list stands {order}.").format(order=_(self._order[name].value)))

    # What a list is narrowed to

    def action_filter(self) -> None:
        self._reveal(self._front())
        self._filter.open()

    @on(FilterTyped)
    def _narrow(self, message: FilterTyped) -> None:
        message.stop()
        self._came_from = None
        self._narrow_to(self._front(), message.typed)

    def _narrow_to(self, front: FactList[Any], typed: str) -> None:
        self._typed[str(front.id)] = typed
        self._filter.set(typed)
        self._show_lists()
        front.show_cursor()

    @on(FilterClosed)
    def _leave_filter(self, message: FilterClosed) -> None:
        message.stop()
        self._front().focus()

    def _widen(self) -> bool:
        """Show all of the list in front again; whether it was narrowed."""
        front = self._front()
        if not self._typed[str(front.id)]:
            return False
        self._came_from = None
        self._narrow_to(front, "")
        self._show_tabs()
        return True

    def _close_in_sidebar(self) -> bool:
        """Take the topmost layer of the sidebar away; whether there was one."""
        if self._reason.is_shown:
            self._reason.show(())
            return True
        elsewhere = self._selection or self._query or self.focused not in self._lists
        if elsewhere and (self._selection or self._query or (self.has_class("narrow") and any(self._shown.values()))):
            return False
        return self._widen()

    # From a person to what they say, and back

    def action_follow(self) -> None:
        match self._at_hand:
            case _ if self._came_from is not None and self._front() is self._quotation_list:
                self._go_back_to(self._came_from)
            case Entity() as entity:
                self._show_said_by(entity)
            case Quotation() as quotation:
                self._go_to_speaker(quotation)
            case _:
                words = _("Nobody is at hand: {key} chooses a quotation, and the sidebar lists the people.")
                self.say_how(words, "next_quotation")

    def _show_said_by(self, entity: Entity) -> None:
        spoken = [q for q in self.reading.analysis.quotations if q.speaker and q.speaker.entity == entity.id]
        if not spoken:
            self.say(_("No quotation of {name} was found.").format(name=line(entity.name, LONGEST)))
            return
        self._reveal(self._quotation_list)
        self._narrow_to(self._quotation_list, entity.name)
        self._came_from = entity
        self._show_tabs()
        self._quotation_list.focus()
        self.say(_("What {name} says; the same key goes back.").format(name=line(entity.name, LONGEST)))

    def _go_back_to(self, entity: Entity) -> None:
        self._came_from = None
        self._narrow_to(self._quotation_list, "")
        now = next((each for each in self.reading.analysis.entities if each.id == entity.id), None)
        if now is not None:
            self._go_to_entity(now)

    def _go_to_speaker(self, quotation: Quotation) -> None:
        speaker = quotation.speaker
        wanted = speaker.entity if speaker else None
        entity = next((each for each in self.reading.analysis.entities if each.id == wanted), None)
        if speaker is None:
            self.say(_("The speaker of this quotation is not named."))
        elif entity is None:
            self.say(_("{name} is none of the names that were found.").format(name=line(speaker.name, LONGEST)))
        else:
            self._go_to_entity(entity, near=speaker.span.start)

    def _go_to_entity(self, entity: Entity, near: int | None = None) -> None:
        """Put `entity` at hand, where possible at the mention at `near`, without moving the article."""
        at = next((span.start for span in entity.everywhere if near is not None and span.holds(near)), None)
        self._choose_entity(entity, at=entity.mentions[0].start if at is None else at)
        self._reveal(self._entity_list)
        self._entity_list.focus()

    # Why

    def action_explain(self) -> None:
        if self._reason.is_shown:
            self._reason.show(())
        elif isinstance(self._at_hand, Quotation | Entity | Placed):
            self._reason.show(self._explanation())
        else:
            self.say_how(_("Nothing is at hand to explain: {key} chooses a quotation."), "next_quotation")

    def _explanation(self) -> list[str]:
        article, analysis = self.reading.article, self.reading.analysis
        match self._at_hand:
            case Quotation() as quotation:
                return reasons.of_quotation(article, quotation)
            case Entity() as entity:
                changed = entity.id in self._entity_list.corrected
                return reasons.of_entity(article, entity, analysis.quotations, corrected=changed)
            case Placed() as placed:
                return reasons.of_highlight(article, placed)
        return []

    def _renew_reason(self) -> None:
        """What is explained is what is at hand now."""
        if self._reason.is_shown:
            self._reason.show(self._explanation())

    def _choose_quotation(self, quotation: Quotation, *, move: bool = True) -> None:
        super()._choose_quotation(quotation, move=move)
        self._renew_reason()

    def _choose_entity(self, entity: Entity, *, at: int | None = None) -> None:
        super()._choose_entity(entity, at=at)
        self._renew_reason()

    def _choose_link(self, link: Inline) -> None:
        super()._choose_link(link)
        self._renew_reason()

    def _choose_highlight(self, placed: Placed, *, move: bool = True) -> None:
        super()._choose_highlight(placed, move=move)
        self._renew_reason()

    def _renew(self) -> None:
        super()._renew()
        self._renew_reason()

    # Mentions in the text

    def action_toggle_entities(self) -> None:
        self._entities_marked = not self._entities_marked
        self._mark_entities()
        self.say(
            _("Names are marked in the text.") if self._entities_marked else _("Names are not marked in the text.")
        )
