"""The beginning of a plain text, for the first screen.

What is in a text's structure is judged by the full parser alone. But a first line that is longer than a screen can show
is a paragraph whatever follows, and a text of a megabyte in one line should not wait for that judgement.
"""

from __future__ import annotations

import re

from reader.errors import NotAnArticleError
from reader.lang import detect
from reader.model.article import Article, Metadata, Source
from reader.model.blocks import Block, BlockKind
from reader.model.spans import Span
from reader.sources import Raw, parse

PLAIN = "text/plain"

_HEAD = 64 * 1024
"""Characters that the full parser tells the language by."""

_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]")
"""How prose begins: with a word and not with the mark of an item, a quote or a table."""


def beginning(data: bytes, source: str, location: str, characters: int) -> Article | None:
    """The first blocks of a text; None where it has none.

    Args:
        data: The first bytes of the file.
        source: What they stand for.
        location: Where it was found.
        characters: How many a screen can show.
    """
    end = source.find("\n")
    end = len(source) if end < 0 else end
    if end > characters and _WORDS.match(source):
        block = Block(BlockKind.PARAGRAPH, Span(0, len(source[:end].rstrip())))
        return Article(source, (block,), Source(location, PLAIN, ""), Metadata(language=detect(source[:_HEAD])))
    try:
        part = next(iter(parse(Raw(data, PLAIN, location))))
    except NotAnArticleError:
        return None
    return Article(part.text, part.blocks, Source(location, PLAIN, ""), part.metadata or Metadata())
