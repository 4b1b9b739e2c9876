"""The draft's quotations as facts of the model: with identifiers, and each speaker linked to the entity it is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from reader.model import Quotation, Span, Speaker

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Found
    from reader.model import Article, Entity

_NO_WORD = re.compile(r"\W+")


def identifier(kind: str, words: str, occurrence: int) -> str:
    """A short name for a fact that survives what changes elsewhere in the article.

    Args:
        kind: The fact's kind.
        words: Its words; case, accents, punctuation and white space do not count.
        occurrence: How many facts of that kind with the same words stand before it.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    key = f"{kind}\0{_NO_WORD.sub(' ', plain).strip()}\0{occurrence}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def quotations_of(draft: Draft) -> tuple[Quotation, ...]:
    """The quotations found so far, in the order of the text."""
    article, seen = draft.article, Counter[str]()
    by_mention = {mention.start: entity for entity in draft.entities for mention in entity.mentions}
    found: list[Quotation] = []
    for each in sorted(draft.quotations, key=lambda quotation: quotation.spans[0].start):
        words = article.passage(each.spans)
        first = identifier(each.kind, words, 0)
        name = first if not seen[first] else identifier(each.kind, words, seen[first])
        seen[first] += 1
        found.append(
            Quotation(
                id=name,
                kind=each.kind,
                spans=tuple(each.spans),
                fragment=each.fragment,
                repeats=tuple(each.repeats),
                speaker=_speaker(article, each, by_mention),
                cue=each.cue,
                reason=each.reason,
            )
        )
    return tuple(found)


def _speaker(article: Article, found: Found, by_mention: dict[int, Entity]) -> Speaker | None:
    if found.speaker is None:
        return None
    entity = next((by_mention[at] for at in range(found.speaker.start, found.speaker.end) if at in by_mention), None)
    named = _names_whole(article, found.speaker, entity)
    role = article.passage([found.role]) if found.role else None
    printed = article.passage([found.speaker])
    return Speaker(
        name=entity.name if entity and named else printed,
        span=found.speaker,
        entity=entity.id if entity and named else None,
        role=role,
    )


def _names_whole(article: Article, speaker: Span, entity: Entity | None) -> bool:
    """Whether the speaker is the entity itself, not a description that merely mentions it (a spokesman of X)."""
    if entity is None:
        return False
    mention = next((m for m in entity.mentions if m.overlaps(speaker)), None)
    if mention is None:
        return False
    around = article.text[speaker.start : mention.start] + article.text[mention.end : max(mention.end, speaker.end)]
    return not _NO_WORD.sub("", around)
