"""Quotations that stand in a source but for what the draft puts in brackets: verbatim, and told whose the brackets are.

A bracket is the draft's own word, openly: it accuses nobody. But it hides nothing either: where it takes the place of
more than a few of the source's words, crosses the end of a sentence, or brings or takes a negation, the quotation
counts as changed, and its word diff shows all of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.checking.brackets import MOST_REPLACED, OWN
from reader.checking.corpus import Occurrence
from reader.checking.draft import Draft
from reader.checking.verbatim import chain, finding, negations
from reader.checking.wording import CUT, ELLIPSIS, fold, is_word
from reader.gate import line
from reader.model.reasons import ITS_OWN, STANDS_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.checking.brackets import Resolved
    from reader.checking.draft import Piece, Unit
    from reader.checking.evidence import Evidence
    from reader.checking.findings import Finding
    from reader.checking.said import Voice

_STOPS = frozenset({".", "?", "!", CUT, ELLIPSIS, "[", "]"})
"""What no bracket reaches across: the end of a sentence, and a bracket of the source's own."""

_LONGEST = 80
"""Characters of a bracket, and of what stands in its place, that a note shows."""


def found_bracketed(draft: Draft, unit: Unit, voice: Voice, evidence: Evidence) -> Finding | None:
    """What is found where the words of `unit` outside its brackets stand in a source; None where they do not."""
    if draft.resolved is None:
        return None
    own = Draft(draft.article, draft.resolved.wording)
    for rest in own.unit(unit.quotation, unit.spans):
        if not any(token in draft.resolved.altered or token in draft.resolved.inside for token in rest.tokens):
            return None
        for forms in draft.resolved.readings(rest.tokens):
            found = _read(Draft(own.article, own.wording, forms), rest, draft.resolved, voice, evidence)
            if found:
                return found
    return None


def _read(draft: Draft, unit: Unit, brackets: Resolved, voice: Voice, evidence: Evidence) -> Finding | None:
    if any(fold(word) in negations() for token in unit.tokens for word in brackets.inside.get(token, ())):
        return None
    for ellipses in (False, True):
        pieces = draft.pieces(unit, cuts=True, ellipses=ellipses)
        places = chain(draft, pieces, voice, evidence) if pieces else None
        if places:
            notes = list(_notes(draft, unit, pieces, places, evidence))
            if None in notes:
                return None
            found = finding(draft, unit, pieces, places, voice, evidence)
            return replace(found, notes=(*found.notes, *(note for note in notes if note)))
    return None


def _notes(
    draft: Draft, unit: Unit, pieces: Sequence[Piece], places: Sequence[Occurrence], evidence: Evidence
) -> Iterator[str | None]:
    """A sentence for each bracket; None for one that hides something."""
    index = {token: at for at, token in enumerate(unit.tokens)}
    edges = [-1, *(index[piece.words[-1]] for piece in pieces)]
    begins = [*(index[piece.words[0]] for piece in pieces), len(unit.tokens)]
    for number, (end, begin) in enumerate(zip(edges, begins, strict=True)):
        between = unit.tokens[end + 1 : begin]
        forms = draft.forms(between)
        if OWN not in forms:
            continue
        text = " ".join(draft.passage([token]) for token, form in zip(between, forms, strict=True) if form == OWN)
        shown = line(text, _LONGEST)
        inner = 0 < number < len(pieces) and CUT not in forms and ELLIPSIS not in forms
        replaced = _replaced(places[number - 1], places[number], evidence) if inner else ""
        if replaced is None:
            yield None
        else:
            yield STANDS_FOR.format(words=shown, replaced=replaced) if replaced else ITS_OWN.format(words=shown)


def _replaced(before: Occurrence, behind: Occurrence, evidence: Evidence) -> str | None:
    """The source's words between two pieces, in whose place a bracket may stand; None where it may not."""
    forms = evidence.corpus.forms[before.end : behind.start]
    left_out = list(filter(is_word, forms))
    if len(left_out) > MOST_REPLACED or any(form in _STOPS for form in forms):
        return None
    if any(fold(word) in negations() for word in left_out):
        return None
    if not left_out:
        return ""
    return line(evidence.passage(Occurrence(before.end, behind.start)), _LONGEST)
