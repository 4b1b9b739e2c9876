"""Pages from a server: the article, or one clear sentence, within the time that there is."""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import subprocess
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import NetworkError, NotAnArticleError, ReaderError
from reader.sources import article_of, load
from reader.sources.network import connection
from reader.sources.network.connection import Deadline, is_public
from reader.sources.network.fetching import USER_AGENT, Limits, fetch_changed, fetch_url
from reader.sources.network.unpacking import unpacked
from tests.conftest import require_tool
from tests.sources.server import PAGE, ROUTES, WORDS, listening, raw, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sources.server import Server

QUICK = Limits(seconds=1.0, size=8 * 1024 * 1024)

GIVEN = {
    *("/page", "/late", "/gzip", "/deflate", "/gzip-twice", "/latin", "/wrong-charset", "/wrong-utf8", "/only-meta"),
    *("/bogus-charset", "/utf-16", "/no-type", "/octets", "/said-plain", "/etag", "/moved", "/moved-twice"),
    *("/moved-with-password", "/too-long"),
}
REFUSED: dict[str, tuple[type[ReaderError], str]] = {
    "/absent": (NetworkError, "no such page"),
    "/gone": (NetworkError, "taken this page down"),
    "/forbidden": (NetworkError, "refuses to show"),
    "/unauthorized": (NetworkError, "wants a name and a password"),
    "/busy": (NetworkError, "fewer requests"),
    "/fault": (NetworkError, r"fault of its own \(500\)"),
    "/down": (NetworkError, r"fault of its own \(503\)"),
    "/teapot": (NetworkError, r"does not understand \(418\)"),
    "/not-modified": (NetworkError, r"\(304\)"),
    "/empty": (NotAnArticleError, "is empty"),
    "/no-content": (NotAnArticleError, "is empty"),
    "/picture": (NotAnArticleError, "a picture"),
    "/film": (NotAnArticleError, "a video"),
    "/program": (NotAnArticleError, "a program"),
    "/gzip-broken": (NetworkError, "cannot be unpacked"),
    "/gzip-cut": (NetworkError, "only a part"),
    "/brotli": (NetworkError, "did not ask for"),
    "/bomb": (NetworkError, "more than 8 MB"),
    "/endless": (NetworkError, "more than 8 MB"),
    "/loop": (NetworkError, "more than 10 times"),
    "/to-file": (NetworkError, r"no web page \(file\)"),
    "/to-script": (NetworkError, "an address that is none"),
    "/to-private": (NetworkError, "inside a private network"),
    "/to-metadata": (NetworkError, "inside a private network"),
    "/to-loopback": (NetworkError, "inside a private network"),
    "/to-mapped": (NetworkError, "inside a private network"),
    "/to-nowhere": (NetworkError, "nowhere.invalid is not known"),
    "/to-nonsense": (NetworkError, "is not known"),
    "/dripping": (NetworkError, "within 1 seconds"),
    "/dripping-headers": (NetworkError, "within 1 seconds"),
    "/silent": (NetworkError, "within 1 seconds"),
    "/too-short": (NetworkError, "broke off"),
    "/negative": (NetworkError, "broke off"),
    "/no-http": (NetworkError, "broke off"),
    "/bad-status": (NetworkError, "broke off"),
    "/bad-chunk": (NetworkError, "broke off"),
    "/hang-up": (NetworkError, "broke off"),
    "/big-headers": (NetworkError, "broke off"),
    "/escape": (NetworkError, "no such page"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(ROUTES) as running:
        yield running


def test_every_route_is_tested() -> None:
    assert set(ROUTES) - GIVEN - set(REFUSED) == {"/note.md"}


@pytest.mark.parametrize("path", sorted(GIVEN))
def test_the_article_comes(path: str, server: Server) -> None:
    article = article_of(fetch_url(server.address(path), QUICK))
    if path != "/too-long":
        assert WORDS in article.text
    assert "Accueil" not in article.text
    assert [section.title for section in article.sections if section.title] == ["Un siècle de navette"]


@pytest.mark.parametrize("path", sorted(REFUSED))
def test_one_sentence_within_the_time(path: str, server: Server) -> None:
    kind, words = REFUSED[path]
    begun = time.monotonic()
    with pytest.raises(kind, match=words) as refusal:
        fetch_url(server.address(path), QUICK)
    assert time.monotonic() - begun < 4 * QUICK.seconds
    message = str(refusal.value)
    assert "\n" not in message
    assert "owned" not in message
    assert re.search(r": [a-zR]|\(http|no article is as large", message), "what to do next"


def test_where_it_was_found(server: Server) -> None:
    raw = fetch_url(server.address("/moved-twice"), QUICK)
    assert raw.location == server.address("/page")
    assert article_of(raw).metadata.url == server.address("/page")


def test_what_asks_again(server: Server) -> None:
    raw = fetch_url(server.address("/etag"), QUICK)
    assert (raw.etag, raw.last_modified) == ('"a1"', "Tue, 03 Mar 2026 06:00:00 GMT")


def test_the_suffix_tells_where_the_server_does_not(server: Server) -> None:
    raw = fetch_url(server.address("/note.md"), QUICK)
    assert raw.media_type == "text/markdown"
    assert article_of(raw).text.startswith("Un titre")


def test_what_is_asked_for(server: Server) -> None:
    server.requests.clear()
    fetch_url(server.address("/moved-with-password"), QUICK)
    assert len(server.requests) == 2
    for request in server.requests:
        assert f"User-Agent: {USER_AGENT}" in request
        lowered = request.lower()
        assert "authorization" not in lowered
        assert "referer" not in lowered
        assert "cookie" not in lowered


def test_nothing_else_is_fetched_when_an_article_opens(server: Server) -> None:
    server.requests.clear()
    assert WORDS in load(server.address("/page")).text
    assert len(server.requests) == 1


def test_a_password_that_the_user_typed_is_used_and_not_shown(server: Server) -> None:
    server.requests.clear()
    raw = fetch_url(server.address("/page", host="awen:secret@127.0.0.1"), QUICK)
    assert "Authorization: Basic" in server.requests[0]
    assert "secret" not in (raw.location or "")


def test_a_public_page_cannot_send_its_reader_into_the_private_network(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public host is this machine under another name; only its name makes it public."""
    monkeypatch.setattr(connection, "resolve", lambda host, port, deadline: ["127.0.0.1"])
    public = server.address("/moved-twice", host="news.example")
    with pytest.raises(NetworkError, match=r"news\.example leads to 127\.0\.0\.1, which is inside a private"):
        fetch_url(public, QUICK)
    assert WORDS in article_of(fetch_url(server.address("/moved", host="news.example"), QUICK)).text


def test_the_address_that_was_looked_at_is_the_one_connected_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its address between the look and the connection (DNS rebinding) gains nothing."""
    asked = []
    look_up = socket.getaddrinfo

    def resolving(host: str, *rest: object, **named: object) -> object:
        asked.append(host)
        return look_up("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolving)
    fetch_url(server.address("/page", host="news.example"), QUICK)
    assert asked.count("news.example") == 1


def test_a_name_that_becomes_a_private_address_before_it_redirects_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding by a redirect: the second look-up answers with an address of the reader's own network."""
    answers = iter((["93.184.215.14", "2606:2800:21f:cb07::1"], ["93.184.215.15", "10.0.0.1"], ["10.0.0.1"]))
    monkeypatch.setattr(connection, "resolve", lambda host, port, deadline: next(answers))
    addresses, deadline = connection.Addresses("News.example"), Deadline(1)
    assert addresses.allowed("news.example", 80, deadline) == ["93.184.215.14", "2606:2800:21f:cb07::1"]
    assert addresses.allowed("news.example", 8080, deadline) == ["93.184.215.15"]
    with pytest.raises(NetworkError, match="inside a private network"):
        addresses.allowed("news.example", 8080, deadline)


def test_a_host_of_a_private_network_may_have_several_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter((["10.0.0.1"], ["10.0.0.2"], ["2606:2800:21f:cb07::1", "10.0.0.1"]))
    monkeypatch.setattr(connection, "resolve", lambda host, port, deadline: next(answers))
    addresses, deadline = connection.Addresses("wiki.intern"), Deadline(1)
    found = [addresses.allowed("wiki.intern", 80, deadline) for _ in range(3)]
    assert found == [["10.0.0.1"], ["10.0.0.2"], ["2606:2800:21f:cb07::1", "10.0.0.1"]]


@pytest.mark.parametrize("header", ['ETag: "\xe9"', "Last-Modified: le 3 f\xe9vrier", "ETag: \xff"])
def test_what_a_server_calls_its_state_cannot_keep_it_from_being_asked_again(header: str) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n\r\n".encode("latin-1")
    with serving({"/": raw(head + PAGE.encode())}) as server:
        first = fetch_url(server.address("/"), QUICK)
        again = fetch_changed(server.address("/"), first.etag, first.last_modified, QUICK)
    assert again is not None
    assert again.data == first.data


@pytest.mark.parametrize(
    "target", ["http://xn--a/", "//xn--99999/", "http:////][x://", "http://[\u2460]z/", "http://[v1.x]/"]
)
def test_a_redirect_to_what_is_no_host(target: str) -> None:
    with serving({"/": redirect(target)}) as server, pytest.raises(NetworkError):
        fetch_url(server.address("/"), QUICK)


def test_a_body_of_many_packed_pieces_takes_no_more_than_its_length() -> None:
    """Each piece was cut from the rest of the body: 4 MB of empty ones took 11 seconds, and 50 MB half an hour."""
    begun = time.process_time()
    with pytest.raises(NetworkError, match="cannot be unpacked"):
        unpacked(gzip.compress(b"") * 250_000, "gzip", 1 << 20, "packed.example")
    assert time.process_time() - begun < 2
    words = b"<p>the ferry does not sail</p>" * 5_000
    assert unpacked(gzip.compress(words) * 40, "gzip", 1 << 24, "packed.example") == words * 40
    with pytest.raises(NetworkError, match="only a part"):
        unpacked(gzip.compress(words) + gzip.compress(words)[:-9], "gzip", 1 << 24, "packed.example")
    assert unpacked(gzip.compress(words) + b"\0" * 200_000, "gzip", 1 << 24, "packed.example") == words


def test_a_look_up_that_never_ends_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        time.sleep(0.6)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with pytest.raises(NetworkError, match="nobody answered in time"):
        fetch_url("http://slow.example/", replace(QUICK, seconds=0.2))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *(("93.184.215.14", True), ("2606:2800:21f:cb07::1", True), ("127.0.0.1", False), ("10.0.0.1", False)),
        *(("192.168.1.1", False), ("172.16.3.4", False), ("169.254.169.254", False), ("100.64.0.1", False)),
        *(("0.0.0.0", False), ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False)),
        *(("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False), ("224.0.0.1", False)),
        *(("ff02::1", False), ("255.255.255.255", False), ("nonsense", False), ("fec0::1", False)),
        *(("::127.0.0.1", False), ("::ffff:0:127.0.0.1", False), ("64:ff9b:1::7f00:1", False), ("5f00::1", False)),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("address", ["http://", "https://[::1", "http://a b/", "ftp://x.example/", "http://:80/"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(NetworkError):
        fetch_url(address, QUICK)


def test_nobody_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NetworkError, match="cannot be reached"):
            fetch_url(f"http://127.0.0.1:{taken.getsockname()[1]}/", QUICK)


def test_a_server_that_speaks_no_tls() -> None:
    refusal = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    with listening(lambda met: met.sendall(refusal)) as port, pytest.raises(NetworkError, match="secure connection"):
        fetch_url(f"https://127.0.0.1:{port}/", QUICK)


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    require_tool("openssl")
    made = ["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "certificate.pem")]
    subprocess.run([*made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")

    def shake_hands(accepted: socket.socket) -> None:
        with suppress(OSError):
            context.wrap_socket(accepted, server_side=True).close()

    with (
        listening(shake_hands) as port,
        pytest.raises(NetworkError, match="certificate of localhost cannot be trusted"),
    ):
        fetch_url(f"https://localhost:{port}/", QUICK)


def test_a_deadline_counts_down() -> None:
    deadline = Deadline(0.05)
    assert 0 < deadline.left <= 0.05
    time.sleep(0.06)
    assert deadline.is_over
    assert deadline.left > 0
