"""Which of a page's words others take for the article: the extractor, and the text that the page's own data repeats.

Their texts are compared with what the page shows by runs of four words, so that it does not matter how either cuts
its blocks. Short blocks count where they are repeated whole.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from reader.sources.html.units import Unit

MOST = 20_000
"""Elements of the largest tree that the extractor is given: its time grows faster than the tree."""

MOST_WORDS = 2_000_000
"""Characters of markup beyond which it is not asked either."""

_BESIDE = 5_000
"""Elements beside each other in a paragraph beyond which it is not asked: to put their words in order, each is counted
from the first (libxml2), so that 240 KB of them take fifteen seconds."""

_RUN = 4
_WORD = re.compile(r"\w+")
_PLACES = 4
"""Places of one run that are remembered."""

_Key = TypeVar("_Key")
_SHARE = 0.6
"""Part of a block's runs that must be found."""


class Evidence:
    """A text that is taken for the article's.

    Args:
        blocks: Its blocks in order, or several together.
    """

    def __init__(self, blocks: Iterable[str]) -> None:
        self._runs: dict[int, list[int]] = {}
        self._whole: dict[tuple[str, ...], list[int]] = {}
        self.words = 0
        for block in blocks:
            words = _words(block)
            if len(words) <= 2 * _RUN:
                _remember(self._whole, tuple(words), self.words)
            for at, run in enumerate(_runs(words)):
                _remember(self._runs, run, self.words + at)
            self.words += len(words)

    def places(self, text: str) -> list[int]:
        """Where in the evidence `text`, a block of the page, may stand, as offsets in words; none where it is not."""
        words = _words(text)
        if len(words) <= _RUN:
            return self._whole.get(tuple(words), [])
        runs = _runs(words)
        found = [places for run in runs if (places := self._runs.get(run))]
        return found[0] if len(found) >= _SHARE * len(runs) else []


def _remember(places: dict[_Key, list[int]], key: _Key, place: int) -> None:
    known = places.setdefault(key, [])
    if len(known) < _PLACES:
        known.append(place)


def extracted(root: HtmlElement, url: str | None, markup: int) -> list[str]:
    """The blocks that the extractor takes for the article; none where it finds none or the page is too large.

    trafilatura (Barbaresi 2021) measured best of the extractors that there are; what it loses is recovered later.

    Args:
        root: The page; its cells lose what they span.
        url: Its address.
        markup: Characters of its markup.
    """
    if markup > MOST_WORDS or sum(1 for _ in zip(root.iter(), range(MOST + 1), strict=False)) > MOST:
        return []
    if any(len(element) > _BESIDE and _is_in_paragraph(element) for element in root.iter()):
        return []
    from lxml import etree
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # it would complain on the terminal
    for cell in root.iter("td", "th"):  # a cell for each place that one spans would be made, a million in a small page
        for span in ("colspan", "rowspan"):
            cell.attrib.pop(span, None)
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


def _is_in_paragraph(element: HtmlElement) -> bool:
    return element.tag == "p" or next(element.iterancestors("p"), None) is not None


def forget() -> None:
    """Let go of what the extractor keeps once it has doubted a page: the commonest words of a hundred languages.

    They take 28 MB, and a tenth of a second to be loaded again.
    """
    external = sys.modules.get("trafilatura.external")
    if external is None or not getattr(external, "JT_STOPLIST", None):
        return
    from trafilatura.meta import reset_caches

    external.JT_STOPLIST = None  # type: ignore[attr-defined]  # else it would keep what the caches let go of
    reset_caches()


def mark(units: Sequence[Unit], evidence: Evidence) -> list[bool]:
    """For each unit whether it is among the evidence, at its place.

    What a page repeats elsewhere (a headline among the latest, a heading in a table of contents) is there too, but not
    in the evidence's order: of all ways to read the units as the evidence in its order, the one that explains most
    characters counts. That is the heaviest increasing subsequence, found in n log n.
    """
    best = _Heaviest(evidence.words + 1)
    steps: list[tuple[int, int]] = []  # unit, step before it
    last, most = -1, 0
    for index, unit in enumerate(units):
        places = evidence.places(unit.text)
        reached = [(place, *best.up_to(place)) for place in places]
        for place, weight, before in reached:
            steps.append((index, before))
            best.put(place, weight + unit.size, len(steps) - 1)
            if weight + unit.size > most:
                most, last = weight + unit.size, len(steps) - 1
    found = [False] * len(units)
    while last >= 0:
        index, last = steps[last]
        found[index] = True
    return found


class _Heaviest:
    """The heaviest chain that ends at or before each place (Fenwick 1994, for maxima)."""

    def __init__(self, size: int) -> None:
        self._tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)

    def up_to(self, place: int) -> tuple[int, int]:
        found = (0, -1)
        at = place + 1
        while at > 0:
            found = max(found, self._tree[at])
            at &= at - 1
        return found

    def put(self, place: int, weight: int, step: int) -> None:
        at = place + 1
        while at < len(self._tree):
            self._tree[at] = max(self._tree[at], (weight, step))
            at += at & -at


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: Sequence[str]) -> list[int]:
    return [hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)]
