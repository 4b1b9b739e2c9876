"""Links: what may be opened, what is said of it before, and that nothing else ever reaches the browser."""

from __future__ import annotations

import subprocess
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app import browser, describe
from reader.app.links import SCHEMES, address, following, links, names_another_host
from reader.app.screens.asking import AddressScreen
from reader.gate import is_safe
from reader.model import Article, Inline, InlineKind, Span
from reader.sources import Raw, article_of
from tests.app.stage import opened, reading_of
from tests.app.texts import SOURCE


def link(target: str | None, start: int = 0) -> Inline:
    return Inline(InlineKind.LINK, Span(start, start + 1), target)


@pytest.mark.parametrize("target", ["https://lanvor.example/a?b=c#d", "http://127.0.0.1:8000/", "mailto:a@b.example"])
def test_web_and_mail_addresses_may_be_opened(target: str) -> None:
    assert address(link(target)) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "--version",
        "-h",
        "//host/path",
        "/etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:///path",
        "https://a.example/ --flag",
        "https://a.example/\x1b]0;x\x07",
        "https://a.example/\nnext",
        "http://[::1",
        "https://a.example/" + "x" * 3_000,
    ],
)
def test_nothing_else_may(target: str | None) -> None:
    assert address(link(target)) is None
    assert is_safe(describe.link(article_of(Raw(b"x", "text/markdown")), link(target)))


@given(st.text())
def test_what_may_be_opened_is_an_address_whatever_the_target(target: str) -> None:
    found = address(link(target))
    assert found is None or (found == target and urlsplit(found).scheme in SCHEMES and is_safe(found))


def test_words_that_name_another_host_are_told() -> None:
    assert names_another_host("https://banque.example/compte", "https://voleur.example/")
    assert not names_another_host("www.banque.example", "https://banque.example/compte")
    assert not names_another_host("banque.example", "https://secure.banque.example/")
    assert not names_another_host("le site de la banque", "https://banque.example/")
    raw = Raw(b"[banque.example](https://voleur.example/)", "text/markdown")
    article = article_of(raw)
    assert "another host" in describe.link(article, links(article)[0])


@pytest.mark.parametrize(
    ("words", "target", "said"),
    [
        ("banque.example", "https://voleur.example/", "it leads to voleur.example"),
        ("banque.example", "https://banque.example@voleur.example/", "it leads to voleur.example"),
        ("le site", "https://banque.example@voleur.example/", "a name to log in with"),
        ("аpple.com", "https://xn--pple-43d.com/", "also written аpple.com"),
        ("le site", "https://аpple.com/", "also written xn--pple-43d.com"),
        ("ecrire@banque.example", "mailto:x@voleur.example", "it leads to voleur.example"),
    ],
)
def test_what_there_is_to_say_before_it_is_opened(words: str, target: str, said: str) -> None:
    article = article_of(Raw(f"[{words}](<{target}>)".encode(), "text/markdown"))
    assert any(said in each for each in describe.doubts(article, links(article)[0]))


@given(st.text(), st.text())
def test_of_anything_something_safe_is_said(words: str, rest: str) -> None:
    article = Article(words or "x", (), SOURCE)
    chosen = Inline(InlineKind.LINK, Span(0, len(article.text)), f"https://a.example/{rest}")
    if address(chosen) is not None:
        assert all(map(is_safe, describe.doubts(article, chosen)))


@pytest.mark.parametrize("target", ["https://banque.example/", "mailto:x@banque.example"])
def test_of_an_honest_link_nothing_is_said(target: str) -> None:
    article = article_of(Raw(f"[banque.example](<{target}>)".encode(), "text/markdown"))
    assert describe.doubts(article, links(article)[0]) == []


async def test_a_doubtful_or_long_address_is_shown_in_full_first(monkeypatch: pytest.MonkeyPatch) -> None:
    opened_: list[str] = []
    monkeypatch.setattr("reader.app.app.open_address", opened_.append)
    long = f"https://a.example/{'x' * 200}/fin"
    text = f"[banque.example](https://voleur.example/)\n\n[plus]({long})\n\n[honnête](https://b.example/)\n"
    async with opened(reading=reading_of(Raw(text.encode(), "text/markdown"))) as stage:
        for number, wanted in enumerate(links(stage.screen.reading.article)):
            stage.screen._choose_link(wanted)
            await stage.press("o")
            shown = "\n".join(stage.lines())
            assert isinstance(stage.app.screen, AddressScreen) == (number < 2)
            if number == 0:
                assert "Its words name another host: it leads to voleur.example" in shown
                await stage.press("escape")
            elif number == 1:
                assert "".join(shown.replace("│", "").split()).count("x" * 200)
                assert "/fin" in shown
                await stage.press("enter")
    assert opened_ == [long, "https://b.example/"]


def test_links_one_after_the_other() -> None:
    known = [link("https://a.example", 5), link("https://b.example", 50)]
    assert following(known, None, 0) == known[0]
    assert following(known, None, 20) == known[1]
    assert following(known, None, 90) == known[0]
    assert following(known, known[1], 0) == known[0]
    assert following([], None, 0) is None


def test_one_argument_reaches_one_program_and_its_output_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], dict[str, Any]]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **how: started.append((words, how)))
    monkeypatch.setattr(browser, "opener", lambda _environ: "/usr/bin/xdg-open")
    assert browser.open_address("https://a.example/$(reboot);x", {}) is None
    words, how = started[0]
    assert words == ["/usr/bin/xdg-open", "https://a.example/$(reboot);x"]
    assert how["stdout"] == how["stderr"] == how["stdin"] == subprocess.DEVNULL
    assert "shell" not in how


def test_without_a_desktop_it_says_so() -> None:
    assert browser.open_address("https://a.example/", {"PATH": "/usr/bin"}) == "there is no desktop to open it on"
