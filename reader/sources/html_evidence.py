"""Which of a page's words others take for the article: the extractor, and the text that the page's own data repeats.

Their texts are compared with what the page shows by runs of four words, so that it does not matter how either cuts
its blocks. Short blocks count where they are repeated whole.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from reader.sources.html_flow import Unit

MOST = 20_000
"""Elements of the largest tree that the extractor is given: its time grows faster than the tree."""

MOST_WORDS = 2_000_000
"""Characters of markup beyond which it is not asked either."""

_RUN = 4
_WORD = re.compile(r"\w+")
_SHARE = 0.6
"""Part of a block's runs that must be found."""


class Evidence:
    """Texts that are taken for the article's.

    Args:
        texts: Blocks, or texts of several blocks.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[int] = set()
        self._whole: set[tuple[str, ...]] = set()
        self.words = 0
        for text in texts:
            words = _words(text)
            self.words += len(words)
            if len(words) <= 2 * _RUN:
                self._whole.add(tuple(words))
            self._runs.update(_runs(words))

    def holds(self, text: str) -> bool:
        """Whether `text`, a block of the page, is among the evidence."""
        words = _words(text)
        if len(words) <= _RUN:
            return tuple(words) in self._whole
        runs = _runs(words)
        return sum(run in self._runs for run in runs) >= _SHARE * len(runs)


def extracted(root: HtmlElement, url: str | None, markup: int) -> list[str]:
    """The blocks that the extractor takes for the article; none where it finds none or the page is too large.

    trafilatura (Barbaresi 2021) measured best of the extractors that there are; what it loses is recovered later.

    Args:
        root: The page.
        url: Its address.
        markup: Characters of its markup.
    """
    if markup > MOST_WORDS or sum(1 for _ in zip(root.iter(), range(MOST + 1), strict=False)) > MOST:
        return []
    from lxml import etree
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # it would complain on the terminal
    try:
        document = bare_extraction(root, url=url, include_comments=False, include_tables=True, output_format="xml")
    except Exception:
        return []
    body = getattr(document, "body", None)
    if body is None:
        return []
    blocks = []
    for element in body.iter("p", "head", "item", "quote", "cell", "code", "ab", "lb"):
        words = " ".join(
            etree.tostring(element, method="text", encoding="unicode", with_tail=element.tag == "lb").split()
        )
        if words:
            blocks.append(words)
    return blocks or ["".join(body.itertext())]


def mark(units: Sequence[Unit], evidence: Evidence) -> list[bool]:
    """For each unit whether it is among the evidence."""
    return [evidence.holds(unit.text) for unit in units]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: Sequence[str]) -> list[int]:
    return [hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)]
