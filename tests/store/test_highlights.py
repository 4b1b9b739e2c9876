"""Highlights in the library: one of a span, notes that change, and versions of one article that share them."""

from __future__ import annotations

import pytest

from reader.model import Analysis, Anchor, Article, Block, BlockKind, Highlight, Source, Span
from reader.store import NoLibrary

ADDRESS = "https://lanvor.example/digue"
OLD = "La digue tiendra. Personne ne nous a rien demandé. La mer finit toujours par gagner."
NEW = "Hier, la digue tiendra. Personne ne nous a rien demandé. La mer finira bien par se lasser."


def keep(store: NoLibrary, text: str, sha256: str, location: str = ADDRESS) -> None:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    article = Article(text, (block,), Source(location, "text/html", sha256))
    store.shelf.keep(article, Analysis(), text.encode(), charset=None, by="test")


def of(text: str, words: str, note: str = "") -> Highlight:
    start = text.index(words)
    return Highlight(Anchor.to(text, Span(start, start + len(words))), note)


@pytest.fixture
def store() -> NoLibrary:
    store = NoLibrary()
    keep(store, OLD, "a" * 64)
    keep(store, NEW, "b" * 64)
    return store


def noted(store: NoLibrary, sha256: str) -> list[tuple[str, str]]:
    return [(each.anchor.quote, each.note) for each in store.highlights.of(sha256)]


def test_one_of_a_span(store: NoLibrary) -> None:
    first = of(OLD, "La digue tiendra", "un")
    store.highlights.add("a" * 64, first)
    store.highlights.add("a" * 64, of(OLD, "La digue tiendra", "deux"), instead_of=first)
    assert noted(store, "a" * 64) == [("La digue tiendra", "deux")]
    assert store.check() == ()


@pytest.mark.parametrize(("new", "stands"), [("", "un"), ("un", "un"), ("deux", "un\n\ndeux")])
@pytest.mark.parametrize("knows", [False, True])
def test_a_note_that_nobody_knew_of_stands_above_the_new_one(
    new: str, stands: str, knows: bool, store: NoLibrary
) -> None:
    """Another program wrote it, or the highlights of the article were not looked for yet."""
    words = "Personne ne nous a rien demandé"
    store.highlights.add("a" * 64, of(OLD, words, "un"))
    made = store.highlights.add("a" * 64, of(OLD, words, new), instead_of=of(OLD, words) if knows else None)
    assert made.note == stands
    assert noted(store, "a" * 64) == [(words, stands)]
    assert store.check() == ()


def test_the_note_of_another_version_stands_too(store: NoLibrary) -> None:
    text = OLD + " Voilà."
    keep(store, text, "c" * 64)
    store.highlights.add("a" * 64, of(OLD, "La digue tiendra", "un"))
    store.highlights.add("c" * 64, of(text, "La digue tiendra", "deux"))
    assert (noted(store, "a" * 64), noted(store, "c" * 64)) == ([], [("La digue tiendra", "un\n\ndeux")])


def test_what_was_marked_in_another_version_is_found_or_lost(store: NoLibrary) -> None:
    for words in ("Personne ne nous a rien demandé", "La mer finit"):
        store.highlights.add("a" * 64, of(OLD, words))
    stands = [(each.span.of(NEW) if each.span else None) for each in store.highlights.placed("b" * 64, NEW)]
    assert stands == ["Personne ne nous a rien demandé", None]


def test_a_note_on_what_was_found_again_takes_the_place_of_the_old_one(store: NoLibrary) -> None:
    first = of(OLD, "Personne ne nous a rien demandé", "vu")
    store.highlights.add("a" * 64, first)
    store.highlights.add("b" * 64, of(NEW, "Personne ne nous a rien demandé", "revu"), instead_of=first)
    assert (noted(store, "a" * 64), len(noted(store, "b" * 64))) == ([], 1)
    assert store.check() == ()


def test_what_is_taken_away_in_one_version_is_gone_in_the_others(store: NoLibrary) -> None:
    first = of(OLD, "La mer finit")
    store.highlights.add("a" * 64, first)
    store.highlights.remove("b" * 64, first)
    assert noted(store, "a" * 64) == []


def test_other_words_at_the_same_place_of_another_version_stay(store: NoLibrary) -> None:
    other = of(NEW, NEW[:16])
    store.highlights.add("a" * 64, of(OLD, OLD[:16]))
    store.highlights.add("b" * 64, other)
    store.highlights.remove("b" * 64, other)
    assert noted(store, "a" * 64) == [(OLD[:16], "")]


def test_another_article_keeps_its_own(store: NoLibrary) -> None:
    keep(store, OLD, "c" * 64, "https://ailleurs.example/")
    same = of(OLD, "La digue tiendra")
    for sha256 in ("a" * 64, "c" * 64):
        store.highlights.add(sha256, same)
    store.highlights.remove("a" * 64, same)
    assert noted(store, "c" * 64) == [("La digue tiendra", "")]
