"""What a check says of one quotation of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.checking.speakers import SpeakerVerdict

if TYPE_CHECKING:
    from reader.model import Article, Quotation, Span


class Verdict(StrEnum):
    """How the words of a draft's quotation stand in the sources."""

    VERBATIM = "verbatim"
    TYPOGRAPHY = "typography"
    CHANGED = "changed"
    NOT_FOUND = "not_found"


class Change(StrEnum):
    """What became of some words between source and draft."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Edit:
    """Some words in a row: kept by the draft, removed from the source's, or added by the draft.

    `spaced` says whether white space stands before them.
    """

    change: Change
    text: str
    spaced: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a quotation of the draft.

    Attributes:
        quotation: The draft's quotation.
        spans: The pieces of it that stand between one pair of marks; a quotation whose marks are closed and opened
            again gives a finding for each.
        verdict: How its words stand in the sources.
        speaker: Whether its speaker is the source's.
        differences: Kinds of typography in which it differs, by name.
        edits: A word diff from the source's words to the draft's, where words changed.
        notes: Sentences on what a reader of the draft cannot see.
        source: The article that holds its words.
        places: Where they stand in that article's text.
        said: The source's quotation that they belong to; None where they stand outside quotations.
    """

    quotation: Quotation
    spans: tuple[Span, ...]
    verdict: Verdict
    speaker: SpeakerVerdict = SpeakerVerdict.UNKNOWN
    differences: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()
    source: Article | None = None
    places: tuple[Span, ...] = ()
    said: Quotation | None = None

    @property
    def verbatim(self) -> bool:
        """Whether the words are the source's, whatever their typography."""
        return self.verdict in (Verdict.VERBATIM, Verdict.TYPOGRAPHY)


def word_diff(edits: tuple[Edit, ...]) -> str:
    """The edits on one line, as `git diff --word-diff` writes them: [-removed-]{+added+}."""
    out: list[str] = []
    for edit in edits:
        signs = {Change.KEPT: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}[edit.change]
        beside = out and edit.change is Change.ADDED and out[-1].endswith("-]")
        out.append((" " if edit.spaced and out and not beside else "") + signs[0] + edit.text + signs[1])
    return "".join(out)
