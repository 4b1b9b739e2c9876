"""Which words report: finite verbs, participles with an auxiliary, gerunds that are no adjectives, infinitives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech

_HELPED = 4
"""Tokens between an auxiliary and its participle, at most."""


def reports(items: Sequence[Token], at: int, speech: Speech, *, beside: bool = False) -> bool:
    """Whether token `at` is a finite verb, or a participle with its auxiliary, that reports.

    Args:
        items: The tokens of a block.
        at: The token in question.
        speech: Knowledge of the language.
        beside: Whether the words that it would report stand directly beside it, so that more verbs can report.
    """
    token = items[at]
    low = token.low
    if token.capital and at and items[at - 1].low not in (".", ":", "!", "?"):
        return False
    if low in speech.finite or (beside and low in speech.beside):
        if low in speech.participles and is_passive(items, at, speech):
            return False
        noun = at > 0 and items[at - 1].low in speech.determiners
        return not noun or low in speech.participles or speech.inversion
    if _is_plural_present(items, at, speech):
        return True
    if low in speech.participles or (beside and low in speech.beside_participles):
        helped = any(items[i].low in speech.auxiliaries for i in range(max(0, at - _HELPED), at))
        return helped and not is_passive(items, at, speech)
    return False


def _is_plural_present(items: Sequence[Token], at: int, speech: Speech) -> bool:
    """Whether a verb's base form has a plural for its subject (critics call it “…”, they warn that “…”)."""
    if speech.inversion or not at or items[at].low not in speech.infinitives:
        return False
    before, plural = items[at - 1].low, speech.plural
    form = speech.pronouns.get(before)
    several = bool(plural) and before.endswith(plural) and before.removesuffix(plural) in speech.roles
    return several or (before in speech.roles and before.endswith(plural)) or (form is not None and form.number != "s")


def is_verb(word: str, speech: Speech) -> bool:
    """Whether a word, in a clause beside a quotation, is a finite verb or participle that reports."""
    return (
        word in speech.finite
        or word in speech.beside
        or word in speech.participles
        or word in speech.beside_participles
    )


def is_passive(items: Sequence[Token], at: int, speech: Speech) -> bool:
    """Whether the participle at token `at` is passive: its subject is spoken of or to, and does not speak."""
    for i in range(at - 1, max(-1, at - _HELPED), -1):
        if items[i].low in speech.passive:
            return not any(items[j].low in speech.reflexives for j in range(max(0, i - 2), i))
        if not (items[i].low in speech.adverbs or items[i].low in speech.clitics):
            return False
    return False


def is_gerund(items: Sequence[Token], at: int, begin: int, speech: Speech) -> bool:
    """Whether a gerund reports at token `at` of a sentence from `begin` on; behind a verb it would be an adjective."""
    if items[at].low not in speech.gerunds:
        return False
    before = items[at - 1].low if at > begin else ""
    return before not in speech.verbs and before not in speech.auxiliaries


def is_infinitive(items: Sequence[Token], at: int, speech: Speech, *, beside: bool = False) -> bool:
    """Whether an infinitive reports at token `at`; `beside` as in `reports`."""
    low = items[at].low
    known = low in speech.infinitives or (beside and low in speech.beside_infinitives)
    return known and (speech.inversion or (at > 0 and items[at - 1].low == "to"))
