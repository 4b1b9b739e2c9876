"""The panes of the screen on which an article is read: what they are, and where they stand at any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical

from reader.app import panes
from reader.app.arranging import ORDERS
from reader.app.hits import Hits
from reader.app.places import History
from reader.app.screens.keyed import KeyedScreen
from reader.app.typesetting import Typesetting
from reader.app.widgets.article_view import ArticleView
from reader.app.widgets.entity_list import EntityList
from reader.app.widgets.filter_line import FilterLine
from reader.app.widgets.growing_view import GrowingView
from reader.app.widgets.highlight_list import HighlightList
from reader.app.widgets.lines import PaneLine, StatusLine, TabLine, TitleLine
from reader.app.widgets.quotation_list import QuotationList
from reader.app.widgets.reason_card import ReasonCard
from reader.app.widgets.search_bar import SearchBar
from reader.app.widgets.section_list import SectionList
from reader.app.widgets.speaker_chart import SpeakerChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.timer import Timer

    from reader.app.widgets.fact_list import FactList
    from reader.config import Settings
    from reader.model import Part, Quotation
    from reader.reading import Reading


class DockedPanes(KeyedScreen):
    """One article in its panes."""

    AUTO_FOCUS = "ArticleView"

    def __init__(self, reading: Reading, settings: Settings) -> None:
        super().__init__(settings)
        self.reading = reading
        self._entities_marked = settings.entities_marked
        self._hits = Hits()
        self._query = ""
        self._history = History()
        self._notice: Timer | None = None
        self._said = ("", False)
        """The notice in the status line, and whether it is an error."""
        self._shown = {"sections": True, "sidebar": True}
        self._zen = False
        self._arrived: list[Part] = []
        self._reading_shown: Reading | None = None
        self._rest: Timer | None = None
        setting = Typesetting(settings.hyphenate, settings.justify)
        self._view = GrowingView(
            reading.article, measure=settings.measure, top=reading.left_at, setting=setting, id="article"
        )
        self._section_list = SectionList(id="sections")
        self._quotation_list = QuotationList(reading.article, id="quotations")
        self._entity_list = EntityList(id="entities")
        self._highlight_list = HighlightList(reading.article, id="highlights")
        self._lists: tuple[FactList[Any], ...] = (self._quotation_list, self._entity_list, self._highlight_list)
        """What the sidebar can show, in the order of its tabs."""
        for behind in self._lists[1:]:
            behind.add_class("behind")
        self._search = SearchBar(id="search")
        self._plain = settings.plain
        self._view.drawn = self._view.viewport.centred = not settings.plain
        self._title, self._status = TitleLine(id="title"), StatusLine(id="status")
        self._progress, self._tabs = PaneLine(id="progress"), TabLine(id="tabs")
        self._filter, self._chart, self._reason = (
            FilterLine(id="filter"),
            SpeakerChart(id="voices"),
            ReasonCard(id="reason"),
        )
        self._order = {name: orders[0] for name, orders in ORDERS.items()}
        self._typed = dict.fromkeys(ORDERS, "")
        self._walked: Sequence[Quotation] = ()
        self._panes = {"sections": Vertical(id="sections-pane"), "sidebar": Vertical(id="sidebar")}

    @property
    def position(self) -> tuple[int, float]:
        """The first character on the screen, and how much of the article, 0 to 1, has been seen."""
        return self._view.offset_at_top, self._view.share

    @property
    def stands_where_it_was_left(self) -> bool:
        """Whether it was read before, and the place where it was left is at the top."""
        left_at, viewport = self.reading.left_at, self._view.viewport
        return left_at > 0 and viewport.row_of(viewport.column.place_of(left_at)) in (0, 1)  # below an empty line

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal(id="panes"):
            with self._panes["sections"]:
                yield self._section_list
                yield self._progress
            yield self._view
            with self._panes["sidebar"]:
                yield self._tabs
                yield self._filter
                yield from self._lists[:-1]  # that of highlights comes with the first of them
                yield self._chart
        yield self._reason
        yield self._search
        yield self._status

    def _screen_resized(self, size: Size) -> None:
        """Textual's, once the panes have the widths that belong to the new size: what is painted then holds.

        At a start it is told three times of the size that it has.
        """
        if self._size == size and self.stack_updates:
            return
        self._arrange(size.width)
        super()._screen_resized(size)
        if self.stack_updates and self.is_current:
            self._is_painted()

    def _arrange(self, columns: int) -> None:
        """Dock the side panes where there is room, else lay them over the article when they are called."""
        narrow = self._plain or not panes.docked(columns)
        if narrow and not self.has_class("narrow"):
            self._shown = dict.fromkeys(self._shown, False)
            if self.focused in (self._section_list, *self._lists):
                self._view.focus()
        elif not narrow and self.has_class("narrow"):
            self._shown = dict.fromkeys(self._shown, True)
        self.set_class(narrow, "narrow")
        self.set_class(self._zen, "zen")
        self._view.bare = self._zen
        wanted = {name: shown and not self._zen for name, shown in self._shown.items()}
        widths = panes.widths(columns, sections=wanted["sections"], sidebar=wanted["sidebar"])
        for name, width in (("sections", widths.sections), ("sidebar", widths.sidebar)):
            pane = self._panes[name]
            pane.set_class(not wanted[name], "hidden")
            pane.styles.width = panes.overlay_width(columns, whole=self._plain) if narrow else max(1, width)
        if not narrow:
            self._chart.fit(widths.sidebar - 1)  # what its border leaves

    def _toggle(self, name: str, front: FactList[Any]) -> None:
        self._shown[name] = self._zen or not self._shown[name]
        self._zen = False
        if self._shown[name] and self.has_class("narrow"):
            self._shown = {other: other == name for other in self._shown}
        self._arrange(self.size.width)
        if self._shown[name] and self.has_class("narrow"):
            front.focus()
        elif not self._shown[name] and self.focused in (self._section_list, *self._lists):
            self._to_article()

    def _to_article(self) -> None:
        if self.has_class("narrow") and any(self._shown.values()):
            self._shown = dict.fromkeys(self._shown, False)
            self._arrange(self.size.width)
        self._view.focus()

    def _uncover(self, *, but: str = "") -> None:
        """Put away what lies over the article, since a key has led to a place in it; not `but`, which shows it too."""
        if self.has_class("narrow") and any(shown for name, shown in self._shown.items() if name != but):
            self._to_article()

    def _reveal(self, pane: FactList[Any] | ArticleView) -> None:
        """Make `pane` visible, whatever hid it."""
        name = "sections" if pane is self._section_list else "sidebar" if pane in self._lists else None
        if name == "sidebar" and not isinstance(pane, ArticleView):
            self._to_front(pane)
        if self.has_class("narrow"):
            self._shown = {other: other == name for other in self._shown}
        elif name and not self._shown[name]:
            self._shown[name] = True
        self._zen = self._zen and name is None
        self._arrange(self.size.width)

    def _to_front(self, chosen: FactList[Any]) -> None:
        for each in self._lists:
            each.set_class(each is not chosen, "behind")
        self._show_tabs()
        self._filter.set(self._typed[str(chosen.id)])

    def _front(self) -> FactList[Any]:
        return next(each for each in self._lists if not each.has_class("behind"))

    def _show_tabs(self) -> None:
        """Say which of the sidebar's lists is in front."""
        raise NotImplementedError
