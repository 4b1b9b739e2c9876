"""The draft's quotations as facts of the model: with identifiers, and each speaker linked to the entity it is."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Quotation, Speaker

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Found
    from reader.model import Article, Entity, Span

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


class Made(NamedTuple):
    """A quotation as it was last made, with the words that tell it from others and all that it was made of."""

    first: str
    stamp: tuple[object, ...]
    quotation: Quotation


def make_quotations(draft: Draft) -> None:
    """Sets the draft's quotations as facts: those of all windows so far."""
    draft.facts = quotations_of(draft)


def quotations_of(draft: Draft) -> tuple[Quotation, ...]:
    """The quotations found so far, in the order of the text.

    What was made for an earlier window is kept where nothing of it has changed since.
    """
    seen = Counter[str]()
    found: list[Quotation] = []
    for each in sorted(draft.quotations, key=lambda quotation: quotation.spans[0].start):
        made = _made(draft, each, seen)
        seen[made.first] += 1
        draft.made[id(each)] = made
        found.append(made.quotation)
    return tuple(found)


def _made(draft: Draft, each: Found, seen: Counter[str]) -> Made:
    entity, mention = _named(draft, each)
    name = (entity.id, entity.name) if entity is not None else None
    spans, repeats = tuple(each.spans), tuple(each.repeats)
    old = draft.made.get(id(each))
    same = old is not None and old.stamp[0] == each.kind and old.stamp[1] == spans
    words = "" if same else draft.article.passage(spans)
    first = old.first if old is not None and same else identifier(each.kind, words, 0)
    occurrence = seen[first]
    stamp = (
        each.kind,
        spans,
        occurrence,
        each.fragment,
        repeats,
        (each.speaker, each.role, each.cue, each.reason),
        name,
        mention,
    )
    if old is not None and old.stamp == stamp:
        return old
    if occurrence and not words:
        words = draft.article.passage(spans)
    quotation = Quotation(
        id=first if not occurrence else identifier(each.kind, words, occurrence),
        kind=each.kind,
        spans=spans,
        fragment=each.fragment,
        repeats=repeats,
        speaker=_speaker(draft.article, each, entity, mention),
        cue=each.cue,
        reason=each.reason,
    )
    return Made(first, stamp, quotation)


def _named(draft: Draft, found: Found) -> tuple[Entity | None, Span | None]:
    """The entity that the speaker's words mention first, and where."""
    if found.speaker is None:
        return None, None
    for at in range(found.speaker.start, found.speaker.end):
        mention = draft.register.mention(at)
        if mention is not None:
            return mention
    return None, None


def _speaker(article: Article, found: Found, entity: Entity | None, mention: Span | None) -> Speaker | None:
    if found.speaker is None:
        return None
    named = entity is not None and mention is not None and _names_whole(article, found.speaker, mention)
    role = article.passage([found.role]) if found.role else None
    return Speaker(
        name=entity.name if entity and named else article.passage([found.speaker]),
        span=found.speaker,
        entity=entity.id if entity and named else None,
        role=role,
    )


def _names_whole(article: Article, speaker: Span, mention: Span) -> bool:
    """Whether the speaker is the entity itself, not a description that merely mentions it (a spokesman of X)."""
    around = article.text[speaker.start : mention.start] + article.text[mention.end : max(mention.end, speaker.end)]
    return not _NO_WORD.sub("", around)
