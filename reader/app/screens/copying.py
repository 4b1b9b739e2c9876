"""What leaves the page by a key: copies in every format, an export to a file, a text for a command.

What is taken is the selection, else the section where the list of sections has the focus, else the fact at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.app.messages import CopyFormatChosen, CopyRequested, ExportRequested, PipeRequested
from reader.app.screens.correcting import CorrectingPanes
from reader.errors import ReaderError
from reader.gate import line
from reader.lazy import Later
from reader.model import Entity, Inline, Quotation
from reader.templates import COPY_FORMATS
from reader.tongue import _, ngettext

if TYPE_CHECKING:
    from reader.app.screens import picking, prompting
    from reader.app.widgets import choice_list
    from reader.config import Settings
    from reader.exports import copying, files, mentions, quoting
    from reader.model import Section
    from reader.reading import Reading
else:  # nothing of it is for the first screen
    picking, prompting = Later("reader.app.screens.picking"), Later("reader.app.screens.prompting")
    choice_list = Later("reader.app.widgets.choice_list")
    copying, files = Later("reader.exports.copying"), Later("reader.exports.files")
    mentions, quoting = Later("reader.exports.mentions"), Later("reader.exports.quoting")

NAMED = 30
"""Characters of a name or a title in a notice."""


class Taken(NamedTuple):
    """A text that leaves the page, and what it is."""

    text: str
    subject: str


class CopyingPanes(CorrectingPanes):
    """The panes with keys that take something away from them."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        super().__init__(reading, settings)
        self._copy_format = settings.citation
        self._templates = settings.formats

    # Copies

    def action_copy(self) -> None:
        self._copy(self._taken())

    def action_copy_cited(self) -> None:
        article, quotation = self.reading.article, self._quoted()
        match self._at_hand:
            case _ if quotation is not None:
                self._copy_quoted(quotation)
            case Entity() as entity:
                text = mentions.entity_with_sentences(article, entity, self.reading.analysis.quotations)
                self._copy(Taken(text, _("the name and its sentences")))
            case Inline() as link:
                self._copy(Taken(copying.link_cited(article, link), _("the link")))
            case _:
                self.say_how(_("No quotation or entity is at hand to cite: {key} chooses one."), "next_quotation")

    def action_copy_format(self) -> None:
        article, quotation = self.reading.article, self._quoted()
        names = quoting.formats(article, self._templates)
        choices = [
            choice_list.Choice(name, name, _(COPY_FORMATS[name]) if name in COPY_FORMATS else _("a template of yours"))
            for name in names
        ]
        title = _("Copy as …   (Enter takes, Esc leaves)")
        if quotation is None:
            title = _("{key} copies as …   (Enter takes, Esc leaves)").format(key=self.key_of("copy_cited"))

        def preview(name: str) -> str:
            return quoting.render(name, article, quotation, self._templates) if quotation else ""

        def chosen(name: str | None) -> None:
            if name is None:
                return
            self._copy_format = name
            self.post_message(CopyFormatChosen(name))
            if quotation:
                self._copy_quoted(quotation)
            else:
                self.say(_("{key} copies as {name} from now on.").format(key=self.key_of("copy_cited"), name=name))

        self.app.push_screen(picking.PickingScreen(title, choices, self._copy_format, preview), chosen)

    def action_copy_section(self) -> None:
        article = self.reading.article
        self._copy(self._section(article.sections[article.section_at(self._view.offset_at_top)]))

    def action_copy_speaker(self) -> None:
        """All that the speaker of the quotation at hand says, or the entity at hand, each with its citation."""
        match self._at_hand:
            case Quotation(speaker=None):
                self.say(_("The article does not name who says this."))
                return
            case Quotation(speaker=voice) if voice:
                pass
            case Entity() as voice:
                pass
            case _:
                self.say_how(_("No speaker is at hand: {key} chooses a quotation."), "next_quotation")
                return
        name, said = line(voice.name, NAMED), copying.quotations_of(self.reading.analysis, voice)
        if said:
            subject = ngettext("{count} quotation of {name}", "{count} quotations of {name}", len(said))
            if not self.reading.is_analysed:
                subject = ngettext(
                    "{count} quotation of {name} so far", "{count} quotations of {name} so far", len(said)
                )
            self._copy_quotations(said, subject.format(count=len(said), name=name))
        else:
            none = _("No quotation of {name} was found.")
            self.say(
                (none if self.reading.is_analysed else _("No quotation of {name} was found so far.")).format(name=name)
            )

    def _copy_quoted(self, quotation: Quotation) -> None:
        """Copy what `_quoted` gave, with its citation."""
        self._copy_quotations([quotation], _("the selection") if self._selection else _("the quotation"))

    def _copy_quotations(self, quotations: list[Quotation], subject: str, note: str = "") -> None:
        name = self._copy_format
        try:
            text = quoting.with_note(
                name, quoting.render_all(name, self.reading.article, quotations, self._templates), note
            )
        except ReaderError as error:  # a link to an article that has no address
            self.say(f"{line(str(error), 100)} ({self.key_of('copy_format')})", error=True)
        else:
            self._copy(Taken(text, f"{subject} ({name})"))

    def _copy(self, taken: Taken | None) -> None:
        if taken is not None:
            self.post_message(CopyRequested(*taken))
        else:
            self.say_how(_("Nothing is at hand to copy: {key} chooses a quotation."), "next_quotation")

    # What is taken

    def _taken(self) -> Taken | None:
        """The words of what is at hand, and nothing with them."""
        article = self.reading.article
        if self._selection:
            return Taken(copying.selection_text(article, [self._selection.span]), _("the selection"))
        if self.focused is self._section_list and self._section_list.cursor is not None:
            return self._section(article.sections[self._section_list.cursor])
        match self._at_hand:
            case Quotation() as quotation:
                return Taken(copying.quotation_text(article, quotation), _("the quotation"))
            case Inline() as link:
                return Taken(copying.link_text(link), _("the address"))
            case Entity() as entity:
                return Taken(copying.entity_text(entity), _("the name"))
            case _:
                return None

    def _section(self, section: Section) -> Taken:
        name = (
            _("the section {title}").format(title=line(section.title, NAMED))
            if section.title
            else _("what stands before the first section")
        )
        return Taken(copying.section_text(self.reading.article, section), name)

    def _quoted(self) -> Quotation | None:
        """What can be cited: the selection as a quotation, or the quotation at hand."""
        if self._selection:
            return copying.as_quotation(self.reading.article, self.reading.analysis, self._selection.span)
        return self._at_hand if isinstance(self._at_hand, Quotation) else None

    # Files and commands

    def action_export(self) -> None:
        reading = self.reading
        if not reading.is_analysed:
            self.say(_("The article is still being read: export it when all has been found."))
            return
        if reading.is_cut:
            self.say_how(_("Not exported, for something is missing: {key} goes on."), "refresh")
            return

        def named(name: str | None) -> None:
            if name is not None:
                self.post_message(ExportRequested(name, reading.article, reading.analysis, reading.highlights))

        self.app.push_screen(prompting.PromptScreen(_("Export to"), f"{files.file_name(reading.article)}.md"), named)

    def action_pipe(self) -> None:
        article = self.reading.article
        taken = self._taken() or Taken(article.passage(block.span for block in article.blocks), _("the article"))

        def typed(command: str | None) -> None:
            if command is not None:
                self.post_message(PipeRequested(command, *taken))

        self.app.push_screen(
            prompting.PromptScreen(_("Give {subject} to |").format(subject=line(taken.subject))), typed
        )
