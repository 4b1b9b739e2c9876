"""What an analysis finds: quotations with their speakers, entities with their mentions; and what a reader overrules."""

from __future__ import annotations

from enum import StrEnum
from sys import intern

from reader.facts import TYPE_CHECKING, dataclass
from reader.model.spans import Anchor, Span
from reader.tongue import _, number

if TYPE_CHECKING:
    from collections.abc import Sequence


class QuotationKind(StrEnum):
    """How a quotation is set: between marks, or as a block of its own. `indirect` is kept for reported speech."""

    DIRECT = "direct"
    BLOCK = "block"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quotation.

    `name` is as printed at its fullest in the article, `entity` the identifier of the entity that it names, `role`
    as printed, `span` where the text names this speaker for this quotation (a pronoun is resolved to the naming it
    stands for).
    """

    name: str
    span: Span
    entity: str | None = None
    role: str | None = None

    def __post_init__(self) -> None:
        # one speaker says many things, and each quotation comes from the worker with words of its own
        object.__setattr__(self, "name", intern(self.name))
        if self.entity is not None:
            object.__setattr__(self, "entity", intern(self.entity))
        if self.role is not None:
            object.__setattr__(self, "role", intern(self.role))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the article gives as somebody's own, without their marks.

    Several spans: an incise or a paragraph's end broke the quotation. `fragment` marks words worked into another's
    sentence. `repeats` are pull quotes that say the same again. `cue` is the reporting verb or phrase. `reason` says
    why the speaker was attributed so, or why none was.
    """

    id: str
    kind: QuotationKind
    spans: tuple[Span, ...]
    fragment: bool = False
    repeats: tuple[Span, ...] = ()
    speaker: Speaker | None = None
    cue: Span | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", intern(self.reason))

    @property
    def span(self) -> Span:
        """From the first to the last character."""
        return Span(self.spans[0].start, self.spans[-1].end)


class EntityType(StrEnum):
    """What is named; `work` is products, projects, works, events and the rest."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that the article names: its fullest name, its type, and in order every place where it is named.

    `roles` are descriptions that stand for it (la maire, the company), where the article lets them be nothing else.
    """

    id: str
    name: str
    type: EntityType
    mentions: Sequence[Span]
    """A tuple, or Spans where there are many."""
    roles: tuple[Span, ...] = ()

    @property
    def everywhere(self) -> Sequence[Span]:
        """Its mentions and its roles, in order."""
        return tuple(sorted((*self.mentions, *self.roles))) if self.roles else self.mentions


@dataclass(frozen=True, slots=True)
class Gap:
    """Where an analysis is not whole: `step` failed over the characters of `span`, or kept to a bound there.

    Where it failed, by a fault of the program's own, `report` is for whoever mends it: where in the program, and no
    word of the article. Else `bound` is how many things the step finds at most: over `span` it looks for no new ones.
    """

    step: str
    span: Span
    report: str = ""
    bound: int = 0

    @property
    def is_fault(self) -> bool:
        """Whether the step failed."""
        return not self.bound

    @property
    def notice(self) -> str:
        """What is said of a bound, in the reader's language; "" of a fault, of which more is said than this knows."""
        told = _("More than {number} names: those that come first behind them are not listed.")
        return told.format(number=number(self.bound)) if self.bound else ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in an article: quotations in order, entities in the order of their first mention."""

    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """Where something may be missing; usually nowhere."""

    def with_findings(self, findings: Findings) -> Analysis:
        """The analysis with what a further piece of it brought."""
        quotations = list(self.quotations[: findings.after])
        for at, quotation in findings.changed:
            quotations[at] = quotation
        entities = self.entities if findings.entities is None else findings.entities
        return Analysis((*quotations, *findings.quotations), entities, findings.gaps)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a piece of the analysis brings: `quotations` to put behind the first `after` of those known.

    `entities` replaces what was known, or is None where nothing is said of them. `last` ends the analysis. `changed`
    are quotations that were known, each with its number, as they are now.
    """

    after: int
    quotations: tuple[Quotation, ...]
    entities: tuple[Entity, ...] | None
    last: bool
    changed: tuple[tuple[int, Quotation], ...] = ()
    gaps: tuple[Gap, ...] = ()
    """Of the whole analysis so far."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader overruled: `aspect` (heading, speaker, …) of what stands at `anchor` is `value`."""

    aspect: str
    anchor: Anchor
    value: str

    def replaces(self, other: Correction) -> bool:
        """Whether both are about the same aspect of the same words, so that only one of them can stand."""
        return self.aspect == other.aspect and self.anchor.span == other.anchor.span


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that a reader marked, and what he noted of them; `note` is empty where there is none.

    `made_at` is a time in ISO 8601, in UTC.
    """

    anchor: Anchor
    note: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A highlight, and where it stands in a text now: None where it is lost."""

    highlight: Highlight
    span: Span | None

    @property
    def order(self) -> tuple[bool, Span]:
        """What highlights are sorted by: where they stand; what is lost comes last, as it stood."""
        return self.span is None, self.span or self.highlight.anchor.span
