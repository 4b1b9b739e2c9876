"""A link that leads to the quoted words on their page: `#:~:text=`.

The form is that of the WICG's "URL Fragment Text Directives", section 3.4, "The Text Directive":

    text=[prefix-,]start[,end][,-suffix]

in which `&`, `-` and `,` are signs of the syntax and percent-encoded in the words; here every sign that an URL does
not take as it is, too. A directive must match within one block of the page, unless it has a start and an end. So a
long quotation or one over several blocks is a range, each piece of a broken quotation has a directive of its own,
and words that stand elsewhere too are told apart by the words around them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.exports.reference import address

if TYPE_CHECKING:
    from reader.model import Article, Quotation, Span

_LONGEST = 240
"""Characters from which words are given as a range: addresses are cut in mails and messages."""

_ENDS = 5
"""Words of a range's start and of its end."""

_CONTEXT = 6
"""Words of context that are tried at the most."""

_SPACES = re.compile(r"\s+")


def fragment_link(article: Article, quotation: Quotation) -> str:
    """The article's address with a directive for each piece of the quotation; empty where it has no address."""
    url = address(article)
    if not url:
        return ""
    pieces = (span for span in quotation.spans if span.of(article.text).strip())
    directives = "&".join(f"text={_directive(article, span)}" for span in pieces)
    # A fragment of its own is kept: the directive is what stands behind `:~:`.
    joint = "" if "#" in url else "#"
    return f"{url.partition(':~:')[0]}{joint}:~:{directives}" if directives else url


def _directive(article: Article, span: Span) -> str:
    words = _words(article.passage([span]))
    text = " ".join(words)
    several = article.block_at(span.start) != article.block_at(max(span.start, span.end - 1))
    if (several or len(text) > _LONGEST) and len(words) > 1:
        head = min(_ENDS, len(words) // 2)
        lines = article.passage([span]).split("\n")
        start, end = (lines[0].split()[:head], lines[-1].split()[-head:]) if several else (words[:head], words[-head:])
        core = f"{_encoded(' '.join(start))},{_encoded(' '.join(end))}"
        text = " ".join(start)
    else:
        core = _encoded(text)
    before, behind = _context(article, span, text)
    return (f"{_encoded(before)}-," if before else "") + core + (f",-{_encoded(behind)}" if behind else "")


def _context(article: Article, span: Span, text: str) -> tuple[str, str]:
    """Words before and behind, as few as tell the place apart from others with the same words."""
    page = _SPACES.sub(" ", article.text)
    if not _again(page, text):
        return "", ""
    before, behind = _words(_side(article, span.start, -1)), _words(_side(article, span.end, 1))
    for count in range(1, _CONTEXT + 1):
        head, tail = " ".join(before[-count:]), " ".join(behind[:count])
        for context in ((head, ""), ("", tail), (head, tail)):
            # Signs alone are no context: browsers look for words.
            told = any(map(str.isalnum, "".join(context)))
            if told and not _again(page, context[0], text, context[1]):
                return context
    return " ".join(before[-_CONTEXT:]), " ".join(behind[:_CONTEXT])


def _side(article: Article, offset: int, step: int) -> str:
    """What stands before or behind an offset in its block, or else in the next block on that side with words."""
    index = article.block_at(offset if step > 0 else max(0, offset - 1))
    if index is None:
        return ""
    block = article.blocks[index].span
    text = article.text[block.start : offset] if step < 0 else article.text[offset : block.end]
    for other in range(index + step, len(article.blocks) if step > 0 else -1, step):
        if text.strip():
            break
        text = article.blocks[other].span.of(article.text)
    return text


def _again(page: str, *pieces: str) -> bool:
    """Whether the pieces stand on the page more than once; a browser does not tell capitals apart."""
    pattern = r"\s*".join(re.escape(_SPACES.sub(" ", piece)) for piece in pieces if piece)
    return len(list(islice(re.finditer(pattern, page, re.IGNORECASE), 2))) > 1


def _words(text: str) -> list[str]:
    return text.split()


def _encoded(text: str) -> str:
    """Percent-encoded, the signs of the syntax with it."""
    return quote(text, safe="").replace("-", "%2D")
