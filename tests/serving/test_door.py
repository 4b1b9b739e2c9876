"""Who comes in by the door of `reader serve`, and what they get."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from typing import TYPE_CHECKING

import aiohttp
import pytest

from reader.cli import main
from reader.serving import pages, session
from reader.serving.door import HEADERS, has_token, is_own_name, is_own_page
from reader.serving.session import environment
from tests.serving.serving import FIRST_WORDS, PATIENCE, Serving, connected, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(tmp_path_factory.mktemp("home")) as running:
        yield running


async def get(address: str, **headers: str) -> tuple[int, aiohttp.typedefs.LooseHeaders, str]:
    async with aiohttp.ClientSession() as client, client.get(address, headers=headers) as answer:
        return answer.status, answer.headers, await answer.text(errors="replace")


# Pure


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST", "192.168.1.7:80"])
def test_an_ip_address_and_this_machine_are_own_names(host: str) -> None:
    assert is_own_name(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "[", "[::1"],
)
def test_a_strangers_name_for_this_machine_is_none(host: str | None) -> None:
    assert not is_own_name(host, "127.0.0.1")


def test_the_name_that_was_asked_for_is_its_own() -> None:
    assert is_own_name("desk.example:8000", "Desk.example")
    assert not is_own_name("desk.example:8000", "127.0.0.1")


@pytest.mark.parametrize("origin", [None, "", "null", "http://evil.example", "http://127.0.0.1:80", "file://"])
def test_another_page_opens_no_socket(origin: str | None) -> None:
    assert not is_own_page(origin, "127.0.0.1:8000")


def test_a_token_is_the_whole_token() -> None:
    assert has_token("é" * 3, "é" * 3)
    assert not any(has_token(given, "token") for given in ("", "toke", "tokens", "Token", "\udcff", "é"))


def test_an_app_in_a_page_knows_nothing_of_the_servers_terminal() -> None:
    around = {"TMUX": "x", "DISPLAY": ":0", "TERM": "dumb", "PYTHONPATH": "/a", "HOME": "/home/me"}
    made = environment(100, 30, around)
    assert not {"TMUX", "DISPLAY"} & set(made)
    assert (made["TERM"], made["COLUMNS"], made["ROWS"], made["HOME"]) == ("xterm-256color", "100", "30", "/home/me")
    assert made["PYTHONPATH"].split(os.pathsep)[1:] == ["/a"]


# Over HTTP


async def test_the_page_comes_with_the_token_alone(serving: Serving) -> None:
    status, headers, text = await get(serving.address)
    assert status == 200
    assert "page.js" in text
    assert "://" not in text, "something comes from elsewhere"
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("place", ["", "x/", "favicon.ico", "x/page.js", "x/socket", "socket", "js/textual.js"])
async def test_without_it_there_is_nothing(place: str, serving: Serving) -> None:
    status, headers, text = await get(f"http://{serving.host}/{place}")
    assert status == 403
    assert headers["Referrer-Policy"] == "no-referrer"
    assert serving.address.split("/")[3] not in text


@pytest.mark.parametrize("place", ["nothing", "static/", "../", "..%2f..%2fetc/passwd", "js/", "fonts/../page.js/x"])
async def test_behind_it_there_is_what_the_page_needs_and_no_more(place: str, serving: Serving) -> None:
    assert (await get(serving.address + place))[0] in (403, 404)


@pytest.mark.parametrize("place", ["page.js", "page.css", *(place for place, _ in pages.TERMINAL)])
async def test_what_the_page_needs_is_there(place: str, serving: Serving) -> None:
    status, headers, text = await get(serving.address + place)
    assert status == 200
    assert text
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_strangers_name_does_not_come_in_even_with_the_token(serving: Serving) -> None:
    assert (await get(serving.address, Host="evil.example"))[0] == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
async def test_a_strangers_page_opens_no_terminal(origin: str, serving: Serving) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        async with page(serving, origin):
            pass
    assert refusal.value.status == 403


# A page


async def test_a_page_reads_and_copies_and_is_left(serving: Serving) -> None:
    async with page(serving) as opened:
        await opened.until(lambda: FIRST_WORDS in opened.shown)
        await opened.until(lambda: "Quotations 13" in opened.shown)
        await opened.press('"y')
        await opened.until(lambda: opened.messages)
        kind, asked = opened.messages[-1]
        assert kind == "copy"
        assert asked["text"] == "Cet appareil coûte dix fois moins cher qu’une relève, et il ne dort jamais"
        assert "Copied" not in opened.shown, "said before the browser said so"
        await opened.say("copied", asked["number"], "")
        await opened.until(lambda: f"Copied {len(asked['text'])} characters, as the browser says" in opened.shown)
        await opened.press("y")
        await opened.until(lambda: opened.messages[-1][1]["number"] != asked["number"])
        await opened.say("copied", opened.messages[-1][1]["number"], "no")
        await opened.until(lambda: "Not copied" in opened.shown)
        await opened.press("|")
        await opened.press("touch x\r")
        await opened.until(lambda: "A command is not run from a web page" in opened.shown)
        await opened.say("stdin", "q")
        assert "Reader was left" in await opened.ended()


async def test_a_session_ends_with_its_page(serving: Serving) -> None:
    async with page(serving) as opened:
        await opened.until(lambda: FIRST_WORDS in opened.shown)
        assert serving.sessions
    end = time.monotonic() + PATIENCE
    while serving.sessions:
        assert time.monotonic() < end
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("nonsense", ["{", "[]", "7", '["resize", 3]', '["stdin"]', "[" * 5_000, '["copied", "x"]'])
async def test_nonsense_ends_a_page_and_no_more(nonsense: str, serving: Serving) -> None:
    async with page(serving) as opened:
        await opened.socket.send_str(nonsense)
        await opened.ended()
    assert (await get(serving.address))[0] == 200


async def test_sessions_are_bounded(monkeypatch: pytest.MonkeyPatch, serving: Serving) -> None:
    monkeypatch.setattr(pages, "MOST_SESSIONS", 0)
    held = pages.Pages([])
    app = pages.application("t", held, "127.0.0.1")
    runner = aiohttp.web.AppRunner(app)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    headers = {"Origin": address}
    async with aiohttp.ClientSession() as client, connected(client, f"{address}/t/socket", headers=headers) as opened:
        message = await opened.receive(timeout=PATIENCE)
    await runner.cleanup()
    assert "pages are open already" in message.data
    assert held.count == 0


async def test_an_app_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "PATIENCE", 0.2)

    async def nothing(_data: object) -> None: ...

    stuck = session.Session([], nothing, nothing)
    stuck._process = process = await asyncio.create_subprocess_exec("sleep", "60", stdin=asyncio.subprocess.PIPE)
    await stuck.stop()
    assert process.returncode is not None


# The command


def test_it_ends_when_told_to_and_says_one_thing(tmp_path: Path) -> None:
    with Serving(tmp_path) as running:
        code, said = running.end()
    assert code == 0
    assert said == "reader: open this address in a browser; whoever has it reads with your rights. Ctrl+C ends it\n"


def test_a_page_of_what_cannot_be_read_is_not_served(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "missing.txt"]) == 3
    assert capsys.readouterr() == ("", "reader: missing.txt does not exist: check the path\n")


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        assert main(["serve", "--port", str(number), "articles/le-phare-d-ar-vran.fr.txt"]) == 5
    said = capsys.readouterr().err
    assert said == (
        f"reader: 127.0.0.1:{number} cannot be listened on: another program has it; --port 0 takes a free one\n"
    )


@pytest.mark.parametrize("words", [["--port", "x"], ["--port", "65536"], ["-"]])
def test_wrong_words(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reader.serving.find_spec", lambda _name: None)
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == (
        "reader: pages need textual-serve, which is not installed: pip install 'reader-tui[serve]'\n"
    )
