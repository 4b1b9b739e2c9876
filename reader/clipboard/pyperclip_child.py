"""Calls pyperclip once, as a program of its own: `copy` takes standard input, `paste` writes standard output.

pyperclip's programs inherit the three standard streams, so these lead nowhere while it works. Nothing of `reader` is
imported: this file is run by its path.
"""

from __future__ import annotations

import os
import sys


def main(what: str) -> int:
    """The exit code; `copy` writes the name of the backend that it used."""
    text = sys.stdin.buffer.read().decode("utf-8")
    out, nowhere = os.dup(1), os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    import pyperclip

    copy, paste = pyperclip.determine_clipboard()
    backend = getattr(copy, "__name__", None)
    if backend is None:  # the stand-in that raises when it is called
        return 3
    if what == "copy":
        copy(text)
        answer = backend.removeprefix("copy_")
    else:
        answer = paste()
    with os.fdopen(out, "wb") as file:
        file.write(answer.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
