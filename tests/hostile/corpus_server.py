"""A server on this machine that gives each file of a corpus as a page, and as a feed of one entry that holds it.

    python -m tests.hostile.corpus_server FOLDER

prints its port, and serves until it is ended: /page/NAME and /feed/NAME.
"""

from __future__ import annotations

import os
import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from reader.sources.detection import MEDIA_TYPES


class _Handler(BaseHTTPRequestHandler):
    """Gives each file of the corpus as a page, and as a feed of one entry that holds it."""

    folder = Path()

    def do_GET(self) -> None:
        kind, _, name = unquote(self.path, errors="surrogateescape").lstrip("/").partition("/")
        path = self.folder / name  # the name's own bytes, whether or not they are UTF-8
        if not os.path.isfile(path):  # noqa: PTH113 - Path's own raises for a name that is too long
            self.send_error(404)  # feeds lead anywhere, and what they name is asked for
            return
        data = path.read_bytes()
        media_type = MEDIA_TYPES.get(Path(name).suffix, "text/html")
        if kind == "feed":
            words = escape(
                escape("".join(char for char in data[:200_000].decode("utf-8", "replace") if _may_stand(char)))
            )
            data = (
                f"<?xml version='1.0'?><rss version='2.0'><channel><title>{words[:2000]}</title><link>https://x.example/"
                f"</link><item><title>MARKSTART {words[:2000]}</title><link>https://x.example/{words[:300]}</link>"
                f"<guid>1</guid><description>&lt;p&gt;MARKSTART {words}</description></item></channel></rss>"
            ).encode()
            media_type = "application/rss+xml"
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _may_stand(char: str) -> bool:
    """Whether XML can hold it; the others stand as numbers, which feeds decode a second time."""
    return char in "\t\n\r" or (ord(char) >= 0x20 and not 0xD800 <= ord(char) < 0xE000 and ord(char) & 0xFFFE != 0xFFFE)


def serve(folder: Path) -> None:
    """Serve the corpus on a port of this machine's, which is printed, until the process is ended."""
    _Handler.folder = folder
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
