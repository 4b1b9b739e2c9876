"""Quotations whose words stand in a source as they are: in one piece, or in pieces where the draft owns a cut.

Where the words stand several times, the place that speaks for the draft is taken: the draft's own speaker first,
then what is nobody's for certain. A quotation is never accused on the strength of a place that need not be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from reader.checking.corpus import Occurrence
from reader.checking.draft import QUOTE_MARKS
from reader.checking.evidence import added, kept
from reader.checking.findings import Finding, Verdict
from reader.checking.speakers import SpeakerVerdict
from reader.checking.wording import ELLIPSIS, WEAK, differences, fold, is_word
from reader.lang import LANGUAGES, knowledge, words
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.checking.draft import Draft, Piece, Unit
    from reader.checking.evidence import Evidence
    from reader.checking.findings import Edit
    from reader.checking.said import Voice

_PLACES = 200
"""Places of the same words that are weighed against each other."""

_CHAINS = 24
"""Places of a first piece from which the others are looked for."""

_SHORT = 4
"""Words from which on a row is no coincidence: below, one place among others proves nothing against a speaker."""

_STRONG = frozenset("?!")
_ENDS = frozenset(".?!")

Chain = list[Occurrence]


def found_verbatim(draft: Draft, unit: Unit, voice: Voice, evidence: Evidence) -> Finding | None:
    """What is found where the words of `unit` stand in a source; None where they do not."""
    tried: list[Piece] = []
    for cuts, ellipses in ((False, False), (True, False), (True, True)):
        pieces = draft.pieces(unit, cuts=cuts, ellipses=ellipses)
        if pieces == tried or not pieces:
            continue
        tried = pieces
        found = chain(draft, pieces, voice, evidence)
        if found:
            return finding(draft, unit, pieces, found, voice, evidence)
    return None


def places(draft: Draft, piece: Piece, evidence: Evidence) -> list[Occurrence]:
    """Where the words of a piece stand; the case of its first letter may differ."""
    forms = draft.forms(piece.words)
    out = list(islice(evidence.corpus.exactly(forms), _PLACES))
    first = forms[0]
    other = first[0].swapcase() + first[1:]
    if other != first and len(other) == len(first):
        out += islice(evidence.corpus.exactly([other, *forms[1:]]), _PLACES)
    return out


def chain(draft: Draft, pieces: Sequence[Piece], voice: Voice, evidence: Evidence) -> Chain | None:
    """A place for each piece, in order and in one source, that speaks best for the draft."""
    all_places = [places(draft, piece, evidence) for piece in pieces]
    if not all(all_places):
        return None
    if len(pieces) == 1:
        count = sum(map(is_word, draft.forms(pieces[0].words)))
        return [_likeliest(draft, pieces[0], all_places[0], voice, evidence, count < _SHORT)]
    rest = list(map(sorted, all_places[1:]))
    chains = [chain for first in all_places[0][:_CHAINS] for chain in _followed(first, rest, evidence)]
    return min(chains, key=lambda chain: _collage(chain, voice, evidence), default=None)


def _followed(first: Occurrence, rest: Sequence[list[Occurrence]], evidence: Evidence) -> Iterator[Chain]:
    """The chains that begin with `first`: within its quotation, and at the next place of each piece (in order)."""
    corpus = evidence.corpus
    stream = corpus.stream_at(first.start)
    for bounds in (evidence.bounds(first), corpus.extent(stream)):
        chain = [first]
        for found in rest:
            at = bisect_left(found, (chain[-1].end,))
            if at == len(found) or found[at].end > bounds.stop:
                break
            chain.append(found[at])
        else:
            yield chain


def _likeliest(
    draft: Draft, piece: Piece, found: Sequence[Occurrence], voice: Voice, evidence: Evidence, short: bool
) -> Occurrence:
    """The place that speaks best for the draft: the first beyond doubt, or else the one with the least."""
    no_doubt = (0 if voice.names else 1, False, False)
    doubts: dict[Occurrence, tuple[int, bool, bool]] = {}
    for each in found:
        doubts[each] = _doubt(draft, piece, each, voice, evidence, short)
        if doubts[each] == no_doubt and not _differences(draft, piece, each, evidence):
            return each
    least = min(doubts.values())  # typography, which takes longest to compare, decides among equals
    equal = sorted(each for each, doubt in doubts.items() if doubt == least)
    alike = next((each for each in equal if not _differences(draft, piece, each, evidence)), None)
    return alike or min(equal, key=lambda each: len(_differences(draft, piece, each, evidence)))


def _doubt(
    draft: Draft, piece: Piece, found: Occurrence, voice: Voice, evidence: Evidence, short: bool
) -> tuple[int, bool, bool]:
    """How little a place speaks for the draft."""
    speaker, quoted = evidence.speaker(voice, found), evidence.said(found) is not None
    if speaker is SpeakerVerdict.SAME:
        rank = 0
    elif speaker is SpeakerVerdict.DIFFERENT:
        rank = 2
    else:
        rank = 1 if quoted or short else 3
    return rank, _sign_changed(draft, piece, found, evidence), not quoted


def _collage(chain: Chain, voice: Voice, evidence: Evidence) -> tuple[bool, int, int, int]:
    """How little a chain speaks for the draft: one voice before several, near pieces before distant ones."""
    speakers = [evidence.speaker(voice, found) for found in chain]
    ranks = {SpeakerVerdict.SAME: 0, SpeakerVerdict.UNKNOWN: 1, SpeakerVerdict.DIFFERENT: 2}
    gap = sum(after.start - before.end for before, after in pairwise(chain))
    return mixed(chain, evidence), max(ranks[each] for each in speakers), gap, chain[0].start


JOINED_VOICES = N_("it joins words of different voices")


def mixed(chain: Sequence[Occurrence], evidence: Evidence) -> bool:
    """Whether the pieces are known to be of several voices."""
    voices = [evidence.voice(found) for found in chain]
    known = [voice for voice in voices if voice and voice.names]
    return any(known[0].compared(other) is SpeakerVerdict.DIFFERENT for other in known[1:])


def finding(
    draft: Draft, unit: Unit, pieces: Sequence[Piece], chain: Chain, voice: Voice, evidence: Evidence
) -> Finding:
    """What is found of a unit whose pieces stand at the places of `chain`."""
    differing: list[str] = []
    edits: list[Edit] = []
    notes: list[str] = []
    broken = False
    for piece, found in zip(pieces, chain, strict=True):
        differing += _differences(draft, piece, found, evidence)
        more = _edge_edits(draft, unit, piece, found, evidence, piece is pieces[0], piece is pieces[-1])
        broken = broken or len(more) > 1
        edits += more
    if any(_left_out(before, behind, evidence) for before, behind in pairwise(chain)):
        notes.append(N_("what it leaves out holds a negation"))
    if mixed(chain, evidence):
        broken = True
        notes.append(JOINED_VOICES)
    elif len({evidence.said(found) is None for found in chain}) > 1:
        # The source may have quoted these words too, in a way that was not recognised.
        notes.append(N_("a part of it stands outside the source's quotations"))
    elif not broken and not unit.quotation.fragment and evidence.said(chain[0]):
        if evidence.begins_inside(chain[0]) and not pieces[0].before:
            notes.append(N_("it begins inside a sentence of the source"))
        if evidence.ends_inside(chain[-1]) and not _owned(draft, pieces[-1]):
            notes.append(N_("it ends inside a sentence of the source"))
    sound = Verdict.TYPOGRAPHY if differing else Verdict.VERBATIM
    return Finding(
        unit.quotation,
        unit.spans,
        Verdict.CHANGED if broken else sound,
        worst(evidence.speaker(voice, found) for found in chain),
        tuple(dict.fromkeys(differing)),
        tuple(edits) if broken else (),
        tuple(notes),
        evidence.article(chain[0]),
        tuple(span for found in chain for span in evidence.spans(found)),
        evidence.said(chain[0]),
    )


def _left_out(before: Occurrence, behind: Occurrence, evidence: Evidence) -> bool:
    """Whether a cut inside a sentence takes a negation away."""
    forms = evidence.corpus.forms[before.end : behind.start]
    return not _ENDS.intersection(forms) and any(fold(form) in negations() for form in forms)


def worst(verdicts: Iterator[SpeakerVerdict]) -> SpeakerVerdict:
    """What holds of several pieces together."""
    found = set(verdicts)
    for each in (SpeakerVerdict.DIFFERENT, SpeakerVerdict.UNKNOWN):
        if each in found:
            return each
    return SpeakerVerdict.SAME


def _differences(draft: Draft, piece: Piece, found: Occurrence, evidence: Evidence) -> list[str]:
    """In what kinds of typography the piece differs from the source's passage."""
    tokens, forms = piece.words, draft.forms(piece.behind)
    end = found.end + len(forms)
    if forms and evidence.corpus.forms[found.end : end] == forms:
        longer = Occurrence(found.start, end)
        if not QUOTE_MARKS.intersection(evidence.passage(longer)[len(evidence.passage(found)) :]):
            tokens, found, forms = tokens + piece.behind, longer, []
    out = list(differences(draft.passage(tokens, piece.joints), evidence.passage(found)))
    if forms and not _owned(draft, piece) and not (forms == ["."] and draft.stops_inside_marks):
        out.append("punctuation")
    return out


def _owned(draft: Draft, piece: Piece) -> bool:
    """Whether the draft ends the piece with dots, by which it owns a cut."""
    return ELLIPSIS in draft.forms(piece.behind)


def _sign_changed(draft: Draft, piece: Piece, found: Occurrence, evidence: Evidence) -> bool:
    """Whether the draft ends with a stop what the source asks or exclaims."""
    behind = draft.forms(piece.behind)
    return bool(behind) and not _owned(draft, piece) and evidence.next_sign(found) in _STRONG


def _edge_edits(
    draft: Draft, unit: Unit, piece: Piece, found: Occurrence, evidence: Evidence, first: bool, last: bool
) -> list[Edit]:
    """The piece as kept, with what a change at its edges takes away: a question mark, a negation."""
    edits = [kept(draft, piece.words)]
    whole = not unit.quotation.fragment and evidence.said(found) is not None
    begins = draft.wording.forms[piece.words[0]][0].isupper()  # a small letter leans on words of the draft's own
    if first and whole and begins and not piece.before and fold(evidence.before(found) or "") in negations():
        edits.insert(0, evidence.removed(found.start - 1, found.start))
    if last and _sign_changed(draft, piece, found, evidence):
        edits += [evidence.removed(found.end, found.end + 1), added(draft, piece.behind)]
    elif last and whole and not _owned(draft, piece) and fold(evidence.behind(found) or "") in negations():
        edits.append(evidence.removed(found.end, found.end + 1))
    return edits


@cache
def negations() -> frozenset[str]:
    """Words without which a sentence says the opposite, in all languages."""
    return frozenset(
        word for language in LANGUAGES for word in words(knowledge(language, "language").get("negations", ""))
    )


def weak(forms: Sequence[str]) -> bool:
    """Whether there are only signs that may stand or not where a quotation is interrupted."""
    return all(form in WEAK for form in forms)
