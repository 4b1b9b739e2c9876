"""Reporting clauses that break a quotation: « Moi, dit-il, j’y vais », and «…», dit-il, «…».

Such a clause is no part of what is said. Inside the marks it is told from the speaker's own words by its form: an
inverted subject in the third person, or a name, between commas or dashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.masking import between
from reader.analysis.quotations.marks import bare
from reader.analysis.reporting import is_verb
from reader.model import Span

if TYPE_CHECKING:
    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech

_LONGEST = 30
"""Tokens of a reporting clause at most."""
_GROUP = 6
"""Tokens of a verb group at most (lui a-t-elle alors répondu)."""
OPENS_INCISE = frozenset({",", "–", "—", "!", "?", "…"})
_CLOSE = frozenset({",", ".", "–", "—", ";"})
_COMMAS = frozenset({",", "–", "—"})
_LETTERS = 400
"""Characters of a reporting clause at most."""


def inside(view: str, offset: int, inner: Span, speech: Speech) -> list[Span]:
    """The pieces of what is said between one pair of marks: several where a reporting clause breaks it."""
    if not speech.inversion:
        return [inner]
    end = inner.end - offset
    items = between(view, offset, inner, speech)
    pieces: list[Span] = []
    start = inner.start
    at = 0
    while at < len(items) - 1:
        close = incise(items, at, speech) if items[at].low in OPENS_INCISE else None
        if close is None:
            at += 1
            continue
        stop = items[at].end if items[at].low in "!?…" else items[at].start
        piece = bare(view, offset, start - offset, stop - offset)
        if piece:
            pieces.append(piece)
        start = items[close].end if close < len(items) else inner.end
        at = close + 1
    piece = bare(view, offset, start - offset, end)
    if piece:
        pieces.append(piece)
    return pieces or [inner]


def incise(items: list[Token], opening: int, speech: Speech, *, anybody: bool = False) -> int | None:
    """The token that closes the reporting clause which begins behind token `opening`, or None where none does.

    Args:
        items: The tokens of what is said.
        opening: The comma, dash or mark before the clause.
        speech: Knowledge of the language.
        anybody: Whether any noun with an article can be who speaks, as in stories (cria le vieillard).
    """
    at, pronoun = _verb_group(items, opening + 1, speech)
    if at is None or not (pronoun or _is_somebody(items, at, speech, anybody=anybody)):
        return None
    for close in range(at, min(len(items), opening + _LONGEST)):
        if items[close].low == "," and _is_accompanied(items, close, speech):
            continue
        if items[close].low in _CLOSE:
            return _past_name(items, close, described=not pronoun and not items[at].capital)
        if items[close].low in (":", "?", "!"):
            return None
    return None


def _verb_group(items: list[Token], at: int, speech: Speech) -> tuple[int | None, bool]:
    """The token behind an inverted verb group that begins at token `at`, if it reports; whether it holds a pronoun."""
    reported = pronoun = helped = False
    for index in range(at, min(len(items), at + _GROUP)):
        low = items[index].low
        if reported and not low.startswith("-"):
            return index, pronoun
        if low in speech.to_speaker or items[index].capital:
            return None, False
        if low.startswith("-"):
            hanging = low.lstrip("-").removeprefix("t-")
            if hanging in speech.nobody or hanging not in speech.pronouns:
                return None, False
            pronoun = True
        elif low in speech.finite or low in speech.beside or ((pronoun or helped) and is_verb(low, speech)):
            reported = True
        elif not (low in speech.auxiliaries or low in speech.clitics or low in speech.adverbs):
            return None, False
        helped = helped or low in speech.auxiliaries
    return None, False


def _is_accompanied(items: list[Token], comma: int, speech: Speech) -> bool:
    """Whether a gerund behind token `comma` goes on with the clause (…, cria X, en tapant du poing)."""
    if comma + 2 >= len(items) or not speech.gerund_endings:
        return False
    return items[comma + 1].low in speech.prepositions and items[comma + 2].low.endswith(speech.gerund_endings)


def _is_somebody(items: list[Token], at: int, speech: Speech, *, anybody: bool = False) -> bool:
    """Whether a name begins at token `at`, or a description of somebody (le maire)."""
    if at >= len(items):
        return False
    if items[at].capital or (anybody and items[at].low in speech.determiners):
        return True
    return items[at].low in speech.determiners and any(token.low in speech.roles for token in items[at + 1 : at + 4])


def _past_name(items: list[Token], close: int, *, described: bool) -> int:
    """The comma behind the name that follows a description (…, concède le maire, Jean Roux, …), else `close`."""
    if not described or items[close].low != ",":
        return close
    at = close + 1
    while at < len(items) and items[at].capital:
        at += 1
    return at if at > close + 1 and at < len(items) and items[at].low == "," else close


def joins(view: str, offset: int, first: Span, second: Span, speech: Speech) -> bool:
    """Whether a reporting clause alone stands between two pairs of marks, so that they are one quotation.

    Args:
        view: The block's characters.
        offset: Where the block begins in the article.
        first: The earlier pair, marks included.
        second: The later one.
        speech: Knowledge of the language.
    """
    begin, end = first.end - offset, second.start - offset
    if end - begin > _LETTERS:
        return False
    items = between(view, offset, Span(first.end, second.start), speech)
    if not items or len(items) > _LONGEST:
        return False
    at = 1 if items[0].low in _COMMAS else 0
    words = items[at:]
    if not words or words[0].low in speech.conjunctions or words[0].low in speech.complementizers:
        return False
    if any(token.low in (";", ":", "!", "?", "…") for token in words) or _has_full_stop(words, speech):
        return False
    if speech.inversion and not _begins_with_verb(words, speech):
        return False
    if not any(
        token.low in speech.finite or token.low in speech.beside or token.low in speech.participles for token in words
    ):
        return False
    if words[-1].low in _COMMAS:
        return True
    following = view[end + 1 : end + 4].strip()
    return following[:1].islower() and (
        words[-1].capital or words[-1].low.lstrip("-").removeprefix("t-") in speech.pronouns
    )


def _begins_with_verb(words: list[Token], speech: Speech) -> bool:
    for token in words[:_GROUP]:
        low = token.low
        if is_verb(low, speech):
            return True
        if not (low in speech.auxiliaries or low in speech.clitics or low in speech.adverbs or low.startswith("-")):
            return False
    return False


def _has_full_stop(words: list[Token], speech: Speech) -> bool:
    """Whether a sentence ends among `words`: at a full stop that ends no initial or title."""
    return any(
        token.low == "." and not (index and _is_abbreviated(words[index - 1], speech))
        for index, token in enumerate(words)
    )


def _is_abbreviated(word: Token, speech: Speech) -> bool:
    return word.capital and (word.end - word.start == 1 or word.low.capitalize() + "." in speech.titles)
