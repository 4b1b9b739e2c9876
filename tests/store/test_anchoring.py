"""Highlights in articles that change: on the right words, or reported lost; never on wrong ones.

Every character of a text is numbered before it is edited, so that the test knows where each highlight's words went.
"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from reader.model import Anchor, Highlight, Span
from reader.store import NoLibrary
from tests.store.test_shelf import flat, keep

SAMPLES = sorted((Path(__file__).parents[2] / "articles").glob("*.txt"))
EDITS = 1_000

Numbered = list[tuple[str, int]]
"""A text as its characters, each with the place that it had at first (a copy's too); -1 for what is new."""


def edited(text: Numbered, pick: random.Random) -> Numbered:
    """One thing that editors do: a word or paragraph goes, comes, changes, moves, or stands twice."""
    start = pick.randrange(len(text))
    length = pick.choice([1, 8, 60, 400])
    end = min(len(text), start + length)
    new = [(char, -1) for char in pick.choice(["Correction. ", "hier ", "x", "\n\nMis à jour.\n\n"])]
    to = pick.randrange(len(text))
    match pick.randrange(5):
        case 0:
            return text[:start] + text[end:]
        case 1:
            return text[:start] + new + text[start:]
        case 2:
            return text[:start] + new + text[end:]
        case 3:
            rest = text[:start] + text[end:]
            return rest[:to] + text[start:end] + rest[to:]
        case _:
            return text[:to] + text[start:end] + text[to:]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_highlight_is_on_the_right_words_or_lost(path: Path) -> None:
    text, pick = path.read_text(encoding="utf-8"), random.Random(path.name)
    kept = lost = 0
    for _ in range(EDITS):
        start = pick.randrange(len(text) - 400)
        span = Span(start, start + pick.choice([3, 12, 50, 200]))
        now: Numbered = [(char, at) for at, char in enumerate(text)]
        for _ in range(pick.randint(1, 6)):
            now = edited(now, pick)
        found = Anchor.to(text, span).find("".join(char for char, _ in now))
        if found is None:
            lost += 1
            continue
        kept += 1
        homes = [home for _, home in now[found.start : found.end]]
        stayed = [home == span.start + at for at, home in enumerate(homes)]  # some may have been typed anew
        assert any(stayed), f"{span.of(text)!r} was found where it is not"
    assert kept > 0.8 * EDITS, f"{lost} of {EDITS} lost"


def test_of_an_article_that_changed_the_highlights_are_found_or_shown_as_lost() -> None:
    old = "Le bac part à six heures. Maël le prend chaque matin, et chaque soir il revient par le même bac."
    new = "MISE À JOUR. " + old.replace("six", "sept").replace(", et chaque soir il revient par le même bac", "")
    with NoLibrary() as library:
        first = keep(library, flat(old, "https://exemple.fr/bac"))
        for start, words in ((26, "Maël le prend"), (old.rindex("même bac"), "même bac")):
            library.highlights.add(first, Highlight(Anchor.to(old, Span(start, start + len(words))), "note"))
        second = keep(library, flat(new, "https://exemple.fr/bac"))
        found, lost = library.highlights.placed(second, new)
        assert found.span is not None
        assert found.span.of(new) == "Maël le prend"
        assert (lost.span, lost.highlight.anchor.quote) == (None, "même bac")
        assert {placed.span for placed in library.highlights.placed(first, old)} == {
            placed.anchor.span for placed in library.highlights.of(first)
        }


def test_a_highlight_made_again_is_there_once_and_can_be_taken_away() -> None:
    text = "Le bac part à six heures."
    with NoLibrary() as library:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        anchor = Anchor.to(text, Span(3, 6))
        library.highlights.add(sha256, Highlight(anchor))
        library.highlights.add(sha256, Highlight(anchor, "quel bac ?"))
        (kept,) = library.highlights.of(sha256)
        assert (kept.anchor, kept.note) == (anchor, "quel bac ?")
        keep(library, flat(text))
        assert [each.note for _, each in library.highlights.all(5)] == ["quel bac ?"]
        library.highlights.remove(sha256, kept)
        assert library.highlights.of(sha256) == ()
        assert library.highlights.all(5) == ()
