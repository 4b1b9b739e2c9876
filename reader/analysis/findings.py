"""The draft's quotations as facts of the model: with identifiers, and each speaker linked to the entity it is."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from reader.analysis.attribution.attributing import BEHIND
from reader.analysis.quotations.pulls import REACH
from reader.facts import replace
from reader.model import Quotation, Speaker
from reader.model.names import plain

if TYPE_CHECKING:
    from reader.analysis.draft import Draft, Found
    from reader.model import Article, Span

_NO_WORD = re.compile(r"\W+")


def identifier(kind: str, words: str, occurrence: int) -> str:
    """A short name for a fact that survives what changes elsewhere in the article.

    Args:
        kind: The fact's kind.
        words: Its words; case, accents, punctuation and white space do not count.
        occurrence: How many facts of that kind with the same words stand before it.
    """
    key = f"{kind}\0{_NO_WORD.sub(' ', plain(words)).strip()}\0{occurrence}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def make_quotations(draft: Draft) -> None:
    """Sets the quotations that the window brings, as facts, and those of earlier windows that it changes.

    Those that no later window can change are packed away with what is said of them now.
    """
    before = len(draft.made)
    draft.quotations[before:] = sorted(draft.quotations[before:], key=_start)
    draft.fresh = tuple(_quotation(draft, each, _new_identifier(draft, each)) for each in draft.quotations[before:])
    draft.made += draft.fresh
    settled = _settled(draft)
    draft.changed = _remade(draft, settled)
    draft.packed.extend(draft.made[:settled])
    del draft.quotations[:settled], draft.made[:settled]
    draft.register.quotations -= settled


def name_speakers_anew(draft: Draft) -> None:
    """Sets the quotations of which the whole article taught more: a fuller name, an entity, a repeat."""
    packed = tuple(
        (number, replace(each, speaker=speaker))
        for number, each in enumerate(draft.packed)
        if each.speaker is not None and (speaker := _known_as(draft, each.speaker)) != each.speaker
    )
    draft.changed = packed + _remade(draft, len(draft.made))


def _start(each: Found) -> int:
    return each.spans[0].start


def _settled(draft: Draft) -> int:
    """How many of the draft's quotations, from the first on, no later window looks at."""
    blocks, most = draft.article.blocks, max(0, len(draft.quotations) - REACH)
    if not most:
        return 0
    behind = blocks[max(0, draft.window.stop - BEHIND)].span.start
    return next((number for number in range(most) if draft.quotations[number].outer.end >= behind), most)


def _remade(draft: Draft, count: int) -> tuple[tuple[int, Quotation], ...]:
    """Makes the draft's first `count` quotations anew; the numbers of those that are not what they were, and they."""
    made = [_quotation(draft, each, old.id) for each, old in zip(draft.quotations[:count], draft.made, strict=False)]
    numbers = [at for at, each in enumerate(made) if each != draft.made[at]]
    draft.made[:count] = made
    return tuple((len(draft.packed) + at, made[at]) for at in numbers)


def _new_identifier(draft: Draft, each: Found) -> str:
    words = draft.article.passage(each.spans)
    first = identifier(each.kind, words, 0)
    draft.seen[first] += 1
    occurrence = draft.seen[first] - 1
    return identifier(each.kind, words, occurrence) if occurrence else first


def _quotation(draft: Draft, each: Found, name: str) -> Quotation:
    speaker = None
    if each.speaker is not None:
        role = draft.article.passage([each.role]) if each.role else None
        speaker = _known_as(draft, Speaker("", each.speaker, role=role))
    return Quotation(
        id=name,
        kind=each.kind,
        spans=tuple(each.spans),
        fragment=each.fragment,
        repeats=tuple(each.repeats),
        speaker=speaker,
        cue=each.cue,
        reason=each.reason,
    )


def _known_as(draft: Draft, speaker: Speaker) -> Speaker:
    """The speaker under the name of the entity that its words are, where they are one; else under its words."""
    mentioned = draft.register.mention(speaker.span)
    if mentioned is not None and _names_whole(draft.article, speaker.span, mentioned[1]):
        return replace(speaker, name=mentioned[0].name, entity=mentioned[0].id)
    return replace(speaker, name=draft.article.passage([speaker.span]), entity=None)


def _names_whole(article: Article, speaker: Span, mention: Span) -> bool:
    """Whether the speaker is the entity itself, not a description that merely mentions it (a spokesman of X)."""
    around = article.text[speaker.start : mention.start] + article.text[mention.end : max(mention.end, speaker.end)]
    return not _NO_WORD.sub("", around)
