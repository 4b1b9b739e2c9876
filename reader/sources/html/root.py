"""Where on a page the article is: the element that holds it, and the elements that are none of it.

The evidence (`evidence.py`) is weighed element by element. Names (`regions.py`) are weighed against it: a
name under which much of the evidence stands does not mean on this page what it means on others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.sources.html.draft import Draft

ROOT_SHARE = 0.8
"""Part of the evidence that the article's root holds."""

BULK = 0.34
"""Part of the evidence in a region from which on its names do not put it outside."""

ENOUGH = 140
"""Characters of evidence from which on it is taken for an article."""

ALIKE = 3
"""Elements of one name side by side that are taken for posts of one page."""

CARD = 80
"""Words of the largest card that leads to another article."""

_SEVERAL = 2
_UNSPACED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese."""

_ALL_LINK = 0.9
_OUTSIDE_TAGS = frozenset({"nav", "footer", "dialog", "menu", "search"})
_TEXT_TAGS = frozenset({"p", "li", "blockquote"})
"""Elements that hold one block of an article, never all of it."""


def measure(draft: Draft) -> None:
    """Words of units, and where each node ends."""
    nodes = draft.flow.nodes
    draft.words = [_words(unit.text) for unit in draft.flow.units]
    draft.ends = list(range(1, len(nodes) + 1))
    for index in range(len(nodes) - 1, 0, -1):
        parent = nodes[index].parent
        if parent >= 0:
            draft.ends[parent] = max(draft.ends[parent], draft.ends[index])


def _words(text: str) -> int:
    """Words of `text`; of scripts that set no spaces between words two characters count as one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


def without_evidence(draft: Draft) -> None:
    """Where the extractor found next to nothing: the prose of the element that is mostly prose is the evidence.

    Of two elements the better one has more prose and less of everything else.
    """
    units, nodes = draft.flow.units, draft.flow.nodes
    if sum(unit.size for unit, found in zip(units, draft.found, strict=True) if found) >= ENOUGH:
        return
    prose = _prose(draft, _outside(draft, frozenset(), 1, 1)) or _prose(draft, [False] * len(nodes))
    if not prose:
        return
    words, whole = [0] * len(nodes), [0] * len(nodes)
    for index, unit in enumerate(units):
        words[unit.node] += unit.size * (index in prose)
        whole[unit.node] += unit.size
    for index in range(len(nodes) - 1, 0, -1):
        words[nodes[index].parent] += words[index]
        whole[nodes[index].parent] += whole[index]
    best = max(range(len(nodes)), key=lambda node: words[node] ** 3 / max(1, whole[node]) ** 2)
    draft.found = [index in prose and draft.inside(unit.node, best) for index, unit in enumerate(units)]


def _prose(draft: Draft, outside: Sequence[bool]) -> set[int]:
    """The units that are sentences, and neither outside nor in a card."""
    return {
        index
        for index, unit in enumerate(draft.flow.units)
        if draft.is_sentence(index) and not outside[unit.node] and not (draft.cards and draft.cards[unit.node])
    }


def set_cards_apart(draft: Draft) -> None:
    """A small element whose one heading is a link is a card that leads to another article, where there are several.

    What the extractor takes of it is no evidence.
    """
    units, nodes = draft.flow.units, draft.flow.nodes
    headings, words = [0] * len(nodes), [0] * len(nodes)
    for index, unit in enumerate(units):
        headings[unit.node] += unit.kind is BlockKind.HEADING
        words[unit.node] += draft.words[index]
    for index in range(len(nodes) - 1, 0, -1):
        headings[nodes[index].parent] += headings[index]
        words[nodes[index].parent] += words[index]
    cards = {
        nodes[unit.node].parent
        for unit in units
        if unit.kind is BlockKind.HEADING and unit.linked >= _ALL_LINK * unit.size and nodes[unit.node].parent > 0
    }
    cards = {card for card in cards if headings[card] == 1 and words[card] <= CARD}
    if len(cards) < _SEVERAL:
        return
    draft.cards = [False] * len(nodes)
    for index, node in enumerate(nodes):
        draft.cards[index] = index in cards or (node.parent >= 0 and draft.cards[node.parent])
    draft.found = [found and not draft.cards[unit.node] for found, unit in zip(draft.found, units, strict=True)]


def weigh(draft: Draft) -> None:
    """How much evidence each node holds, and the root: the deepest that holds nearly all of it."""
    total = _sum_up(draft)
    bulk, most = max(1, int(BULK * total)), max(1, int(ROOT_SHARE * total))
    draft.outside = _outside(draft, _common_names(draft, bulk, most), bulk, most)
    draft.outside = [outside or card for outside, card in zip(draft.outside, draft.cards or draft.outside, strict=True)]
    _forms_outside(draft)
    _authors_outside(draft, bulk)
    units = draft.flow.units
    draft.found = [found and not draft.outside[unit.node] for found, unit in zip(draft.found, units, strict=True)]
    total = _sum_up(draft)
    for index, node in enumerate(draft.flow.nodes):
        if total and draft.weight[index] >= ROOT_SHARE * total and node.tag not in _TEXT_TAGS:
            draft.root = index  # nodes are in the page's order: the last is the deepest


def _sum_up(draft: Draft) -> int:
    """Weigh each node; the weight of all evidence."""
    nodes = draft.flow.nodes
    draft.weight = [0] * len(nodes)
    for unit, found in zip(draft.flow.units, draft.found, strict=True):
        if found:
            draft.weight[unit.node] += unit.size
    for index in range(len(nodes) - 1, 0, -1):
        draft.weight[nodes[index].parent] += draft.weight[index]
    return draft.weight[0] if nodes else 0


def widen(draft: Draft) -> None:
    """Where the root is one of several alike (the posts of a live page), all of them are the article.

    Unless the title stands in one of them: then they are articles themselves.
    """
    units, nodes = draft.flow.units, draft.flow.nodes
    if draft.title is None or not nodes:
        return
    post = draft.root
    while nodes[post].parent >= 0 and not draft.inside(units[draft.title].node, post):
        alike = _alike(draft, post)
        if len(alike) >= ALIKE:
            break
        post = nodes[post].parent
    else:
        return
    inside = list[bool]()
    for index, node in enumerate(nodes):
        inside.append(index in alike or (node.parent >= 0 and inside[node.parent]))
    prose = [index for index, unit in enumerate(units) if inside[unit.node] and draft.is_sentence(index)]
    if not all(draft.found[index] for index in prose):
        for index in prose:
            draft.found[index] = True
        weigh(draft)


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
        if node.tag == "form" and not draft.weight[index]:
            outermost = index
            while nodes[outermost].parent > 0 and not draft.weight[nodes[outermost].parent]:
                outermost = nodes[outermost].parent
            around.add(outermost)
    for index, node in enumerate(nodes):
        draft.outside[index] |= index in around or (
            node.parent >= 0 and draft.outside[node.parent] and not draft.weight[index]
        )


def _authors_outside(draft: Draft, bulk: int) -> None:
    """What stands under the name of an author as its heading is about the author."""
    nodes = draft.flow.nodes
    about = {
        nodes[unit.node].parent
        for unit in draft.flow.units
        if unit.kind is BlockKind.HEADING and unit.text.casefold() in draft.authors
    }
    about = {index for index in about if index > 0 and draft.weight[index] < bulk}
    for index, node in enumerate(nodes):
        if index in about or (node.parent in about and node.parent >= 0):
            about.add(index)
            draft.outside[index] = True


def _outside(draft: Draft, common: frozenset[str], bulk: int, most: int) -> list[bool]:
    """Nodes that are outside, or stand in one that is.

    Args:
        draft: The page.
        common: Names that say nothing on this page.
        bulk: Characters of evidence from which on a node is not outside, whatever its names say.
        most: The same of a node in which others speak.
    """
    limits = list[int]()
    for index, node in enumerate(draft.flow.nodes):
        names = frozenset() if node.region.is_standfirst else node.region.outside - common
        own = (most if node.region.is_talk else bulk) if names or node.tag in _OUTSIDE_TAGS else 0
        limit = max(own, limits[node.parent] if node.parent >= 0 else 0)
        limits.append(limit if not draft.weight or draft.weight[index] < limit else 0)
    return [limit > 0 for limit in limits]


def _common_names(draft: Draft, bulk: int, most: int) -> frozenset[str]:
    """Names of elements that together hold so much of the evidence that they cannot mean what they say."""
    held: dict[str, int] = {}
    talk = frozenset(name for node in draft.flow.nodes if node.region.is_talk for name in node.region.outside)
    above = list[frozenset[str]]()
    for index, node in enumerate(draft.flow.nodes):
        outer = above[node.parent] if node.parent >= 0 else frozenset[str]()
        own = node.region.outside - outer  # what stands in an element of the same name has been counted with it
        for name in own if draft.weight[index] else ():
            held[name] = held.get(name, 0) + draft.weight[index]
        above.append(outer | own if own else outer)
    return frozenset(name for name, weight in held.items() if weight >= (most if name in talk else bulk))
