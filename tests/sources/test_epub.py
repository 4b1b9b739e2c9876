"""Books: chapters are sections by the book's own contents, a broken book says what is broken, a bomb costs nothing."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.model import BlockKind
from reader.sources import archive as reader_archive
from reader.sources import article_of, parse
from reader.sources.archive import _SMALL, BOOK
from reader.sources.epub import parser as epub
from tests.invariants import check_article
from tests.sources.books import CONTAINER, archive, book, navigation, ncx, package, page, point, raw

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import Article

NAVIGATION = navigation(
    '<h2>Table</h2><ol><li><a href="part.xhtml">Première partie</a><ol><li><a href="a.xhtml">Le bac</a><ol><li>'
    '<a href="a.xhtml#s2">La corde</a></li></ol></li><li><a href="b.xhtml">La rive</a></li></ol></li>'
    '<li><a href="c.xhtml">Épilogue</a></li></ol>'
)
NCX = ncx(
    point(
        "Première partie",
        "part.xhtml",
        point("Le bac", "a.xhtml", point("La corde", "a.xhtml#s2")) + point("La rive", "b.xhtml"),
    )
    + point("Épilogue", "c.xhtml")
)
CHAPTERS = {
    "part.xhtml": page("<h1>Première partie</h1>"),
    "a.xhtml": page(
        '<section><h1>Le&nbsp;bac</h1><p>Un <i>mot</i>.</p><h2 id="s2">La corde</h2><p>Deux.</p><h3>Détail</h3>'
        '<p>Trois, <a href="c.xhtml">plus loin</a>.</p></section>'
    ),
    "b.xhtml": page("<div><p>Sans titre imprimé.</p></div>"),
    "c.xhtml": page("<h2>Épilogue</h2><blockquote><p>Fin.</p></blockquote><p>Il dit <q>oui</q>.</p>"),
}
OUTLINE = [(1, "Première partie"), (2, "Le bac"), (3, "La corde"), (4, "Détail"), (2, "La rive"), (1, "Épilogue")]


def outline(article: Article) -> list[tuple[int, str | None]]:
    return [(section.level, section.title and section.title.replace("\u00a0", " ")) for section in article.sections]


@pytest.mark.parametrize("contents", [{"nav.xhtml": NAVIGATION}, {"toc.ncx": NCX}], ids=["EPUB 3", "EPUB 2"])
def test_a_book_opens_by_its_chapters(contents: dict[str, str]) -> None:
    article = article_of(raw(book({**contents, **CHAPTERS})))
    check_article(article)
    assert outline(article) == OUTLINE
    assert article.notices == ()
    text = article.text.replace("\u00a0", " ")
    assert text.startswith(
        "Première partie\n\nLe bac\n\nUn mot.\n\nLa corde\n\nDeux.\n\nDétail\n\nTrois, plus loin.\n\nLa rive\n\n"
        "Sans titre imprimé.\n\nÉpilogue\n\nFin.\n\nIl dit «"
    )
    said = article.metadata
    assert (said.title, said.authors, said.date) == ("Le Passeur de Kerlouan", ("Soazig Tanguy",), "2021-05-04")
    assert (said.site, said.language) == ("Éditions du Raz", "fr")
    assert next(block.kind for block in article.blocks if block.span.of(article.text) == "Fin.") is BlockKind.BLOCKQUOTE


def test_a_file_that_continues_a_chapter_stays_in_it() -> None:
    files = {
        "nav.xhtml": navigation('<ol><li><a href="a.xhtml">Un</a></li><li><a href="c.xhtml">Deux</a></li></ol>'),
        "a.xhtml": page("<h2>Un</h2><p>x</p>"),
        "b.xhtml": page("<h2>Dedans</h2><p>y</p><h3>Plus bas</h3><p>z</p>"),
        "c.xhtml": page("<h2>Deux</h2><p>t</p>"),
    }
    assert outline(article_of(raw(book(files)))) == [(1, "Un"), (2, "Dedans"), (3, "Plus bas"), (1, "Deux")]


@pytest.mark.parametrize(
    ("line", "body", "expected"),
    [
        ("Chapitre 1 – Le bac", "<h1>Chapitre 1</h1><h2>Le bac</h2><p>x</p>", [(1, "Chapitre 1"), (2, "Le bac")]),
        ("Le bac", '<div class="n">I</div><h3>Le bac</h3><p>x</p>', [(0, None), (1, "Le bac")]),
        ("Le bac", "<h1>I</h1><p>x</p>", [(1, "I")]),
        ("Le bac", "<p>x</p><h2>Autre chose</h2><p>y</p>", [(1, "Le bac"), (2, "Autre chose")]),
        ("Le bac", "<p>x</p>", [(1, "Le bac")]),
        ("Couverture", '<img src="c.jpg"/><p> </p>', None),
    ],
)
def test_a_chapters_heading_is_the_one_that_its_file_prints(
    line: str, body: str, expected: list[tuple[int, str | None]] | None
) -> None:
    files = {
        "nav.xhtml": navigation(f'<ol><li><a href="a.xhtml">{line}</a></li><li><a href="z.xhtml">Z</a></li></ol>'),
        "a.xhtml": page(body),
        "z.xhtml": page("<h1>Z</h1><p>fin</p>"),
    }
    assert outline(article_of(raw(book(files)))) == [*(expected or []), (1, "Z")]


def test_several_chapters_in_one_file() -> None:
    body = (
        '<p id="n1">Prose de un.</p><div><p id="n2"><b>II</b></p><p>Prose de deux.</p></div><h4><a id="n3"/>Trois</h4>'
    )
    lines = "".join(f'<li><a href="a.xhtml#n{n}">{name}</a></li>' for n, name in ((1, "Un"), (2, "Deux"), (3, "Trois")))
    article = article_of(raw(book({"nav.xhtml": navigation(f"<ol>{lines}</ol>"), "a.xhtml": page(body)})))
    assert outline(article) == [(1, "Un"), (1, "Deux"), (1, "Trois")]
    assert article.text == "Un\n\nProse de un.\n\nDeux\n\nII\n\nProse de deux.\n\nTrois"


def test_without_contents_the_headings_are_those_of_the_pages() -> None:
    article = article_of(raw(book({"a.xhtml": page("<h1>A</h1><p>x</p><h2>B</h2><p>y</p>")})))
    assert outline(article) == [(1, "A"), (2, "B")]
    assert article.notices == ()


def test_contents_that_are_broken_are_told() -> None:
    article = article_of(raw(book({"nav.xhtml": "<<<", "a.xhtml": page("<h1>A</h1><p>x</p>")})))
    assert outline(article) == [(1, "A")]
    assert "table of contents" in article.notices[0]


def test_a_page_that_is_no_xml_is_read_as_the_web_reads_it() -> None:
    files = {"a.xhtml": "<html><body><h1>A<p>un <b>deux<p>trois & quatre<br>cinq</body>", "b.xhtml": b"\xff\xfe\x00"}
    assert "trois & quatre" in article_of(raw(book(files))).text


def test_a_long_book_comes_in_parts() -> None:
    prose = "<p>" + "Une phrase qui remplit la page. " * 20 + "</p>"
    files = {f"c{n}.xhtml": page(f"<h1>Chapitre {n}</h1>{prose * 60}") for n in range(8)}
    source = raw(book(files))
    parts = list(parse(source))
    assert len(parts) > 4
    assert max(len(part.text) for part in parts) < 3 * epub.PIECE
    assert len(parts[0].text) < 2 * epub.PIECE
    assert [part.metadata is not None for part in parts] == [True] + [False] * (len(parts) - 1)
    article = article_of(source, parts)
    check_article(article)
    assert outline(article) == [(1, f"Chapitre {n}") for n in range(8)]


# What is broken says so.


def refused(data: bytes) -> str:
    with pytest.raises(NotAnArticleError) as caught:
        article_of(raw(data))
    message = str(caught.value)
    assert message.startswith("book.epub ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "ZIP archive"),
        (b"PK\x03\x04 no archive", "ZIP archive"),
        (book({"a.xhtml": page("<p>x</p>")})[:-30], "ZIP archive"),
        (archive({}), "META-INF/container.xml is missing"),
        (archive({"META-INF/container.xml": "<html/>"}), "META-INF/container.xml is no XML that describes a book"),
        (archive({"META-INF/container.xml": "<container/>"}), "names no package"),
        (archive({"META-INF/container.xml": CONTAINER.replace("OPS/", "../../")}), "outside of the book"),
        (archive({"META-INF/container.xml": CONTAINER}), "OPS/book.opf is missing"),
        (archive({"META-INF/container.xml": CONTAINER, "OPS/book.opf": "rien"}), "OPS/book.opf is no XML"),
        (archive({"META-INF/container.xml": CONTAINER, "OPS/book.opf": "<package/>"}), "no order of reading"),
        (book({"a.xhtml": page("<p>x</p>")}, spine='<itemref idref="none"/>'), "names no file"),
        (
            archive({"META-INF/container.xml": CONTAINER, "OPS/book.opf": package(["a.xhtml"])}),
            "OPS/a.xhtml is missing",
        ),
        (book({"a.xhtml": page("<img src='a.jpg'/>")}), "holds no text"),
    ],
)
def test_a_broken_book_says_what_is_broken(data: bytes, what: str) -> None:
    assert what in refused(data)


def test_a_missing_chapter_is_told_and_the_others_are_shown() -> None:
    files = archive(
        {
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": package(["a.xhtml", "b.xhtml", "c.xhtml"]),
            "OPS/a.xhtml": page("<p>un</p>"),
            "OPS/c.xhtml": page("<p>trois</p>"),
        }
    )
    article = article_of(raw(files))
    assert article.text == "un\n\ntrois"
    assert article.notices == ("A part of the book cannot be read: OPS/b.xhtml is missing.",)


def test_a_damaged_chapter_is_told() -> None:
    data = bytearray(book({"a.xhtml": page("<p>un</p>"), "b.xhtml": page("<p>" + "deux " * 500 + "</p>")}))
    at = data.index(b"OPS/b.xhtml") + 15
    data[at : at + 10] = bytes(10)
    article = article_of(raw(bytes(data)))
    assert article.text == "un"
    assert "OPS/b.xhtml is damaged" in article.notices[0]


def test_a_locked_book_says_so() -> None:
    encryption = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData><CipherData>'
        '<CipherReference URI="OPS/a.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    files = {
        "META-INF/container.xml": CONTAINER,
        "META-INF/encryption.xml": encryption,
        "OPS/book.opf": package(["a.xhtml"]),
        "OPS/a.xhtml": b"\x8f\x02",
    }
    assert "DRM" in refused(archive(files))
    open_ = {
        **files,
        "META-INF/encryption.xml": encryption.replace("a.xhtml", "type.otf"),
        "OPS/a.xhtml": page("<p>x</p>"),
    }
    assert article_of(raw(archive(open_))).text == "x"


# What is hostile.


@pytest.mark.parametrize(
    "href",
    ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/x", "..", "%2e%2e/%2e%2e/x"],
)
def test_a_path_out_of_the_book_leads_nowhere(href: str) -> None:
    files = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package([href, "a.xhtml"]),
        "OPS/a.xhtml": page("<p>dedans</p>"),
        "../../etc/passwd": page("<p>dehors</p>"),
    }
    article = article_of(raw(archive(files)))
    assert article.text == "dedans"
    assert article.notices


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    big = page("<p>x</p>") + " " * (2 * _SMALL)
    article = article_of(raw(book({"a.xhtml": page("<p>un</p>"), "big.xhtml": big + "\0" * 30_000_000})))
    assert "OPS/big.xhtml unpacks to more than any text would" in article.notices[0]
    monkeypatch.setattr(epub, "BOOK", replace(BOOK, total=100_000))
    chapters = {f"c{n}.xhtml": page(f"<p>{n}{' mot' * 9_000}</p>") for n in range(8)}
    article = article_of(raw(book(chapters)))
    assert 0 < len(article.text) <= 100_000
    assert article.notices
    monkeypatch.setattr(epub, "BOOK", replace(BOOK, members=5))
    assert "more than 5 files" in refused(book(chapters))


def test_a_book_of_bombs_costs_no_more_than_a_few() -> None:
    bomb = page("<p>x</p>") + " " * (33 << 20)
    data = book({"a.xhtml": page("<p>un</p>"), **{f"c{n}.xhtml": bomb for n in range(10)}})
    begun = time.process_time()
    article = article_of(raw(data))
    took = time.process_time() - begun
    assert article.text == "un"
    assert [each.split(":")[0] for each in article.notices] == [
        *["A part of the book cannot be read"] * 3,
        "7 further parts of the book cannot be read.",
    ]
    packed = zlib.compress(bomb.encode())
    begun = time.process_time()
    for _ in range(4):
        zlib.decompress(packed)
    assert took < time.process_time() - begun


def test_what_a_book_unpacks_to_is_in_proportion_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_archive, "_LEAST", 100_000)
    chapters = {f"c{n}.xhtml": page("<p>the ferry does not sail</p>" * 2_000) for n in range(40)}
    data = book(chapters)
    article = article_of(raw(data))
    assert 50_000 < len(article.text) < max(100_000, 12 * len(data))
    assert "further parts" in article.notices[-1]


def test_the_cost_of_a_hostile_book_is_bounded() -> None:
    lol = (
        "<!DOCTYPE html [<!ENTITY a 'a'>"
        + "".join(f"<!ENTITY a{n} '{'&a' + str(n - 1 or '') + ';' * 1}'>" for n in range(1, 30))
        + "]>"
    )
    files = {
        "a.xhtml": page("<p>un</p>"),
        "deep.xhtml": page("<div>" * 20_000 + "profond" + "</div>" * 20_000),
        "laughs.xhtml": lol + page("<p>&a29; mot</p>"),
        "attributes.xhtml": page("<p " + " ".join(f"a{n}='1'" for n in range(20_000)) + ">attributs</p>"),
        "nav.xhtml": navigation("<ol><li><a href='a.xhtml'>x</a>" * 5_000),
    }
    begun = time.perf_counter()
    article = article_of(raw(book(files)))
    assert time.perf_counter() - begun < 15
    for word in ("un", "profond", "mot", "attributs"):
        assert word in article.text


def test_the_hostile_collection(hostile_inputs: Path) -> None:
    paths = sorted((hostile_inputs / "epub").glob("*.epub"))
    assert paths
    for path in paths:
        begun = time.perf_counter()
        try:
            text = article_of(raw(path.read_bytes())).text
        except NotAnArticleError as error:
            text = str(error)
        assert "root:" not in text, path.name
        assert time.perf_counter() - begun < 15, path.name


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 1_500), st.integers(0, 60))
def test_any_damage_is_one_sentence_or_a_book(noise: bytes, at: int, cut: int) -> None:
    whole = book({"nav.xhtml": NAVIGATION, **CHAPTERS})
    at = min(at, len(whole))
    damaged = whole[:at] + noise + whole[at + cut :]
    try:
        article = article_of(raw(damaged))
    except NotAnArticleError as error:
        said = str(error)
    else:
        check_article(article)
        said = ""
    assert "\n" not in said


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<h1>", "</h1>", "<p>", "</p>", "<div id='n1'>", "</div>", "<a id='n2'/>", "mot ", "<h3>titre</h3>",
             "&nbsp;", "&", "< ", "<ul><li>", "</li></ul>", "<table><tr><td>c</td></tr></table>", "<br/>",
             "<section id='n3'>", "</section>", "<h2 id='n4'>Un</h2>"]
        ),
        max_size=30,
    ).map("".join),
    st.lists(st.sampled_from(["", "#n1", "#n2", "#n3", "#n4", "#none"]).map("a.xhtml{}".format), max_size=6),
)  # fmt: skip
def test_any_page_and_any_contents(body: str, targets: list[str]) -> None:
    lines = "".join(f'<li><a href="{target}">Un</a></li>' for target in targets)
    files = {"nav.xhtml": navigation(f"<ol>{lines}</ol>"), "a.xhtml": page(body), "z.xhtml": page("<p>fin</p>")}
    article = article_of(raw(book(files)))
    check_article(article)
    assert article.text.count("mot") == body.count("mot")
    assert article.text.endswith("fin")


def test_names_differ_in_case_and_slashes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("META-INF/container.xml", CONTAINER)
        packed.writestr("ops/Book.opf", package(["A%20b.xhtml"]))
        packed.writestr("OPS/a b.XHTML", page("<p>x</p>"))
    assert article_of(raw(out.getvalue())).text == "x"
