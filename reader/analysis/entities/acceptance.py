"""Which runs of capitals are names, and which owe their capitals to the place where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.cues import CLEAR, LIKELY, PERSON, SLIGHT
from reader.analysis.entities.tokens import Gap, Shape
from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.entities.candidates import Candidate
    from reader.analysis.entities.cues import Scores
    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token

_CONTENT = 4
"""Letters from which on a word counts when a block's capitals are judged: titles keep small words in lower case."""


class Casing:
    """What a block's capitals are worth. `told` is false where words have them for show: titles, lines in capitals."""

    __slots__ = ("heading", "shouts", "told")

    def __init__(self, tokens: Sequence[Token], kind: BlockKind, lexicon: Lexicon) -> None:
        content = [token for token in tokens if len(token.text) >= _CONTENT and token.text.isalpha()]
        inner = content[1:]
        upper = sum(token.shape is Shape.UPPER for token in content)
        capital = sum(token.shape.named for token in inner)
        self.heading = kind in (BlockKind.HEADING, BlockKind.TITLE)
        self.shouts = upper * 4 >= len(content) * 3 and len(content) > 1
        share = 3 if self.heading else 9
        show = len(inner) >= (1 if self.heading else 6) and capital * 5 >= len(inner) * share
        if self.heading and not lexicon.capital_nouns:
            show = capital * 5 >= len(inner) * share and len(inner) > 0
        elif lexicon.capital_nouns or not self.heading:
            show = show and not lexicon.capital_nouns and capital == len(inner)
        self.told = not self.shouts and not show


def is_name(
    candidate: Candidate, lexicon: Lexicon, casing: Casing, lowered: set[str], own: Scores, around: Scores
) -> bool:
    """Whether `candidate` is a name where it stands. `own` and `around` are what its form and its surroundings say."""
    words = candidate.words
    if not words or not any(map(str.isalpha, words[0])):
        return False
    if not casing.told:
        return not casing.shouts and lexicon.place_or_organisation(words) and not _everyday(candidate, lexicon, lowered)
    if candidate.stop - candidate.first > 1:
        return _several(candidate, lexicon, lowered, own, around)
    return _single(candidate, lexicon, casing, lowered, own, around)


def _everyday(candidate: Candidate, lexicon: Lexicon, lowered: set[str]) -> bool:
    """Whether all its words are everyday words."""
    return all(
        token.text.lower() in lowered or lexicon.is_ordinary(token.text) or token.text in lexicon.portfolios
        for token in candidate.tokens[candidate.first : candidate.stop]
        if token.shape in (Shape.CAPITAL, Shape.UPPER, Shape.INITIAL)
    )


def _several(candidate: Candidate, lexicon: Lexicon, lowered: set[str], own: Scores, around: Scores) -> bool:
    tokens = candidate.tokens[candidate.first : candidate.stop]
    if lexicon.place_or_organisation(candidate.words) or candidate.headed:
        return True
    if lexicon.capital_nouns:
        compound = any(token.gap is Gap.HYPHEN and token.shape is Shape.CAPITAL for token in tokens[1:])
        odd = any(token.shape in (Shape.UPPER, Shape.MIXED, Shape.DIGITS) for token in tokens) and not compound
        return odd or max(own.values(), default=0) >= CLEAR or around.get(PERSON, 0) >= CLEAR
    if not candidate.opens and all(token.gap is Gap.HYPHEN and token.shape.named for token in tokens[1:]):
        return True
    if _everyday(candidate, lexicon, lowered):
        return lexicon.is_first_name(tokens[0].text) or max(own.values(), default=0) > CLEAR
    return True


def _single(
    candidate: Candidate, lexicon: Lexicon, casing: Casing, lowered: set[str], own: Scores, around: Scores
) -> bool:
    token = candidate.tokens[candidate.first]
    known = lexicon.place_or_organisation(candidate.words)
    if token.shape is Shape.INITIAL or (token.text in lexicon.org_heads and not known):
        return False
    if token.text.lower() in lexicon.peoples and not known:
        return False
    if token.shape in (Shape.UPPER, Shape.MIXED, Shape.DIGITS):
        return known or token.text.lower() not in lexicon.ordinary
    low = token.text.lower()
    # an ending makes a word an everyday one only where its capital says little: at a sentence's head, after an article
    article = candidate.before()
    bare = candidate.opens or (article is not None and article.text in lexicon.determiners)
    everyday = low in lowered or low in lexicon.ordinary or token.text in lexicon.portfolios
    everyday = everyday or (bare and lexicon.is_ordinary(low) and not lexicon.is_first_name(token.text))
    if around.get(PERSON, 0) >= CLEAR and not everyday:
        return True
    if lexicon.capital_nouns:
        return known and not (candidate.opens and everyday)
    if everyday:
        return known and not candidate.opens and token.text.lower() not in lexicon.ordinary
    if not candidate.opens or known:
        return True
    return _stands_at_the_head(candidate, lexicon, casing, own, around)


def _stands_at_the_head(candidate: Candidate, lexicon: Lexicon, casing: Casing, own: Scores, around: Scores) -> bool:
    """Whether a word that opens a sentence is a name: the language's everyday words are known, and it is none."""
    after = candidate.tokens[candidate.stop] if candidate.stop < len(candidate.tokens) else None
    if after is not None and after.gap is Gap.HYPHEN:
        return False
    if after is not None and after.gap is Gap.SPACE and after.text in lexicon.determiners:
        return False  # an article directly behind it: it is a verb (Lease the boat)
    word, told = candidate.tokens[candidate.first].text, max(around.values(), default=0)
    if lexicon.opens_as(word) and told < LIKELY:
        return False
    if lexicon.is_first_name(word) or told >= SLIGHT:
        return True
    if casing.heading or not lexicon.endings or after is None:
        return False
    return max(own.values(), default=0) >= LIKELY or after.shape is Shape.LOWER
