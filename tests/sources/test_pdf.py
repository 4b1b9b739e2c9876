"""PDF by way of the extra: its text page by page, with the word that its structure is a guess."""

from __future__ import annotations

import io
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NotAnArticleError
from reader.sources import Raw, article_of, pdf
from tests.invariants import check_article

pypdf = pytest.importorskip("pypdf", reason="the extra `pdf` is not installed")


def document(*pages: list[str], info: str = "", packed: bool = False) -> bytes:
    """A PDF document; a page is its lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    bodies: list[bytes] = [each.encode() for each in objects]
    for number, lines in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 770 Td {shown} ET".encode("cp1252")
        stream = zlib.compress(stream) if packed else stream
        filters = "/Filter /FlateDecode " if packed else ""
        bodies.append(f"<< {filters}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    bodies.append(f"<< {info} >>".encode("cp1252"))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(bodies) + 1} /Root 1 0 R /Info {len(bodies)} 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def raw(data: bytes) -> Raw:
    return Raw(data, "application/pdf", "rapport.pdf")


LINES = [
    "Le bac de Kerlouan ne passera plus le dimanche, a annoncé la mairie, et les habitants",
    "de la rive droite devront faire le tour par le pont, ce qui leur prendra vingt minutes.",
]


@pytest.mark.parametrize("packed", [False, True])
def test_the_text_of_a_document(packed: bool) -> None:
    info = "/Title (Le bac) /Author (Soazig Tanguy) /CreationDate (D:20250303103000+01'00')"
    article = article_of(raw(document(LINES, ["Et la suite, le lendemain."], info=info, packed=packed)))
    check_article(article)
    assert article.text == "\n".join(LINES) + "\n\nEt la suite, le lendemain."
    assert article.notices[0] == pdf.GUESSED
    said = article.metadata
    assert (said.title, said.authors, said.date) == ("Le bac", ("Soazig Tanguy",), "2025-03-03")
    assert said.language == "fr"
    assert article.source.media_type == "application/pdf"


def test_a_sentence_goes_on_over_a_page() -> None:
    article = article_of(raw(document(LINES[:1], LINES[1:])))
    assert article.text == "\n".join(LINES)


def test_without_the_extra_one_sentence_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(NotAnArticleError, match=r"extra `pdf` \(reader-tui\[pdf\]\)"):
        article_of(raw(document(LINES)))


def test_a_long_document_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES", 2)
    article = article_of(raw(document(["Un."], ["Deux."], ["Trois."])))
    assert article.text == "Un.\n\nDeux."
    assert any("first 2 pages" in notice for notice in article.notices)


def test_a_locked_document() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(document(LINES))))
    writer.encrypt("secret", algorithm="RC4-40")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(NotAnArticleError, match="password"):
        article_of(raw(out.getvalue()))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(500), document(), document([])])
def test_what_gives_no_text_is_one_sentence(data: bytes) -> None:
    with pytest.raises(NotAnArticleError, match=r"PDF|no text") as caught:
        article_of(raw(data))
    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 1_200), st.integers(0, 60))
def test_any_damage_is_one_sentence_or_an_article(noise: bytes, at: int, cut: int) -> None:
    whole = document(LINES, ["Fin."])
    try:
        article = article_of(raw(whole[:at] + noise + whole[at + cut :]))
    except NotAnArticleError as error:
        said = str(error)
    else:
        check_article(article)
        said = ""
    assert "\n" not in said
