"""Bytes become text: every encoding that the house promises, and never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.encoding import decode

TEXT = "L’été, « à Kerlaz », coûte 3 €."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"),
        b"\x00\x00\xfe\xff" + TEXT.encode("utf-32-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_encodings(data: bytes) -> None:
    assert decode(data) == (TEXT, ())


def test_utf16_without_mark() -> None:
    assert decode("A plain western text.".encode("utf-16-le")) == ("A plain western text.", ())
    assert decode("A plain western text.".encode("utf-16-be")) == ("A plain western text.", ())


def test_latin1_french() -> None:
    assert decode("déjà à Brest".encode("latin-1"))[0] == "déjà à Brest"


def test_windows_bytes_without_a_character_keep_their_control() -> None:
    assert decode(b"\xe9 \x81\x8d\x8f\x90\x9d") == ("é \x81\x8d\x8f\x90\x9d", ())


def test_a_few_broken_bytes_in_utf8() -> None:
    text, notices = decode(f"{TEXT} {TEXT}".encode() + b"\xff and \xc3")
    assert text == f"{TEXT} {TEXT}\ufffd and \ufffd"
    assert len(notices) == 1
    assert "2 bytes" in notices[0]


def test_one_broken_byte_is_said_in_the_singular() -> None:
    assert "1 byte that is not UTF-8" in decode(TEXT.encode() + b"\xff")[1][0]


def test_odd_utf16() -> None:
    text, notices = decode(b"\xff\xfe" + "mer".encode("utf-16-le") + b"\x00\xd8a\x00" + b"x")
    assert text.startswith("mer\ufffd")
    assert "UTF-16" in notices[0]


@pytest.mark.parametrize(("given_", "wanted"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\r\nb\r", "a\n\nb\n")])
def test_line_ends(given_: str, wanted: str) -> None:
    assert decode(given_.encode())[0] == wanted


@given(st.text(st.characters(exclude_characters="\r")))
def test_text_that_was_already_decoded_comes_back(text: str) -> None:
    text = text.lstrip("\ufeff\x00")
    data = text.encode("utf-8", "surrogatepass")
    if data.count(0) * 5 < len(data):  # else it may be taken for UTF-16
        assert decode(data) == (text, ())


def test_lone_surrogates_come_back() -> None:
    text = "half \ud83d and \udc00 half"
    assert decode(text.encode("utf-8", "surrogatepass")) == (text, ())


@given(st.binary(max_size=400))
def test_nothing_is_raised(data: bytes) -> None:
    text, notices = decode(data)
    assert "\r" not in text
    assert all(notice.endswith(".") for notice in notices)
