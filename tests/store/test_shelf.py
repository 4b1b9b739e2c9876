"""Articles that are kept whole: given back as they were, listed, tagged, removed, and found by what they say."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import analyse
from reader.errors import SourceError
from reader.extraction import examine
from reader.keeping import take_in
from reader.model import Analysis, Anchor, Article, Block, BlockKind, Highlight, Metadata, Source, Span
from reader.sources import Raw
from reader.store import Library, NoLibrary, Opened, Position
from reader.store import shelf as module
from reader.store.query import Query, parse
from reader.store.records import HitKind, State, now

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = sorted((Path(__file__).parents[2] / "articles").iterdir())
BY = "test"


@pytest.fixture(params=["file", "none"])
def library(request, tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.sqlite3") if request.param == "file" else NoLibrary() as library:
        yield library


def flat(text: str, location: str | None = None, **known: object) -> Article:
    """An article of one paragraph."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text)), (Span(0, len(text)),)),) if text else ()
    return Article(text, blocks, Source(location, "text/plain", sha256), Metadata(**known))  # type: ignore[arg-type]


def keep(library: Library, article: Article, analysis: Analysis = Analysis()) -> str:
    library.shelf.keep(article, analysis, article.text.encode("utf-8", "surrogatepass"), by=BY)
    return article.source.sha256


def found(library: Library, typed: str) -> list[str]:
    return [hit.article.metadata.title or "" for hit in library.shelf.search(parse(typed), 20)]


def test_roles_come_back_too(library: Library) -> None:
    article = flat("Anne Roux, maire de Porzac, ouvre le pont. La maire le fermera lundi.")
    analysis = analyse(replace(article, metadata=replace(article.metadata, language="fr")))
    sha256 = keep(library, article, analysis)
    again = library.shelf.analysis(sha256, BY)
    assert again is not None
    assert again == analysis
    assert [role.of(article.text) for each in again.entities for role in each.roles] == ["La maire"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_comes_back_as_it_was(library: Library, path: Path) -> None:
    article, analysis = examine(str(path))
    sha256, data = article.source.sha256, path.read_bytes()
    assert library.shelf.keep(article, analysis, data, by=BY)
    original = library.shelf.original(sha256)
    assert original is not None
    assert (original.data, original.source) == (data, article.source)
    assert library.shelf.analysis(sha256, BY) == analysis
    assert library.shelf.analysis(sha256, "a later one") is None
    kept = library.shelf.article(sha256[:8])
    assert kept is not None
    assert (kept.source, kept.metadata.title, kept.characters) == (article.source, article.title, len(article.text))
    assert kept.quotations == sum(not quotation.fragment for quotation in analysis.quotations)
    assert kept.state is State.UNREAD


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1), st.binary())
def test_any_text_and_any_bytes_come_back(text: str, raw: bytes) -> None:
    article = flat(text, title=text)
    with NoLibrary() as library:
        library.shelf.keep(article, Analysis(), raw, charset="x", by=BY)
        original = library.shelf.original(article.source.sha256)
        assert original is not None
        assert (original.data, original.charset) == (raw, "x")
        (kept,) = library.shelf.articles(Query(), 5)
        assert kept.metadata.title == text


def test_what_is_kept_again_is_there_once(library: Library) -> None:
    article = flat("Le bac part à six heures.", title="Le bac")
    for _ in range(3):
        keep(library, article)
    assert library.shelf.count() == 1
    assert found(library, "bac") == ["Le bac"]
    keep(library, replace(article, metadata=Metadata(title="Le vieux bac")))
    assert found(library, "title:vieux") == ["Le vieux bac"]
    assert found(library, 'title:"Le bac"') == []


def test_an_address_read_again_with_other_words_is_a_version_more(library: Library) -> None:
    first = keep(library, flat("Le bac part à six heures.", "https://exemple.fr/bac#haut"))
    second = keep(library, flat("Le bac part à sept heures.", "https://exemple.fr/bac"))
    assert [kept.source.sha256 for kept in library.shelf.at("https://exemple.fr/bac")] == [second, first]
    assert {kept.versions for kept in library.shelf.articles(Query(), 5)} == {2}


def test_an_article_too_long_is_not_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 10)
    assert not library.shelf.keep(flat("Le bac part à six heures."), Analysis(), b"", by=BY)
    assert library.shelf.count() == 0


def test_an_article_too_long_is_refused_before_it_is_analysed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST", 10)
    monkeypatch.setattr("reader.analysis.analyse", lambda _article: pytest.fail("it takes long"))
    with pytest.raises(SourceError, match="too long to be kept"):
        take_in(Raw(b"Le bac part.", "text/plain"), library)


def test_being_kept_is_not_being_opened(library: Library) -> None:
    sha256 = keep(library, flat("Le bac part à six heures.", "bac.txt"))
    assert library.opened() == ()
    library.save_opened(Opened(sha256, "bac.txt", "Le bac"))
    (kept,) = library.shelf.articles(parse("is:begun"), 5)
    assert kept.state is State.BEGUN
    library.save_position(sha256, Position(Anchor.to("Le bac", Span(0, 1)), 1.0))
    (kept,) = library.shelf.articles(parse("is:finished"), 5)
    assert kept.state is State.FINISHED
    assert library.shelf.articles(parse("is:unread"), 5) == ()


def test_tags(library: Library) -> None:
    one, two = keep(library, flat("Un bac.")), keep(library, flat("Deux bacs."))
    library.shelf.tag(one, ["mer", "à relire", "mer"])
    library.shelf.tag(two, ["mer"])
    assert library.shelf.tags() == {"mer": 2, "à relire": 1}
    assert [kept.source.sha256 for kept in library.shelf.articles(parse('tag:mer -tag:"à relire"'), 5)] == [two]
    library.shelf.untag(one, ["mer", "nothing"])
    assert library.shelf.tags() == {"mer": 1, "à relire": 1}


def test_what_is_removed_comes_back_until_it_is_purged(library: Library) -> None:
    sha256 = keep(library, flat("Le bac part à six heures.", title="Le bac"))
    library.shelf.tag(sha256, ["mer"])
    library.shelf.remove(sha256)
    assert (library.shelf.articles(Query(), 5), found(library, "bac"), library.shelf.tags()) == ((), [], {})
    library.shelf.remove(sha256, removed=False)
    assert found(library, "bac") == ["Le bac"]
    library.shelf.remove(sha256)
    assert library.shelf.purge(now() - timedelta(days=1)) == 0
    assert library.shelf.purge(now() + timedelta(days=1)) == 1
    assert library.shelf.article(sha256) is None
    assert library.shelf.original(sha256) is None
    keep(library, flat("Le bac part à six heures.", title="Le bac"))
    assert library.shelf.tags() == {}


def test_none_of_the_words_of_what_is_purged_stay_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with Library.open(path) as library:
        secret = "Le témoin Zorvan Quillefeu part à six heures. « Je zibrille tout le soir », dit Zorvan Quillefeu."
        gone, stays = keep(library, flat(secret), analyse(flat(secret))), keep(library, flat("La mer monte."))
        library.highlights.add(gone, Highlight(Anchor.to(secret, Span(0, 20)), "voir Xantrelle"))
        library.save_position(gone, Position(Anchor.to(secret, Span(10, 20)), 0.5))
        library.shelf.remove(gone)
        assert library.purge() == 1
        assert library.purge() == 0
        assert [kept.source.sha256 for kept in library.shelf.articles(Query(), 5)] == [stays]
        assert library.check() == ()
        for file in tmp_path.iterdir():
            data = file.read_bytes().lower()
            assert not any(word in data for word in (b"quillefeu", b"zibrille", b"xantrelle")), file
            assert b"la mer monte" in data or file != path


def test_archived_articles_are_found_when_they_are_asked_for(library: Library) -> None:
    sha256 = keep(library, flat("Le bac part à six heures."))
    library.shelf.archive(sha256)
    assert [kept.is_archived for kept in library.shelf.articles(parse("is:archived"), 5)] == [True]
    library.shelf.archive(sha256, archived=False)
    assert library.shelf.articles(parse("is:archived"), 5) == ()


# Searching


@pytest.fixture
def full(library: Library) -> Library:
    """A library of the samples."""
    for path in SAMPLES:
        article, analysis = examine(str(path))
        library.shelf.keep(article, analysis, path.read_bytes(), by=BY)
    return library


def test_words_are_found_without_their_accents_and_case(full: Library) -> None:
    for typed in ("séchoir solaire", "SECHOIR SOLAIRE", '"sechoir solaire"', "sech* solaire"):
        (hit,) = full.shelf.search(parse(typed), 20)
        assert hit.kind is HitKind.ARTICLE
        article, _ = examine(hit.article.source.location or "")
        assert hit.span is not None
        assert article.text[hit.span.start :].startswith("séchoir")
        assert " ".join(hit.excerpt.split()) in " ".join(article.text.split())
        assert next(span.of(hit.excerpt)[:4] for span in hit.matches) in ("séch", "sola")


def test_a_speakers_words_are_found_over_all_articles(full: Library) -> None:
    hits = full.shelf.search(parse("speaker:delorge"), 20)
    assert hits
    for hit in hits:
        assert (hit.kind, hit.speaker) == (HitKind.QUOTATION, "Firmin Delorge")
        article, analysis = examine(hit.article.source.location or "")
        quotation = next(each for each in analysis.quotations if each.id == hit.fact)
        assert hit.excerpt == article.passage(quotation.spans)
    (hit,) = full.shelf.search(parse("speaker:delorge chaîne"), 20) or [None]
    assert hit is None or "chaîne" in hit.excerpt
    assert full.shelf.search(parse("speaker:nobody"), 20) == ()


def test_an_entity_leads_to_its_articles(full: Library) -> None:
    assert [hit.article.metadata.title for hit in full.shelf.search(parse("entity:SCBA"), 20)]
    assert full.shelf.search(parse("entity:Atlantis"), 20) == ()


def test_what_is_quoted_stands_in_the_order_of_time(library: Library) -> None:
    for day, word in (("2024-05-01", "mai"), ("2023-01-01", "janvier"), ("2024-02-01", "février")):
        path = Path(SAMPLES[0])
        article, analysis = examine(str(path))
        text = article.text
        own = replace(article, metadata=replace(article.metadata, date=day, title=word))
        own = replace(own, source=replace(own.source, sha256=hashlib.sha256(word.encode()).hexdigest()))
        library.shelf.keep(own, analysis, text.encode(), by=BY)
    name = next(each.speaker.name for each in analysis.quotations if each.speaker)
    said = library.shelf.said(parse(f'speaker:"{name}"'), 99)
    days = [hit.article.metadata.date for hit in said]
    assert days == sorted(days)
    assert len(set(days)) == 3
    only = library.shelf.said(parse(f'speaker:"{name}" after:2024 before:2024-03'), 99)
    assert {hit.article.metadata.title for hit in only} == {"février"}


def test_a_title_counts_more_than_a_word_on_the_way(library: Library) -> None:
    keep(library, flat("Une péniche passe, puis une autre péniche, et le bac attend sa péniche.", title="Le bac"))
    keep(library, flat("Elle descend la rivière, lentement, sous la pluie de novembre.", title="La péniche"))
    assert found(library, "péniche")[0] == "La péniche"


def test_filters_hold_beside_words(full: Library) -> None:
    everything = full.shelf.search(parse("le"), 20)
    assert everything
    sha256 = everything[0].article.source.sha256
    full.shelf.tag(sha256, ["ici"])
    assert [hit.article.source.sha256 for hit in full.shelf.search(parse("le tag:ici"), 20)] == [sha256]
    assert sha256 not in {hit.article.source.sha256 for hit in full.shelf.search(parse("le -tag:ici"), 20)}
    languages = {kept.metadata.language for kept in full.shelf.articles(parse("language:en"), 20)}
    assert languages <= {"en"}


def test_notes_are_found_before_articles(full: Library) -> None:
    article, _ = examine(str(SAMPLES[0]))
    highlight = Highlight(Anchor.to(article.text, Span(10, 40)), "à vérifier auprès de la préfecture")
    full.highlights.add(article.source.sha256, highlight)
    hits = full.shelf.search(parse("vérifier"), 20)
    assert (hits[0].kind, hits[0].excerpt, hits[0].span) == (HitKind.NOTE, highlight.note, Span(10, 40))
