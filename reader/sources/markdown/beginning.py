"""The first blocks of a Markdown document, for the first screen: read by a few expressions, or not at all.

The full parser takes 50 ms to be imported and to read a first piece; an article's beginning is mostly headings and
plain paragraphs, and these can be read in one. Whatever is the least unusual ends the attempt: what is read here is
to the character what the full parser reads (a test holds them against each other), or it is None.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.facts import TYPE_CHECKING
from reader.lang import detect
from reader.model.article import Article, Metadata, Part, Source
from reader.model.blocks import BlockKind, InlineKind
from reader.sources.builder import Builder
from reader.sources.markdown.definitions import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAMPLE = 20_000
"""Characters of source by which the language is told."""

_LONGEST = 16_000
"""Characters of a block that is read here."""

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_HEADING = re.compile(r"(#{1,6}) +([^\s#](?:[^\n]*[^\s#])?) *")
_BEGINS = re.compile(r"(?:#|>|[-+*](?: |$)|\d{1,9}[.)](?: |$)|```|~~~|<|[-*_=:|][-*_=:| ]*$| )")
"""How a line begins that is, or may be, more than words of a paragraph."""

_OWN = re.compile(r"#|[^\W\d_]|[“«„‘\"'(]")
"""How a chunk begins that goes on with nothing."""

_ITEM = re.compile(r"(?:([-+*])|(\d{1,9})([.)])) (?=\S)")
_UNREADABLE = re.compile(r"[\x00-\x09\x0b-\x1f\\<]|~~|&[#\w]|!\[|\^\[|  \n")
_MARKED = re.compile(
    r"(?P<strong>\*\*)(?P<strong_words>[^*_`\[\]\n]+)\*\*"
    r"|(?P<emphasis>[*_])(?P<emphasis_words>[^*_`\[\]\n]+)(?P=emphasis)"
    r"|`(?P<code>[^`\s](?:[^`\n]*[^`\s])?)`"
    r"|\[(?P<link>[^*_`\[\]\n]+)\]\((?P<target>https?://[^\s()&\"']*)\)"
    r"|(?P<other>[*_`\[\]])"
)
"""What is marked within a line, with nothing marked inside; `other` is a sign that may stand for itself."""

_MARKS = frozenset("*_`[]")
_CLOSES = frozenset(" \n.,;:!?")
"""What may follow the end of an emphasis, whatever its last character is."""


class _Unusual(Exception):  # noqa: N818 - no error: the full parser reads it
    """Something is left to the full parser."""


def beginning(source: str, location: str, characters: int, *, at_least: int | None = None) -> Article | None:
    """The first blocks of `source`, of `characters` together or until its end; None where they are not plain.

    Args:
        source: The decoded document.
        location: Where it was found.
        characters: How many are wanted.
        at_least: How many blocks are enough, where behind them there is something that is not plain; what stands
            right before it is left out, since it may belong to it.
    """
    if source.startswith(("---", "+++")):
        return None
    reader = _Beginning(Outline(source, 0))
    part, certain = Part("", ()), Part("", ())
    try:
        for chunk in _chunks(source):
            reader.read(chunk)
            if reader.length >= characters:
                break
            if at_least is not None:
                part, certain = _joined(part, reader.builder.part()), part
    except _Unusual:
        if at_least is None or len(certain.blocks) < at_least:
            return None
        part = certain
    else:
        part = _joined(part, reader.builder.part())
    language = detect(part.text)
    if not part.blocks or language != _language_of(source[:_SAMPLE]):
        return None
    return Article(part.text, part.blocks, Source(location, "text/markdown", ""), Metadata(language=language))


_language_of = lru_cache(maxsize=1)(detect)
"""The language of a sample, which is asked for again when more of the document is read."""


def plain_ending(source: str) -> Part | None:
    """The last blocks of `source`, a document's last pages: those behind the last one that is not plain.

    The first of them begins with words or a heading, so that nothing that stands before it goes on in it.
    """
    try:
        chunks = list(_chunks(source))[1:]  # the first one may be cut
    except _Unusual:
        return None
    first = len(chunks)
    while first and _is_plain(chunks[first - 1]):
        first -= 1
    while first < len(chunks) and not _OWN.match(chunks[first]):
        first += 1
    reader = _Beginning(Outline("", 0))
    reader.begins = False
    for chunk in chunks[first:]:
        reader.read(chunk)
    return reader.builder.part() if reader.builder.pending else None


def _is_plain(chunk: str) -> bool:
    try:
        _Beginning(Outline("", 0)).read(chunk)
    except _Unusual:
        return False
    return True


def _joined(first: Part, second: Part) -> Part:
    return Part(first.text + second.text, first.blocks + second.blocks)


def _chunks(source: str) -> Iterator[str]:
    """What stands between blank lines."""
    at = len(source) - len(source.lstrip("\n"))
    while at < len(source):
        found = _BLANK.search(source, at, at + _LONGEST)
        if found is None and len(source) - at >= _LONGEST:
            raise _Unusual
        if chunk := source[at : found.start() if found else len(source)].strip("\n"):
            yield chunk
        at = found.end() if found else len(source)


class _Beginning:
    """Reads chunk after chunk into a builder."""

    def __init__(self, outline: Outline) -> None:
        self.builder = Builder()
        self.length = 0
        self._outline = outline
        self.begins = True
        """Whether the next block is the document's first, where a heading may be its title."""
        self._lists = 0
        self._list = ""
        """The sign that the items of the list under way have, where a further item would belong to it."""

    def read(self, chunk: str) -> None:
        """Read what stands between two blank lines."""
        if _UNREADABLE.search(chunk):
            raise _Unusual
        self.length += len(chunk)
        if chunk[0] == "#":
            line, _, chunk = chunk.partition("\n")
            self._heading(line)
        elif chunk[0] == ">":
            self._quote(chunk)
            chunk = ""
        elif _ITEM.match(chunk):
            for line in chunk.split("\n"):
                self._item(line)
            return
        self._list = ""
        if chunk:
            self._words(chunk)
            self._end(BlockKind.PARAGRAPH)

    def _heading(self, line: str) -> None:
        found = _HEADING.fullmatch(line)
        if found is None:
            raise _Unusual
        self._inline(found[2])
        if self.begins and len(found[1]) == 1 and self._outline.single_level_one():
            self._end(BlockKind.TITLE)
        else:
            self._end(BlockKind.HEADING, level=len(found[1]))

    def _quote(self, chunk: str) -> None:
        lines = chunk.split("\n")
        if any(line != ">" and not line.startswith("> ") for line in lines):
            raise _Unusual
        inner = "\n".join(line[2:] for line in lines).strip("\n")
        for number, paragraph in enumerate(_BLANK.split(inner)):
            self._words(paragraph)
            self._end(BlockKind.BLOCKQUOTE, continues=number > 0)

    def _item(self, line: str) -> None:
        found = _ITEM.match(line)
        if found is None:
            raise _Unusual
        sign = found[1] or found[3]
        if sign != self._list:
            self._list, self._lists = sign, self._lists + 1
        self._words(line[found.end() :])
        self._end(BlockKind.LIST_ITEM, marker=(found[2] or "") + sign, group=self._lists)

    def _words(self, paragraph: str) -> None:
        """The lines of a paragraph, of which none may be anything else."""
        lines = paragraph.split("\n")
        if not paragraph or any(_BEGINS.match(line) for line in lines):
            raise _Unusual
        for number, line in enumerate(lines):
            if number:
                self.builder.words(" ")
            self._inline(line.rstrip(" "))

    def _inline(self, line: str) -> None:
        at = 0
        for found in _MARKED.finditer(line) if _MARKS & set(line) else ():
            self.builder.words(line[at : found.start()])
            self._marked(line, found)
            at = found.end()
        self.builder.words(line[at:])

    def _marked(self, line: str, found: re.Match[str]) -> None:
        kind = found.lastgroup or ""
        before, behind = line[: found.start()][-1:], line[found.end() :][:1]
        kind = "strong" if found["strong"] else "emphasis" if found["emphasis"] else "link" if found["link"] else kind
        words = found[f"{kind}_words"] if kind in ("strong", "emphasis") else found[kind]
        if kind == "other" or behind in _MARKS or before in _MARKS:
            raise _Unusual
        if kind in ("strong", "emphasis") and not _is_flanked(before, words, behind):
            raise _Unusual
        inline = {"strong": InlineKind.STRONG, "emphasis": InlineKind.EMPHASIS, "code": InlineKind.CODE}.get(kind)
        inline = inline or InlineKind.LINK
        self.builder.begin(inline, found["target"])
        self.builder.words(words)
        self.builder.end(inline)

    def _end(
        self,
        kind: BlockKind,
        *,
        level: int | None = None,
        marker: str | None = None,
        continues: bool = False,
        group: int | None = None,
    ) -> None:
        if not self.builder.block(kind, level=level, marker=marker, continues=continues, group=group):
            raise _Unusual
        self.begins = False


def _is_flanked(before: str, words: str, behind: str) -> bool:
    """Whether marks around `words` are an emphasis beyond doubt: free outside, and a letter or digit inside."""
    return (
        words[0].isalnum()
        and before in ("", " ")
        and (words[-1].isalnum() or words[-1] in ".,;:!?")
        and (not behind or behind in _CLOSES)
    )
