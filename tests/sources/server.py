"""A web server of this machine's own, for tests: each path answers as servers do that are well, ill, or malicious."""

from __future__ import annotations

import gzip
import socket
import socketserver
import threading
import time
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le bac de Landrec</title></head><body><nav>
<a href="/">Accueil</a></nav><article><h1>Le bac de Landrec</h1><p>Le bac de Landrec a traversé la rivière pour la
dernière fois dimanche soir, devant une centaine d’habitants venus saluer son équipage.</p><h2>Un siècle de navette</h2>
<p>Construit en 1923, il avait survécu à deux crues et à l’ouverture du pont, mais pas à la fin de ses subventions.</p>
</article></body></html>"""
WORDS = "devant une centaine d’habitants venus saluer son équipage"


class Server(socketserver.ThreadingTCPServer):
    """Answers with what `routes` has for a path; `requests` are the heads of those that came."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, routes: dict[str, Callable[[socket.socket, Server], None]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes = routes
        self.requests: list[str] = []
        self.over = threading.Event()

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away in the middle is what some tests are about."""


class _Handler(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        head = b""
        with suppress(OSError):
            while b"\r\n\r\n" not in head and (piece := self.request.recv(65536)):
                head += piece
            self.server.requests.append(head.decode("latin-1"))
            path = head.split(b" ")[1].decode("latin-1").partition("?")[0]
            self.server.routes.get(path, status("404 Not Found"))(self.request, self.server)


@contextmanager
def serving(routes: dict[str, Callable[[socket.socket, Server], None]]) -> Iterator[Server]:
    """A server while the block runs."""
    with Server(routes) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


@contextmanager
def listening(meet: Callable[[socket.socket], object]) -> Iterator[int]:
    """A port whose first visitor is met so."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def serve() -> None:
            with suppress(OSError):
                accepted, _ = listener.accept()
                with accepted:
                    meet(accepted)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(5)


def answer(
    body: bytes = PAGE.encode(),
    *headers: str,
    code: str = "200 OK",
    media_type: str | None = "text/html; charset=utf-8",
    length: int | None = -1,
) -> Callable[[socket.socket, Server], None]:
    """A whole answer; `length` is what it says of its length, by default the truth."""
    lines = [f"HTTP/1.1 {code}", *headers, "Connection: close"]
    lines += [f"Content-Type: {media_type}"] * (media_type is not None)
    lines += [f"Content-Length: {len(body) if length == -1 else length}"] * (length is not None)
    whole = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body

    def send(connection: socket.socket, _server: Server) -> None:
        connection.sendall(whole)

    return send


def status(code: str) -> Callable[[socket.socket, Server], None]:
    return answer(b"<p>no</p>", code=code)


def redirect(target: str, code: str = "302 Found") -> Callable[[socket.socket, Server], None]:
    """Sends on to `target`; {port} in it is the server's own."""

    def send(connection: socket.socket, server: Server) -> None:
        answer(b"", f"Location: {target.format(port=server.server_address[1])}", code=code)(connection, server)

    return send


def dripping(connection: socket.socket, server: Server) -> None:
    """Sends a byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while not server.over.wait(0.05):
        connection.sendall(b"x")


def dripping_headers(connection: socket.socket, server: Server) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not server.over.wait(0.05):
        connection.sendall(b"X-More: x\r\n")


def silent(_connection: socket.socket, server: Server) -> None:
    """Never answers."""
    server.over.wait(30)


def endless(connection: socket.socket, server: Server) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not server.over.is_set():
        connection.sendall(b"<p>more and more of the same</p>\n" * 2000)


def late(connection: socket.socket, server: Server) -> None:
    """Answers, but not at once."""
    time.sleep(0.3)
    answer()(connection, server)


def bomb(connection: socket.socket, server: Server) -> None:
    """64 MB of nothing, packed into as many KB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(64)) + packer.flush()
    answer(packed, "Content-Encoding: gzip")(connection, server)


def raw(data: bytes) -> Callable[[socket.socket, Server], None]:
    def send(connection: socket.socket, _server: Server) -> None:
        connection.sendall(data)

    return send


ROUTES: dict[str, Callable[[socket.socket, Server], None]] = {
    "/page": answer(),
    "/late": late,
    "/gzip": answer(gzip.compress(PAGE.encode()), "Content-Encoding: gzip"),
    "/deflate": answer(zlib.compress(PAGE.encode()), "Content-Encoding: deflate"),
    "/gzip-twice": answer(gzip.compress(gzip.compress(PAGE.encode())), "Content-Encoding: gzip, gzip"),
    "/gzip-broken": answer(b"\x1f\x8b not packed at all", "Content-Encoding: gzip"),
    "/gzip-cut": answer(gzip.compress(PAGE.encode())[:-40], "Content-Encoding: gzip"),
    "/brotli": answer(b"\x0b\x02", "Content-Encoding: br"),
    "/bomb": bomb,
    "/latin": answer(PAGE.replace("utf-8", "iso-8859-1").encode("cp1252"), media_type="text/html; charset=iso-8859-1"),
    "/wrong-charset": answer(PAGE.encode(), media_type="text/html; charset=iso-8859-1"),
    "/wrong-utf8": answer(PAGE.encode("cp1252")),
    "/bogus-charset": answer(PAGE.encode(), media_type="text/html; charset=../../etc/x"),
    "/only-meta": answer(PAGE.replace("utf-8", "windows-1252").encode("cp1252"), media_type="text/html"),
    "/utf-16": answer(PAGE.encode("utf-16"), media_type="text/html"),
    "/no-type": answer(media_type=None),
    "/octets": answer(media_type="application/octet-stream"),
    "/said-plain": answer(media_type="text/plain"),
    "/note.md": answer(b"# Un titre\n\nUn paragraphe.\n", media_type="text/plain"),
    "/picture": answer(b"\x89PNG\r\n\x1a\n" + bytes(500), media_type="image/png"),
    "/film": answer(bytes(500), media_type="video/mp4"),
    "/program": answer(b"\x7fELF" + bytes(500), media_type="application/octet-stream"),
    "/empty": answer(b""),
    "/no-content": answer(b"", code="204 No Content"),
    "/etag": answer(PAGE.encode(), 'ETag: "a1"', "Last-Modified: Tue, 03 Mar 2026 06:00:00 GMT"),
    "/not-modified": answer(b"", code="304 Not Modified"),
    "/gone": status("410 Gone"),
    "/forbidden": status("403 Forbidden"),
    "/unauthorized": status("401 Unauthorized"),
    "/busy": status("429 Too Many Requests"),
    "/fault": status("500 Internal Server Error"),
    "/down": status("503 Service Unavailable"),
    "/teapot": status("418 I'm a teapot"),
    "/moved": redirect("/page", "301 Moved Permanently"),
    "/moved-twice": redirect("http://127.0.0.1:{port}/moved"),
    "/moved-with-password": redirect("http://user:secret@127.0.0.1:{port}/page"),
    "/loop": redirect("/loop"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-script": redirect("javascript:alert(1)"),
    "/to-private": redirect("http://10.1.2.3/admin"),
    "/to-metadata": redirect("http://169.254.169.254/latest/"),
    "/to-loopback": redirect("http://127.0.0.2:9/"),
    "/to-mapped": redirect("http://[::ffff:127.0.0.1]:9/"),
    "/to-nowhere": redirect("http://nowhere.invalid/"),
    "/to-nonsense": redirect("http://[oops"),
    "/dripping": dripping,
    "/dripping-headers": dripping_headers,
    "/silent": silent,
    "/endless": endless,
    "/too-short": answer(PAGE.encode()[:300], length=5000),
    "/too-long": answer(PAGE.encode(), length=len(PAGE.encode()) - 30),
    "/negative": answer(length=-5),
    "/no-http": raw(b"just a line\n"),
    "/bad-status": raw(b"HTTP/1.1 abc\r\n\r\n"),
    "/bad-chunk": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n"),
    "/hang-up": raw(b""),
    "/escape": raw(b"HTTP/1.1 404 \x1b]0;owned\x07Not\r\nContent-Length: 0\r\n\r\n"),
    "/big-headers": answer(PAGE.encode(), "X-Big: " + "y" * 2_000_000),
}
"""Every way to answer."""
