"""What trained weights take for names, joined with what the rules do.

The two err differently. Where both see a name in one place, the longer span is taken, for a part of a name is the
commoner error of either; what one of them alone sees is kept, unless it is everyday words. What a name is called is a
vote over the article, in which all readings of the weights together count as one cue (`register`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analysis.entities.candidates import Candidate
from reader.analysis.entities.cues import WORK
from reader.analysis.entities.models import recogniser
from reader.analysis.entities.tokens import Gap, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.models import Reading
    from reader.analysis.entities.tokens import Token
    from reader.model import Block, EntityType


@dataclass(slots=True)
class Seen:
    """What the weights see in a block.

    `names` gives for the first token of a name and the one behind it the name's type, in order; `chances` for a token
    with a capital how likely each type is for a name that begins there.
    """

    names: dict[tuple[int, int], EntityType] = field(default_factory=dict)
    chances: dict[int, tuple[float, ...]] = field(default_factory=dict)


_LONGEST = 12
"""Words beyond which what the weights mark is no name."""

_WITHIN = frozenset("-‐‑'’.&/")
"""What may stand inside a name, with or without spaces beside it: newswires set Farmers ’ Union, Al - Amri."""


def seen_in(
    text: str, blocks: Sequence[Block], tokens: Sequence[Sequence[Token]], language: str | None, lexicon: Lexicon
) -> list[Seen]:
    """What the weights for `language` see in each of the blocks: nothing where there are none."""
    weights = recogniser(language)
    if weights is None:
        return [Seen() for _ in blocks]
    readings = weights.read([_passage(text, block) for block in blocks])
    return [
        _aligned(text, block.span.start, each, words, lexicon)
        for block, each, words in zip(blocks, readings, tokens, strict=True)
    ]


def _passage(text: str, block: Block) -> str:
    """The block's characters, with spaces for what stands between its lines."""
    begin, end = block.span.start, block.span.end
    if len(block.lines) < 2:
        return text[begin:end]
    parts: list[str] = []
    at = begin
    for line in block.lines:
        parts += " " * (line.start - at), text[line.start : line.end]
        at = line.end
    return "".join(parts)


def _aligned(text: str, begin: int, readings: Iterable[Reading], tokens: Sequence[Token], lexicon: Lexicon) -> Seen:
    """The readings as ranges of tokens, without the articles and marks around the names."""
    starts = [token.start for token in tokens]
    seen = Seen()
    last = 0
    for reading in readings:
        first = bisect_right(starts, begin + reading.start) - 1
        if first < 0 or tokens[first].end <= begin + reading.start:
            first += 1
        if reading.kind is None:
            seen.chances.setdefault(first, reading.chances)
            continue
        stop = bisect_left(starts, begin + reading.end)
        while first < stop and not _begins(tokens[first]):
            first += 1
        while first < stop and _ends_before(tokens[stop - 1], lexicon):
            stop -= 1
        while first + 1 < stop and _leads(tokens[first], tokens[first + 1], lexicon):
            first += 1
        if first < stop:
            seen.chances[first] = reading.chances
        named = tokens[first:stop]
        if last <= first < stop <= first + _LONGEST and _is_one(text, named, lexicon) and not _is_role(named, lexicon):
            seen.names[first, stop] = reading.kind
            last = stop
    return seen


def _begins(token: Token) -> bool:
    return token.shape.named or token.shape is Shape.LOWER_DIGITS


def _is_genitive(token: Token) -> bool:
    return len(token.text) == 1 and token.shape is Shape.LOWER and token.gap is Gap.APOSTROPHE


def _ends_before(token: Token, lexicon: Lexicon) -> bool:
    """Whether the last word of a name is none of it: a genitive's s, a small word, a common noun's abbreviation."""
    low = token.text.lower()
    small = token.shape is Shape.LOWER and (low in lexicon.links or low in lexicon.determiners)
    common = token.text in lexicon.generic and token.text not in lexicon.suffixes
    return small or common or _is_genitive(token)


def _leads(token: Token, follower: Token, lexicon: Lexicon) -> bool:
    """Whether the first word of a name is none of it: a title, a role, an article that opens its sentence."""
    if follower.gap not in (Gap.SPACE, Gap.DOT) or not follower.shape.named:
        return False
    low = token.text.lower()
    if token.text in lexicon.honorifics or (low in lexicon.roles and not lexicon.is_first_name(token.text)):
        return True
    return token.opens and (low in lexicon.determiners or low in lexicon.links)


def _is_role(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words are a role in capitals and nobody's name (Premier ministre, Prime Minister)."""
    return len(tokens) > 1 and all(
        token.text.lower() in lexicon.roles
        or token.text.lower() in lexicon.role_qualifiers
        or token.text in lexicon.honorifics
        for token in tokens
    )


def _is_one(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether nothing stands between the words that divides them."""
    return not any(token.gap is Gap.DOT and token.text.lower() in lexicon.ordinary for token in tokens[1:]) and all(
        after.gap in (Gap.SPACE, Gap.HYPHEN, Gap.APOSTROPHE)
        or _WITHIN.issuperset("".join(text[before.end : after.start].split()))
        for before, after in pairwise(tokens)
    )


def joined(tokens: Sequence[Token], candidates: Iterable[Candidate], seen: Seen) -> list[Candidate]:
    """The rules' candidates and what the weights see as one row in which none overlaps another."""
    found: list[Candidate] = []
    rest = list(candidates)
    at = 0
    for first, stop in seen.names:
        while at < len(rest) and rest[at].stop <= first:
            found.append(rest[at])
            at += 1
        behind = at
        while behind < len(rest) and rest[behind].first < stop:
            behind += 1
        parts = rest[at:behind]
        if len(parts) == 1 and (parts[0].first, parts[0].stop) == (first, stop):
            continue
        if all(first <= part.first and part.stop <= stop for part in parts):
            headed = bool(parts) and parts[0].first == first and parts[0].headed
            found.append(Candidate(tokens, first, stop, headed=headed))
            at = behind
    found.extend(rest[at:])
    return found


def is_vouched_for(candidate: Candidate, seen: Seen, lexicon: Lexicon, lowered: set[str]) -> bool:
    """Whether the weights see this name, and it is no everyday word."""
    kind = seen.names.get((candidate.first, candidate.stop))
    if kind is None or kind is WORK:
        return False
    word = candidate.tokens[candidate.first].text
    after = candidate.after()
    if candidate.opens and after is not None and after.gap is Gap.HYPHEN and after.shape is Shape.LOWER:
        return False  # a verb with its pronoun: Croyez-moi
    if candidate.stop - candidate.first > 1:
        # a sentence's first word has its capital anyway
        return not candidate.opens or any(
            token.shape.named for token in candidate.tokens[candidate.first + 1 : candidate.stop]
        )
    if candidate.opens and lexicon.opens_as(word):
        return False
    low = word.lower()
    common = word in lexicon.generic or low in lexicon.calendar or low in lexicon.peoples or low in lowered
    return not common and not lexicon.is_ordinary(word)
