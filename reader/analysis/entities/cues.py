"""What speaks for a candidate's being a person, an organisation, a place or a work.

Each cue adds to a score; an entity's type is decided by the sum over all its mentions, so that one odd sentence does
not outvote the rest. The weights order the cues by how seldom they mislead: a known name and the form of the name
itself first, then the words directly beside it, then what prepositions and articles suggest.
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


_REACH = 4
"""Words behind a name up to which its verb is looked for, over auxiliaries and adverbs."""


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
    elif len(tokens) == 2 and last.gap is Gap.SPACE and _is_place(last, lexicon) and not _is_place(first, lexicon):
        add(scores, ORGANISATION, CLEAR)  # a company in a country: Zorvane France
    elif (
        (lexicon.is_ordinary(last.text) and not hyphens)
        or first.text.lower() in lexicon.peoples
        or _is_place(first, lexicon)
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


def _is_place(token: Token, lexicon: Lexicon) -> bool:
    return token.shape.named and (fold(token.text),) in lexicon.place_known


def surroundings(candidate: Candidate, lexicon: Lexicon) -> Scores:
    """What the words around a mention say."""
    scores: Scores = {}
    _before(candidate, lexicon, scores)
    _after(candidate, lexicon, scores)
    _apposition(candidate, lexicon, scores)
    _neighbours(candidate, lexicon, scores)
    return scores


def _compound(candidate: Candidate, back: int) -> str:
    """The word `back` words before the candidate, with what hyphens join to it (start-up, porte-parole)."""
    token = candidate.before(back)
    if token is None:
        return ""
    word, at = token.text, candidate.first - back
    while at > 0 and candidate.tokens[at].gap is Gap.HYPHEN and len(word) < 30:
        at -= 1
        word = f"{candidate.tokens[at].text}-{word}"
    return word


def _before(candidate: Candidate, lexicon: Lexicon, scores: Scores) -> None:
    word = _compound(candidate, 1)
    if not word:
        return
    low = word.lower()
    gap = candidate.tokens[candidate.first].gap
    if word.rstrip(".") in lexicon.honorifics or low in lexicon.roles:
        add(scores, PERSON, CLEAR + SLIGHT / 2)
    elif gap is Gap.DOT:
        return
    elif low in lexicon.role_qualifiers and _compound(candidate, 2).lower() in lexicon.roles:
        add(scores, PERSON, CLEAR)
    elif low in lexicon.peoples and word == low and (owner := _compound(candidate, 2)):
        _noun_of_a_people(owner, lexicon, scores)
    elif word in lexicon.org_before:
        add(scores, ORGANISATION, CLEAR)
    elif word in lexicon.work_before or word in lexicon.naming:
        add(scores, WORK, CLEAR)
    elif word in lexicon.place_before:
        add(scores, PLACE, LIKELY)
    elif low in lexicon.links or low in lexicon.determiners or low in lexicon.particles:
        _small_word(candidate, word, lexicon, scores)


def _noun_of_a_people(owner: str, lexicon: Lexicon, scores: Scores) -> None:
    """The noun before an adjective of nationality (le groupe suédois X, les sondes soviétiques X)."""
    for noun in (owner, owner.removesuffix("s")):
        if noun.lower() in lexicon.roles:
            add(scores, PERSON, CLEAR)
        elif noun in lexicon.org_before:
            add(scores, ORGANISATION, CLEAR)
        elif noun in lexicon.work_before:
            add(scores, WORK, CLEAR)
        elif noun in lexicon.place_before:
            add(scores, PLACE, LIKELY)
        else:
            continue
        return


def _small_word(candidate: Candidate, word: str, lexicon: Lexicon, scores: Scores) -> None:
    """A preposition or an article before the name, and the noun before that."""
    owner = _compound(candidate, 2)
    back = 2
    if owner.lower() in lexicon.links and word in lexicon.determiners:
        owner, back = _compound(candidate, 3), 3
    if owner in lexicon.org_before and back == 2:
        add(scores, ORGANISATION, SLIGHT)
    if owner in lexicon.org_owners:
        add(scores, ORGANISATION, LIKELY)
    if owner in lexicon.place_before:
        add(scores, PLACE, LIKELY + SLIGHT)
    if word in lexicon.place_strong:
        add(scores, PLACE, LIKELY)
    elif word in lexicon.place_weak:
        add(scores, PLACE, SLIGHT)
    elif word in lexicon.org_prepositions:
        add(scores, ORGANISATION, LIKELY)
    elif word in lexicon.determiners:
        add(scores, PERSON, -LIKELY)
        add(scores, ORGANISATION, SLIGHT)


def _after(candidate: Candidate, lexicon: Lexicon, scores: Scores) -> None:
    token = candidate.after()
    if token is None:
        return
    if token.text.lower() in lexicon.roles or token.text in lexicon.org_owners:
        add(scores, ORGANISATION, LIKELY)
        return
    if token.text in (lexicon.place_after if token.gap is Gap.HYPHEN else lexicon.place_behind):
        add(scores, PLACE, LIKELY)
        return
    verb: Token | None = token
    on = 2
    while verb is not None and on < _REACH and (verb.text in lexicon.auxiliaries or verb.text in lexicon.adverbs):
        verb, on = candidate.after(on), on + 1
    before = candidate.before()
    whole = before is None or before.text.lower() not in lexicon.links  # else the speaker is what it belongs to
    if whole and verb is not None and verb.text in lexicon.reporting:
        add(scores, PERSON, LIKELY + SLIGHT / 2)
        add(scores, ORGANISATION, SLIGHT / 2)
    if before is not None and before.text in lexicon.reporting:
        add(scores, PERSON, LIKELY + SLIGHT / 2)


def _apposition(candidate: Candidate, lexicon: Lexicon, scores: Scores) -> None:
    """What stands behind a comma: an age, a role, the kind of thing."""
    tokens, at = candidate.tokens, candidate.stop
    if at >= len(tokens) or tokens[at].gap is not Gap.BREAK or tokens[at].opens:
        return
    if tokens[at].shape is Shape.NUMBER and 1 < len(tokens[at].text) < 4:
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        if follows is None or follows.gap is Gap.BREAK or follows.text in lexicon.person_after:
            add(scores, PERSON, LIKELY)
        return
    for token in tokens[at : at + 4]:
        low = token.text.lower()
        if (low in lexicon.roles and token.shape is not Shape.CAPITAL) or token.text in lexicon.person_after:
            add(scores, PERSON, CLEAR)
        elif token.text in lexicon.org_before:
            add(scores, ORGANISATION, LIKELY)
        elif token.text in lexicon.place_before:
            add(scores, PLACE, LIKELY)
        elif token.text in lexicon.work_before:
            add(scores, WORK, LIKELY)
        elif (
            token.shape is Shape.LOWER and low not in lexicon.links and (token.gap is Gap.SPACE or token is tokens[at])
        ):
            continue
        return


def _neighbours(candidate: Candidate, lexicon: Lexicon, scores: Scores) -> None:
    """What it is listed with: of things that stand in a row, one that is known tells of the others."""
    tokens = candidate.tokens
    for at, step in ((candidate.first - 1, -1), (candidate.stop, 1)):
        near = at
        if 0 <= near < len(tokens) and tokens[near].text in lexicon.coordinators:
            near += step
        if not 0 <= near < len(tokens):
            continue
        divided = tokens[candidate.first if step < 0 else near].gap is Gap.BREAK
        if (divided or near != at) and not tokens[near].opens and _is_place(tokens[near], lexicon):
            add(scores, PLACE, LIKELY)
