"""Two names in one run of words, and words at a run's edges that are none of its name or are left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.candidates import Candidate
from reader.analysis.entities.folding import fold
from reader.analysis.entities.tokens import Gap, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token

_ACRONYM = 3
"""Letters from which on a word in capitals before a first name is a body's (OTAN Jens …), not initials (JP Morel)."""


def parted(candidates: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """The candidates, cut where a second name begins, with the ordinal that a body's or an event's name begins with."""
    for candidate in candidates:
        tokens, first, stop = candidate.tokens, candidate.first, candidate.stop
        while stop - first > 1 and _trails(tokens[stop - 1], lexicon):
            stop -= 1
        for begin, end in _pieces(tokens, first, stop, lexicon):
            headed = candidate.headed and begin == first
            yield Candidate(tokens, _with_ordinal(tokens, begin, end, lexicon), end, headed=headed)


def _trails(token: Token, lexicon: Lexicon) -> bool:
    """Whether a run ends with an article in capitals: a sentence's first word behind a heading without a full stop."""
    return token.gap is Gap.SPACE and token.shape is Shape.CAPITAL and token.text.lower() in lexicon.determiners


def _pieces(tokens: Sequence[Token], first: int, stop: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where the names in the words from `first` up to `stop` begin and end."""
    begin = first
    for at in range(first + 1, stop - 1):
        if at <= begin:  # a word between two pieces, or the first one of a piece
            continue
        if _owner_of(tokens, begin, at, stop, lexicon):
            yield begin, at
            begin = at + 1
            while begin < stop - 1 and not tokens[begin].shape.named:
                begin += 1
        elif _person_behind(tokens, begin, at, stop, lexicon) or _two_people(tokens, begin, at, stop, lexicon):
            yield begin, at
            begin = at + (not tokens[at].shape.named)
    yield begin, stop


def _owner_of(tokens: Sequence[Token], begin: int, at: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether the word at `at` stands between a person's full name and what the person belongs to (of the BBC)."""
    link = tokens[at]
    if link.shape is not Shape.LOWER or link.text not in lexicon.links or link.gap is not Gap.SPACE:
        return False
    before = [token for token in tokens[begin:at] if token.shape.named]
    if len(before) < 2 or not lexicon.is_first_name(before[0].text) or before[-1].text in lexicon.org_tails:
        return False
    if link.text not in lexicon.particles:
        return True
    rest = tokens[at + 1 : stop]
    return (
        lexicon.place_or_organisation(tuple(fold(token.text) for token in rest))
        or rest[-1].shape is Shape.UPPER
        or any(token.text in lexicon.org_heads or token.text in lexicon.org_tails for token in rest)
        or link.text in lexicon.plural_links
    )


def _person_behind(tokens: Sequence[Token], begin: int, at: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether a person's full name begins at `at`, behind a body in capitals or a place (OTAN Jens …)."""
    token = tokens[at]
    if token.gap is not Gap.SPACE or not lexicon.is_first_name(token.text) or not tokens[at + 1].shape.named:
        return False
    before = tokens[begin:at]
    if lexicon.is_first_name(before[0].text) or tokens[stop - 1].text in lexicon.org_tails:
        return False
    if all(each.shape is Shape.UPPER and len(each.text) >= _ACRONYM for each in before):
        return token.shape is Shape.CAPITAL
    back = begin - 1 if begin < 2 or tokens[begin - 1].text not in lexicon.determiners else begin - 2
    link = tokens[back] if back >= 0 else None
    led = link is not None and link.text.lower() in lexicon.links and tokens[begin].gap is Gap.SPACE
    return led and tuple(fold(each.text) for each in before) in lexicon.place_known


def _two_people(tokens: Sequence[Token], begin: int, at: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether 'and' or an ampersand at `at` joins two people's full names (Ann Lee & Paul Marsh)."""
    word = tokens[at]
    behind = at + (word.text in lexicon.coordinators and word.gap is Gap.SPACE)
    if behind == at and word.gap is not Gap.AND:
        return False
    return all(
        end - first > 1 and lexicon.is_first_name(tokens[first].text) and tokens[end - 1].text not in lexicon.org_tails
        for first, end in ((begin, at), (behind, stop))
    )


def _with_ordinal(tokens: Sequence[Token], first: int, stop: int, lexicon: Lexicon) -> int:
    """Where the name begins: at the number before a unit's or an event's name (the 65th Air Division)."""
    if stop - first < 2 or first == 0 or tokens[first].gap is not Gap.SPACE:
        return first
    number, last = tokens[first - 1].text, tokens[stop - 1].text
    digits = number.rstrip("".join({c for ending in lexicon.ordinals for c in ending}))
    if not digits.isdecimal() or number[len(digits) :] not in lexicon.ordinals:
        return first
    return first - 1 if last in lexicon.org_tails or last in lexicon.work_heads else first
