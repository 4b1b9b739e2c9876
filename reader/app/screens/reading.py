"""What the keys do while an article is read: one method for each action of the table, under the action's name.

Moving keys go to the list that has the focus, and to the article where none has.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on

from reader.app import describe
from reader.app.hits import Hits
from reader.app.links import address
from reader.app.marks import Layer
from reader.app.messages import AddressRequested, MeasureChanged, ResumeRequested
from reader.app.screens.arriving import ArrivingPanes
from reader.app.screens.asking import AddressScreen
from reader.app.shelf.messages import FeedsWanted, LibraryWanted, VersionWanted
from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.fact_list import FactList
from reader.app.widgets.search_bar import HitsFound, SearchClosed
from reader.model import Inline, Quotation
from reader.tongue import _, ngettext

if TYPE_CHECKING:
    from reader.model import Span

STEP = 4
"""Cells by which the measure changes."""

NARROWEST, WIDEST = 30, 140
"""Cells between which the measure can be set."""


class ReadingScreen(ArrivingPanes):
    """The panes with their keys."""

    @property
    def _list(self) -> FactList[Any] | None:
        return self.focused if isinstance(self.focused, FactList) else None

    # Moving

    def action_line_down(self) -> None:
        self._move_line(1)

    def action_line_up(self) -> None:
        self._move_line(-1)

    def _move_line(self, lines: int) -> None:
        if self._list:
            self._list.move(lines)
        elif self._selection:
            self._select_lines(lines)
        else:
            self._view.scroll_lines(lines)

    def action_half_page_down(self) -> None:
        self._move_page(0.5)

    def action_half_page_up(self) -> None:
        self._move_page(-0.5)

    def action_page_down(self) -> None:
        self._move_page(1)

    def action_page_up(self) -> None:
        self._move_page(-1)

    def _move_page(self, pages: float) -> None:
        if self._list:
            self._list.move_page(pages)
        else:
            self._view.scroll_page(pages)

    def action_top(self) -> None:
        if self._list:
            self._list.move_to_end(last=False)
        elif self._selection:
            self._select_to_end(last=False)
        else:
            self._history.leave(self._view.offset_at_top)
            self._view.scroll_to_top()

    def action_bottom(self) -> None:
        if self._list:
            self._list.move_to_end(last=True)
        elif self._selection:
            self._select_to_end(last=True)
        else:
            self._go_to_end()

    def action_next_section(self) -> None:
        self._step_section(1)

    def action_previous_section(self) -> None:
        self._step_section(-1)

    def _step_section(self, by: int) -> None:
        sections = self.reading.article.sections
        here = self._view.offset_at_top
        index = sections.before(here + 1) if by > 0 else sections.before(here) - 1
        if 0 <= index < len(sections):
            self._uncover()
            self._jump(sections.start(index), at_top=True)
        else:
            self.say(_("This is the last section.") if by > 0 else _("This is the first section."))

    def action_section_number(self, number: int) -> None:
        sections = self.reading.article.sections
        titled = sections.titled
        if number <= len(titled):
            self._uncover()
            self._jump(sections.start(titled[number - 1]), at_top=True)
        else:
            said = ngettext(
                "There is no section {number}: the article has {count}.",
                "There is no section {number}: the article has {count}.",
                len(titled),
            )
            self.say(said.format(number=number, count=len(titled)))

    # Finding

    def action_next_quotation(self) -> None:
        self._step_quotation(1)

    def action_previous_quotation(self) -> None:
        self._step_quotation(-1)

    def _step_quotation(self, by: int) -> None:
        quotations = self._walked
        if not quotations:
            self._quotation_wanted = not self.reading.is_analysed
            self.say(_("Still looking for quotations…") if self._quotation_wanted else _("No quotations were found."))
            return
        self._uncover(but="sidebar")
        at = next((i for i, q in enumerate(quotations) if q.id == self._quotation_at_hand()), None)
        if at is None:
            at = 0 if by > 0 else len(quotations) - 1
        elif not 0 <= at + by < len(quotations):
            self.say(_("This is the last quotation.") if by > 0 else _("This is the first quotation."))
            return
        else:
            at += by
        self._choose_quotation(quotations[at])

    def _quotation_at_hand(self) -> str | None:
        return self._at_hand.id if isinstance(self._at_hand, Quotation) else None

    def action_next_mention(self) -> None:
        self._step_mention_at_hand(1)

    def action_previous_mention(self) -> None:
        self._step_mention_at_hand(-1)

    def _step_mention_at_hand(self, by: int) -> None:
        if self._mentions.spans:
            self._uncover(but="sidebar")
            self._step_mention(by)
        else:
            self.say(_("No entity is at hand: choose one in the sidebar."))

    def action_open_link(self) -> None:
        if not isinstance(self._at_hand, Inline):
            self._show_picture()
        elif (target := address(self._at_hand)) is None:
            self.say(describe.link(self.reading.article, self._at_hand), error=True)
        elif (doubts := describe.doubts(self.reading.article, self._at_hand)) or len(target) > self.size.width // 2:
            # The status line has not shown all of it.
            self.app.push_screen(AddressScreen(target, doubts), partial(self._open_after_all, target))
        else:
            self.post_message(AddressRequested(target))

    def _open_after_all(self, target: str, wanted: bool | None) -> None:
        if wanted:
            self.post_message(AddressRequested(target))

    def action_search(self) -> None:
        self._offset_before_search = self._view.offset_at_top
        self._search.open()

    @on(HitsFound)
    def _take_hits(self, message: HitsFound) -> None:
        message.stop()
        known, found = self._query == message.query, message.hits
        if known and not message.done and len(found) < len(self._hits):
            return  # the same words are searched again, and not yet as far
        if known and found is not self._hits:
            found.at = self._hits.at
        self._query, self._hits = message.query, found
        self._view.lay("hits", found)
        self._view.tick("hits", found.ticks())
        if found.at is None and found and (message.done or found.reaches(self._offset_before_search)):
            self._step_hit(1, self._offset_before_search)
        elif not found:
            self._view.lay("hit-at-hand", Layer())
        self._show_status()

    @on(SearchClosed)
    def _close_search(self, message: SearchClosed) -> None:
        message.stop()
        self._to_article()
        if not message.kept:
            self._view.show_offset(self._offset_before_search, at_top=True)
            self._forget_hits()
        else:
            self._history.leave(self._offset_before_search)

    def show_found(self, span: Span, words: str) -> None:
        """Show what a search of the library found at `span`, and search `words` here too, so that n goes on."""
        self._offset_before_search = span.start
        self._view.show_offset(span.start)
        if words.strip():
            self._search.find_again(words)

    def _forget_hits(self) -> None:
        self._search.stop()
        self._query, self._hits = "", Hits()
        self._view.lay("hits", Layer())
        self._view.tick("hits", ())
        self._view.lay("hit-at-hand", Layer())
        self._show_status()

    def action_next_hit(self) -> None:
        self._step_hit(1, self._view.offset_at_top)

    def action_previous_hit(self) -> None:
        self._step_hit(-1, self._view.offset_at_top)

    def _step_hit(self, by: int, here: int) -> None:
        span = self._hits.step(by, here)
        if span is None:
            nothing = _("No hits.") if self._query else _("Nothing is being searched: {key} begins a search.")
            self.say_how(nothing, "search")
            return
        self._uncover()
        self._view.lay("hit-at-hand", Layer([(span, "hit-at-hand")]))
        self._view.show_offset(span.start)
        self._show_status()

    # Elsewhere

    def action_library(self) -> None:
        self.post_message(LibraryWanted())

    def action_other_version(self) -> None:
        self.post_message(VersionWanted())

    def action_feeds(self) -> None:
        self.post_message(FeedsWanted())

    def action_refresh(self) -> None:
        if self.reading.is_cut:
            self.post_message(ResumeRequested())
        else:
            self.say(_("Nothing of the article is missing."))

    # Panes

    def action_toggle_sections(self) -> None:
        self._toggle("sections", self._section_list)

    def action_toggle_sidebar(self) -> None:
        self._toggle("sidebar", self._front())

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, by: int) -> None:
        order: list[FactList[Any] | ArticleView] = [self._section_list, self._view]
        order += self._lists if self.reading.highlights else self._lists[:-1]
        here = order.index(self.focused) if isinstance(self.focused, FactList | ArticleView) else 1
        target = order[(here + by) % len(order)]
        self._reveal(target)
        target.focus()

    # Display

    def action_wider(self) -> None:
        self._set_measure(self._view.measure + STEP)

    def action_narrower(self) -> None:
        self._set_measure(self._view.measure - STEP)

    def _set_measure(self, measure: int) -> None:
        self._view.measure = max(NARROWEST, min(WIDEST, measure))
        self.post_message(MeasureChanged(self._view.measure))
        self.say(_("Lines of at most {measure} cells.").format(measure=self._view.measure))

    def action_reveal(self) -> None:
        self._view.revealed = not self._view.revealed
        shown = _("Hidden characters are shown: ⍽ ␣ ¬ ↔ ∅.")
        self.say(shown if self._view.revealed else _("Hidden characters are not shown."))

    def action_zen(self) -> None:
        self._zen = not self._zen
        self._arrange(self.size.width)
        if self._zen:
            self._to_article()

    def action_close(self) -> None:
        """The topmost layer: an overlay, else the hits, else what is at hand; never the program."""
        if self._card.hide() or self._close_in_sidebar():
            return
        if self.has_class("narrow") and any(self._shown.values()):
            self._to_article()
        elif self._selection:
            self._end_selection()
        elif self._query:
            self._forget_hits()
        elif self._list:
            self._to_article()
        elif self._at_hand is not None:
            self._let_go()
