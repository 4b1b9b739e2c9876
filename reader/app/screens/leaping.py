"""Leaping by a letter: to a link or note that is on the screen, and to a place that was marked."""

from __future__ import annotations

from string import ascii_letters
from typing import TYPE_CHECKING

from reader.actions import key_label
from reader.app.links import block_links, following
from reader.app.messages import PictureRequested
from reader.app.screens.highlighting import HighlightingPanes
from reader.app.widgets.welcome import LEAST, Welcome
from reader.gate import line as line_of
from reader.model import BlockKind, Inline, Span
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from reader.app.notes import Reference
    from reader.config import Settings
    from reader.reading import Reading

NAMED = 200
"""Characters of a picture's words that its card holds."""

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""What links are called by, the handiest first."""


class LeapingPanes(HighlightingPanes):
    """The panes with hints and marks."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        super().__init__(reading, settings)
        self._awaits: Callable[[str], object] | None = None
        self._marked: dict[str, int] = {}
        self._welcome = Welcome(settings.actions, id="welcome")

    def welcome(self) -> None:
        """Tell the first keys to somebody who is new here."""
        columns, rows = self.app.size
        if columns < LEAST[0] or rows < LEAST[1]:
            self.say_how(_("{key} shows all keys"), "help")
            return
        self.mount(self._welcome)
        left = self._view.region.x + max(0, self._view.viewport.left - 2)
        self._welcome.styles.margin = (0, 0, 2, left)
        self._welcome.styles.min_width = self._view.viewport.column.width + 4
        self._welcome.styles.max_width = columns - left
        self._welcome.display = True

    def on_click(self) -> None:
        self._welcome.display = False

    def on_key(self, event: events.Key) -> None:
        """The key that was asked for; Escape, and a key that is no letter, asks no longer."""
        self._welcome.display = False
        if self._awaits is None:
            return
        event.stop()
        event.prevent_default()
        taken, self._awaits = self._awaits, None
        self._view.hint({})
        self._show_status()
        taken(event.character or event.key)

    def _await_key(self, question: str, taken: Callable[[str], object]) -> None:
        self._awaits = taken
        self.say(question)

    def _keys_of(self, name: str) -> tuple[str, ...]:
        """The keys of an action, as they are typed and shown."""
        return tuple(key_label(key) for action in self.actions if action.name == name for key in action.keys)

    # Links and notes

    def action_next_link(self) -> None:
        """Letters on what is on the screen; the same key again goes to the next link, wherever it is."""
        self._uncover()
        targets = self._targets()
        if len(targets) > 1:
            named = dict(zip(LETTERS, targets, strict=False))
            self._view.hint({target.span.start: letter for letter, target in named.items()})
            again = " ".join(self._keys_of("next_link"))
            self._await_key(
                _("Type the letter of a link, or {again} for the next").format(again=again),
                lambda key: self._leap(named, key),
            )
        elif targets and targets[0] != self._at_hand:
            self._take(targets[0])
        else:
            self._choose_following()

    def _targets(self) -> list[Inline | Reference]:
        """The links and the references to notes on the screen, in order."""
        article = self.reading.article
        lines = [line for _place, line, _slab in self._view.viewport.rows() if line.pieces]
        if not lines:
            return []
        seen = Span(lines[0].pieces[0].start, max(lines[0].pieces[0].start, lines[-1].pieces[-1].end))
        first, last = article.block_at(seen.start) or 0, article.block_at(seen.end) or 0
        found: dict[int, Inline | Reference] = {}
        for index in range(first, last + 1):
            targets: list[Inline | Reference] = [*block_links(article.blocks[index]), *self._notes.references(index)]
            for each in targets:
                if seen.holds(each.span.start):
                    found[each.span.start] = each
        return [found[start] for start in sorted(found)]

    def _leap(self, named: dict[str, Inline | Reference], key: str) -> None:
        if key in self._keys_of("next_link"):
            self._choose_following()
        elif key in named:
            self._take(named[key])

    def _take(self, target: Inline | Reference) -> None:
        if isinstance(target, Inline):
            self._choose_link(target)
        else:
            self._open_note(target)

    def _choose_following(self) -> None:
        at_hand = self._at_hand if isinstance(self._at_hand, Inline) else None
        link = following(self.reading.article, at_hand, self._view.offset_at_top)
        if link is None:
            self.say(_("The article has no links.") if self.reading.is_whole else _("No links so far."))
        else:
            self._choose_link(link)

    def _show_picture(self) -> None:
        """Ask for the first picture on the screen that says where it lies."""
        article = self.reading.article
        seen = (slab.block for _place, line, slab in self._view.viewport.rows() if line.pieces and slab is not None)
        for block in seen:
            if block.kind is BlockKind.IMAGE and block.info:
                source = article.source
                words = line_of(article.text[block.span.start : block.span.end], NAMED)
                self.post_message(PictureRequested(block.info, words, source.location, source.media_type))
                return
        self.say_how(_("No link is at hand: {key} chooses the next one."), "next_link")

    # Places

    def action_elsewhere(self, _name: str) -> None:
        library, feeds = self.key_of("library"), self.key_of("feeds")
        said = _("That is done in the library and among the feeds: {library} and {feeds} go there.")
        self.say(said.format(library=library, feeds=feeds))

    def action_back(self) -> None:
        self._return(self._history.back(self._view.offset_at_top))

    def action_forward(self) -> None:
        self._return(self._history.forward(self._view.offset_at_top))

    def _return(self, offset: int | None) -> None:
        if offset is not None:
            self._uncover()
            self._view.show_offset(offset, at_top=True)

    def action_mark(self) -> None:
        """Keep the place under a letter."""
        self._await_key(_("Mark this place: type a letter"), self._set_mark)

    def _set_mark(self, key: str) -> None:
        if key in ascii_letters:
            self._marked[key] = self._view.offset_at_top
            ticks = [(offset, "mark-tick") for offset in sorted(self._marked.values())]
            self._view.tick("marks", ticks)
            back = " ".join(self._keys_of("go_to_mark"))
            self.say(_("Marked as {key}: {back} {key} comes back here.").format(key=key, back=back))

    def action_go_to_mark(self) -> None:
        """Go to a place that was kept."""
        if not self._marked:
            keys = " ".join(self._keys_of("mark"))
            self.say(_("No place is marked: {keys} and a letter mark one.").format(keys=keys))
            return
        known = " ".join(sorted(self._marked))
        again = " ".join(self._keys_of("go_to_mark"))
        self._await_key(
            _("Go to a mark: {known}, or {again} to go back").format(known=known, again=again), self._go_to_mark
        )

    def _go_to_mark(self, key: str) -> None:
        if key in self._keys_of("go_to_mark"):
            self._return(self._history.back(self._view.offset_at_top))
        elif key in self._marked:
            self._uncover()
            self._jump(self._marked[key], at_top=True)
        elif key in ascii_letters:
            self.say(_("Nothing is marked as {key}.").format(key=key))
