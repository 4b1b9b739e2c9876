"""Pictures lie beside their article or in its book, or are not read; nothing is fetched for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.formats import EPUB
from reader.model import BlockKind
from reader.sources import Raw, article_of, pictures
from reader.sources.pictures import picture_bytes
from tests.sources.books import book, page

if TYPE_CHECKING:
    from pathlib import Path


def addresses(raw: Raw) -> list[str | None]:
    return [block.info for block in article_of(raw).blocks if block.kind is BlockKind.IMAGE]


def test_an_image_says_where_it_lies() -> None:
    markdown = "Un mot.\n\n![Le phare](vues/phare.png)\n\n[![La mer](mer.png)](https://mer.example/)\n\n![Rien]()\n"
    assert addresses(Raw(markdown.encode(), "text/markdown")) == ["vues/phare.png", "mer.png", None]
    html = page("<h1>Titre</h1><p>Un mot, puis un autre.</p><img alt='Le phare' src='phare.png'/><p>Fin.</p>")
    assert addresses(Raw(html.encode(), "text/html")) == ["phare.png"]
    html = html.replace("phare.png", "/vues/phare.png")
    assert addresses(Raw(html.encode(), "text/html", "https://vues.example/a/b")) == [
        "https://vues.example/vues/phare.png"
    ]


def test_in_a_book_it_is_its_path_there(tmp_path: Path) -> None:
    body = "<h1>Un</h1><p>Un mot.</p><img alt='Le phare' src='img/phare.png'/><img alt='Dehors' src='../../../x.png'/>"
    data = book({"a.xhtml": page(body), "img/phare.png": "PNG"})
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    inside, outside = addresses(Raw(data, EPUB, str(path)))
    assert (inside, outside) == ("OPS/img/phare.png", None)
    assert inside is not None
    assert picture_bytes(inside, str(path), EPUB) == b"PNG"
    with pytest.raises(SourceError, match="is missing"):
        picture_bytes("OPS/none.png", str(path), EPUB)


def test_it_is_read_in_the_articles_folder(tmp_path: Path) -> None:
    (tmp_path / "vues").mkdir()
    (tmp_path / "vues" / "la mer.png").write_bytes(b"PNG")
    article = str(tmp_path / "article.md")
    assert picture_bytes("vues/la%20mer.png", article, "text/markdown") == b"PNG"
    assert picture_bytes("./vues/../vues/la mer.png", article, "text/markdown") == b"PNG"


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("../secret.png", "outside of the article's folder"),
        ("/etc/passwd", "outside of the article's folder"),
        ("link.png", "outside of the article's folder"),
        ("https://vues.example/phare.png", "nothing is fetched"),
        ("//vues.example/phare.png", "nothing is fetched"),
        ("file:///etc/passwd", "nothing is fetched"),
        ("data:image/png;base64,AAAA", "nothing is fetched"),
        ("none.png", "is not there"),
        (".", "is not there"),
        ("large.png", "too large"),
        ("a\0b", "names no file"),
        ("http://[", "names no file"),
        ("%ff%00", "names no file"),
    ],
)
def test_and_nowhere_else(target: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 10)
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "large.png").write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match=why):
        picture_bytes(target, str(folder / "article.md"), "text/markdown")


@pytest.mark.parametrize("location", [None, "-", "https://vues.example/a"])
def test_an_article_that_is_no_file_has_none_beside_it(location: str | None) -> None:
    with pytest.raises(SourceError, match="no pictures beside it"):
        picture_bytes("a.png", location, "text/markdown")
