"""What became of a copy, so that no notice ever claims more than was seen."""

from __future__ import annotations

from dataclasses import dataclass

from reader.gate import line


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
        count = f"{self.characters:,} character{'' if self.characters == 1 else 's'}"
        what = f": {subject}" if subject else ""
        if self.confirmed:
            parts = [f"Copied {count} ({self.road}), verified{what}", self.detail]
        elif self.acknowledged:
            parts = [f"Copied {count}, as the {self.road} says{what}", self.detail]
        elif self.sent:
            parts = [f"Sent {count} to the terminal ({self.road}), not confirmed{what}", self.detail]
        elif self.file:
            parts = [f"Not copied, the text lies in {self.file}: {self.detail}"]
        else:
            parts = [f"Not copied: {self.detail}"]
        if self.symbols and (self.sent or self.file):
            many = self.symbols > 1
            parts.append(f"{self.symbols:,} control character{'s' if many else ''} became {'' if many else 'a '}symbol")
            parts[-1] += "s" if many else ""
        return line("; ".join(filter(None, parts)))
