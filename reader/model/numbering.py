"""Where a reader finds a place again: the number of its section, and of the paragraph in it."""

from __future__ import annotations

from reader.facts import TYPE_CHECKING, dataclass
from reader.model.blocks import BlockKind

if TYPE_CHECKING:
    from reader.model.article import Article

_COUNTED = frozenset({BlockKind.PARAGRAPH, BlockKind.BLOCKQUOTE, BlockKind.LIST_ITEM})


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article: None where the place has no such thing.

    Attributes:
        section: Number of the deepest section that holds it, from 1; those without a title are not counted.
        title: That section's title.
        paragraph: Number of the paragraph (quoted or in a list, too) in that section, from 1.
    """

    section: int | None
    title: str | None
    paragraph: int | None


class Numbering:
    """The places of one article, counted once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._before = 1 if article.sections[0].title is not None else 0
        self._paragraphs: list[int | None] = []
        counts: dict[int | None, int] = {}
        for block in article.blocks:
            section = article.section_at(block.span.start)
            if block.kind in _COUNTED:
                counts[section] = counts.get(section, 0) + 1
            self._paragraphs.append(counts[section] if block.kind in _COUNTED else None)

    def section(self, index: int) -> int | None:
        """The number of the section with this index in `Article.sections`."""
        return index + self._before or None

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`."""
        index, block = self._article.section_at(offset), self._article.block_at(offset)
        paragraph = None if block is None else self._paragraphs[block]
        return Place(self.section(index), self._article.sections[index].title, paragraph)
