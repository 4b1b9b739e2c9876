"""Which of a page's units are the article.

The extractor is good at finding where an article's paragraphs are and loses what stands between them: headings, lists,
quotes, tables, short lines. So its paragraphs are the evidence, the elements that hold them are the article's body,
and what else stands in the body is judged by what it is: by the names of the elements around it, by how much of it is
links, by what stands next to it. Steps are applied in the order of `STEPS`, each to all units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.sources.furniture import Furniture
    from reader.sources.html_units import Flow, Unit

ROOT_SHARE = 0.8
"""Part of the evidence that the article's root holds."""

BULK = 0.15
"""Part of the evidence in a region from which on its names do not put it outside."""

LINKED = 0.5
"""Part of a block's characters from which on it is a way to elsewhere."""

ENOUGH = 140
"""Characters of evidence from which on it is taken for an article."""

_SENTENCE = 8
"""Words from which on a block can be a sentence of the article."""

_HEAD = 6
"""Units from the first paragraph on among which who wrote it and when may stand."""

_ALL_LINK = 0.9
_ALIKE = 3
"""Elements of one name side by side that are taken for posts of one page."""

_STOPS = (".", "!", "?", "…")
_ENDS = (".", "!", "?", "…", "»", "”", '"', ":", ")", "’")
_OUTSIDE_TAGS = frozenset({"nav", "footer", "dialog", "menu", "search"})


@dataclass(slots=True)
class Draft:
    """Units under judgement; lists run along `flow.units`, and along `flow.nodes` where they say so."""

    flow: Flow
    found: list[bool]
    furniture: Furniture
    title: int | None = None
    words: list[int] = field(default_factory=list)
    weight: list[int] = field(default_factory=list)
    """Characters of evidence in each node."""
    outside: list[bool] = field(default_factory=list)
    """Nodes that their names or their element put outside the article."""
    ends: list[int] = field(default_factory=list)
    """The node behind the last one inside each node."""
    root: int = 0
    first: int = 0
    """The first unit of the evidence that is a sentence."""
    body: int = 0
    """The second: by then the article has begun, whatever stands between a standfirst and its first paragraph."""
    keep: list[bool] = field(default_factory=list)

    def inside(self, node: int, root: int) -> bool:
        """Whether `node` is `root` or stands in it."""
        return root <= node < self.ends[root]

    def is_linked(self, index: int) -> bool:
        """Whether the unit is mostly links."""
        unit = self.flow.units[index]
        return unit.linked >= LINKED * max(1, unit.size)


def choose(flow: Flow, found: Sequence[bool], furniture: Furniture, title: int | None) -> list[bool]:
    """For each unit whether it is the article's.

    Args:
        flow: The page.
        found: For each unit whether it is among the evidence.
        furniture: How lines around an article begin in its language.
        title: The unit that is the page's title, where there is one.
    """
    draft = Draft(flow, list(found), furniture, title)
    for step in STEPS:
        step(draft)
    return draft.keep


def _measure(draft: Draft) -> None:
    """Words of units, and where each node ends."""
    nodes = draft.flow.nodes
    draft.words = [len(unit.text.split()) for unit in draft.flow.units]
    draft.ends = list(range(1, len(nodes) + 1))
    for index in range(len(nodes) - 1, 0, -1):
        parent = nodes[index].parent
        if parent >= 0:
            draft.ends[parent] = max(draft.ends[parent], draft.ends[index])


def _without_evidence(draft: Draft) -> None:
    """Where the extractor found next to nothing: the prose of the element that holds the most of it is the evidence.

    A paragraph counts for the element that holds it and half for the one around that (Arc90's Readability, 2009).
    """
    units, nodes = draft.flow.units, draft.flow.nodes
    known = sum(unit.size for unit, found in zip(units, draft.found, strict=True) if found)
    if known >= ENOUGH:
        return
    outside = _outside(draft, frozenset(), 1)
    prose = [
        unit.kind is BlockKind.PARAGRAPH
        and words >= _SENTENCE
        and unit.linked < LINKED * unit.size
        and not outside[unit.node]
        and not unit.is_caption
        for unit, words in zip(units, draft.words, strict=True)
    ]
    score = [0.0] * max(1, len(nodes))
    for unit, is_prose in zip(units, prose, strict=True):
        if is_prose:
            holder = nodes[unit.node].parent if nodes[unit.node].tag in ("p", "li", "blockquote") else unit.node
            score[max(0, holder)] += unit.size
            if holder > 0:
                score[nodes[holder].parent] += unit.size / 2
    if not any(prose):
        return
    best = max(range(len(score)), key=score.__getitem__)
    draft.found = [is_prose and draft.inside(unit.node, best) for unit, is_prose in zip(units, prose, strict=True)]


def _weigh(draft: Draft) -> None:
    """How much evidence each node holds, and the root: the deepest that holds nearly all of it."""
    nodes = draft.flow.nodes
    draft.weight = [0] * len(nodes)
    for unit, found in zip(draft.flow.units, draft.found, strict=True):
        if found:
            draft.weight[unit.node] += unit.size
    for index in range(len(nodes) - 1, 0, -1):
        draft.weight[nodes[index].parent] += draft.weight[index]
    total = draft.weight[0] if nodes else 0
    for index in range(len(nodes)):
        if total and draft.weight[index] >= ROOT_SHARE * total and nodes[index].tag not in ("p", "li", "blockquote"):
            draft.root = index  # nodes are in the page's order: the last is the deepest
    bulk = max(1, int(BULK * total))
    draft.outside = _outside(draft, _common_names(draft, bulk), bulk)
    _forms_outside(draft)


def _widen(draft: Draft) -> None:
    """Where the root is one of several alike (the posts of a live page), all of them are the article.

    Unless the title stands in one of them: then they are articles themselves.
    """
    units, nodes = draft.flow.units, draft.flow.nodes
    if draft.title is None or not nodes:
        return
    post = draft.root
    while nodes[post].parent >= 0 and not draft.inside(units[draft.title].node, post):
        alike = _alike(draft, post)
        if len(alike) >= _ALIKE:
            break
        post = nodes[post].parent
    else:
        return
    inside = list[bool]()
    for index, node in enumerate(nodes):
        inside.append(index in alike or (node.parent >= 0 and inside[node.parent]))
    prose = [index for index, unit in enumerate(units) if inside[unit.node] and _is_prose(draft, index)]
    if not all(draft.found[index] for index in prose):
        for index in prose:
            draft.found[index] = True
        _weigh(draft)


def _alike(draft: Draft, post: int) -> set[int]:
    """The elements beside `post` that are named as it is, itself among them; none where its name says nothing."""
    nodes, own = draft.flow.nodes, draft.flow.nodes[post]
    if not own.classes and own.tag not in ("article", "section"):
        return set()
    beside = range(own.parent + 1, draft.ends[own.parent])
    return {
        index
        for index in beside
        if (nodes[index].parent, nodes[index].tag, nodes[index].classes) == (own.parent, own.tag, own.classes)
    }


def _forms_outside(draft: Draft) -> None:
    """What surrounds a form and holds nothing of the article is there for the form."""
    nodes = draft.flow.nodes
    around = set[int]()
    for index, node in enumerate(nodes):
        if node.tag != "form" or draft.weight[index]:
            continue
        while nodes[index].parent > 0 and not draft.weight[nodes[index].parent]:
            index = nodes[index].parent
        around.add(index)
    for index, node in enumerate(nodes):
        draft.outside[index] |= index in around or (
            node.parent >= 0 and draft.outside[node.parent] and not draft.weight[index]
        )


def _outside(draft: Draft, common: frozenset[str], bulk: int) -> list[bool]:
    """Nodes that are outside, or stand in one that is.

    Args:
        draft: The page.
        common: Names that say nothing on this page.
        bulk: Characters of evidence from which on a node is not outside, whatever its names say.
    """
    outside = list[bool]()
    for index, node in enumerate(draft.flow.nodes):
        names = frozenset() if node.region.is_standfirst else node.region.outside - common
        inherited = node.parent >= 0 and outside[node.parent]
        own = bool(names) or node.tag in _OUTSIDE_TAGS
        outside.append((own or inherited) and (not draft.weight or draft.weight[index] < bulk))
    return outside


def _common_names(draft: Draft, bulk: int) -> frozenset[str]:
    """Names of elements that together hold so much of the evidence that they cannot mean what they say."""
    held: dict[str, int] = {}
    for index, node in enumerate(draft.flow.nodes):
        for name in node.region.outside if draft.weight[index] else ():
            held[name] = held.get(name, 0) + draft.weight[index]
    return frozenset(name for name, weight in held.items() if weight >= bulk)


def _keep_found(draft: Draft) -> None:
    """The evidence is kept, but for short lines and links in what is outside by its names, and above the article."""
    draft.keep = []
    units = draft.flow.units
    prose = (index for index, found in enumerate(draft.found) if found and _is_prose(draft, index))
    draft.first = next(prose, len(units))
    draft.body = next(prose, draft.first)
    for index, (unit, found) in enumerate(zip(units, draft.found, strict=True)):
        draft.keep.append(found and not draft.outside[unit.node] and not _is_around(draft, index))
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


def _is_prose(draft: Draft, index: int) -> bool:
    unit = draft.flow.units[index]
    if unit.kind is not BlockKind.PARAGRAPH or unit.is_caption or draft.is_linked(index):
        return False
    return draft.words[index] >= (_SENTENCE if unit.text.endswith(_ENDS) else 2 * _SENTENCE)


def _is_around(draft: Draft, index: int) -> bool:
    """Whether a unit is a link to another article, or a line that the papers print around one."""
    unit = draft.flow.units[index]
    if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(unit.text) > 300:
        return False
    if unit.linked >= _ALL_LINK * unit.size and not unit.containers and not unit.text.endswith(_STOPS):
        return unit.kind is BlockKind.PARAGRAPH
    if (
        index < (draft.first if unit.containers else draft.body)
        and draft.words[index] < _SENTENCE
        and unit.kind is BlockKind.PARAGRAPH
    ):
        return not unit.text.endswith(_STOPS)
    if unit.text.startswith("©") and index > draft.first:
        return True
    kind = draft.furniture.kind(unit.text)
    if kind == "teaser":
        return draft.is_linked(index) or draft.words[index] <= 6
    return kind in ("byline", "dateline") and index < draft.first + _HEAD


def _recover(draft: Draft) -> None:
    """What stands between the kept paragraphs, in the elements that hold them, and is not outside."""
    units, nodes = draft.flow.units, draft.flow.nodes
    kept = [index for index, keep in enumerate(draft.keep) if keep]
    if not kept:
        return
    first, last = kept[0], kept[-1]
    holders = {nodes[units[index].node].parent for index in kept if draft.words[index] >= _SENTENCE}
    holders |= {units[index].node for index in kept if draft.words[index] >= _SENTENCE}
    lists = _lists(draft)
    for index, unit in enumerate(units):
        if draft.keep[index] or draft.outside[unit.node] or not draft.inside(unit.node, draft.root):
            continue
        if unit.kind in (BlockKind.HEADING, BlockKind.RULE) or index == draft.title:
            continue
        between = first < index < last
        beside = nodes[unit.node].parent in holders or unit.node in holders
        if unit.kind is BlockKind.IMAGE or unit.is_caption:
            draft.keep[index] = between or (beside and index >= first - 4)
        elif number := _list_number(unit):
            linked, size, listed = lists[number]
            draft.keep[index] = (between or (beside and index > first)) and (
                linked < LINKED * size or listed * 2 > size
            )
            draft.keep[index] &= not _is_around(draft, index)
        elif unit.kind in (BlockKind.CODE, BlockKind.TABLE) or unit.containers:
            draft.keep[index] = (between or (beside and index > first)) and not draft.is_linked(index)
        elif not draft.is_linked(index) and not _is_around(draft, index):
            if draft.words[index] >= _SENTENCE:
                draft.keep[index] = (between and (beside or unit.text.endswith(_ENDS))) or (beside and index > last)
            else:
                draft.keep[index] = between and beside


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
        if draft.outside[unit.node] or draft.is_linked(index) or _is_around(draft, index):
            continue
        sentence = draft.words[index] >= _SENTENCE and unit.text.endswith(_ENDS)
        if (named and draft.words[index] >= 4) or (sentence and nodes[unit.node].tag != "li"):
            draft.keep[index] = True
            if unit.kind is BlockKind.HEADING:
                _demote(unit)


def _is_named_standfirst(draft: Draft, unit: Unit) -> bool:
    node = draft.flow.nodes[unit.node]
    return node.region.is_standfirst or (node.parent >= 0 and draft.flow.nodes[node.parent].region.is_standfirst)


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
    if draft.outside[unit.node] or _is_around(draft, index):
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


STEPS: tuple[Callable[[Draft], None], ...] = (
    _measure,
    _without_evidence,
    _weigh,
    _widen,
    _keep_found,
    _recover,
    _standfirst,
    _headings,
    _rules,
    _title,
)
"""Run in this order; each reads what those before it wrote."""
