"""Grows runs of capitals that may be names: over spaces, hyphens, initials, particles and a head's complements.

What a run holds is then cut into single names (`cuts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analysis.entities.cuts import Cuts
from reader.analysis.entities.folding import fold
from reader.analysis.entities.tokens import Gap, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analysis.entities.candidates import Candidate
    from reader.analysis.entities.lexicon import Lexicon
    from reader.analysis.entities.tokens import Token

LONGEST_NAME = 10
"""Words of the longest name that is looked for."""

_JOINTS = (Gap.SPACE, Gap.HYPHEN, Gap.APOSTROPHE)


class Runs:
    """The candidates of one block."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, lowered: set[str]) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._cuts = Cuts(tokens, lexicon, lowered)

    def __iter__(self) -> Iterator[Candidate]:
        at, size = 0, len(self._tokens)
        while at < size:
            if not self._starts(at) or self._opening_article(at):
                at += 1
                continue
            stop, headed = self._grown(at)
            yield from self._cuts.of(at, stop, headed=headed)
            at = max(stop, at + 1)

    def _starts(self, at: int) -> bool:
        token = self._tokens[at]
        if token.gap is Gap.ODD:
            return False
        if token.shape.named:
            return True
        if at + 1 >= len(self._tokens) or token.shape is not Shape.LOWER:
            return False
        follower = self._tokens[at + 1]
        lexicon = self._lexicon
        if token.text in lexicon.place_heads or token.text in lexicon.org_lower_heads:
            return (
                self._complement(at + 1) is not None
                or self._qualified(at) is not None
                or (token.text in lexicon.place_heads and follower.gap is Gap.SPACE and follower.shape.named)
            )
        if token.text in lexicon.particles and follower.shape.named:
            if follower.gap is Gap.HYPHEN and not self._elided(at):
                return True
            before = self._tokens[at - 1] if at and token.gap in (Gap.SPACE, Gap.DOT) else None
            return before is not None and before.shape.named and self._calls(before.text, token.text)
        return False

    def _calls(self, title: str, particle: str) -> bool:
        """Whether a name may begin with the particle behind the title: M. de X, not Ambassador of X."""
        lexicon = self._lexicon
        if title.lower() in lexicon.roles and particle in lexicon.links:
            return False
        return title in lexicon.honorifics and (particle not in lexicon.links or title in lexicon.abbreviations)

    def _opening_article(self, at: int) -> bool:
        """Whether a sentence's first word is an article before the head of a name (Le Syndicat mixte de …)."""
        token = self._tokens[at]
        if not token.opens or token.text.lower() not in self._lexicon.determiners or at + 1 >= len(self._tokens):
            return False
        return self._tokens[at + 1].gap in (Gap.SPACE, Gap.APOSTROPHE) and self._is_head(at + 1)

    def _elided(self, at: int) -> bool:
        """Whether the word is an article or preposition that has lost its vowel."""
        return at + 1 < len(self._tokens) and self._tokens[at + 1].gap is Gap.APOSTROPHE

    def _grown(self, at: int) -> tuple[int, bool]:
        """Where the run that begins at `at` stops, and whether a head governs it."""
        tokens, lexicon = self._tokens, self._lexicon
        headed = self._is_head(at)
        stop = at + 1
        while stop < len(tokens) and stop - at < LONGEST_NAME:
            token = tokens[stop]
            if self._joins(stop):
                stop += 1
                continue
            over = self._over_particles(at, stop)
            head = tokens[stop - 1].text
            if over is None and not headed and (head in lexicon.org_heads or lexicon.is_territory(head)):
                over = self._complement(stop)  # Maritime Union of Zorvania
                headed = over is not None
            elif over is None and headed:
                over = self._qualified(at) if stop == at + 1 else None
                lower = not tokens[at].opens and (
                    tokens[at].text in lexicon.org_heads or tokens[at].text in lexicon.work_heads
                )
                over = over or self._complement(stop, lower=lower)
                if over is None and token.gap is Gap.SPACE and self._qualifies_head(stop):
                    over = stop + 1
            if over is None:
                break
            stop = over
        led = tokens[at].opens and tokens[at].text.lower() in lexicon.determiners and at + 1 < len(tokens)
        return max(stop, self._known_from(at + led)), headed and stop > at + 1

    def _known_from(self, at: int) -> int:
        """Behind the longest name of the gazetteers that begins at `at`, of which words may be in lower case."""
        tokens, sizes = self._tokens, self._lexicon.known_sizes.get(fold(self._tokens[at].text), ())
        for size in sizes:
            words = tokens[at : at + size]
            if all(token.gap in _JOINTS for token in words[1:]) and self._lexicon.place_or_organisation(
                tuple(fold(token.text) for token in words)
            ):
                return at + len(words)
        return at

    def _is_head(self, at: int) -> bool:
        word, lexicon = self._tokens[at].text, self._lexicon
        return (
            word in lexicon.org_heads
            or word in lexicon.work_heads
            or word in lexicon.place_heads
            or word in lexicon.org_lower_heads
        )

    def _joins(self, at: int) -> bool:
        """Whether the word at `at` goes on with the name that the word before it belongs to."""
        token, before = self._tokens[at], self._tokens[at - 1]
        if token.opens:
            return False
        if token.gap is Gap.SPACE:
            if token.shape is Shape.NUMBER:
                return self._numbers(at)
            return token.shape.named
        if token.gap is Gap.HYPHEN:
            return token.shape.named or (
                before.shape.named and token.shape in (Shape.NUMBER, Shape.LOWER_DIGITS) and len(token.text) < 5
            )
        if token.gap is Gap.DOT:
            if before.shape is Shape.INITIAL:
                return token.shape.named and token.text.lower() not in self._lexicon.ordinary
            return token.shape.named and before.text in self._lexicon.abbreviations
        if token.gap is Gap.APOSTROPHE:
            if (before.text[-1], token.text[0]) in self._lexicon.inner_apostrophes:
                return before.shape.named
            return token.shape.named and before.shape is Shape.INITIAL
        return token.gap is Gap.AND and token.shape.named

    def _numbers(self, at: int) -> bool:
        """Whether the number at `at` is a version (DALL-E 3) and no quantity: a product's, or with a stop behind it."""
        number, before = self._tokens[at], self._tokens[at - 1]
        if len(number.text) > 3 or not before.shape.named or before.text.lower() in self._lexicon.calendar:
            return False
        if before.shape in (Shape.MIXED, Shape.DIGITS) or (before.shape is Shape.INITIAL and before.gap is Gap.HYPHEN):
            return True
        if self._lexicon.place_or_organisation((fold(before.text), number.text)):
            return True
        last = at + 1 >= len(self._tokens) or self._tokens[at + 1].gap in (Gap.BREAK, Gap.DOT)
        return last and before.shape is Shape.CAPITAL and not self._lexicon.is_ordinary(before.text)

    def _over_particles(self, at: int, stop: int) -> int | None:
        """Behind the name that goes on after particles or inner small words (de Villepin, -sur-Mer), or None."""
        tokens, lexicon = self._tokens, self._lexicon
        hyphens = tokens[stop].gap is Gap.HYPHEN
        known = lexicon.place_joints if hyphens else lexicon.particles
        end = stop
        while (
            end < len(tokens)
            and end - stop < 3
            and tokens[end].text in known
            and (end == stop or not tokens[end].opens)
        ):
            if tokens[end].gap not in (Gap.SPACE, Gap.HYPHEN, Gap.APOSTROPHE):
                return None
            end += 1
        if end == stop or end >= len(tokens) or not tokens[end].shape.named:
            return None
        if tokens[end].gap not in _JOINTS:
            return None
        if hyphens or tokens[end].gap is Gap.HYPHEN:
            return end + 1
        # 'de' is a preposition more often than a particle: it takes a first name before it
        small = any(token.text in lexicon.determiners or token.text in lexicon.links for token in tokens[stop:end])
        return None if small and not self._named_person(at, stop) else end + 1

    def _named_person(self, at: int, stop: int) -> bool:
        words = [token.text for token in self._tokens[at:stop]]
        return len(words) <= 3 and any(map(self._lexicon.is_first_name, words[-2:]))

    def _qualified(self, at: int) -> int | None:
        """Behind the name of a lower-case head with an adjective or a noun of its own (tribunal de commerce de X)."""
        tokens, lexicon = self._tokens, self._lexicon
        if tokens[at].text not in lexicon.org_lower_heads or at + 3 >= len(tokens):
            return None
        if tokens[at + 1].gap is Gap.SPACE and self._qualifies_head(at + 1):
            return self._complement(at + 2)
        linked = tokens[at + 1].text in lexicon.links and tokens[at + 1].text in lexicon.particles
        return self._complement(at + 3) if linked and tokens[at + 2].shape is Shape.LOWER else None

    def _qualifies_head(self, at: int) -> bool:
        """Whether the word is an adjective that goes on with a head's name (Institut océanique)."""
        word, lexicon = self._tokens[at].text, self._lexicon
        if word in lexicon.org_qualifiers:
            return True
        return bool(lexicon.org_endings) and len(word) > 4 and word.endswith(lexicon.org_endings)

    def _complement(self, at: int, *, lower: bool = False) -> int | None:
        """Behind a head's complement that begins at `at` (de Lyon, of England, de la Santé), or None.

        `lower` lets it be a common noun (Direction des feux), as a body's name has it in some languages.
        """
        tokens, lexicon = self._tokens, self._lexicon
        end = at
        while (
            end < len(tokens)
            and end - at < 3
            and tokens[end].gap in (Gap.SPACE, Gap.APOSTROPHE)
            and not tokens[end].opens
            and (tokens[end].text in lexicon.particles or tokens[end].text in lexicon.determiners or end == at)
            and (tokens[end].text in lexicon.links or end > at)
        ):
            end += 1
        if end == at or end >= len(tokens) or tokens[end].gap not in (Gap.SPACE, Gap.APOSTROPHE):
            return None
        if tokens[at].text not in lexicon.particles or tokens[end].opens:
            return None
        if tokens[end].shape.named or (lower and lexicon.org_qualifiers and tokens[end].text.isalpha()):
            return end + 1
        return None
