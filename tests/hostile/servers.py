"""Hostile servers on this machine's loopback, and what Reader says of each, within its limits.

    python -m tests.hostile.servers [--seconds N]

prints a table: what the server does, the exit code of `reader show`, the seconds that it took, and the sentence.
None but 127.0.0.1 and localhost is ever connected to; those that are to be reached by no means are named so that a
connection to them would be one to a closed port.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import os
import re
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from reader.gate import is_safe
from tests.sources.server import PAGE, ROUTES, Server, answer, listening, raw, redirect, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    Meet = Callable[[socket.socket, Server], None]

SECONDS = 3.0
"""What one page may take here; Reader's own limit is longer."""

GRACE = 4.0
"""Seconds beyond that for what is not waiting, on a machine that does other things too."""

SIZE = 4 * 1024 * 1024
"""Bytes that a page may have here."""

READ = ""
"""The sentence of a server that is read in spite of what it does."""

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _packed(bits: int, size: int = 256) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(size)) + packer.flush()


def _nested(times: int) -> bytes:
    data = PAGE.encode()
    for _ in range(times):
        data = gzip.compress(data)
    return data


def _for_ever(first: bytes, more: bytes, pause: float = 0.0) -> Meet:
    """Sends `first`, then `more` for ever."""

    def meet(connection: socket.socket, server: Server) -> None:
        connection.sendall(first)
        while not server.over.wait(pause):
            connection.sendall(more)

    return meet


def _reset(connection: socket.socket, _server: Server) -> None:
    """Sends half a page, and a reset instead of an end."""
    connection.sendall(HEAD + b"Content-Length: 5000\r\n\r\n<p>half")
    time.sleep(0.1)
    connection.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SOL_SOCKET, SO_LINGER: close by a reset
    connection.close()


def _echo(connection: socket.socket, server: Server) -> None:
    """A page of what was asked: it shows which cookies and words came along."""
    answer(f"<article><p>{server.requests[-1]}</p></article>".encode())(connection, server)


_MORE: dict[str, tuple[Meet, str]] = {
    "headers without end": (_for_ever(HEAD, b"X-More: more\r\n" * 500), "broke off"),
    "a header of 2 MB": (ROUTES["/big-headers"], "broke off"),
    "a Link header of 1 MB": (answer(PAGE.encode(), f"Link: <https://x.example/{'y' * 1_000_000}>"), "broke off"),
    "100 Continue for ever": (_for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50, 0.01), "within|broke off"),
    "103 Early Hints for ever": (
        _for_ever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 0.01),
        "within|broke off",
    ),
    "101 Switching Protocols": (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), "."),
    "a chunked body without end": (
        _for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2000\r\n" + b"x" * 0x2000 + b"\r\n"),
        "more than 4 MB",
    ),
    "a chunk of 2**60 bytes": (
        _for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n", b"x" * 65536),
        "more than 4 MB|broke off",
    ),
    "chunk extensions without end": (
        _for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;", b"a=b;" * 1000),
        "broke off|within",
    ),
    "a length of 10**30": (
        _for_ever(HEAD + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n", b"x" * 65536),
        "more than|broke",
    ),
    "two lengths": (raw(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>abcdefgh"), "broke off"),
    "a length and chunks": (
        raw(HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n"),
        ".",
    ),
    "a reset in the middle": (_reset, "failed|broke off"),
    "HTTP/0.9": (raw(b"<html><p>just a page\n"), "broke off"),
    "binary rubbish": (raw(bytes(range(256)) * 40), "broke off"),
    "a deflate bomb": (answer(_packed(-15), "Content-Encoding: deflate"), "more than 4 MB"),
    "a gzip bomb": (answer(_packed(31), "Content-Encoding: gzip"), "more than 4 MB"),
    "a gzip bomb in gzip": (
        answer(gzip.compress(_packed(31)), "Content-Encoding: gzip, gzip"),
        "more than 4 MB",
    ),
    "seven codings": (answer(_nested(7), "Content-Encoding: " + ", ".join(["gzip"] * 7)), "packs its page 7 times"),
    "a thousand gzip members": (answer(gzip.compress(b"<p>x</p>") * 1000, "Content-Encoding: gzip"), READ),
    "a byte order mark that lies": (answer(b"\xff\xfe" + PAGE.encode()), "."),
    "a picture as HTML": (answer(b"\x89PNG\r\n\x1a\n" + bytes(5000)), "an image, not text"),
    "a program as HTML": (answer(b"\x7fELF\x02\x01\x01" + bytes(5000)), "a program, not text"),
    "to data:": (redirect("data:text/html,<p>x"), r"no web page \(data\)|an address that is none"),
    "to javascript:": (ROUTES["/to-script"], "an address that is none"),
    "to file:": (ROUTES["/to-file"], "no web page"),
    "to ftp:": (redirect("ftp://127.0.0.1:9/"), r"no web page \(ftp\)"),
    "to another loopback address": (ROUTES["/to-loopback"], "inside a private network"),
    "to the decimal of one": (redirect("http://2130706434:9/"), "inside a private network|not known"),
    "to the octal of one": (redirect("http://0177.0.0.2:9/"), "inside a private network|not known|broke off"),
    "to the hexadecimal of one": (redirect("http://0x7f000002:9/"), "inside a private network|not known"),
    "to a short form of one": (redirect("http://127.2:9/"), "inside a private network|not known"),
    "to IPv6 loopback": (redirect("http://[::1]:9/"), "inside a private network"),
    "to IPv4 in IPv6": (ROUTES["/to-mapped"], "inside a private network"),
    "to a cloud's metadata": (ROUTES["/to-metadata"], "inside a private network"),
    "to 10.1.2.3": (ROUTES["/to-private"], "inside a private network"),
    "to an address of 1 MB": (redirect("/" + "y" * 1_000_000), "broke off|none|no such page"),
    "to an address with ESC": (redirect("/\x1b]0;owned\x07"), "broke off|none|no such page"),
    "to itself, for ever": (ROUTES["/loop"], "more than 10 times"),
    "redirect without an address": (answer(b"<p>no", code="302 Found"), "does not understand"),
    "a refresh to file:": (
        answer(b'<meta http-equiv=refresh content="0;url=file:///etc/passwd"><article><p>Rien ici.</p></article>'),
        READ,
    ),
    "sixty cookies": (answer(PAGE.encode(), *[f"Set-Cookie: c{n}={'v' * 1000}" for n in range(60)]), READ),
    "a status line with ESC": (ROUTES["/escape"], "no such page"),
    "401 with a realm of ESC": (
        answer(b"<p>no</p>", "WWW-Authenticate: Basic realm=\x1b]0;owned\x07", code="401 Unauthorized"),
        "name and a password|broke off",
    ),
    "403 with a page": (ROUTES["/forbidden"], "refuses"),
    "429 with a page": (ROUTES["/busy"], "fewer requests"),
    "500 with a page": (ROUTES["/fault"], "fault of its own"),
    "503 with a page": (ROUTES["/down"], "fault of its own"),
    "204 with a body": (answer(PAGE.encode(), code="204 No Content"), "is empty|broke off"),
    "304 unasked": (ROUTES["/not-modified"], "304"),
    "a status that is no number": (ROUTES["/bad-status"], "broke off"),
    "status 999": (answer(b"<p>no</p>", code="999 Odd"), "999|broke off"),
    "a charset that is a path": (ROUTES["/bogus-charset"], READ),
    "50,000 tags without an end": (answer(b"<article><p>Un mot." + b"<b><i>" * 50_000), READ),
    "asks for what came along": (_echo, READ),
}


def routes() -> dict[str, tuple[Meet, str]]:
    """What each server does → how it does it, and a pattern of what is said of it; READ where it is read."""
    known = {
        "silence": ("/silent", "within"),
        "a byte of a page now and then": ("/dripping", "within"),
        "a header now and then": ("/dripping-headers", "within"),
        "a page without end": ("/endless", "more than 4 MB"),
        "hangs up at once": ("/hang-up", "broke off"),
        "less than it said": ("/too-short", "broke off"),
        "more than it said": ("/too-long", READ),
        "a negative length": ("/negative", "broke off"),
        "chunks that are none": ("/bad-chunk", "broke off"),
        "gzip that is none": ("/gzip-broken", "unpacked"),
        "gzip that is cut": ("/gzip-cut", "only a part"),
        "brotli unasked": ("/brotli", "did not ask for"),
        "a wrong charset": ("/wrong-charset", READ),
        "HTML as plain text": ("/said-plain", READ),
        "nothing": ("/empty", "is empty"),
    }
    return {name: (ROUTES[path], said) for name, (path, said) in known.items()} | _MORE


@dataclass(frozen=True, slots=True)
class Told:
    """What `reader show` made of a server: exit code, seconds, what it said and the first words that it printed."""

    name: str
    code: int
    seconds: float
    said: str
    shown: str


def told(name: str, address: str, seconds: float = SECONDS) -> Told:
    """What becomes of `reader show ADDRESS` within narrower limits."""
    from reader.cli import main
    from reader.sources.network import fetching

    out, err = io.StringIO(), io.StringIO()
    limits = replace(fetching.LIMITS, seconds=seconds, size=SIZE)
    fetch = fetching._fetched

    def bounded(where: str, _limits: object, *rest: object) -> object:
        return fetch(where, limits, *rest)

    begun = time.monotonic()
    with (
        mock.patch.object(fetching, "_fetched", bounded),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(["show", "--plain", address])
    return Told(name, code, time.monotonic() - begun, err.getvalue(), " ".join(out.getvalue().split())[:60])


def _certificate(folder: Path, host: str, begins: str, ends: str) -> tuple[Path, Path]:
    """A certificate for `host` by itself, of that time, and its key; times as YYYYMMDDHHMMSSZ."""
    key, request, certificate = folder / f"{host}.key", folder / f"{host}.csr", folder / f"{host}-{begins}.pem"
    rules = folder / "rules"
    (folder / "index").write_text("")
    rules.write_text(
        f"[ca]\ndefault_ca=own\n[own]\ndatabase={folder}/index\nrand_serial=yes\nnew_certs_dir={folder}\n"
        f"default_md=sha256\npolicy=any\nx509_extensions=more\n[any]\ncommonName=supplied\n"
        f"[more]\nsubjectAltName=DNS:{host}\n"
    )
    new = ["openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}"]
    subprocess.run([*new, "-keyout", key, "-out", request], capture_output=True, check=True)
    sign = ["openssl", "ca", "-batch", "-notext", "-selfsign", "-config", rules, "-in", request, "-keyfile", key]
    subprocess.run(
        [*sign, "-startdate", begins, "-enddate", ends, "-out", certificate], capture_output=True, check=True
    )
    return certificate, key


def secure() -> Iterator[tuple[str, str, str]]:
    """Servers that should be secure: what is wrong with each, its address, and a pattern of what is said of it."""
    past, future = ("20200101000000Z", "20200201000000Z"), ("20200101000000Z", "20990101000000Z")
    with tempfile.TemporaryDirectory() as made:
        for name, host, times, is_known, said in (
            ("a certificate nobody vouches for", "localhost", future, False, "cannot be trusted .*self-signed"),
            ("a certificate for another host", "other.example", future, True, "cannot be trusted .*[Hh]ostname"),
            ("a certificate that has expired", "localhost", past, True, "cannot be trusted .*expired"),
        ):
            certificate, key = _certificate(Path(made), host, *times)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)

            def shake(accepted: socket.socket, context: ssl.SSLContext = context) -> None:
                with contextlib.suppress(OSError):
                    context.wrap_socket(accepted, server_side=True).close()

            trusted = {"SSL_CERT_FILE": str(certificate)} if is_known else {}
            with listening(shake) as port, mock.patch.dict(os.environ, trusted):
                yield name, f"https://localhost:{port}/", said
    for name, meet, said in (
        ("no TLS where it was promised", lambda met: met.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), "secure connection"),
        ("a handshake that never ends", lambda met: time.sleep(SECONDS + 1), "within"),
    ):
        with listening(meet) as port:
            yield name, f"https://localhost:{port}/", said


def page(seconds: float = SECONDS) -> Iterator[tuple[Told, str]]:
    """What is said of every server, and the pattern that it must fit."""
    proxied = {
        "HTTP_PROXY": "http://127.0.0.1:9/",
        "http_proxy": "http://127.0.0.1:9/",
        "ALL_PROXY": "socks5://127.0.0.1:9",
    }
    known = routes()
    paths = {f"/{number}": name for number, name in enumerate(known)}
    always = {"/page": answer(), "/loop": ROUTES["/loop"]}
    with serving({path: known[name][0] for path, name in paths.items()} | always) as server:
        for path, name in paths.items():
            yield told(name, server.address(path), seconds), known[name][1]
        with mock.patch.dict(os.environ, proxied):
            yield told("a proxy in the environment", server.address("/page"), seconds), READ
        with mock.patch("socket.getaddrinfo", _rebinding(server)):
            yield (
                told("a name that turns to loopback", f"http://turn.example:{server.server_address[1]}/r", seconds),
                ".",
            )
    for name, address, said in secure():
        yield told(name, address, seconds), said


def _rebinding(server: Server) -> Callable[..., object]:
    """A look-up that takes every name of the world for this machine."""
    import socket

    real = socket.getaddrinfo

    def resolving(host: str, port: int, *rest: object, **named: object) -> object:
        found = "127.0.0.1" if host.endswith(".example") else host
        return real(found, port, *rest, **named)  # type: ignore[arg-type]

    server.routes["/r"] = redirect("http://other.example:{port}/page")
    return resolving


def is_in_order(each: Told, pattern: str, seconds: float) -> bool:
    """Whether a server was read, or refused in one sentence as it should be, within the time, and nothing acts."""
    fits = re.search(pattern, each.said) is not None if pattern else not each.code
    in_time = each.seconds < seconds + GRACE
    return (
        fits and in_time and each.said.count("\n") <= 1 and is_safe(each.said + each.shown) and "owned" not in each.said
    )


def main() -> int:
    """Print the table; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.servers", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seconds", type=float, default=SECONDS, help="what one page may take")
    asked = parser.parse_args()
    count = wrong = 0
    for each, pattern in page(asked.seconds):
        good = is_in_order(each, pattern, asked.seconds)
        count, wrong = count + 1, wrong + (not good)
        words = (each.said.strip() or each.shown)[:150]
        print(f"{each.name:34} {each.code:3} {each.seconds:6.2f} s  {words}{'' if good else '  <<<'}", flush=True)
    print(f"{count} servers, {wrong} not in order")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
