"""Markdown → parts: CommonMark with tables, strikethrough, footnotes and front matter.

A long document is parsed a piece at a time (see `pieces`). What may be defined anywhere (links, footnotes) is looked
for in the whole source first.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from mdit_py_plugins.footnote import footnote_plugin

from reader.errors import NotAnArticleError
from reader.facts import replace
from reader.lang import detect
from reader.sources.builder import Builder
from reader.sources.encoding import decode
from reader.sources.markdown.definitions import Outline
from reader.sources.markdown.ending import last_beginning
from reader.sources.markdown.front_matter import front_matter
from reader.sources.markdown.pieces import pieces
from reader.sources.markdown.tokens import TokenWriter
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from reader.model import Metadata, Part
    from reader.sources import Raw

_BRACKETS = 200
"""Square brackets that may be open at once in one paragraph."""

_BRACKET = re.compile(r"[\[\]]")

_MARKS = 20_000
"""Marks of emphasis that are read in one paragraph: each is a token, and takes a hundred times its own room."""

_BRACKET_RULES = ("link", "image", "footnote_ref", "footnote_inline")
_MARK_RULES = ("emphasis", "strikethrough")

_SOFT_BREAK = re.compile(r"(?<=[^\s\\])\n(?=\S)")
"""A line end that is a space and nothing else, in words, code and tags alike: as a space it takes no two tokens."""

_BRACED = re.compile(r"\]\(\s*<")
"""How a link's target begins in which a space may stand, and no line end."""

_REFERENCE = re.compile(r"\](?!\()")
"""What every reference to a definition has, and a link with its own address has not."""

_NESTING = 40
"""Levels that are read as structure: twenty lists within each other. A quote takes its lines once for each level.

The parser drops what is deeper; such a block is shown as its source.
"""


def parse(raw: Raw) -> Iterator[Part]:
    """The article in `raw` as rendered text, in parts of about PIECE characters of source.

    Raises:
        NotAnArticleError: where nothing in it is visible.
    """
    source, notices = decode(raw.data)
    said, start = front_matter(source)
    outline = Outline(source, start)
    md, builder = _parser(), Builder()
    env = outline.definitions(md)
    writer = TokenWriter(builder, outline.single_level_one, partial(_inlines, md, env))
    metadata: Metadata | None = said
    for tokens, text in pieces(partial(_blocks, md, env), source, start):
        _write(writer, tokens, text)
        if builder.pending:
            yield _part(builder, raw, metadata, notices)
            metadata, notices = None, ()
    writer.write_footnotes(env["footnotes"]["list"].values())
    if builder.pending:
        yield _part(builder, raw, metadata, notices)
    elif metadata is not None:
        raise NotAnArticleError(
            _("{name} holds no text: give Reader an article to open").format(name=raw.location or _("the input"))
        )


def ending(raw: Raw, characters: int) -> Part | None:
    """The last blocks of the article in `raw`, of about so many characters, without reading what stands before them.

    Their spans count from the beginning of the part's own text, with which the whole article's ends too. None where
    what stands before may decide what they say: footnotes, which are numbered and come last; HTML that is not closed.
    """
    source, _notices = decode(raw.data)
    _said, start = front_matter(source)
    outline = Outline(source, start)
    at = last_beginning(source, max(start, len(source) - characters), outline)
    if at is None:
        return None
    md, builder, window = _parser(), Builder(), source[at:]
    refers = _REFERENCE.search(window) is not None
    env = outline.definitions(md) if refers else {"references": {}, "footnotes": {"refs": {}, "list": {}}}
    writer = TokenWriter(builder, lambda: False, partial(_inlines, md, env))
    _write(writer, _blocks(md, env, window), window)
    return builder.part() if builder.pending else None


def _write(writer: TokenWriter, tokens: list[Token], text: str) -> None:
    for block, literal in _readable(tokens, text):
        if literal:
            writer.write_literally(literal)
        else:
            writer.write(block)


def _inlines(md: MarkdownIt, env: dict[str, Any], token: Token) -> list[Token]:
    """What stands inside the lines of `token`: in order, as they number the footnotes, and kept by nobody."""
    left_out = _left_out(token.content)
    parser = _parser(left_out) if left_out else md
    content = token.content if _BRACED.search(token.content) else _SOFT_BREAK.sub(" ", token.content)
    token.children = []
    parser.inline.parse(content, parser, env, token.children)
    text_join(StateCore("", md, env, [token]))
    children, token.children = token.children, None
    return children


def _left_out(content: str) -> tuple[str, ...]:
    """Rules of the parser that are not for this paragraph: what they would read is shown as it is."""
    brackets = _BRACKET_RULES if _nests_brackets(content) else ()
    return (*brackets, *_MARK_RULES) if sum(map(content.count, "*_~")) > _MARKS else brackets


def _nests_brackets(content: str) -> bool:
    """Whether square brackets nest deeper than any text's do: the parser's time grows with the square of that."""
    if content.count("[") <= _BRACKETS:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(content):
        depth = depth + 1 if bracket[0] == "[" else max(0, depth - 1)
        if depth > _BRACKETS:
            return True
    return False


@cache
def _parser(left_out: tuple[str, ...] = ()) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    footnote_plugin(md, move_to_end=False)
    for rule in list(md.block.ruler.__rules__):
        if "blockquote" in rule.alt:
            md.block.ruler.at(rule.name, _unless_it_goes_on(rule.fn), {"alt": rule.alt})
    # A link's target is kept as the source has it; whoever opens or shows it brings it into form.
    md.normalizeLink = _as_it_is  # type: ignore[assignment,method-assign]
    md.normalizeLinkText = _as_it_is  # type: ignore[assignment,method-assign]
    return md.disable(left_out)


def _unless_it_goes_on(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """`rule`, which is not asked again whether it ends a quote at a line that goes on in the quote around it.

    The parser asks for every such line at every level, which takes a hundred times as long where there are as many.
    """

    def asked(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        goes_on = silent and state.sCount[line] < 0
        return not goes_on and rule(state, line, end, silent)

    return asked


def _as_it_is(address: str) -> str:
    return address


def _part(builder: Builder, raw: Raw, metadata: Metadata | None, notices: tuple[str, ...]) -> Part:
    part = builder.part(None, notices)
    if metadata is None:
        return part
    language = raw.language or metadata.language or detect(part.text)
    return replace(part, metadata=replace(metadata, language=language))


def _blocks(md: MarkdownIt, env: dict[str, Any], window: str) -> list[Token]:
    refs = env["footnotes"]["refs"]
    numbered = {label: number for label, number in refs.items() if number >= 0}
    tokens: list[Token] = []
    # Behind a last sign of a quote that no line end follows the parser looks for a character that there is not.
    md.block.parse(window if window.endswith("\n") else f"{window}\n", md, env, tokens)
    refs.update(numbered)  # a definition that is met after its reference would number it anew
    return tokens


def _readable(tokens: list[Token], text: str) -> Iterator[tuple[list[Token], str]]:
    """Runs of tokens that can be read, and in their place the source of blocks that nest too deep."""
    if all(token.level < _NESTING - 1 for token in tokens):
        yield tokens, ""
        return
    for block in _whole(tokens):
        lines = block[0].map
        if lines and any(token.level >= _NESTING - 1 for token in block):
            yield [], "\n".join(text.split("\n")[lines[0] : lines[1]])
        else:
            yield block, ""


def _whole(tokens: list[Token]) -> Iterator[list[Token]]:
    """The blocks that are whole; the edge of a container of which only a part is here stands alone."""
    closing, opened = dict[int, int](), list[int]()
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            opened.append(at)
        elif token.nesting < 0 and opened:
            closing[opened.pop()] = at
    at = 0
    while at < len(tokens):
        behind = closing.get(at, at) + 1
        yield tokens[at:behind]
        at = behind
