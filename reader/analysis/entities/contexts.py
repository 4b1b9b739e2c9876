"""What the words around a mention say of its being a person, an organisation, a place or a work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.cues import CLEAR, LIKELY, ORGANISATION, PERSON, PLACE, SLIGHT, WORK, add, is_place
from reader.analysis.entities.tokens import Gap, Shape

if TYPE_CHECKING:
    from reader.analysis.entities.candidates import Candidate
    from reader.analysis.entities.cues import Scores
    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token
    from reader.model import EntityType

_REACH = 4
"""Words behind a name up to which its verb is looked for, over auxiliaries and adverbs."""
_DEFINED = 8
"""Words behind 'is a' up to which the noun that says what something is is looked for."""


def surroundings(candidate: Candidate, lexicon: Lexicon) -> Scores:
    """What the words around a mention say."""
    scores: Scores = {}
    _before(candidate, lexicon, scores)
    _after(candidate, lexicon, scores)
    _apposition(candidate, lexicon, scores)
    _definition(candidate, lexicon, scores)
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
        article = candidate.before(2)
        defined = article is not None and article.text.lower() in lexicon.determiners
        add(scores, WORK, CLEAR + LIKELY if defined else CLEAR)  # the film X: whatever else its words look like
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
    if owner in lexicon.person_owners:
        add(scores, PERSON, LIKELY)
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
    owned = candidate.after(2) if _is_genitive(token) else None
    if owned is not None and owned.text in lexicon.person_owned:
        add(scores, PERSON, CLEAR)
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
    elif whole and verb is not None and verb.text in lexicon.person_verbs:
        add(scores, PERSON, CLEAR)
    if before is not None and before.text in lexicon.reporting:
        add(scores, PERSON, LIKELY + SLIGHT / 2)


def _is_genitive(token: Token) -> bool:
    return token.gap is Gap.APOSTROPHE and token.text in {"s", "S"}


def _definition(candidate: Candidate, lexicon: Lexicon, scores: Scores) -> None:
    """What the name is said to be: X is a fishing village, X est une petite commune."""
    copula, article = candidate.after(), candidate.after(2)
    if copula is None or article is None or copula.text not in lexicon.copulas:
        return
    if article.text not in lexicon.determiners:
        return
    before = candidate.before()
    if before is not None and before.text.lower() in lexicon.links:
        return  # what it belongs to is said to be that
    told: EntityType | None = None
    for on in range(3, 3 + _DEFINED):
        token = candidate.after(on)
        if token is None or token.opens or token.text in lexicon.links or token.text in lexicon.determiners:
            break
        kind = _of_noun(token.text, lexicon)
        told = kind or told
        if kind is not None and lexicon.head_first:
            break
    if told is not None:
        add(scores, told, CLEAR)


def _of_noun(noun: str, lexicon: Lexicon) -> EntityType | None:
    """Which type of thing the noun stands for."""
    if noun in lexicon.roles:
        return PERSON
    if noun in lexicon.org_before:
        return ORGANISATION
    if noun in lexicon.place_before:
        return PLACE
    return WORK if noun in lexicon.work_before and noun not in lexicon.naming else None


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
        if (divided or near != at) and not tokens[near].opens and is_place(tokens[near], lexicon):
            add(scores, PLACE, LIKELY)
