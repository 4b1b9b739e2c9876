"""Which lines of flat text are headings: a scorecard over the line's own form and its neighbours.

The method is the one that measured best of all that need no training: features that an editor would name, each with a
whole number for its weight (`headings.toml`), added up. Every heading keeps the features that spoke for it. What one
line leaves open its fellows decide: a text has one way of setting its headings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reader.data import read_table
from reader.sources.plain.features import ends, extent, place
from reader.sources.plain.kinds import HEADING, PARAGRAPH
from reader.sources.plain.signatures import is_signed
from reader.sources.plain.stops import STOPS, ends_in_abbreviation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.sources.plain.furniture import Furniture
    from reader.sources.plain.grouping import Unit
    from reader.sources.plain.lines import Layout

LONGEST = 180
"""Characters of the longest line that can be a heading."""

_LETTERS = 4
"""Letters from which on capitals are a way of setting and no abbreviation."""

_ASKING = frozenset("?？")
_SHARE = 3
"""A text's headings ask where every third of the sure ones does."""

_LABEL = 4
"""Words of the longest label such as “The team:”."""

_SEVERAL, _ABOVE_TEXT = 3, 2
"""How many labels a text has that sets its headings so, and how many of them stand above no list."""

_COUNTING = frozenset({"1/", "1-", "1–", "1—"})
"""Numbers that count the points of a text rather than its chapters."""

_STATING = frozenset({"stop", "trailing_colon"})
_COLON = ":： \u00a0\u202f"
_INTERVIEW = 3
"""Questions between paragraphs beside which one more is no accident."""

_LETTERED = re.compile(r"(?:[^\W\d_][\W\d_]*){3}")
"""Finds three letters, which no mere number has."""

_INSIDE = re.compile(r"[.!?…](?<=[^\W\d_]{3}[.!?…])[»”\"]?\s+[^\W\d_a-zß-öø-ÿ]")
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@[\w-]+\.\w|(?:^|[\s(])[@#]\w)", re.IGNORECASE)


_ADDRESSED = ("@", "#", "://", "ww", "WW")
"""What every address holds; few lines do, and most need no more than a look at these."""


@dataclass(frozen=True, slots=True)
class Card:
    """The weights, and the scores from which on a line is a heading or a title."""

    weights: Mapping[str, int]
    threshold: int
    sure: int
    """The score from which on a line is a heading without a look at the others."""
    title: int
    title_weights: Mapping[str, int]
    said: Mapping[str, str]
    """What speaks for a heading or a title, in words."""


@cache
def card() -> Card:
    """The scorecard that ships."""
    table = read_table(__file__, "headings.toml") or {}
    scores = table["threshold"], table["sure"], table["title"]
    return Card(table["weights"], *scores, table["title_weights"], table["said"])


class Evidence(NamedTuple):
    """What was found about one line: the sum of its weights, the features that count, and what its length weighs."""

    score: int
    features: list[str]
    extent: int
    doubted: bool
    """Whether what only ever speaks against a heading was looked for, and is in the sum."""


class Scorer:
    """Finds the headings of one text, from its first units to its last.

    A line is weighed twice: first by itself and its neighbours, then beside the lines that are surely headings. The
    headings of one text look alike, and one that stands alone in it is doubtful.
    """

    def __init__(self, setting: Layout, furniture: Furniture) -> None:
        self._setting = setting
        self._furniture = furniture
        self._weights = card().weights
        self._threshold = card().threshold
        self._sure = 0
        """Lines so far that are headings by their own evidence alone."""
        self._asking = 0
        """Those of them that ask a question."""
        self._answered = 0
        """Questions so far that stand between paragraphs, as in an interview."""
        self._labels = 0
        """Lines so far of a few words and a colon that no sentence runs into."""
        self._above_text = 0
        """Those of them that announce no list."""

    def headings(self, units: Sequence[Unit], first: int, last: int) -> dict[int, tuple[str, ...]]:
        """Those of `units[first:last]` that are headings, each with the features that speak for it.

        The others of `units` are looked at as neighbours only.
        """
        found: dict[int, Evidence] = {}
        below = False
        for index in range(last - 1, first - 1, -1):  # upwards: a heading may stand above another
            unit = units[index]
            if unit.kind is not PARAGRAPH or unit.certain:
                below = unit.kind is HEADING
            elif not 0 < len(unit.text) <= LONGEST or _states(unit):
                below = False
            else:
                evidence = found[index] = self._weighed(units, index, below)
                below = evidence.score >= self._threshold
        sure = {index for index, evidence in found.items() if evidence.score >= card().sure}
        self._sure += len(sure)
        self._asking += sum(units[index].tail in _ASKING for index in sure)
        self._answered += sum(units[index].tail in _ASKING and _is_answered(found[index]) for index in found)
        labels = [each for index, each in found.items() if _is_label(units[index], each)]
        self._labels += len(labels)
        self._above_text += sum("list_below" not in each.features for each in labels)
        beside = ((index, self._beside(units[index], found[index], index in sure)) for index in sorted(found))
        return {index: reasons for index, reasons in beside if reasons is not None}

    def _weighed(self, units: Sequence[Unit], index: int, heading_below: bool) -> Evidence:
        """The line by itself and its neighbours."""
        unit = units[index]
        numbered = unit.mark is not None and unit.mark.value is not None
        words = unit.text[unit.mark.end - unit.begin :] if unit.mark and numbered else unit.text
        features = []
        if numbered:
            features.append("numbered")
        if words.isupper() and sum(map(str.isalpha, words)) >= _LETTERS:
            features.append("capitals")
        if unit.bold:
            features.append("bold")
        length = extent(words)
        features += length
        features += ends(words)
        if numbered and unit.mark and unit.mark.style in _COUNTING and _STATING.intersection(features):
            features.append("numbered_statement")
        features += place(units, index, self._setting, heading_below)
        weights = self._weights
        score = sum([weights[feature] for feature in features])
        if doubted := score >= self._threshold:  # what only ever speaks against is looked for where it matters
            score += self._doubts(unit, words, lists="list_below" in features)
        return Evidence(score, features, sum([weights[feature] for feature in length]), doubted)

    def _beside(self, unit: Unit, evidence: Evidence, sure: bool) -> tuple[str, ...] | None:
        """Why the line is a heading, seen beside the sure headings of the text; None where it is none."""
        asks = unit.tail in _ASKING
        labels = self._labels >= _SEVERAL and self._above_text >= _ABOVE_TEXT and _is_label(unit, evidence)
        if not asks and not labels and evidence.score < self._threshold - self._weights["among_headings"]:
            return None
        weights, others = self._weights, self._sure - sure
        score, features = evidence.score, evidence.features
        company = []
        one_of_many = asks and self._is_one_of_many(evidence, others, sure)
        if not others and not one_of_many:
            company.append("lone")
            if asks:
                company.append("lone_question")
        elif others > 1:
            company.append("among_headings")
        if labels:
            company.append("label_among_labels")
        if one_of_many:
            company.append("question_among_questions")
            score -= min(evidence.extent, 0)  # questions are as long as they must be
        score += sum(weights[feature] for feature in company)
        if score >= self._threshold and not evidence.doubted:
            score += self._doubts(unit, unit.text, lists="list_below" in features)
        if score < self._threshold:
            return None
        return tuple(card().said[each] for each in (*features, *company) if weights[each] > 1)

    def _is_one_of_many(self, evidence: Evidence, others: int, sure: bool) -> bool:
        """Whether the text's other headings ask too, or it is an interview and this a question in it."""
        if others > 1 and (self._asking - sure) * _SHARE >= others:
            return True
        return _is_answered(evidence) and self._answered > _INTERVIEW

    def _doubts(self, unit: Unit, words: str, *, lists: bool) -> int:
        """The weight of what speaks against a line that looks like a heading so far.

        `lists` says whether a list stands below: “Read more” alone above a list is the list's heading.
        """
        doubts = []
        if not _LETTERED.search(words):
            doubts.append("number_only")
        if _INSIDE.search(words):
            doubts.append("sentences")
        if any(sign in words for sign in _ADDRESSED) and _ADDRESS.search(words):
            doubts.append("address")
        kind = self._furniture.kind(unit.text)
        if kind is not None and not (kind == "teaser" and lists and self._furniture.is_bare(unit.text)):
            doubts.append(kind)
        if is_signed(words):
            doubts.append("signed")
        return sum(self._weights[doubt] for doubt in doubts)


def _states(unit: Unit) -> bool:
    """Whether a line ends in a full stop and has no mark of a heading: whatever else, it is a statement."""
    if unit.tail not in STOPS or unit.bold or unit.text.endswith("..") or ends_in_abbreviation(unit.text):
        return False
    return (unit.mark is None or unit.mark.value is None) and not unit.text.isupper()


def _is_label(unit: Unit, evidence: Evidence) -> bool:
    """Whether the line is a few words and a colon, and no sentence runs into it."""
    if unit.tail not in _COLON or not {"top", "full_stop_above"}.intersection(evidence.features):
        return False
    return len(unit.text.rstrip(_COLON).split()) <= _LABEL


def _is_answered(evidence: Evidence) -> bool:
    """Whether a question is one of an interview by where it stands: between full stops, above no shorter paragraph."""
    features = evidence.features
    return "full_stop_above" in features and "full_stop_below" in features and "short_below" not in features
