"""What a name's own words and letters say of its being a person, an organisation, a place or a work.

What stands around it says more (`contexts`). Each cue adds to a score; an entity's type is decided by the sum over all
its mentions, so that one odd sentence does not outvote the rest. The weights order the cues by how seldom they mislead:
a known name and the form of the name itself first, then the words directly beside it, then what prepositions and
articles suggest.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analysis.entities.folding import fold
from reader.analysis.entities.kinds import of_kinds
from reader.analysis.entities.tokens import Gap, Shape
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.candidates import Candidate
    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token

PERSON, ORGANISATION = EntityType.PERSON, EntityType.ORGANISATION
PLACE, WORK = EntityType.PLACE, EntityType.WORK

Scores = dict[EntityType, float]
"""How much speaks for each type."""

CERTAIN, STRONG, CLEAR, LIKELY, SLIGHT = 6.0, 5.0, 3.5, 2.0, 1.0


def add(scores: Scores, kind: EntityType, weight: float) -> None:
    """Adds `weight` to what speaks for `kind`."""
    scores[kind] = scores.get(kind, 0.0) + weight


def own_form(candidate: Candidate, lexicon: Lexicon) -> Scores:
    """What the name's own words and letters say."""
    scores: Scores = {}
    tokens = candidate.tokens[candidate.first : candidate.stop]
    words = candidate.words
    place = words in lexicon.place_known
    if place:
        add(scores, PLACE, STRONG)
    if words in lexicon.org_known:
        add(scores, ORGANISATION, CERTAIN)
    elif candidate.headed and not place:
        _heads(tokens, lexicon, scores)
    if len(tokens) > 1 and not place:
        _inner_head(tokens, lexicon, scores)
        _ends(tokens, lexicon, scores)
    if max(scores.values(), default=0.0) < CLEAR:
        _letters(tokens, lexicon, scores)
        for kind, weight in of_kinds(tokens):
            add(scores, kind, weight)
    return scores


def _heads(tokens: Sequence[Token], lexicon: Lexicon, scores: Scores) -> None:
    """The head that the name was grown from."""
    first, last = tokens[0].text, tokens[-1].text
    if first in lexicon.org_heads or first in lexicon.org_lower_heads:
        add(scores, ORGANISATION, STRONG)
    elif first in lexicon.place_heads:
        add(scores, ORGANISATION if last in lexicon.org_tails else PLACE, STRONG)  # Central Statistical Office
    elif first in lexicon.work_heads:
        add(scores, WORK, STRONG)


def _inner_head(tokens: Sequence[Token], lexicon: Lexicon, scores: Scores) -> None:
    """A head inside the name, before a preposition (Maritime Union of Zorvania, City of Zorvane)."""
    for before, after in pairwise(tokens):
        if after.text in lexicon.links and before.text in lexicon.org_heads:
            add(scores, ORGANISATION, STRONG)
            return
        if after.text in lexicon.links and lexicon.is_territory(before.text):
            add(scores, PLACE, STRONG)
            return


def _ends(tokens: Sequence[Token], lexicon: Lexicon, scores: Scores) -> None:
    """The first and last word of a name of several words: Lake …, … Group."""
    first, last = tokens[0].text, tokens[-1].text
    if last in lexicon.org_tails:
        add(scores, ORGANISATION, STRONG)
    elif last in lexicon.place_tails:
        as_surname = last in lexicon.surname_tails and lexicon.is_first_name(first) and len(tokens) == 2
        add(scores, PLACE, SLIGHT if as_surname else CLEAR + SLIGHT)  # Julie Marsh, and Romney Marsh
    elif last in lexicon.work_heads:
        add(scores, WORK, CLEAR)
    if lexicon.is_first_name(first):
        return
    if first in lexicon.org_heads or first in lexicon.org_lower_heads:
        add(scores, ORGANISATION, CLEAR)
    elif first in lexicon.place_heads:
        add(scores, PLACE, CLEAR)
    elif first in lexicon.work_heads:
        add(scores, WORK, CLEAR)
    if first in lexicon.place_openings:
        add(scores, PLACE, LIKELY)


def _letters(tokens: Sequence[Token], lexicon: Lexicon, scores: Scores) -> None:
    """Digits, capitals, joints and first names."""
    shapes = {token.shape for token in tokens}
    if Shape.DIGITS in shapes or Shape.LOWER_DIGITS in shapes or (Shape.NUMBER in shapes and len(tokens) > 1):
        add(scores, WORK, CLEAR)
    elif any(token.gap is Gap.AND for token in tokens[1:]):
        add(scores, ORGANISATION, CLEAR)
    elif len(tokens) == 1:
        _letters_of_one(tokens[0], lexicon, scores)
    else:
        _letters_of_several(tokens, lexicon, scores)


def _letters_of_one(token: Token, lexicon: Lexicon, scores: Scores) -> None:
    if token.shape is Shape.UPPER:
        add(scores, ORGANISATION, LIKELY)
    elif token.shape is Shape.MIXED:
        add(scores, WORK if token.text[0].islower() else ORGANISATION, LIKELY)
    elif lexicon.is_first_name(token.text):
        add(scores, PERSON, LIKELY)
    elif lexicon.place_endings and len(token.text) > 6 and token.text.endswith(lexicon.place_endings):
        add(scores, PLACE, SLIGHT)


def _letters_of_several(tokens: Sequence[Token], lexicon: Lexicon, scores: Scores) -> None:
    first, last = tokens[0], tokens[-1]
    shapes = {token.shape for token in tokens}
    hyphens = any(token.gap is Gap.HYPHEN for token in tokens[1:])
    if hyphens and any(token.shape is Shape.LOWER and token.text in lexicon.place_joints for token in tokens):
        add(scores, PLACE, CLEAR)
    if lexicon.is_first_name(first.text):
        add(scores, PERSON, LIKELY if len(tokens) == 2 and last.gap is Gap.HYPHEN else STRONG)
    elif len(tokens) == 2 and last.gap is Gap.SPACE and is_place(last, lexicon) and not is_place(first, lexicon):
        add(scores, ORGANISATION, CLEAR)  # a company in a country: Zorvane France
    elif (
        (lexicon.is_ordinary(last.text) and not hyphens)
        or first.text.lower() in lexicon.peoples
        or is_place(first, lexicon)
    ):
        add(scores, ORGANISATION, LIKELY)
    elif first.text.lower() in lexicon.determiners and first.text.lower() not in lexicon.particles:
        add(scores, ORGANISATION, SLIGHT)  # no person's name begins with an article: Les Amis de X
    elif shapes <= {Shape.CAPITAL, Shape.INITIAL, Shape.MIXED, Shape.LOWER} and len(tokens) <= 4:
        inner = any(token.shape in (Shape.LOWER, Shape.INITIAL) for token in tokens[:-1])
        if hyphens and lexicon.is_ordinary(first.text):
            add(scores, PLACE, SLIGHT)
        else:
            add(scores, PERSON, CLEAR if inner and not hyphens else SLIGHT if hyphens else LIKELY)
    elif Shape.UPPER in shapes:
        add(scores, ORGANISATION, SLIGHT)


def is_place(token: Token, lexicon: Lexicon) -> bool:
    """Whether the word alone is a place that is known."""
    return token.shape.named and (fold(token.text),) in lexicon.place_known
