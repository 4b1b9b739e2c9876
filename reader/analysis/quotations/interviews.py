"""Interviews: questions and answers without marks, and whose answers they are.

Questions are told by their labels (Q., Question, the paper's or a person's initials) or, without labels, by a question
mark and the second person; answers by the first. Explanations in the form of questions and answers show no first
person, and stay what they are. Who answers is named by the label, or is the one person whom the lines before the
first question introduce; where they introduce two, nobody can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.analysis.draft import Found, Turn
from reader.analysis.masking import block_view, tokens
from reader.analysis.quotations.dialogue import is_person, speaks
from reader.analysis.quotations.marks import MARKS, bare
from reader.analysis.wordclasses import Subject
from reader.model import BlockKind, EntityType, QuotationKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.analysis.draft import Draft, Name
    from reader.analysis.masking import Token
    from reader.analysis.speech import Speech
    from reader.analysis.stage import Stage

_LABEL = re.compile(
    r"\s*(?:([^\W\d_](?:[^\n:?!»”\"]{0,38}?[^\s:?!»”\"])?)[ \t\u00a0\u202f]*:|([^\W\d_])\.[ \t]*[—–-]?)\s+(?=\S)"
)
_SPEAKS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_ASKS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_QUESTION = 400
"""Characters of a question at most."""
_QUESTIONS = 3
"""Questions without labels that make an interview."""
_TURNS = 2
"""Turns that a label must have to be one."""
_LEAD = 12
"""Blocks before the first question in which the one who answers is introduced."""
_INITIALS = 4
"""Letters of somebody's initials at most."""
_SAMPLE = 600
"""Characters of an answer that are looked at."""


@dataclass(slots=True)
class _Turn:
    """A question or an answer: its blocks, and the label before it."""

    blocks: list[int]
    begin: int
    """Where its words begin in the article."""
    label: Span | None = None
    key: str = ""
    asks: bool = False
    speaks: bool = field(default=False)


def answers(draft: Draft, speech: Speech) -> list[tuple[range, Found]]:
    """The answers of the window, each with its blocks: quotations, the marked ones among them left to be paired."""
    if not (speech.first_person and speech.second_person):
        return []
    turns = _labelled(draft, speech) or _unlabelled(draft, speech)
    first = next((turn.blocks[0] for turn in turns if turn.asks), None)
    if first is None:
        return []
    blocks = draft.article.blocks
    lead = Span(blocks[max(0, first - _LEAD)].span.start, blocks[first].span.start)
    found: list[tuple[range, Found]] = []
    for turn in turns:
        spans = [span for span in (_words(draft, turn, index) for index in turn.blocks) if span is not None]
        if spans and not turn.asks:
            outer = Span(spans[0].start, spans[-1].end)
            held = range(turn.blocks[0], turn.blocks[-1] + 1)
            found.append((held, Found(QuotationKind.BLOCK, spans, outer, turn=Turn(turn.label, lead))))
    return found


def is_marked(draft: Draft, found: Found) -> bool:
    """Whether an answer stands between marks, so that they tell where it begins and ends."""
    return found.spans[0].of(draft.article.text)[:1] in tuple(MARKS)


def _words(draft: Draft, turn: _Turn, index: int) -> Span | None:
    block = draft.article.blocks[index]
    begin = max(block.span.start, turn.begin) - block.span.start
    return bare(block_view(draft.article, index), block.span.start, begin, len(block.span))


# ---------------------------------------------------------------------- where they are


def _labelled(draft: Draft, speech: Speech) -> list[_Turn]:
    """The turns of an interview whose questions and answers have labels; none where the labels are something else."""
    turns: list[_Turn] = []
    for index in draft.window:
        block = draft.article.blocks[index]
        if block.kind not in _SPEAKS:
            continue
        view = block_view(draft.article, index)
        label = _LABEL.match(view[:_QUESTION])
        if label is not None:
            start = block.span.start
            words = Span(start + label.start(label.lastindex or 0), start + label.end(label.lastindex or 0))
            key = words.of(draft.article.text).lower().rstrip(".")
            asks = view.rstrip().endswith("?") or key in speech.question_labels
            said = speaks(_sample(view[label.end() :], start, speech), speech)
            turns.append(_Turn([index], start + label.end(), words, key, asks, said))
        elif turns and index == turns[-1].blocks[-1] + 1 and not turns[-1].asks:
            turns[-1].blocks.append(index)
    counts = Counter(turn.key for turn in turns)
    turns = [
        turn
        for turn in turns
        if counts[turn.key] >= _TURNS or turn.key in speech.question_labels or turn.key in speech.answer_labels
    ]
    questions = Counter(turn.key for turn in turns if turn.asks)
    asking = {key for key, count in questions.items() if 2 * count > counts[key]}
    for turn in turns:
        turn.asks = turn.key in asking
    replies = [turn for turn in turns if not turn.asks]
    lively = 2 * sum(turn.speaks for turn in replies) >= len(replies)
    return _ended(draft, turns, speech) if asking and replies and lively else []


def _unlabelled(draft: Draft, speech: Speech) -> list[_Turn]:
    """The turns of an interview whose questions are paragraphs or headings of their own."""
    turns: list[_Turn] = []
    addressed = 0
    for index in draft.window:
        block = draft.article.blocks[index]
        if block.kind in _ASKS and len(block.span) <= _QUESTION:
            view = block_view(draft.article, index)
            if view.rstrip().endswith("?") and view.lstrip()[:1] not in tuple(MARKS):
                asked = tokens(view, block.span.start, (), speech).items
                addressed += any(is_person(token, speech.second_person) for token in asked)
                turns.append(_Turn([index], block.span.start, asks=True))
                continue
        if not turns or block.kind not in _SPEAKS or index != turns[-1].blocks[-1] + 1:
            continue
        if turns[-1].asks:
            said = speaks(_sample(block_view(draft.article, index), block.span.start, speech), speech)
            turns.append(_Turn([index], block.span.start, speaks=said))
        else:
            turns[-1].blocks.append(index)
    questions = sum(turn.asks for turn in turns)
    replies = [turn for turn in turns if not turn.asks]
    lively = sum(turn.speaks for turn in replies)
    enough = min(questions, len(replies)) >= _QUESTIONS
    return _ended(draft, turns, speech) if enough and 2 * addressed >= questions and 2 * lively >= len(replies) else []


def _ended(draft: Draft, turns: list[_Turn], speech: Speech) -> list[_Turn]:
    """The turns, the last of them only as far as somebody speaks there: what follows an interview is no answer."""
    last = turns[-1]
    kept = last.blocks[:1]
    for index in last.blocks[1:]:
        span = draft.article.blocks[index].span
        if not speaks(_sample(block_view(draft.article, index), span.start, speech), speech):
            break
        kept.append(index)
    last.blocks = kept
    return turns


def _sample(view: str, offset: int, speech: Speech) -> list[Token]:
    return tokens(view[:_SAMPLE], offset, (), speech).items


# ---------------------------------------------------------------------- who answers


class Interviewees:
    """Who answers in the interviews of a window."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._introduced: dict[Span, Subject | None] = {}
        self._initials: dict[str, list[Name]] | None = None

    def of(self, turn: Turn) -> Subject | None:
        """Who speaks in a turn of an interview, or None where nobody can tell."""
        stage = self._stage
        if turn.label is not None:
            name = stage.roster.at(turn.label)
            if name is not None and name.type in (EntityType.PERSON, EntityType.ORGANISATION):
                return Subject("name", name.span, type=name.type)
            key = turn.label.of(stage.article.text)
            if key.lower().rstrip(".") not in stage.speech.answer_labels:
                return self._initialled(key)
        lead = turn.introduced
        if lead is None:
            return None
        if lead not in self._introduced:
            people = stage.people(lead.start, lead.end)
            self._introduced[lead] = self._only([name for name in people if _is_introduced(name, stage)])
        return self._introduced[lead]

    def _initialled(self, key: str) -> Subject | None:
        """The one person of the window whose initials `key` is."""
        if self._initials is None:
            self._initials = {}
            for name in self._stage.roster.people():
                parts = re.split(r"[\s-]+", self._stage.roster.fullest(name).words)
                letters = "".join(part[0] for part in parts if part[:1].isupper())
                self._initials.setdefault(letters, []).append(name)
        letters = "".join(char for char in key if char.isalpha())
        return self._only(self._initials.get(letters, ())) if 1 < len(letters) <= _INITIALS else None

    def _only(self, people: Sequence[Name]) -> Subject | None:
        """The one person that all these mentions name, by the fullest of them."""
        if len({self._stage.roster.fullest(name).words for name in people}) != 1:
            return None
        name = max(people, key=lambda each: len(each.span))
        return Subject("name", name.span, type=name.type)


def _is_introduced(name: Name, stage: Stage) -> bool:
    """Whether a name is a full one, not paired with another, and not that of who asked (an author, par X, by X)."""
    whole = stage.roster.fullest(name).words
    if " " not in whole or any(whole in author or author in whole for author in stage.article.metadata.authors):
        return False
    index = stage.article.block_at(name.span.start)
    at = stage.token_at(index, name.span.start) if index is not None else None
    if index is None or at is None:
        return False
    items, speech = stage.tokens(index).items, stage.speech
    behind = next((i for i in range(at, len(items)) if items[i].start >= name.span.end), len(items))
    if at and items[at - 1].low in speech.agents:
        return False
    paired_before = at > 1 and items[at - 1].low in speech.coordinators and items[at - 2].capital
    paired_behind = behind + 1 < len(items) and items[behind].low in speech.coordinators and items[behind + 1].capital
    return not (paired_before or paired_behind)
