"""A draft against its sources: is every quotation what was said, word for word, and by whom.

What must hold: words that the sources do not have never pass, whatever they look like, and words that they have are
never accused. Typography (marks, apostrophes, dashes, spaces, dots, hard wraps, the capital that begins a
quotation) is told apart from words. Who speaks is compared by name; where either text names nobody it stays unknown.

    wording.py     text → tokens that only words and signs tell apart
    corpus.py      the sources as one indexed sequence of tokens
    draft.py       a draft's quotations as pieces to look up
    alignment.py   which words of two texts are the same
    changes.py     the nearest passage and its word diff
    verbatim.py    words that are found as they stand
    brackets.py, bracketed.py   words and letters that the draft puts in brackets as its own
    evidence.py, said.py, speakers.py   whose words a passage is
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.checking.bracketed import found_bracketed
from reader.checking.changes import changed
from reader.checking.draft import Draft, in_headings
from reader.checking.evidence import Evidence
from reader.checking.findings import Change, Edit, Finding, Verdict, word_diff
from reader.checking.said import Quoted
from reader.checking.speakers import SpeakerVerdict
from reader.checking.verbatim import found_verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Analysis, Article

__all__ = ["Change", "Edit", "Finding", "SpeakerVerdict", "Verdict", "check", "word_diff"]


def check(article: Article, analysis: Analysis, sources: Iterable[tuple[Article, Analysis]]) -> Iterator[Finding]:
    """What is found of each quotation of the draft `article`, in order.

    Args:
        article: The draft.
        analysis: What was found in it.
        sources: Articles that it may quote, and what was found in them.
    """
    evidence, draft, voices = Evidence(sources), Draft(article), Quoted(article, analysis)
    quotations = sorted(
        [*analysis.quotations, *in_headings(article, analysis)], key=lambda quotation: quotation.span.start
    )
    for quotation in quotations:
        voice = voices.voice(quotation)
        for unit in draft.units(quotation):
            yield (
                found_verbatim(draft, unit, voice, evidence)
                or found_bracketed(draft, unit, voice, evidence)
                or changed(draft, unit, voice, evidence)
            )
