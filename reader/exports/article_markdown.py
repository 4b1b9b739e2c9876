"""An article itself as Markdown, with what its reader knows of it: a file to read when no Reader is there any more.

Its front matter is YAML whose texts are written as in JSON. The words are the article's; what Markdown would take for
markup is escaped, so that they are read as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.exports.digest import digest
from reader.exports.markup import front_matter_text, html_text, is_run, markdown_text, printable
from reader.exports.note_markdown import highlighted
from reader.model import Analysis, BlockKind
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reader.model import Article, Block, Placed

_FENCE = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)


def render(
    article: Article, known: Mapping[str, str | int | Sequence[str] | None], highlights: Iterable[Placed] = ()
) -> Iterator[str]:
    """The file, piece by piece.

    Args:
        article: The article.
        known: The front matter, in its order; a value that is None is left out.
        highlights: What its reader marked.
    """
    yield "---\n"
    for name, value in known.items():
        if isinstance(value, str | int):
            yield f"{name}: {front_matter_text(value) if isinstance(value, str) else value}\n"
        elif value:
            yield f"{name}:\n" + "".join(f"  - {front_matter_text(each)}\n" for each in value)
    yield "---\n"
    yield from map(printable, _body(article))
    marked = digest(article, Analysis(), highlights).highlights
    if marked:
        yield f"\n---\n\n## {_('Highlights')}\n"
        yield from (printable(highlighted(each)) for each in marked)


def _body(article: Article) -> Iterator[str]:
    if article.title and not any(block.kind is BlockKind.TITLE for block in article.blocks):
        yield f"\n# {_line(article.title)}\n"
    last: BlockKind | None = None
    for block in article.blocks:
        is_list_on = block.kind is BlockKind.LIST_ITEM is last
        yield ("" if is_list_on else "\n") + _block(article, block) + "\n"
        last = block.kind


def _block(article: Article, block: Block) -> str:
    words = article.passage([block.span])
    match block.kind:
        case BlockKind.TITLE:
            return f"# {_line(words)}"
        case BlockKind.HEADING:
            return f"{'#' * min(6, max(1, block.level or 2))} {_line(words)}"
        case BlockKind.BLOCKQUOTE:
            return "\n".join(f"> {markdown_text(line)}" for line in words.split("\n"))
        case BlockKind.LIST_ITEM:
            indent = "  " * max(0, (block.level or 1) - 1)
            return f"{indent}- " + markdown_text(words).replace("\n", f"\n{indent}  ")
        case BlockKind.CODE | BlockKind.TABLE if is_run(words):  # also within a fence
            return f"<pre>\n{html_text(words)}\n</pre>"
        case BlockKind.CODE | BlockKind.TABLE:
            fence = max((found[1] for found in _FENCE.finditer(words)), key=len, default="``") + "`"
            return f"{fence}\n{words}\n{fence}"
        case BlockKind.RULE:
            return "* * *"
        case _:
            return markdown_text(words)


def _line(words: str) -> str:
    """Words of a heading: on one line, and no sign at their end that would close it."""
    text = markdown_text(" ".join(words.split("\n")))
    return f"{text[:-1]}\\#" if text.endswith("#") else text
