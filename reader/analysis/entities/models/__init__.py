"""Trained weights that the analysis reads; without any the rules work alone.

They ship with Reader (`packed`); `cards.toml` names them, with licences, hashes and scores. They hold arrays and no
code. `words` cuts text as they were trained on it, `spelling` and `features` turn words into numbers, `network` is the
arithmetic. It is that of spaCy's entity recogniser (Honnibal and others: hashed embeddings, convolutions with
maxout, a greedy transition system over B, I, L, U and O), written anew from its published form. numpy is imported when
weights are loaded and not before.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from reader.config import load as load_settings
from reader.data import read_table
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BUILT_IN = "built-in"
"""The setting `names` where no pipeline is chosen."""
_THREADS = "OPENBLAS_NUM_THREADS"


TYPES = tuple(EntityType)
"""The types in the order in which chances are given."""


class Reading(NamedTuple):
    """Characters `start` up to `end` of a passage that weights take for a name of type `kind`.

    Where they see no name `kind` is None, and the characters are a word with a capital. `chances` says how likely each
    of the TYPES is if a name begins there, times what the weights are trusted.
    """

    start: int
    end: int
    kind: EntityType | None
    chances: tuple[float, ...]

    @classmethod
    def without_doubt(cls, start: int, end: int, kind: EntityType) -> Reading:
        """The reading of what tells no chances."""
        return cls(start, end, kind, tuple(float(kind is each) for each in TYPES))


class Recogniser(Protocol):
    """What sees names in passages."""

    def read(self, passages: Sequence[str]) -> list[list[Reading]]:
        """The names in each of the passages, in order."""


@cache
def cards() -> Mapping[str, Mapping[str, Any]]:
    """What is known of each package of weights."""
    return read_table(__file__, "cards.toml") or {}


@cache
def recogniser(language: str | None) -> Recogniser | None:
    """The recogniser for `language`, or None where no weights for it can be read.

    Weights whose files are not those that were measured are left alone. The same files give the same names on one
    machine; between processors the last bits of a sum may differ, and with them a step whose scores are all but equal.
    """
    chosen = load_settings()[0].names
    if language and chosen != BUILT_IN:
        from reader.analysis.entities.models.pipeline import load

        pipeline = load(chosen, language)
        if pipeline is not None:
            return pipeline
    for card in cards().values():
        if card["language"] != language:
            continue
        with _one_thread():
            return _shipped(card)
    return None


def _shipped(card: Mapping[str, Any]) -> Recogniser | None:
    """The weights of that card, or None where numpy or the file that was measured is missing."""
    try:
        if find_spec("numpy") is None:
            return None
    except (ImportError, ValueError):  # what cannot be looked at cannot be read either
        return None
    from reader.analysis.entities.models.packed import Damaged, load

    try:
        return load(card)
    except Damaged:
        return None


@contextmanager
def _one_thread() -> Iterator[None]:
    """Lets numpy's arithmetic start without threads: the arrays are small, and the order of sums stays the same."""
    before = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
