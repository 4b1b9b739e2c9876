"""`reader feeds`: followed, looked at politely, and what a feed drops is kept. The server is this machine's own."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotAnArticleError
from reader.store import NoLibrary
from reader.subscriptions import follow, refresh
from tests.sources import feeds as made
from tests.sources.server import Server, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import Done

FEED = "/feed.xml"
AT_ONCE = timedelta(0)


class Press:
    """A feed whose entries the test sets; its server knows states, and answers 304 where nothing has changed."""

    def __init__(self) -> None:
        self.items: tuple[int, ...] = (2, 1)
        self.status = "200 OK"

    def __call__(self, connection: socket.socket, server: Server) -> None:
        etag = f'"{self.items}"'
        if f"if-none-match: {etag}".lower() in server.requests[-1].lower():
            connection.sendall(b"HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n")
            return
        body = made.rss("".join(made.item(number) for number in self.items))
        head = f"HTTP/1.1 {self.status}\r\ncontent-type: application/rss+xml\r\netag: {etag}\r\n"
        connection.sendall(f"{head}content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode() + body)


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def server(press: Press) -> Iterator[Server]:
    with serving({FEED: press}) as server:
        yield server


def titles(library: NoLibrary, address: str, *, unread: bool = False) -> list[str | None]:
    return [entry.title for entry in library.feeds.listing(address, 50, unread=unread).entries]


def test_what_a_feed_drops_is_not_lost(press: Press, server: Server) -> None:
    address = server.address(FEED)
    with NoLibrary() as library:
        assert follow(address, library).new == 2
        press.items = (3, 2)
        (done,) = refresh(library, library.feeds.all(), rest=AT_ONCE)
        assert (done.new, done.fault) == (1, None)
        assert titles(library, address) == ["Nouvelle 3", "Nouvelle 2", "Nouvelle 1"]
        (first, *_) = library.feeds.listing(address, 1).entries
        library.feeds.mark_read(address, [first.id])
        assert titles(library, address, unread=True) == ["Nouvelle 2", "Nouvelle 1"]
        (feed,) = library.feeds.all()
        assert (feed.entries, feed.unread, feed.fault) == (3, 2, None)


def test_a_feed_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    with NoLibrary() as library:
        follow(server.address(FEED), library)
        (done,) = refresh(library, library.feeds.all(), rest=AT_ONCE)
        assert (done.new, done.fault) == (0, None)
        assert "if-none-match" in server.requests[-1].lower()
        asked = len(server.requests)
        assert list(refresh(library, library.feeds.all())) == []  # it was looked at a moment ago
        assert len(server.requests) == asked


def test_a_feed_that_fails_keeps_what_it_had(press: Press, server: Server) -> None:
    address = server.address(FEED)
    with NoLibrary() as library:
        follow(address, library)
        press.items, press.status = (9,), "503 Service Unavailable"
        (done,) = refresh(library, library.feeds.all(), rest=AT_ONCE)
        assert done.fault is not None
        assert titles(library, address) == ["Nouvelle 2", "Nouvelle 1"]
        assert library.feeds.all()[0].fault == done.fault
        press.status = "200 OK"
        list(refresh(library, library.feeds.all(), rest=AT_ONCE))
        assert library.feeds.all()[0].fault is None


def test_many_feeds_of_one_host_are_asked_one_after_the_other(press: Press) -> None:
    at_once, most = 0, 0

    def slow(connection: socket.socket, server: Server) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        server.over.wait(0.05)
        press(connection, server)
        at_once -= 1

    with serving({f"/{number}": slow for number in range(5)}) as server, NoLibrary() as library:
        for number in range(5):
            library.feeds.add(server.address(f"/{number}"))
        assert sum(done.new for done in refresh(library, library.feeds.all())) == 10
    assert most == 1


def test_what_is_no_feed_is_not_followed(article: Path) -> None:
    with NoLibrary() as library, pytest.raises(NotAnArticleError, match="is no feed"):
        follow(str(article), library)


def test_the_command(reader: Callable[..., Done], press: Press, server: Server, tmp_path: Path) -> None:
    address = server.address(FEED)
    assert reader("feeds", "list").returncode == 1
    done = reader("feeds", "add", "--folder", "Presse", address, server.address("/nothing"))
    assert done.returncode == 5
    assert len(done.stderr.splitlines()) == 1
    assert address.encode() in done.stdout
    press.items = (3, 2, 1)
    done = reader("feeds", "refresh", "--now")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"1 new entry in 1 feed\n", b"")
    (feed,) = json.loads(reader("feeds", "list", "--format", "json").stdout)
    assert (feed["unread"], feed["folder"], feed["address"]) == (3, "Presse", address)
    outline = tmp_path / "feeds.opml"
    outline.write_bytes(reader("feeds", "export").stdout)
    assert reader("feeds", "rm", address).returncode == 0
    assert reader("feeds", "rm", address).returncode == 2
    done = reader("feeds", "import", str(outline))
    assert done.stderr.startswith(b"reader: 1 of 1 feeds are new")
    (feed,) = json.loads(reader("feeds", "list", "--format", "json").stdout)
    assert (feed["folder"], feed["address"], feed["entries"]) == ("Presse", address, 0)
