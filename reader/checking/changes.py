"""Quotations whose words do not stand in a source as they are: the nearest passage, and what became of its words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING

from reader.checking.alignment import align
from reader.checking.corpus import Occurrence
from reader.checking.evidence import added, kept
from reader.checking.findings import Change, Edit, Finding, Verdict
from reader.checking.verbatim import JOINED_VOICES, mixed, places, weak, worst
from reader.checking.wording import APOSTROPHE, CUT, ELLIPSIS, HYPHEN, differences, is_word
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.checking.draft import Draft, Piece, Unit
    from reader.checking.evidence import Evidence
    from reader.checking.said import Voice

_LIKE = 0.5
"""Share of a piece's words, the rarer the weightier, that a passage must have to be what the piece was made from."""

_ALIKE = 0.6
"""Share of its words, all alike, that does as well."""

_STRAY = 6
"""Words of the source between two pairs, for each pair at the edge, from which that edge is taken for a coincidence."""

_FEW = 8
"""Pairs at an edge that are looked at for that."""

_JOINING = frozenset({APOSTROPHE, HYPHEN})

_DOTS = frozenset({".", ELLIPSIS})

_WINDOWS = 6
"""Passages that are aligned with a piece."""


@dataclass(frozen=True, slots=True)
class _Near:
    """The passage that a piece comes nearest to.

    `forgiven` where nothing but typography differs; `score` is the weight of the words that both have, `share` their
    share of the piece's words.
    """

    found: Occurrence
    edits: tuple[Edit, ...]
    forgiven: bool
    score: float
    share: float


def changed(draft: Draft, unit: Unit, voice: Voice, evidence: Evidence) -> Finding:
    """What is found of a unit whose words do not stand in one source in order."""
    pieces = draft.pieces(unit, cuts=True)
    nearest = [_nearest(draft, piece, evidence) for piece in pieces]
    chain = [each.found for each in nearest if each]
    if not chain:
        return Finding(unit.quotation, unit.spans, Verdict.NOT_FOUND)
    edits: list[Edit] = []
    for piece, near in zip(pieces, nearest, strict=True):
        if edits:
            edits.append(Edit(Change.KEPT, CUT))
        edits += near.edits if near else [added(draft, piece.words)]
    notes, article = _notes(chain, evidence), evidence.article(chain[0])
    same = not notes and all(each and each.forgiven for each in nearest)
    kinds: list[str] = []
    if same:
        for piece, found in zip(pieces, chain, strict=True):
            kinds += differences(draft.passage(piece.words, piece.joints), evidence.passage(found))
    return Finding(
        unit.quotation,
        unit.spans,
        Verdict.TYPOGRAPHY if same else Verdict.CHANGED,
        worst(evidence.speaker(voice, found) for found in chain),
        tuple(dict.fromkeys(kinds)),
        () if same else tuple(edits),
        notes,
        article,
        tuple(span for found in chain if evidence.article(found) is article for span in evidence.spans(found)),
        evidence.said(chain[0]),
    )


def _notes(chain: Sequence[Occurrence], evidence: Evidence) -> tuple[str, ...]:
    if len({evidence.source(found) for found in chain}) > 1:
        return (N_("it joins words of different sources"),)
    if mixed(chain, evidence):
        return (JOINED_VOICES,)
    spans = [evidence.spans(found) for found in chain]
    if any(after[0].start < before[-1].end for before, after in pairwise(spans)):
        return (N_("its pieces stand in another order"),)
    return ()


def _nearest(draft: Draft, piece: Piece, evidence: Evidence) -> _Near | None:
    exact = places(draft, piece, evidence)
    if exact:
        found = min(exact, key=lambda each: (evidence.said(each) is None, each.start))
        return _Near(found, (kept(draft, piece.words),), forgiven=True, score=1.0, share=1.0)
    folded = draft.folded(piece.words)
    weights = [1 / (1 + log2(max(1, evidence.corpus.frequency(word)))) if is_word(word) else 0.0 for word in folded]
    total = sum(weights)
    best: _Near | None = None
    if not total:
        return None
    for window in evidence.corpus.near(folded, _WINDOWS):
        near = _compared(draft, piece, folded, weights, window, evidence)
        if (
            near
            and max(near.score / total / _LIKE, near.share / _ALIKE) >= 1
            and (best is None or _better(near, best, evidence))
        ):
            best = near
    return best


def _better(one: _Near, other: _Near, evidence: Evidence) -> bool:
    """Whether a passage is the likelier origin: more of the words, and among equals one that is quoted."""
    if one.forgiven != other.forgiven:
        return one.forgiven
    if abs(one.score - other.score) > 1e-9:  # sums of the same weights in another order
        return one.score > other.score
    if len(one.edits) != len(other.edits):
        return len(one.edits) < len(other.edits)
    return evidence.said(one.found) is not None and evidence.said(other.found) is None


def _compared(
    draft: Draft, piece: Piece, folded: Sequence[str], weights: Sequence[float], window: range, evidence: Evidence
) -> _Near | None:
    """The piece against the words of a window, as far as they are of one stream."""
    corpus = evidence.corpus
    middle = min(max(0, (window.start + window.stop) // 2), len(corpus.forms) - 1)
    extent = corpus.extent(corpus.stream_at(middle))
    start, stop = max(window.start, extent.start), min(window.stop, extent.stop)
    pairs = _core([(i, j + start) for i, j in align(folded, list(corpus.folded(range(start, stop))))])
    if not pairs:
        return None
    bounds = evidence.bounds(Occurrence(pairs[0][1], pairs[-1][1] + 1))
    # At an edge the source has no more words than the draft put there; what it has beyond was cut.
    begin = max(bounds.start, pairs[0][1] - _counted(folded[: pairs[0][0]]))
    end = min(bounds.stop, pairs[-1][1] + 1 + _counted(folded[pairs[-1][0] + 1 :]))
    steps = _steps(draft.forms(piece.words), corpus.forms, pairs, begin, end)
    joints = corpus.stream_at(pairs[0][1]).joints
    forgiven = all(_forgiven(draft, piece, step, joints, evidence) for step in steps)
    answered = [i for i, _ in pairs if weights[i]]
    score, share = sum(weights[i] for i in answered), len(answered) / max(1, _counted(folded))
    return _Near(Occurrence(begin, end), _edits(draft, piece, steps, evidence), forgiven, score, share)


def _core(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs without a few at either end that lie so far off that they answer the words by chance."""
    first, last = 0, len(pairs)
    for at in range(1, len(pairs)):
        if pairs[at][1] - pairs[at - 1][1] > _STRAY * (at - first + 1):
            first = at
        elif at - first > _FEW:
            break
    for at in range(len(pairs) - 1, first, -1):
        if pairs[at][1] - pairs[at - 1][1] > _STRAY * (last - at + 1):
            last = at
        elif last - at > _FEW:
            break
    return pairs[first:last]


def _counted(forms: Sequence[str]) -> int:
    """Words that the source may have in the place of these at an edge."""
    return sum(map(is_word, forms))


@dataclass(slots=True)
class _Step:
    """Ranges of the piece's words and of the corpus that answer each other; `kept` where they are the same."""

    kept: bool
    words: range
    places: range


def _steps(
    forms: Sequence[str], corpus: Sequence[str], pairs: Sequence[tuple[int, int]], begin: int, end: int
) -> list[_Step]:
    """From the first word to the last, stretches that are kept and stretches that changed, by turns."""
    out: list[_Step] = []

    def add(same: bool, words: range, places: range) -> None:
        if not words and not places:
            return
        if out and out[-1].kept is same:
            out[-1] = _Step(same, range(out[-1].words.start, words.stop), range(out[-1].places.start, places.stop))
        else:
            out.append(_Step(same, words, places))

    word, place = 0, begin
    for i, j in pairs:
        add(False, range(word, i), range(place, j))
        add(forms[i] == corpus[j], range(i, i + 1), range(j, j + 1))
        word, place = i + 1, j + 1
    add(False, range(word, len(forms)), range(place, end))
    return out


def _forgiven(draft: Draft, piece: Piece, step: _Step, joints: frozenset[int], evidence: Evidence) -> bool:
    """Whether a stretch is the same but for typography: signs where either side was interrupted, a first capital."""
    if step.kept:
        return True
    mine = draft.forms([piece.words[i] for i in step.words])
    theirs = [evidence.corpus.forms[j] for j in step.places]
    if mine and theirs and _DOTS.issuperset(mine) and _DOTS.issuperset(theirs):
        return True  # a stop and the dots that a sentence trails off in are two ways to end it
    interrupted = any(step.words.start <= each <= step.words.stop for each in piece.joints)
    interrupted = interrupted or any(step.places.start <= each <= step.places.stop for each in joints)
    if not interrupted and step.words.start:
        return False
    mine, theirs = ([form for form in forms if not weak([form])] for forms in (mine, theirs))
    return len(mine) == len(theirs) <= 1 and all(
        a[0].casefold() == b[0].casefold() and a[1:] == b[1:] for a, b in zip(mine, theirs, strict=True)
    )


def _whole(steps: Sequence[_Step], forms: Sequence[str], corpus: Sequence[str]) -> list[_Step]:
    """The stretches, where a hyphen or an apostrophe changed grown over the words beside it: they are one word."""
    out = list(steps)
    for at, step in enumerate(steps):
        if step.kept:
            continue
        sides = [side for side in ([forms[i] for i in step.words], [corpus[j] for j in step.places]) if side]
        if at and out[at - 1].words and any(side[0] in _JOINING for side in sides):
            _give(out, at - 1, at, before=1)
        if at + 1 < len(out) and out[at + 1].words and any(side[-1] in _JOINING for side in sides):
            _give(out, at + 1, at, behind=1)
    return [step for step in out if step.words or step.places]


def _give(steps: list[_Step], giver: int, taker: int, *, before: int = 0, behind: int = 0) -> None:
    """Moves a word from one stretch to the next: the giver's last one before the taker's, or its first one behind."""
    steps[giver], steps[taker] = (
        _Step(
            step.kept,
            *(range(some.start + first, some.stop + last) for some in (step.words, step.places)),
        )
        for step, first, last in (
            (steps[giver], behind, -before),
            (steps[taker], -before, behind),
        )
    )


def _edits(draft: Draft, piece: Piece, steps: Sequence[_Step], evidence: Evidence) -> tuple[Edit, ...]:
    out: list[Edit] = []
    for step in _whole(steps, draft.forms(piece.words), evidence.corpus.forms):
        tokens = [piece.words[i] for i in step.words]
        if step.kept:
            out.append(kept(draft, tokens))
            continue
        if step.places:
            out.append(evidence.removed(step.places.start, step.places.stop))
        if tokens:
            out.append(added(draft, tokens))
    return tuple(out)
