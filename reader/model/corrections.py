"""What a reader overrules in what was found: who speaks, what is no quotation, and what is one thing or two.

A finding is a judgement, and whoever reads may know better. A correction is a fact of its own, anchored by the words
that it is about, and laid over the findings; these stay what they were. Pure: the screen and the command line lay
the same corrections over the same findings.
"""

from __future__ import annotations

import re
from enum import StrEnum

from reader.facts import TYPE_CHECKING, replace
from reader.model.findings import Correction, Entity, EntityType, Speaker
from reader.model.spans import Anchor, Span
from reader.tongue import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reader.model.findings import Analysis, Quotation


class Aspect(StrEnum):
    """What a correction of findings is about, and what its value says.

    `SPEAKER`: of the quotation anchored, the speaker's name, or NOBODY. `QUOTATION`: NONE, it is no quotation.
    `TYPE`: of the entity that has the mention anchored, an EntityType. `MERGE`: the name of the entity that it is
    the same as. `SPLIT`: ONE mention is something else, or EVERY one that is spelt so. `ENTITY`: NONE, it is no name.
    """

    SPEAKER = "speaker"
    QUOTATION = "quotation"
    TYPE = "entity-type"
    MERGE = "entity-merge"
    SPLIT = "entity-split"
    ENTITY = "entity"


NOBODY = ""
"""The value of a speaker that the article does not name."""

NONE = "none"
"""The value of what is not there at all."""

ONE, EVERY = "one", "every"
"""Which mentions a split is about."""

REASON = N_("corrected by hand")
"""The reason of what a reader decided."""

_OF_QUOTATIONS = frozenset({Aspect.SPEAKER, Aspect.QUOTATION})
_ALIKE = 0.5
"""How much of the words anchored a quotation must share to be the one that was meant."""

_SPACES = re.compile(r"\s+")


def correction(text: str, aspect: Aspect, span: Span, value: str) -> Correction:
    """The correction that says `value` of the `aspect` of what stands at `span` of `text`."""
    return Correction(aspect.value, Anchor.to(text, span), value)


def of_findings(corrections: Iterable[Correction]) -> list[Correction]:
    """Those of `corrections` that are about findings; others are about the article's structure."""
    known = frozenset(aspect.value for aspect in Aspect)
    return [each for each in corrections if each.aspect in known]


def corrected(text: str, found: Analysis, corrections: Iterable[Correction]) -> Analysis:
    """`found` with `corrections` laid over it, in their order; the same analysis where there are none.

    One whose words are lost from `text`, that is about nothing found, or that says what cannot be, is passed over.
    """
    wanted = of_findings(corrections)
    if not wanted:
        return found
    changing = _Changing(text, found)
    for each in wanted:
        span = each.anchor.find(text)
        if span is not None:
            _CHANGES[Aspect(each.aspect)](changing, span, each.value)
    return changing.analysis()


def concerning(text: str, fact: Quotation | Entity, corrections: Iterable[Correction]) -> list[Correction]:
    """Those of `corrections` that made `fact` what it is, in their order."""
    found: list[Correction] = []
    of_entity = isinstance(fact, Entity)
    spans = fact.everywhere if isinstance(fact, Entity) else (fact.span,)
    for each in of_findings(corrections):
        if (Aspect(each.aspect) in _OF_QUOTATIONS) is not of_entity:
            span = each.anchor.find(text)
            if span is not None and any(span.overlaps(own) for own in spans):
                found.append(each)
    return found


class _Changing:
    """Findings under way, and the changes that a correction can make to them."""

    def __init__(self, text: str, found: Analysis) -> None:
        self.text = text
        self.found = found
        self.quotations = list(found.quotations)
        self.entities = list(found.entities)

    def analysis(self) -> Analysis:
        entities = sorted(self.entities, key=lambda entity: entity.mentions[0] if entity.mentions else Span(0, 0))
        return replace(self.found, quotations=tuple(self.quotations), entities=tuple(entities))

    def quotation(self, span: Span) -> int | None:
        """The quotation that stands at `span`, or else shares most of it."""
        shared = [
            (min(q.span.end, span.end) - max(q.span.start, span.start), -abs(len(q.span) - len(span)), index)
            for index, q in enumerate(self.quotations)
            if q.span.overlaps(span)
        ]
        most = max(shared, default=None)
        return most[2] if most is not None and most[0] > _ALIKE * len(span) else None

    def entity(self, span: Span) -> int | None:
        """The entity that has a mention at `span`."""
        return next((i for i, e in enumerate(self.entities) if any(own.overlaps(span) for own in e.everywhere)), None)

    def speak(self, span: Span, name: str) -> None:
        index = self.quotation(span)
        if index is None:
            return
        old = self.quotations[index]
        speaker = None if name == NOBODY else self._speaker(old, name)
        self.quotations[index] = replace(old, speaker=speaker, cue=None, reason=REASON)

    def _speaker(self, quotation: Quotation, name: str) -> Speaker:
        """Who is called `name`, with the role that the article prints elsewhere, and where it is named last before."""
        entity = next((each for each in self.entities if each.name == name), None)
        spoken = (q.speaker for q in self.quotations if q.speaker and q.speaker.name == name)
        role = next((speaker.role for speaker in spoken if speaker.role), None)
        named = entity.mentions if entity else self._printed(name)
        before = [each for each in named if each.end <= quotation.span.start]
        place = before[-1] if before else next(iter(named), Span(quotation.span.start, quotation.span.start))
        return Speaker(name, place, entity.id if entity else None, role)

    def _printed(self, name: str) -> tuple[Span, ...]:
        pattern = r"\s+".join(map(re.escape, name.split()))
        return tuple(Span(*match.span()) for match in re.finditer(pattern, self.text)) if pattern else ()

    def unquote(self, span: Span, value: str) -> None:
        index = self.quotation(span)
        if index is not None and value == NONE:
            del self.quotations[index]

    def retype(self, span: Span, value: str) -> None:
        index = self.entity(span)
        if index is not None and value in frozenset(EntityType):
            self.entities[index] = replace(self.entities[index], type=EntityType(value))

    def merge(self, span: Span, name: str) -> None:
        index = self.entity(span)
        if index is None:
            return
        lost = self.entities[index]
        into = next((i for i, each in enumerate(self.entities) if each.name == name and i != index), None)
        if into is None:
            return
        kept = self.entities[into]
        mentions, roles = {*kept.mentions, *lost.mentions}, {*kept.roles, *lost.roles}
        self.entities[into] = replace(kept, mentions=tuple(sorted(mentions)), roles=tuple(sorted(roles)))
        del self.entities[index]
        self._relink(lost, lambda speaker: replace(speaker, name=_in_place(speaker.name, lost, kept), entity=kept.id))

    def split(self, span: Span, value: str) -> None:
        index = self.entity(span)
        if index is None or value not in (ONE, EVERY):
            return
        whole = self.entities[index]
        at = next(own for own in whole.everywhere if own.overlaps(span))
        words = self._words(at)
        moved = tuple(m for m in whole.everywhere if m == at or (value == EVERY and self._words(m) == words))
        rest = tuple(mention for mention in whole.mentions if mention not in moved)
        roles = tuple(role for role in whole.roles if role not in moved)
        if not rest:
            return
        forms = [self._words(mention) for mention in rest]
        name = whole.name if whole.name in forms else max(forms, key=len)
        number = sum(m < at and self._words(m) == words for each in self.entities for m in each.everywhere)
        other = Entity(_identifier(whole.id, words, number), words, whole.type, moved)
        self.entities[index : index + 1] = [replace(whole, name=name, mentions=rest, roles=roles), other]
        self._relink(whole, lambda speaker: _named(speaker, whole, name, other, moved))

    def delete(self, span: Span, value: str) -> None:
        index = self.entity(span)
        if index is not None and value == NONE:
            lost = self.entities.pop(index)
            self._relink(lost, lambda speaker: replace(speaker, entity=None))

    def _relink(self, entity: Entity, change: Callable[[Speaker], Speaker]) -> None:
        """Change the speakers that `entity` was."""
        for index, quotation in enumerate(self.quotations):
            if quotation.speaker is not None and quotation.speaker.entity == entity.id:
                self.quotations[index] = replace(quotation, speaker=change(quotation.speaker))

    def _words(self, span: Span) -> str:
        return _SPACES.sub(" ", span.of(self.text))


def _in_place(name: str, lost: Entity, kept: Entity) -> str:
    return kept.name if name == lost.name else name


def _named(speaker: Speaker, whole: Entity, name: str, other: Entity, moved: tuple[Span, ...]) -> Speaker:
    """Who a speaker is when `other` has been split from `whole`, which is called `name` now."""
    if any(span.overlaps(speaker.span) for span in moved):
        return replace(speaker, name=_in_place(speaker.name, whole, other), entity=other.id)
    return replace(speaker, name=name) if speaker.name == whole.name else speaker


def _identifier(entity: str, words: str, number: int) -> str:
    """A short name for what was split from an entity: it survives what changes elsewhere."""
    key = f"{entity}\0{words}\0{number}"
    from hashlib import sha256  # 2 ms that no first screen needs

    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


_CHANGES: Mapping[Aspect, Callable[[_Changing, Span, str], None]] = {
    Aspect.SPEAKER: _Changing.speak,
    Aspect.QUOTATION: _Changing.unquote,
    Aspect.TYPE: _Changing.retype,
    Aspect.MERGE: _Changing.merge,
    Aspect.SPLIT: _Changing.split,
    Aspect.ENTITY: _Changing.delete,
}
"""What each aspect changes."""
