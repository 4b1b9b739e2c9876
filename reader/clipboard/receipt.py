"""What became of a copy, so that no notice ever claims more than was seen."""

from __future__ import annotations

from dataclasses import dataclass

from reader.gate import line
from reader.tongue import _, ngettext, number

TERMINAL = "OSC 52"
"""The road to the terminal's own clipboard, which says nothing back."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one road did with a text.

    `road` is the road's name for people (xclip, tmux, OSC 52). `confirmed` means that the text was read back and is
    equal, `sent` that it was handed over, `acknowledged` that whoever took it said so, `why` what went wrong where it
    was not.
    """

    road: str
    sent: bool = False
    confirmed: bool = False
    why: str = ""
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a copy.

    Attributes:
        road: What took the text, by its name for people; empty where nothing did.
        characters: Characters of the text.
        confirmed: Whether the text was read back from where it went, and is equal.
        sent: Whether it was handed to a clipboard at all.
        detail: What went wrong on the way, empty where nothing did.
        symbols: Control characters that were replaced by visible symbols.
        file: Path of the file that holds the text where no clipboard took it.
        acknowledged: Whether what took it said that the clipboard has it, though nothing was read back.
    """

    road: str
    characters: int
    confirmed: bool
    sent: bool
    detail: str = ""
    symbols: int = 0
    file: str | None = None
    acknowledged: bool = False

    def notice(self, subject: str = "") -> str:
        """The receipt as one sentence, safe to show.

        What matters most stands first, since a line of the screen may be too short for all: whether it was copied,
        and where it was not, where the text lies.

        Args:
            subject: What was copied ("the quotation"), where that is to be said.
        """
        return line("; ".join(filter(None, (*self._told(subject), self._replaced()))))

    def _told(self, subject: str) -> tuple[str, ...]:
        """Whether it was copied, and what went wrong."""
        if self.file:
            return (_("Not copied, the text lies in {file}: {why}").format(file=self.file, why=self.detail),)
        if not self.sent:
            return (_("Not copied: {why}").format(why=self.detail),)
        if self.confirmed:
            told = ngettext(
                "Copied {count} character ({road}), verified",
                "Copied {count} characters ({road}), verified",
                self.characters,
            )
        elif self.acknowledged:
            told = ngettext(
                "Copied {count} character, as the browser says",
                "Copied {count} characters, as the browser says",
                self.characters,
            )
        elif self.road != TERMINAL:
            told = ngettext(
                "Handed {count} character to {road}, not confirmed",
                "Handed {count} characters to {road}, not confirmed",
                self.characters,
            )
        else:
            told = ngettext(
                "Sent {count} character to the terminal ({road}), not confirmed",
                "Sent {count} characters to the terminal ({road}), not confirmed",
                self.characters,
            )
        said = told.format(count=number(self.characters), road=self.road)
        return _("{said}: {subject}").format(said=said, subject=subject) if subject else said, self.detail

    def _replaced(self) -> str:
        """How many characters are not those of the source; empty where all are."""
        if not self.symbols or not (self.sent or self.file):
            return ""
        return ngettext(
            "{count} control character became a symbol", "{count} control characters became symbols", self.symbols
        ).format(count=number(self.symbols))
