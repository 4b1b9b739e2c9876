"""Which descriptions stand for somebody and can stand for nobody else.

'La maire' is Anne Roux where the article has tied that role to her and to nobody else. It is left alone wherever the
article speaks of another: of a second holder, named or not, of a former one or a deputy, of mayors in general, of one
with another complement; where gender or number do not agree; within a quotation, whose speaker may mean anybody; and
far from her. In a book a role has many holders, so that none is looked for beyond one window.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.analysis.attribution.beside import LONGEST
from reader.analysis.attribution.roster import TOLD, Roster
from reader.analysis.attribution.subjects import Subjects
from reader.analysis.masking import between, block_view
from reader.analysis.roles.nouns import roles
from reader.analysis.roles.occurrences import Led, occurrence
from reader.analysis.roles.ties import ties
from reader.analysis.speech import speech
from reader.analysis.stage import Stage
from reader.model import BlockKind, EntityType, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.analysis.draft import Draft
    from reader.analysis.masking import Token
    from reader.analysis.roles.occurrences import Occurrence
    from reader.analysis.roles.ties import Tie
    from reader.model import Entity

_READ = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.TITLE, BlockKind.BLOCKQUOTE)
_BESIDE = LONGEST + 3
"""Tokens before a name among which the noun of its role is; behind it there may be twice as many, the name's own."""
_NEAR = 8
"""Blocks between two mentions of somebody over which a role still takes him up."""


@dataclass(slots=True)
class _Held:
    """One noun in an article: who has it, in which words, and where it stands without a name."""

    holders: dict[str, Entity] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    since: int = 0
    """Where the first tie ends."""
    doubtful: bool = False
    alone: list[Occurrence] = field(default_factory=list)


def take_up_roles(draft: Draft) -> None:
    """Gives the draft's entities the descriptions that surely stand for them."""
    known = roles(draft.language)
    if not known.nouns or len(draft.window) < len(draft.article.blocks):
        return
    _Roles(draft).run()


class _Roles:
    """The work on one article."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._speech = speech(draft.language)
        self._known = roles(draft.language)
        self._roster = Roster(draft)
        found = sorted(draft.quotations, key=lambda each: each.outer)
        self._stage = Stage(draft, found, self._speech, self._roster)
        self._held: dict[str, _Held] = {}
        self._tied: set[int] = set()
        self._spots = {
            index: spots for index in self._read() if (spots := self._may_be_nouns(self._stage.tokens(index).items))
        }
        """For each block in which nouns of roles may stand, at which tokens."""

    def _may_be_nouns(self, items: Sequence[Token]) -> list[int]:
        return [at for at, token in enumerate(items) if self._known.may_hold_noun(token.low)]

    def run(self) -> None:
        """Ties, then looks at every place where one of the nouns tied stands, and takes up what is certain."""
        self._tie()
        if not self._held or self._is_succeeded():
            return
        self._look()
        taken: dict[str, list[Span]] = {}
        for held in self._held.values():
            if not held.doubtful and len(held.holders) == 1:
                (entity,) = held.holders.values()
                taken.setdefault(entity.id, []).extend(self._taken_up(held, entity))
        if any(taken.values()):
            self._draft.entities = tuple(
                replace(each, roles=tuple(sorted(taken[each.id]))) if taken.get(each.id) else each
                for each in self._draft.entities
            )

    # Ties

    def _tie(self) -> None:
        for name in self._draft.names:
            if name.type not in (EntityType.PERSON, EntityType.ORGANISATION):
                continue
            block = self._draft.article.block_at(name.span.start)
            at = self._stage.token_at(block, name.span.start) if block in self._spots else None
            if block is None or at is None or not self._is_beside_a_noun(block, at):
                continue
            mention = self._draft.register.mention(name.span)
            for tie in ties(self._stage.subjects(block), self._known, at, name):
                if mention is not None and tie.role.form.type is name.type:
                    self._note(tie, mention[0])

    def _is_beside_a_noun(self, block: int, at: int) -> bool:
        """Whether near enough to the token a noun may stand that can be tied to the name there."""
        spots = self._spots[block]
        near = bisect_left(spots, at - _BESIDE)
        return near < len(spots) and spots[near] <= at + 2 * _BESIDE

    def _note(self, tie: Tie, entity: Entity) -> None:
        held = self._held.setdefault(tie.role.noun, _Held())
        end = max(tie.name.span.end, tie.role.span.end)
        held.since = min(held.since or end, end)
        held.holders[entity.id] = entity
        held.told |= tie.role.told
        held.genders |= {tie.role.gender, self._roster.gender(tie.name, least=TOLD) or ""} - {""}
        self._tied.add(tie.role.offset)

    def _is_succeeded(self) -> bool:
        """Whether the article speaks of one holder following another."""
        words = self._known.succession
        return any(token.low in words for index in self._read() for token in self._stage.tokens(index).items)

    def _read(self) -> Iterator[int]:
        return (i for i, block in enumerate(self._draft.article.blocks) if block.kind in _READ)

    # Where the nouns stand

    def _look(self) -> None:
        for index, spots in self._spots.items():
            subjects = self._stage.subjects(index)
            for found in self._in(subjects, spots):
                self._judge(found, subjects)
        for each in self._stage.found:
            for span in each.spans:
                self._listen(span)

    def _listen(self, span: Span) -> None:
        """Looks whether somebody quoted speaks of another holder."""
        article = self._draft.article
        index = article.block_at(span.start)
        if index is None:
            return
        words = between(block_view(article, index), article.blocks[index].span.start, span, self._speech)
        spots = self._may_be_nouns(words)
        for found in self._in(Subjects(words, self._speech, self._roster), spots) if spots else ():
            held = self._held[found.noun]
            held.doubtful |= found.form.plural or not found.told <= held.told or found.led is Led.OTHER

    def _in(self, subjects: Subjects, spots: Iterable[int]) -> Iterator[Occurrence]:
        for at in spots:
            found, token = occurrence(subjects, self._known, at), subjects.items[at]
            if found is None or found.noun not in self._held:
                continue
            if self._roster.at(Span(token.start, token.end)) is None:
                yield found

    def _judge(self, found: Occurrence, subjects: Subjects) -> None:
        """Whether an occurrence is a tie, stands alone for whoever has the role, or speaks of somebody else."""
        held = self._held[found.noun]
        if found.offset in self._tied:
            return
        apart = self._known.set_apart & held.told
        alone = found.led is Led.ARTICLE and not found.form.plural and apart <= found.told <= held.told
        if not alone or self._is_said(found, subjects):
            held.doubtful |= not self._is_office(found, subjects)
        elif not found.open and not self._is_office(found, subjects):
            held.genders |= {found.gender} - {""}
            held.alone.append(found)

    def _is_office(self, found: Occurrence, subjects: Subjects) -> bool:
        """Whether the role itself is meant, not who has it (l'élection du maire)."""
        near = subjects.items[max(0, found.first - 3) : found.first]
        return any(token.low in self._known.offices for token in near)

    def _is_said(self, found: Occurrence, subjects: Subjects) -> bool:
        """Whether it is said to be what somebody is (who may have been the captain)."""
        return found.first > 1 and subjects.items[found.first - 2].low in self._speech.passive

    # What is certain

    def _taken_up(self, held: _Held, entity: Entity) -> Iterator[Span]:
        wanted = {found.form.type for found in held.alone}
        if len(held.genders) > 1 or wanted != {entity.type} or self._is_part_of_a_name(held):
            return
        mentions = list(entity.mentions)
        for found in held.alone:
            span = found.span
            if span.start < held.since:
                continue
            near = bisect_right(mentions, span) - 1
            if near >= 0 and self._is_near(mentions[near], span):
                mentions.insert(near + 1, span)
                yield span

    def _is_near(self, last: Span, span: Span) -> bool:
        block_at = self._draft.article.block_at
        first, second = block_at(last.start), block_at(span.start)
        return first is not None and second is not None and second - first <= _NEAR

    def _is_part_of_a_name(self, held: _Held) -> bool:
        """Whether somebody is called as the role is (Bruno Le Maire)."""
        forms = {found.form.name for found in held.alone}
        return any(forms & set(name.words.lower().split()) for name in self._draft.names)
