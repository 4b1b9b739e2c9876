"""`reader check`: is every quotation of a draft verbatim in a source, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.checking import Change, SpeakerVerdict, check, word_diff
from reader.cli.batch import Batch, given, media_type
from reader.cli.narration import Progress, doctor, remark
from reader.cli.output import emit
from reader.cli.running import FAULT
from reader.errors import ReaderError
from reader.exports.records import Column
from reader.model.numbering import Numbering
from reader.model.reasons import told
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from reader.checking import Finding
    from reader.model import Analysis, Article
    from reader.sources import Raw

FOR_PEOPLE = ("table", "markdown")
"""The formats that people read; in the others words are data."""

NOT_VERBATIM = 1
"""Exit code where a quotation is not verbatim, or its speaker is not the source's."""

COLUMNS = (
    Column("source"),
    Column("id"),
    Column("verdict", "Verdict", told=_),
    Column("speaker_verdict", "Speaker is", told=_),
    Column("text", "Quotation", spacious=True),
    Column("speaker", "Speaker", unknown="—"),
    Column("found_in", "Source", unknown="—"),
    Column("section", "§", number=True),
    Column("section_title"),
    Column("paragraph", "¶", number=True),
    Column("source_speaker", "In the source", unknown="—"),
    Column("source_text"),
    Column("difference", "Difference", spacious=True),
    Column("start", number=True),
    Column("end", number=True),
    Column("source_start", number=True),
    Column("source_end", number=True),
)
"""What is told of each quotation; `source` is the draft. JSON holds `edits` beside it: the word diff in pieces."""


class DraftError(ReaderError):
    """A step of the analysis failed with the draft."""

    exit_code = FAULT


def run(arguments: Namespace) -> int:
    """Print what becomes of each quotation of `arguments.draft`, and give the exit code.

    Raises:
        ReaderError: where the draft cannot be read.
    """
    from reader.extraction import examine_beside
    from reader.sources import load

    batch, progress = Batch(arguments.against, media_type(arguments)), Progress(1)
    with progress.reading(arguments.draft):
        draft = load(arguments.draft)
    sources = list(batch.each(_examined))
    with progress.reading(arguments.draft):
        quoted = examine_beside(draft, (article for article, _analysis in sources))
        findings = list(check(draft, quoted, sources))
    if any(gap.is_fault for gap in quoted.gaps):  # what it does not find, it does not check
        raise DraftError(
            _("a fault of Reader itself with {draft}, so it is not checked; {doctor}").format(
                draft=arguments.draft, doctor=doctor()
            )
        )
    if not findings:
        remark(_("no quotation in {draft}").format(draft=arguments.draft))
    read_by_people = arguments.format in FOR_PEOPLE
    emit(arguments.format, _records(draft, findings, told if read_by_people else str), COLUMNS)
    sound = all(each.verbatim and each.speaker is not SpeakerVerdict.DIFFERENT for each in findings)
    return batch.failure or (0 if sound else NOT_VERBATIM)


def _examined(source: str | Raw) -> tuple[Article, Analysis]:
    from reader.extraction import examine

    found = examine(source)
    return given(found, found[1])


def _records(draft: Article, findings: list[Finding], said_as: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    numbered: dict[int, Numbering] = {}
    for finding in findings:
        source, said = finding.source, finding.said
        place = None
        if source is not None:
            if id(source) not in numbered:
                numbered[id(source)] = Numbering(source)
            place = numbered[id(source)].place(finding.places[0].start)
        speaker = finding.quotation.speaker
        yield {
            "source": draft.source.location,
            "id": finding.quotation.id,
            "verdict": finding.verdict.value,
            "speaker_verdict": finding.speaker.value,
            "text": draft.passage(finding.spans),
            "speaker": speaker.name if speaker else None,
            "found_in": source.source.location if source else None,
            "section": place.section if place else None,
            "section_title": place.title if place else None,
            "paragraph": place.paragraph if place else None,
            "source_speaker": said.speaker.name if said and said.speaker else None,
            "source_text": source.passage(finding.places) if source else None,
            "difference": _difference(finding, said_as),
            "start": finding.spans[0].start,
            "end": finding.spans[-1].end,
            "source_start": finding.places[0].start if source else None,
            "source_end": finding.places[-1].end if source else None,
            "edits": [{"change": edit.change.value, "text": edit.text} for edit in finding.edits],
        }


def _difference(finding: Finding, said_as: Callable[[str], str]) -> str | None:
    """In what the draft differs, on one line: changed words, kinds of typography, what a reader cannot see."""
    changed = any(edit.change is not Change.KEPT for edit in finding.edits)
    parts = [
        word_diff(finding.edits) if changed else "",
        ", ".join(map(said_as, finding.differences)),
        *map(said_as, finding.notes),
    ]
    return "; ".join(filter(None, parts)) or None
