"""Links: what may be opened, what is said of it before, and that nothing else ever reaches the browser."""

from __future__ import annotations

import re
import subprocess
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app import browser, describe
from reader.app.links import SCHEMES, address, following, host_of, link_at, links, names_another_host
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
        "https://voleur.example\\@banque.example/",
        "https:\\\\voleur.example/",
        "https:voleur.example",
        "https:/voleur.example",
        "https://banque.example:80.voleur.example/",
        "https://banque.example:99999/",
        "https://banque.example:0/",
        "mailto:a@b.example?attach=/etc/passwd",
        "mailto:a@b.example?subject=x&ATTACHMENT=~/.ssh/id_rsa",
        "mailto://a@b.example",
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
    assert "another host" in describe.link(article, next(links(article)))


@pytest.mark.parametrize(
    ("words", "target", "said"),
    [
        ("banque.example", "https://voleur.example/", "it leads to voleur.example"),
        ("banque.example", "https://banque.example@voleur.example/", "it leads to voleur.example"),
        ("le site", "https://banque.example@voleur.example/", "a name to log in with"),
        ("аpple.com", "https://xn--pple-43d.com/", "also written аpple.com"),
        ("le site", "https://аpple.com/", "also written xn--pple-43d.com"),
        ("ecrire@banque.example", "mailto:x@voleur.example", "it leads to voleur.example"),
        ("a@banque.example", "mailto:a@banque.example,x@voleur.example", "it leads to banque.example, voleur.example"),
        ("a@banque.example", "mailto:a@banque.example%2Cx@voleur.example", "it leads to banque.example, voleur"),
        ("a@banque.example", "mailto:a@banque.example?bcc=x@voleur.example", "it leads to banque.example, voleur"),
        ("écrire", "mailto:a@banque.example?cc=x@voleur.example", "several mailboxes"),
        ("banque.example", "https://banque.example.voleur.example/", "it leads to banque.example.voleur.example"),
        ("banque.example", "https://xbanque.example/", "it leads to xbanque.example"),
        ("banque.example", "https://voleur.example./", "it leads to voleur.example"),
        ("banque.example", "https://voleur.example/banque.example", "it leads to voleur.example"),
        ("banque.example", "https://voleur.example?banque.example/", "it leads to voleur.example"),
        ("banque.example", "https://voleur.example#@banque.example/", "it leads to voleur.example"),
        ("banque.example", "https://banque.example:443@voleur.example/", "a name to log in with"),
        ("BANQUE.example", "https://VOLEUR.example/", "it leads to voleur.example"),
        ("bаnque.example", "https://nque.example/", "it leads to nque.example"),
        ("banque。example", "https://voleur.example/", "it leads to voleur.example"),
        ("le site", "https://%76oleur.example/", "also written voleur.example"),
        ("le site", "https://ｖoleur.example/", "also written voleur.example"),
        ("le site", "https://fa\u00df.example/", "also written xn--fa-hia.example"),
        ("le site", "https://ban\u00adque.example/", "also written banque.example"),
    ],
)
def test_what_there_is_to_say_before_it_is_opened(words: str, target: str, said: str) -> None:
    article = article_of(Raw(f"[{words}](<{target}>)".encode(), "text/markdown"))
    assert any(said in each for each in describe.doubts(article, next(links(article))))


HOSTS = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8}){0,2}\.(example|test)", fullmatch=True)


def disguised(host: str, draw: st.DrawFn) -> str:
    """`host` as it may be written without being another one."""
    char = st.integers(0, len(host) - 1)
    at = draw(char)
    ways = [
        host,
        host.upper(),
        f"{host}.",
        host[:at] + f"%{ord(host[at]):02x}" + host[at + 1 :],
        host.replace(".", "\u3002"),
        f"www.{host}",
    ]
    return draw(st.sampled_from(ways))


@given(st.data(), HOSTS, HOSTS, st.sampled_from(["", ":443", "/{named}", "?{named}", "#{named}", ":443/@{named}"]))
def test_words_never_hide_the_host_that_a_link_leads_to(data: st.DataObject, leads: str, named: str, rest: str) -> None:
    target = f"https://{data.draw(st.sampled_from(['', f'{named}@', f'{named}:443@']))}"
    target += disguised(leads, data.draw) + rest.format(named=named)
    is_within = leads == named or leads.endswith(f".{named}") or f"www.{leads}" == named
    words = data.draw(st.sampled_from(["{}", "voir {}", "https://{}/compte", "({})"])).format(named)
    if address(link(target)) is None:
        return
    assert names_another_host(words, target) is not is_within


@pytest.mark.parametrize(
    "words",
    [
        "https://banque.example/?next=voleur.example",
        "https://banque.example@voleur.example/",
        "https://banque.example/ voleur.example",
        "banque.example\u00a0(voleur.example)",
        "banque\u200b.example/voleur.example",
        "ban\u00adque.voleur\u200d.example",
        "banque\u2024example",
        "ｂａｎｑｕｅ．example",
        "banque\u0332.example",
        "de\u200bvoleur.example",
    ],
)
def test_words_that_name_two_hosts_or_hide_one_are_told(words: str) -> None:
    assert names_another_host(words, "https://voleur.example/x")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("https://lemonde.example/?u=voleur.example", "https://www.lemonde.example/y"),
        ("le\u00admonde.example", "https://lemonde.example/"),
        ("हिन्दी.भारत", "https://हिन्दी.भारत/"),
        ("हिन्दी.भारत", "https://xn--j2bd4cyac6f.xn--h2brj9c/"),
        ("jean.dupont@lemonde.example", "mailto:jean.dupont@lemonde.example"),
        ("L’article de 3.5 pages", "https://lemonde.example/"),
    ],
)
def test_words_that_name_the_host_are_believed(words: str, target: str) -> None:
    assert not names_another_host(words, target)


@given(st.text(alphabet="ab@.:/\\?#%2f5c🙂é。-", max_size=30))
def test_a_browser_leads_to_the_host_that_is_judged(rest: str) -> None:
    """What may be opened has one reading: the host ends before the first slash, question mark or number sign."""
    target = f"https://{rest}"
    if address(link(target)) is None:
        return
    authority = re.split(r"[/\\?#]", rest, maxsplit=1)[0]
    assert host_of(target) == re.sub(r":\d*$", "", authority.rpartition("@")[2]).lower()


def test_words_without_end_are_looked_through_in_no_time() -> None:
    begun = time.process_time()
    for repeat in ("a.", "a-", "aa.", "é."):
        names_another_host(repeat * 200_000, "https://a.example/")
    assert time.process_time() - begun < 5


@given(st.text(), st.text())
def test_of_anything_something_safe_is_said(words: str, rest: str) -> None:
    article = Article(words or "x", (), SOURCE)
    chosen = Inline(InlineKind.LINK, Span(0, len(article.text)), f"https://a.example/{rest}")
    if address(chosen) is not None:
        assert all(map(is_safe, describe.doubts(article, chosen)))


@pytest.mark.parametrize("target", ["https://banque.example/", "mailto:x@banque.example"])
def test_of_an_honest_link_nothing_is_said(target: str) -> None:
    article = article_of(Raw(f"[banque.example](<{target}>)".encode(), "text/markdown"))
    assert describe.doubts(article, next(links(article))) == []


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
    text = "Un [a](https://a.example/) lien.\n\nRien.\n\nUn [b](https://b.example/), un [c](https://c.example/)."
    article = article_of(Raw(text.encode(), "text/markdown"))
    first, second, third = links(article)
    assert following(article, None, 0) == first
    assert following(article, None, first.span.start + 1) == second
    assert following(article, None, second.span.start) == second
    assert following(article, None, len(article.text)) == first
    assert [following(article, each, 0) for each in (first, second, third)] == [second, third, first]
    assert [link_at(article, each.span.end - 1) for each in (first, second, third)] == [first, second, third]
    assert link_at(article, first.span.end) is None
    nothing = article_of(Raw(b"Rien.", "text/markdown"))
    assert following(nothing, None, 0) is None
    assert link_at(nothing, 0) is None


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
