"""Finds what an article names: capitals first, then every other place where the same name stands.

Within a window, names of several words come first, for they make known the surnames and short forms by which single
words are then understood. Last, the window is searched for every form of every name known so far, so that a mention
in a heading, in a quotation or at the beginning of a sentence is found by what another mention has shown.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.analysis.draft import Name
from reader.analysis.entities.abbreviations import explained
from reader.analysis.entities.acceptance import Casing, is_name
from reader.analysis.entities.aliases import join
from reader.analysis.entities.candidates import Candidate
from reader.analysis.entities.contexts import surroundings
from reader.analysis.entities.cues import CERTAIN, CLEAR, LIKELY, STRONG, WORK, add, own_form
from reader.analysis.entities.datelines import dateline
from reader.analysis.entities.folding import fold
from reader.analysis.entities.gender import FIRST_NAME, evidence, genders, is_she, title_gender
from reader.analysis.entities.lexicon import lexicon, phrase
from reader.analysis.entities.marked import marked_names
from reader.analysis.entities.models import TYPES
from reader.analysis.entities.partings import parted
from reader.analysis.entities.recognised import is_vouched_for, joined, seen_in
from reader.analysis.entities.runs import Runs
from reader.analysis.entities.short_forms import shorten
from reader.analysis.entities.tokens import Gap, lower_words, passages, tokens_of
from reader.model import BlockKind, EntityType, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.draft import Draft
    from reader.analysis.entities.cues import Scores
    from reader.analysis.entities.lexicon import Phrase
    from reader.analysis.entities.register import Thing
    from reader.analysis.entities.tokens import Token
    from reader.model import Block

_SILENT = (BlockKind.CODE, BlockKind.RULE)
"""Kinds of blocks in which nothing is looked for."""

_ARTICLE = 1_000
"""Characters from which on a text is taken for a whole article."""

_FAINT = 0.5
"""What the weights' word counts where they see no name, to the one where they do."""


def find_names(draft: Draft) -> None:
    """Appends the names of the window's blocks to the draft's, in the order of the text."""
    _Window(draft).run()


class _Window:
    """The work on one window."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text = draft.article.text
        self._register = draft.register
        self._lexicon = lexicon(draft.language)
        self._genders = genders(draft.language)
        blocks = draft.article.blocks
        spoken = (blocks[i] for i in draft.window if blocks[i].kind not in _SILENT)
        self._blocks = [passage for block in spoken for passage in passages(self._text, block)]
        self._tokens = [tokens_of(self._text, block, self._lexicon.abbreviations) for block in self._blocks]
        self._taken: list[set[int]] = [set() for _ in self._blocks]
        self._found: list[Name] = []
        self._seen = seen_in(self._text, self._blocks, self._tokens, draft.language, self._lexicon)

    def run(self) -> None:
        """Finds the window's names."""
        for tokens in self._tokens:
            self._register.lower(lower_words(tokens))
        singles: list[tuple[int, Candidate, Scores, Scores]] = []
        idle: list[tuple[int, Candidate]] = []
        quoted = self._quotations()
        datelines: list[tuple[int, Candidate]] = []
        for number, (block, tokens) in enumerate(zip(self._blocks, self._tokens, strict=True)):
            casing = Casing(tokens, block.kind, self._lexicon)
            stop = dateline(self._text, block, tokens, self._lexicon)
            if stop:
                datelines.append((number, Candidate(tokens, 0, stop)))
                self._taken[number].update(range(stop))
            self._abbreviations(number, tokens)
            self._marked(number, block, tokens, quoted)
            for candidate in self._candidates(number):
                own = own_form(candidate, self._lexicon)
                several = candidate.stop - candidate.first > 1
                around = surroundings(candidate, self._lexicon)
                lowered = self._register.lowered
                if not is_name(candidate, self._lexicon, casing, lowered, own, around) and not (
                    casing.told and is_vouched_for(candidate, self._seen[number], self._lexicon, lowered)
                ):
                    idle.append((number, candidate))
                elif several:
                    self._take(number, candidate, own, around)
                elif candidate.words not in self._register.common:
                    singles.append((number, candidate, own, around))
        shorten(self._found, self._register, self._lexicon)
        self._search()
        for number, candidate, own, around in singles:
            if self._taken[number].isdisjoint(range(candidate.first, candidate.stop)):
                self._take(number, candidate, own, around)
        for number, candidate in datelines:  # last, for elsewhere the name is printed as it is written
            if thing := self._take(number, candidate, {}, {}):
                add(thing.scores, EntityType.PLACE, CERTAIN)
        self._search()
        self._rest(idle)
        self._found.sort(key=lambda name: name.span)
        join(self._found, self._register)
        self._keep()

    def _keep(self) -> None:
        """Puts this window's names behind those of the window before it; of earlier ones the register knows enough."""
        names, newest = self._draft.names, self._register.newest
        self._register.forget(names[:newest])
        self._draft.names = [*names[newest:], *self._found]
        self._register.newest = len(names) - newest

    def _candidates(self, number: int) -> Iterator[Candidate]:
        """The candidates of a block that are not taken yet, those before a sum of money (US $20) left out."""
        tokens = self._tokens[number]
        runs = Runs(tokens, self._lexicon, self._register.lowered)
        for candidate in parted(joined(tokens, runs, self._seen[number]), self._lexicon):
            free = self._taken[number].isdisjoint(range(candidate.first, candidate.stop))
            if free and not self._is_money(tokens[candidate.stop - 1].end):
                yield candidate

    # Taking

    def _take(self, number: int, candidate: Candidate, own: Scores, around: Scores) -> Thing | None:
        """Makes the candidate a mention: of what its form stands for already, or of a thing of its own if it may be."""
        candidate = self._with_article(number, candidate)
        first, stop = candidate.first, candidate.stop
        thing = self._surname_of(candidate, own, around) if stop - first == 1 else None
        if thing is None:
            key = " ".join(candidate.words)
            fresh = self._register.known(key) is None
            words = candidate.tokens[first:stop]
            thing = self._register.thing(candidate.words, self._printed(words), _mask(words), candidate.start)
            if thing is None:
                return None
            if fresh:
                _count(thing, own)
                thing.default = self._default(stop - first)
        _count(thing, around)
        self._gender(thing, candidate)
        self._mention(number, thing, first, stop, "capitals")
        return thing

    def _with_article(self, number: int, candidate: Candidate) -> Candidate:
        """The candidate with the article before it, where a known name begins with it (La Nuit des veilleurs)."""
        article = candidate.before()
        if article is None or not article.shape.named or candidate.first - 1 in self._taken[number]:
            return candidate
        known = self._register.forms.get((fold(article.text), *candidate.words))
        return candidate if known is None else Candidate(candidate.tokens, candidate.first - 1, candidate.stop)

    def _default(self, size: int) -> EntityType:
        """What a name is for which nothing speaks: an article gives its persons' whole names, a passage need not."""
        whole = len(self._text) >= _ARTICLE
        return EntityType.ORGANISATION if size == 1 and whole else EntityType.PERSON

    def _surname_of(self, candidate: Candidate, own: Scores, around: Scores) -> Thing | None:
        """The person or body that a single word is short for, unless it is plainly a place here."""
        thing = self._register.shortened(candidate.words, candidate.start, title_gender(candidate, self._genders))
        if thing is None:
            return None
        place = own.get(EntityType.PLACE, 0) + around.get(EntityType.PLACE, 0)
        return None if place >= CLEAR + LIKELY else thing

    def _gender(self, thing: Thing, candidate: Candidate) -> None:
        for told, weight in evidence(candidate, self._genders).items():
            thing.genders[told] = thing.genders.get(told, 0.0) + weight
        first = self._genders.first.get(candidate.tokens[candidate.first].text)
        if first is not None and not thing.spans and len(thing.words) > 1:
            thing.genders[first] = thing.genders.get(first, 0.0) + FIRST_NAME
        if is_she(candidate, self._genders, self._lexicon):
            add(thing.scores, WORK, CLEAR)

    def _is_money(self, at: int) -> bool:
        """Whether a currency's sign stands at `at` or behind one space there."""
        return not _CURRENCIES.isdisjoint(self._text[at : at + 2].lstrip()[:1])

    def _mention(self, number: int, thing: Thing, first: int, stop: int, reason: str) -> None:
        tokens = self._tokens[number]
        span = Span(tokens[first].start, tokens[stop - 1].end)
        lead = 0 if first - 1 in self._taken[number] else Candidate(tokens, first, stop).lead(self._lexicon.addresses)
        name = Name(span, self._printed(tokens[first:stop]), thing.type, thing.key, reason, lead)
        self._taken[number].update(range(first - bool(lead), stop))
        chances = self._seen[number].chances.get(first)
        if chances is not None:
            weight = 1.0 if (first, stop) in self._seen[number].names else _FAINT
            thing.read += weight
            for kind, chance in zip(TYPES, chances, strict=True):
                thing.readings[kind] = thing.readings.get(kind, 0.0) + weight * chance
        self._register.add(thing, name)
        self._found.append(name)

    def _printed(self, tokens: Sequence[Token]) -> str:
        """The words as printed, on one line: where a line ends, what begins the next one does not count."""
        parts = [tokens[0].text]
        for before, after in pairwise(tokens):
            between = self._text[before.end : after.start]
            if "\n" in between:
                between = "-" if after.gap is Gap.HYPHEN else " "
            parts += between, after.text
        return " ".join("".join(parts).split())

    # Names between marks, abbreviations in brackets

    def _quotations(self) -> list[tuple[int, int]]:
        """Where this window's quotations stand, in order."""
        fresh = self._draft.quotations[self._register.quotations :]
        return sorted((span.start, span.end) for found in fresh for span in found.spans)

    def _marked(self, number: int, block: Block, tokens: Sequence[Token], quoted: list[tuple[int, int]]) -> None:
        for first, stop, told in marked_names(self._text, block, tokens, quoted, self._lexicon):
            candidate = Candidate(tokens, first, stop)
            own = own_form(candidate, self._lexicon)
            if own.get(EntityType.PERSON, 0) < STRONG:
                own.pop(EntityType.PERSON, None)  # capitals without a first name, as titles have them too
            add(own, told or WORK, CLEAR)
            self._take(number, candidate, own, {})

    def _abbreviations(self, number: int, tokens: Sequence[Token]) -> None:
        """Takes the names that abbreviations in brackets stand for; one of common nouns names nothing from now on."""
        for at, first, named in explained(self._text, tokens):
            words = (fold(tokens[at].text),)
            if not named and words not in self._register.forms:
                self._register.common.add(words)
            if not named or at - first < 2 or not self._taken[number].isdisjoint(range(first, at)):
                continue
            full = Candidate(tokens, first, at, headed=True)
            own = own_form(full, self._lexicon)
            add(own, EntityType.ORGANISATION, LIKELY)
            thing = self._take(number, full, own, surroundings(full, self._lexicon))
            short = self._register.thing(words, tokens[at].text, (True,), tokens[at].start)
            if thing is not None and short is not None:
                self._register.merge(short, thing)
                self._mention(number, thing, at, at + 1, "abbreviation")

    # Other mentions

    def _search(self) -> None:
        """Finds every form of every name that is known, longest first."""
        register = self._register
        lengths = register.lengths
        for number, tokens in enumerate(self._tokens):
            folded = [fold(token.text) for token in tokens]
            taken = self._taken[number]
            at = 0
            while at < len(tokens):
                sizes = lengths.get(folded[at]) if at not in taken else None
                size = self._match(tokens, folded, at, sizes, taken) if sizes else 0
                if size:
                    self._again(number, at, size, tuple(folded[at : at + size]))
                at += size or 1

    def _match(self, tokens: Sequence[Token], folded: list[str], at: int, sizes: list[int], taken: set[int]) -> int:
        for size in sizes:
            mask = self._register.forms.get(tuple(folded[at : at + size]))
            if mask is None or at + size > len(tokens) or len(mask) != size:
                continue
            if any(at + i in taken or (need and not tokens[at + i].shape.named) for i, need in enumerate(mask)):
                continue
            if all(tokens[at + i].gap in _INNER for i in range(1, size)):
                return size
        return 0

    def _again(self, number: int, at: int, size: int, words: Phrase) -> None:
        """Takes a further mention of a name that is known."""
        candidate = Candidate(self._tokens[number], at, at + size)
        start = candidate.start
        thing = self._register.known(" ".join(words))
        short = self._register.shortened(words, start, title_gender(candidate, self._genders))
        around = surroundings(candidate, self._lexicon)
        if short is not None and around.get(EntityType.PLACE, 0) < CLEAR:
            thing = short
        if thing is None:
            return
        _count(thing, around)
        self._gender(thing, candidate)
        self._mention(number, thing, at, at + size, "known name")

    def _rest(self, idle: list[tuple[int, Candidate]]) -> None:
        """Keeps capitals that were no names, and takes those of earlier windows that have proved to be."""
        dormant = self._register.dormant
        for name in self._found if dormant else ():
            spans, thing = dormant.pop(phrase(name.words), ()), self._register.known(name.key)
            if thing is None:
                continue
            for span in spans:
                words = " ".join(span.of(self._text).split())
                self._register.remember(thing, replace(name, span=span, lead=0, words=words))
        for number, candidate in idle:
            first, stop = candidate.first, candidate.stop
            if not self._taken[number].isdisjoint(range(first, stop)):
                continue
            span = Span(candidate.tokens[first].start, candidate.tokens[stop - 1].end)
            self._register.idle(candidate.words, span)


_CURRENCIES = frozenset("$€£¥")
_INNER = (Gap.SPACE, Gap.HYPHEN, Gap.APOSTROPHE, Gap.DOT, Gap.AND)


def _mask(tokens: Sequence[Token]) -> tuple[bool, ...]:
    return tuple(token.shape.named for token in tokens)


def _count(thing: Thing, scores: Scores) -> None:
    for kind, weight in scores.items():
        add(thing.scores, kind, weight)
