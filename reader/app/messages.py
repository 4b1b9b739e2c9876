"""What widgets tell the screen. Each message carries the fact that was chosen, never a widget's row number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.model import (
        Analysis,
        Article,
        Correction,
        Entity,
        Entry,
        Highlight,
        Listing,
        Placed,
        Quotation,
        Section,
    )


class SectionChosen(Message):
    """Go to a section; `entered` where the reader means to go on there."""

    def __init__(self, section: Section, *, entered: bool) -> None:
        super().__init__()
        self.section = section
        self.entered = entered


class QuotationChosen(Message):
    """Show a quotation in the text; `entered` where the reader means to go there, not only to look along the list."""

    def __init__(self, quotation: Quotation, *, entered: bool) -> None:
        super().__init__()
        self.quotation = quotation
        self.entered = entered


class EntityChosen(Message):
    """Show an entity's mention in the text; choosing it again goes on to its next one."""

    def __init__(self, entity: Entity, *, entered: bool) -> None:
        super().__init__()
        self.entity = entity
        self.entered = entered


class HighlightChosen(Message):
    """Show a highlight in the text; `entered` where the reader means to go there."""

    def __init__(self, placed: Placed, *, entered: bool) -> None:
        super().__init__()
        self.placed = placed
        self.entered = entered


class CharacterClicked(Message):
    """The mouse was pressed on the character at `offset` of the text."""

    def __init__(self, offset: int) -> None:
        super().__init__()
        self.offset = offset


class ReadingMoved(Message):
    """The first character on the screen is now the one at `offset`; `share` of the article (0 to 1) has been seen."""

    def __init__(self, offset: int, share: float) -> None:
        super().__init__()
        self.offset = offset
        self.share = share


class ResumeRequested(Message):
    """Go on with an article whose process ended before it had sent all."""


class CopyRequested(Message):
    """Copy `text`; `subject` names what it is, for the notice."""

    def __init__(self, text: str, subject: str) -> None:
        super().__init__()
        self.text = text
        self.subject = subject


class PictureRequested(Message):
    """Show the picture at `target`, as the source names it, of the article that lies at `location`."""

    def __init__(self, target: str, words: str, location: str | None, media_type: str) -> None:
        super().__init__()
        self.target = target
        self.words = words
        self.location = location
        self.media_type = media_type


class ExportRequested(Message):
    """Write what is known of an article to the file that the reader named, in the format that its suffix says."""

    def __init__(self, name: str, article: Article, analysis: Analysis, highlights: tuple[Placed, ...]) -> None:
        super().__init__()
        self.name = name
        self.article = article
        self.analysis = analysis
        self.highlights = highlights


class PipeRequested(Message):
    """Give `text` to the reader's own command; `subject` names what it is, for the notice."""

    def __init__(self, command: str, text: str, subject: str) -> None:
        super().__init__()
        self.command = command
        self.text = text
        self.subject = subject


class CopyFormatChosen(Message):
    """Quotations are copied with their source in the format called `name` from now on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class SourceChosen(Message):
    """Open `entry` of `listing`."""

    def __init__(self, entry: Entry, listing: Listing) -> None:
        super().__init__()
        self.entry = entry
        self.listing = listing


class AddressRequested(Message):
    """Open `address`, which may be opened, in the browser."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class LeaveRequested(Message):
    """Leave this screen, and the program where there is nothing behind it."""


class MeasureChanged(Message):
    """The reader wants lines of at most `measure` cells."""

    def __init__(self, measure: int) -> None:
        super().__init__()
        self.measure = measure


class TextSelected(Message):
    """The mouse was drawn from the character at `anchor` to the one at `head`."""

    def __init__(self, anchor: int, head: int) -> None:
        super().__init__()
        self.anchor = anchor
        self.head = head


class Restored(Message):
    """The reader took `correction` of the article whose bytes have the hash `sha256` back."""

    def __init__(self, sha256: str, correction: Correction) -> None:
        super().__init__()
        self.sha256 = sha256
        self.correction = correction


class Overruled(Message):
    """The reader corrected the structure of the article whose bytes have the hash `sha256`, or what is found in it."""

    def __init__(self, sha256: str, correction: Correction) -> None:
        super().__init__()
        self.sha256 = sha256
        self.correction = correction


class HighlightMade(Message):
    """The reader highlighted words of the article whose bytes have the hash `sha256`; `instead_of` gives way."""

    def __init__(self, sha256: str, highlight: Highlight, instead_of: Highlight | None, kept: str) -> None:
        """Args: as said above; `kept` is what is said once the library has it."""
        super().__init__()
        self.sha256 = sha256
        self.highlight = highlight
        self.instead_of = instead_of
        self.kept = kept


class HighlightTaken(Message):
    """The reader took a highlight away from the article whose bytes have the hash `sha256`."""

    def __init__(self, sha256: str, highlight: Highlight, kept: str) -> None:
        """Args: as said above; `kept` is what is said once the library knows it."""
        super().__init__()
        self.sha256 = sha256
        self.highlight = highlight
        self.kept = kept
