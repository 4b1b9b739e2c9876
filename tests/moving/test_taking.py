"""What another program kept is in the library afterwards, once, and what a reader did here stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.keeping import raw_of, take_in
from reader.model import Anchor, Entry, Highlight, Passage, Saved, Span
from reader.moving.taking import Outcome, Taken, take, take_one
from reader.sources import Raw, article_of
from reader.sources.saved import export_in
from reader.store import NoLibrary, State
from reader.store.query import Query, parse
from tests.sources import exports_elsewhere as elsewhere
from tests.sources.exports_elsewhere import DEUX, UN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.store import Kept

MOULIN = Entry("1", "Le vieux moulin", UN, "2023-11-13", ("Jean Le Gall",), content=elsewhere.PAGE, is_markup=True)


@pytest.fixture
def library() -> Iterator[NoLibrary]:
    with NoLibrary() as library:
        yield library


def taken(data: bytes, library: NoLibrary) -> list[Taken]:
    found = export_in(data, "export")
    assert found is not None
    return list(take(found.items, library))


def only(library: NoLibrary) -> Kept:
    (kept,) = library.shelf.articles(Query(), 10)
    return kept


def test_what_has_words_is_an_article_and_what_has_none_waits(library: NoLibrary) -> None:
    found = taken(elsewhere.WALLABAG, library)
    assert [each.outcome for each in found] == [Outcome.TAKEN, Outcome.WAITING, Outcome.FAILED, Outcome.FAILED]
    assert (found[0].laid.placed, found[0].laid.lost) == (1, 0)
    kept = only(library)
    assert (kept.name, kept.metadata.url, kept.metadata.date, kept.metadata.authors) == (
        *("Le vieux moulin", UN, "2023-11-13"),
        ("Jean Le Gall",),
    )
    assert kept.tags == ("mer", "patrimoine", "starred")
    assert kept.kept_at.isoformat() == "2023-11-14T22:13:20+00:00"
    (highlight,) = library.highlights.of(kept.source.sha256)
    assert (highlight.anchor.quote, highlight.note) == ("Le toit ne fuit plus", "à vérifier")
    said = library.shelf.said(parse("speaker:Lebreton"), 5)
    assert [hit.excerpt for hit in said] == ["Le toit ne fuit plus"]
    assert [each.address for each in library.waiting.all()] == [DEUX]
    assert library.check() == ()


def test_what_is_kept_opens_as_it_was_kept(library: NoLibrary) -> None:
    taken(elsewhere.OMNIVORE_ZIP, library)
    kept = only(library)
    article = article_of(raw_of(kept.source.sha256, library))
    assert (article.title, article.metadata, article.source.location) == (kept.name, kept.metadata, UN)
    assert len(article.text) == kept.characters
    assert (kept.state, round(kept.furthest, 2)) == (State.BEGUN, 0.4)
    words = [each.anchor.span.of(article.text) for each in library.highlights.of(kept.source.sha256)]
    assert words == ["Le vieux moulin", "Le toit ne fuit plus", "Les artisans sont repartis."]


@pytest.mark.parametrize(
    "name", ["POCKET_ZIP", "POCKET_PAGE", "INSTAPAPER", "READER", "HIGHLIGHTS", "WALLABAG", "OMNIVORE_ZIP"]
)
def test_the_same_twice_adds_nothing_twice(name: str, library: NoLibrary) -> None:
    def state() -> object:
        articles = library.shelf.articles(Query(), 50)
        return articles, library.waiting.all(), [library.highlights.of(each.source.sha256) for each in articles]

    first = Counter(each.outcome for each in taken(getattr(elsewhere, name), library))
    assert first.keys() & {Outcome.TAKEN, Outcome.WAITING}
    before = state()
    again = Counter(each.outcome for each in taken(getattr(elsewhere, name), library))
    assert again.keys() <= {Outcome.KNOWN, Outcome.FAILED}
    assert again[Outcome.FAILED] == first[Outcome.FAILED]
    assert state() == before


def test_what_several_programs_knew_comes_together(library: NoLibrary) -> None:
    for data in (elsewhere.POCKET_ZIP, elsewhere.READER, elsewhere.WALLABAG, elsewhere.HIGHLIGHTS):
        taken(data, library)
    kept = next(each for each in library.shelf.articles(Query(), 9) if each.metadata.url == UN)
    assert kept.tags == ("l'eau", "mer", "patrimoine", "starred")
    assert kept.state is State.BEGUN
    assert len(library.highlights.of(kept.source.sha256)) == 1
    assert library.waiting.at(UN) is None


def test_what_a_reader_did_here_stands(library: NoLibrary) -> None:
    take_one(Saved(MOULIN, tags=("mer",)), library)
    kept = only(library)
    sha256, text = kept.source.sha256, article_of(raw_of(kept.source.sha256, library)).text
    span = Span(text.index("Le toit"), text.index("Le toit") + len("Le toit ne fuit plus"))
    library.highlights.add(sha256, Highlight(Anchor.to(text, span), "à moi"))
    more = Saved(MOULIN, passages=(Passage("Le toit ne fuit plus", "d’ailleurs"),), is_archived=True, furthest=1.0)
    assert take_one(more, library).outcome is Outcome.KNOWN
    assert [each.note for each in library.highlights.of(sha256)] == ["à moi"]
    assert (only(library).state, only(library).is_archived) == (State.UNREAD, False)


def test_what_was_removed_comes_back(library: NoLibrary) -> None:
    take_one(Saved(MOULIN), library)
    library.shelf.remove(only(library).source.sha256)
    assert take_one(Saved(MOULIN), library).outcome is Outcome.COMPLETED
    assert only(library).name == "Le vieux moulin"


def test_a_page_that_is_opened_later_gets_what_waited_for_it(library: NoLibrary) -> None:
    taken(elsewhere.INSTAPAPER, library)
    page = f"<html><head><title>Le vieux moulin</title></head><body><article>{elsewhere.PAGE * 3}</article></body>"
    kept = take_in(Raw(page.encode(), "text/html", UN), library)
    found = library.shelf.article(kept.source.sha256)
    assert found is not None
    assert found.tags == ("mer", "patrimoine")
    assert library.waiting.at(UN) is None
    (lost,) = library.highlights.of(kept.source.sha256)  # its words stand there three times
    assert lost.anchor.quote == "Le toit ne fuit plus"
    assert taken(elsewhere.INSTAPAPER, library)[0].outcome is Outcome.KNOWN


def test_passages_alone_are_an_article_of_their_own_and_nobodys_quotations(library: NoLibrary) -> None:
    found = taken(elsewhere.HIGHLIGHTS, library)
    book = next(each.article for each in found if each.article and each.article.name == "Un livre")
    article = article_of(raw_of(book.source.sha256, library))
    assert article.text.split("\n\n")[-2:] == ["Deux *mots*", "Trois mots"]
    assert (article.title, article.metadata.authors, book.quotations) == ("Un livre", ("Zoé Rohan",), 0)
    marked = library.highlights.of(book.source.sha256)
    assert [(each.anchor.span.of(article.text), each.note) for each in marked] == [
        ("Deux *mots*", ""),
        ("Trois mots", "note"),
    ]


def test_words_without_a_place_are_lost_and_not_dropped(library: NoLibrary) -> None:
    passages = (Passage("rien de tel", "un"), Passage("ni cela", "deux"), Passage("rien de tel", "trois"))
    found = take_one(Saved(MOULIN, passages=passages), library)
    assert (found.laid.placed, found.laid.lost) == (0, 2)
    sha256 = only(library).source.sha256
    text = article_of(raw_of(sha256, library)).text
    assert [placed.span for placed in library.highlights.placed(sha256, text)] == [None, None]


def test_an_empty_page_waits_and_nothing_at_all_is_told(library: NoLibrary) -> None:
    empty = replace(MOULIN, title=None, content="<p> </p>")
    assert take_one(Saved(empty), library).outcome is Outcome.WAITING
    (found,) = take(iter([Saved(Entry("x", "Un titre"))]), library)
    assert (found.outcome, found.fault) == (Outcome.FAILED, "Un titre has neither an address nor words")


WORDS = st.text(st.sampled_from("ab *_`#<>&[]()\\!-1.\n\t\"'|~é«»\x1b\u202e"), min_size=1, max_size=40)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS, WORDS)
def test_any_passages_of_a_work_stand_in_it_as_they_are(words: list[str], title: str, note: str) -> None:
    passages = tuple(Passage(each.strip(), note) for each in words)
    with NoLibrary() as library:
        (found,) = take(iter([Saved(Entry("x", title.strip() or None), passages=passages)]), library)
        if found.outcome is Outcome.FAILED:
            assert not any(each.quote for each in passages)
            return
        assert found.article is not None
        text = article_of(raw_of(found.article.source.sha256, library)).text
        for each in library.highlights.of(found.article.source.sha256):
            span = each.anchor.span
            assert span.end > len(text) or span.of(text) == each.anchor.quote
        assert library.check() == ()
