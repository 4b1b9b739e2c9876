"""JSON Lines archives: each line is an article with what is known of it, and a bad line is only that."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import NotAnArticleError, SourceError
from reader.extraction import examine
from reader.model import Metadata
from reader.sources import article_of, corpus
from reader.sources.corpus import Line, count, is_archive, lines, raw_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Un toit neuf\r\n\r\n« Le toit ne fuit plus », a déclaré Anne Lebreton, mairesse de Kervélo, dans la cour.\n"

NEWS_PLEASE = {
    "authors": ["Maud Kerrien", "Jil Tanguy"],
    "date_download": "2025-01-02 03:04:05",
    "date_publish": "2024-03-01 10:00:00",
    "language": "fr",
    "maintext": TEXT,
    "source_domain": "raz.example",
    "title": "Le moulin\nrouvre",
    "url": "https://raz.example/moulin",
}
SCHEMA_ORG = {
    "headline": "Le moulin rouvre",
    "articleBody": TEXT,
    "author": [{"@type": "Person", "name": "Maud Kerrien"}, {"name": "Jil Tanguy"}],
    "publisher": {"@type": "Organization", "name": "raz.example"},
    "datePublished": "2024-03-01T10:00:00+01:00",
    "url": "https://raz.example/moulin",
}
CRAWL = {
    "raw_content": TEXT,
    "title": "Le moulin rouvre",
    "author": "Maud Kerrien",
    "meta": {"url": "https://raz.example/moulin", "lang": "fr-FR", "date": "Fri, 01 Mar 2024 10:00:00 GMT"},
}


def line(record: Any) -> Line:
    return Line("a.jsonl", 7, json.dumps(record).encode())


@pytest.mark.parametrize("record", [NEWS_PLEASE, SCHEMA_ORG, CRAWL], ids=["news-please", "schema.org", "crawl"])
def test_the_shapes_of_common_corpora(record: dict[str, Any]) -> None:
    article = article_of(raw_of(line(record)))
    assert article.text == TEXT.replace("\r\n", "\n"), "offsets are those of the archive's own field"
    assert article.source.location == "a.jsonl:7"
    authors = ("Maud Kerrien", "Jil Tanguy") if record is not CRAWL else ("Maud Kerrien",)
    site = None if record is CRAWL else "raz.example"
    assert article.metadata == Metadata(
        "Le moulin rouvre", authors, site, "2024-03-01", "https://raz.example/moulin", "fr"
    )


def test_what_is_found_in_a_line_is_what_is_found_in_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    told, alone = examine(raw_of(line({"text": TEXT})))[1], examine(str(path))[1]
    assert told == alone
    assert told.quotations[0].speaker is not None


def test_html_is_read_as_a_page_where_there_is_no_text() -> None:
    page = "<title>Vieux</title><article><h1>Le moulin</h1><p>Le vieux moulin rouvre ses portes dimanche matin.</p>"
    article = article_of(raw_of(line({"html": page, "text": "", "title": "Un titre d’ailleurs"})))
    assert article.title == "Un titre d’ailleurs"
    assert "rouvre ses portes" in article.text


def test_a_lone_surrogate_is_one_character() -> None:
    article = article_of(raw_of(Line("a", 1, b'{"text": "a\\ud800b \\ud83d\\ude00 c"}')))
    assert article.text == "a\N{REPLACEMENT CHARACTER}b 😀 c"


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"{", SourceError, "is no JSON:"),
        (b"[" * 100_000, SourceError, "is no JSON:"),
        (b'{"text": "\xff"}', SourceError, "is no JSON:"),
        (b"[1]", NotAnArticleError, "is no JSON object"),
        (b'{"text": 3, "html": null}', NotAnArticleError, "has no text"),
        (b'{"text": "  "}', NotAnArticleError, "holds no text"),
        (None, SourceError, "is longer than 32 MB"),
    ],
)
def test_a_bad_line_is_one_sentence(data: bytes | None, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=r"a\.jsonl:7 ") as caught:
        article_of(raw_of(Line("a.jsonl", 7, data)))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_lines_keep_their_numbers_and_long_ones_are_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "LONGEST", 10)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"1\n\n \r\n" + b"x" * 3_000_000 + b"\n0123456789\n012345678\nlast")
    found = [(each.number, each.data) for each in lines(str(path))]
    assert found == [(1, b"1\n"), (4, None), (5, None), (6, b"012345678\n"), (7, b"last")]
    assert count(str(path)) == 6, "it ends without a line feed"


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl"])
def test_compressed_ones_are_known_by_their_bytes(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' * 1000))
    assert [each.number for each in lines(str(path))] == list(range(1, 1001))
    assert count(str(path)) == 1000


@pytest.mark.parametrize("cut", [1, 40, 9_000])
def test_one_that_is_cut_short_gives_what_it_has(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress("".join(f'{{"text": "{n * 7919}"}}\n' for n in range(9000)).encode())
    path.write_bytes(whole[:-cut])
    found: list[Line] = []
    with pytest.raises(SourceError, match="is compressed and cut short or damaged"):
        found.extend(lines(str(path)))
    assert found
    assert count(str(path)) == 0


def test_none_and_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    with pytest.raises(NotAnArticleError, match="is empty"):
        list(lines(str(tmp_path / "a.jsonl")))
    with pytest.raises(SourceError, match="does not exist"):
        list(lines(str(tmp_path / "b.jsonl")))
    assert count(str(tmp_path / "b.jsonl")) == 0


def test_an_address_is_no_archive() -> None:
    assert is_archive("corpus/A.JSONL")
    assert not is_archive("https://raz.example/a.jsonl")
