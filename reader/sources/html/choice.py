"""Which of a page's units are the article.

The extractor is good at finding where an article's paragraphs are and loses what stands between them: headings, lists,
quotes, tables, short lines. So its paragraphs are the evidence, the elements that hold them are the article's body,
and what else stands in the body is judged by what it is: by the names of the elements around it, by how much of it is
links, by what stands next to it. Steps are applied in the order of `STEPS`, each to all units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model import BlockKind
from reader.sources.html.draft import ENDS, LINKED, SENTENCE, STOPS, Draft
from reader.sources.html.root import measure, set_cards_apart, weigh, widen, without_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.sources.html.press import Press
    from reader.sources.html.units import Flow, Unit
    from reader.sources.plain.furniture import Furniture

_COUNTER = re.compile(r"\d{1,3} ?/ ?\d{1,3}")
"""Which of how many pictures one is."""

_ABOVE = 4
"""Units above the first paragraph among which its picture may stand."""


def choose(
    flow: Flow,
    found: Sequence[bool],
    furniture: Furniture,
    press: Press,
    title: int | None,
    authors: Iterable[str] = (),
) -> list[bool]:
    """For each unit whether it is the article's.

    Args:
        flow: The page.
        found: For each unit whether it is among the evidence.
        furniture: How lines around an article begin in its language.
        press: The same of lines that only web pages print.
        title: The unit that is the page's title, where there is one.
        authors: Whom the page names as its authors.
    """
    draft = Draft(flow, list(found), furniture, press, title, frozenset(map(str.casefold, authors)))
    for step in STEPS:
        step(draft)
    return draft.keep


def _keep_found(draft: Draft) -> None:
    """The evidence is kept, but for short lines and links in what is outside by its names, and above the article."""
    draft.keep = []
    units = draft.flow.units
    inside = (index for index, unit in enumerate(units) if draft.found[index] and not draft.outside[unit.node])
    prose = filter(draft.is_sentence, inside)
    draft.first = next(prose, len(units))
    second = next(prose, draft.first)
    draft.body = second if draft.holder(second) != draft.holder(draft.first) else draft.first
    for index, (unit, found) in enumerate(zip(units, draft.found, strict=True)):
        draft.keep.append(found and not draft.outside[unit.node] and not draft.is_around(index))
    _end(draft)


def _end(draft: Draft) -> None:
    """Behind the root the article ends where something else begins: a heading or a link that is none of its own."""
    is_over = False
    for index, unit in enumerate(draft.flow.units):
        if unit.node < draft.ends[draft.root] or index <= draft.body:
            continue
        is_heading = unit.kind is BlockKind.HEADING and not draft.found[index]
        is_over = is_over or is_heading or draft.is_linked(index)
        draft.keep[index] &= not is_over


def _recover(draft: Draft) -> None:
    """What stands between the kept paragraphs, in the elements that hold them, and is not outside."""
    units, nodes = draft.flow.units, draft.flow.nodes
    kept = [index for index, keep in enumerate(draft.keep) if keep]
    if not kept:
        return
    first, last = kept[0], kept[-1]
    holders = set[int]()
    for index in kept:
        if draft.words[index] >= SENTENCE:
            holders |= {units[index].node, nodes[units[index].node].parent}
    lists = _lists(draft)
    for index, unit in enumerate(units):
        if draft.keep[index] or draft.outside[unit.node] or not draft.inside(unit.node, draft.root):
            continue
        if unit.kind in (BlockKind.HEADING, BlockKind.RULE) or index == draft.title:
            continue
        beside = nodes[unit.node].parent in holders or unit.node in holders
        if unit.kind is BlockKind.IMAGE or unit.is_caption:
            draft.keep[index] = first < index < last or (beside and index >= first - _ABOVE)
        elif _COUNTER.fullmatch(unit.text) or _is_elsewhere(draft, unit, index, lists) or draft.is_around(index):
            continue
        elif unit.kind is not BlockKind.PARAGRAPH or unit.containers:
            draft.keep[index] = first < index < last or (beside and index > first)
        elif first < index < last:
            draft.keep[index] = beside or unit.text.endswith(ENDS if draft.words[index] >= SENTENCE else STOPS)
        else:
            draft.keep[index] = beside and index > last and draft.words[index] >= SENTENCE


def _is_elsewhere(draft: Draft, unit: Unit, index: int, lists: dict[int, tuple[int, int, int]]) -> bool:
    """Whether a unit, or the list that it belongs to, mostly leads to elsewhere."""
    if number := _list_number(unit):
        linked, size, listed = lists[number]
        return linked >= LINKED * size and listed * 2 <= size
    return draft.is_linked(index)


def _list_number(unit: Unit) -> int | None:
    """The outermost list that the unit stands in."""
    return next((each.number for each in unit.containers if each.kind == "list"), None)


def _lists(draft: Draft) -> dict[int, tuple[int, int, int]]:
    """For each list the characters that are links, all of them, and those that are among the evidence."""
    found: dict[int, tuple[int, int, int]] = {}
    for unit, is_found in zip(draft.flow.units, draft.found, strict=True):
        if number := _list_number(unit):
            linked, size, listed = found.get(number, (0, 0, 0))
            found[number] = (linked + unit.linked, size + unit.size, listed + unit.size * is_found)
    return found


def _standfirst(draft: Draft) -> None:
    """The sentences between the title and the first paragraph."""
    first = draft.first
    if draft.title is None or draft.title >= first:
        return
    units, nodes = draft.flow.units, draft.flow.nodes
    for index in range(draft.title + 1, first):
        unit = units[index]
        named = _is_named_standfirst(draft, unit)
        if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or unit.is_caption:
            continue
        if draft.outside[unit.node] or draft.is_linked(index) or draft.is_around(index):
            continue
        if _is_mostly_numbers(unit):
            continue
        sentence = draft.words[index] >= SENTENCE and unit.text.endswith(ENDS)
        if (named and draft.words[index] >= 4) or (sentence and nodes[unit.node].tag != "li"):
            draft.keep[index] = True
            if unit.kind is BlockKind.HEADING:
                _demote(unit)


def _is_named_standfirst(draft: Draft, unit: Unit) -> bool:
    node = draft.flow.nodes[unit.node]
    return node.region.is_standfirst or (node.parent >= 0 and draft.flow.nodes[node.parent].region.is_standfirst)


def _is_mostly_numbers(unit: Unit) -> bool:
    """Whether a third of the words are numbers, as in "3 March 2024 at 10:15 (changed 11:02)"."""
    words = unit.text.split()
    return 3 * sum(any(map(str.isdigit, word)) for word in words) >= len(words)


def _demote(unit: Unit) -> None:
    """Make a paragraph of what is set as a heading for its looks."""
    unit.kind, unit.level = BlockKind.PARAGRAPH, None


def _headings(draft: Draft) -> None:
    """A heading belongs to what stands directly below it.

    What is outside, or stands under a label of its own ("read also"), does not count as below. A heading that is among
    the evidence may also have something else between it and its text.
    """
    directly = later = False
    for index in range(len(draft.flow.units) - 1, -1, -1):
        unit, keep = draft.flow.units[index], draft.keep[index]
        if unit.kind is BlockKind.HEADING and index != draft.title:
            keep = directly or (later and draft.found[index])
            draft.keep[index] = directly = later = keep and _is_heading_inside(draft, index)
        elif unit.kind is BlockKind.IMAGE or unit.is_caption or unit.kind is BlockKind.RULE:
            continue
        elif keep:
            directly = later = True
        elif draft.furniture.kind(unit.text[:300]) == "teaser":
            directly = later
        elif draft.words[index] > 2 and not draft.outside[unit.node]:
            directly = False


def _is_heading_inside(draft: Draft, index: int) -> bool:
    unit = draft.flow.units[index]
    if draft.outside[unit.node] or draft.is_around(index) or (index < draft.first and _is_mostly_numbers(unit)):
        return False
    return draft.found[index] or (draft.inside(unit.node, draft.root) and not draft.is_linked(index))


def _rules(draft: Draft) -> None:
    """A rule stands between two blocks of the article."""
    units = draft.flow.units
    kept = [index for index, keep in enumerate(draft.keep) if keep]
    if not kept:
        return
    for index, unit in enumerate(units):
        if unit.kind is BlockKind.RULE and kept[0] < index < kept[-1]:
            near = draft.keep[index - 1] and draft.keep[index + 1]
            draft.keep[index] = near and not draft.outside[unit.node]


def _title(draft: Draft) -> None:
    """The title is kept where it stands above the article."""
    if draft.title is not None:
        draft.keep[draft.title] = draft.title <= draft.first and any(draft.keep)


def _nothing_around(draft: Draft) -> None:
    """A page with no way to elsewhere has nothing around its article: a print version, a page by hand."""
    units = draft.flow.units
    if any(draft.outside) or not any(draft.keep):
        return
    if not any(unit.linked for unit, keep in zip(units, draft.keep, strict=True) if not keep):
        draft.keep = [index >= (draft.title or 0) for index in range(len(units))]


STEPS: tuple[Callable[[Draft], None], ...] = (
    measure,
    set_cards_apart,
    without_evidence,
    weigh,
    widen,
    _keep_found,
    _recover,
    _standfirst,
    _headings,
    _rules,
    _title,
    _nothing_around,
)
"""Run in this order; each reads what those before it wrote."""
