"""Nothing in an article acts on the terminal: our small corpus always, the shared one where it is.

What a program may write of its own is control sequences without a word of the article in them. Everything between
them must be safe by the gate's measure, but for what Textual itself moves the cursor with.
"""

from __future__ import annotations

import base64
import re
import sys
from typing import TYPE_CHECKING

import pytest

from reader.gate import is_safe
from tests.hostile import corpus, full
from tests.pseudo_terminal import Session

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real

READER = [sys.executable, "-m", "reader"]
OWN = str.maketrans("", "", "\r\b")
OWN_CONTROL = re.compile(rb"\x1b[\[\]78=>]")
"""CSI, OSC, and keeping or giving back the cursor and the keypad: all that Reader and Textual write."""

CLIPBOARD_ORDER = re.compile(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)")
FORMATS = ("table", "markdown", "csv", "json", "jsonl")
NAME = f"nom\x1b]0;{corpus.MARK}\x07\x9b{corpus.NUMBER}h\u202e[bold]\n.txt"


def assert_harmless(session: Session) -> None:
    assert not [control for control in session.controls if not OWN_CONTROL.match(control)]
    marks = (corpus.MARK.encode(), corpus.NUMBER.encode(), corpus.CLIP.encode())
    acting = [control for control in session.controls if any(mark in control for mark in marks)]
    assert not [control for control in acting if not CLIPBOARD_ORDER.fullmatch(control)]
    for order in CLIPBOARD_ORDER.finditer(session.output):
        assert is_safe(base64.b64decode(order[1]).decode())
    written = session.written.decode().translate(OWN)
    assert is_safe(written), [char for char in written if not is_safe(char)]
    assert b"Traceback" not in session.written


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {"READER_HOME": str(tmp_path / "home"), "SSH_TTY": "/dev/pts/0"}


@pytest.mark.parametrize("attack", [each for each in corpus.ESCAPES if corpus.MARK in each or corpus.NUMBER in each])
def test_the_check_sees_what_a_careless_program_lets_through(attack: str, tmp_path: Path) -> None:
    path = tmp_path / "attack.txt"
    path.write_text(f"{attack}\n", encoding="utf-8", newline="")
    with Session(["cat", path]) as session:
        assert session.end() == 0
        with pytest.raises(AssertionError):
            assert_harmless(session)


@pytest.mark.parametrize(
    ("name", "text"),
    [("attacks.txt", corpus.plain_text()), ("attacks.md", corpus.markdown()), (NAME, "DEBUT\n\nFIN\n")],
    ids=["plain", "markdown", "name"],
)
def test_opened(name: str, text: str, tmp_path: Path, home: dict[str, str]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    with Session([*READER, "open", "--no-library", path], size=(120, 40), env=home) as session:
        session.wait_for("DEBUT")
        session.settle()
        session.type('"y  \t\t?')
        session.wait_for("Go to the next section")
        session.settle()
        session.type("\x1b")
        session.settle()
        session.type("GggJJq")
        assert session.end() == 0
        assert session.restored
        assert_harmless(session)


def test_a_copied_quotation_is_cleaned(tmp_path: Path, home: dict[str, str]) -> None:
    path = tmp_path / "attacks.txt"
    path.write_text(corpus.plain_text(), encoding="utf-8", newline="")
    with Session([*READER, "open", "--no-library", path], size=(120, 40), env=home) as session:
        session.wait_for("DEBUT")
        session.wait_for("Le Gall, la gardienne")
        session.settle(1)
        session.type('"y')
        session.settle(1)
        orders = CLIPBOARD_ORDER.findall(session.output)
        assert orders
        copied = base64.b64decode(orders[-1]).decode()
        assert "veille encore sur la vieille tour" in copied
        assert corpus.MARK in copied
        assert is_safe(copied)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["sections", "quotes", "entities"])
def test_printed(command: str, form: str, tmp_path: Path, home: dict[str, str]) -> None:
    path = tmp_path / "attacks.md"
    path.write_text(corpus.markdown(), encoding="utf-8", newline="")
    with Session([*READER, command, path, "--format", form], env=home) as session:
        assert session.end(30) == 0
        assert_harmless(session)


def test_extracted(tmp_path: Path, home: dict[str, str]) -> None:
    path = tmp_path / "attacks.txt"
    path.write_text(corpus.plain_text(), encoding="utf-8", newline="")
    with Session([*READER, "extract", path], env=home) as session:
        assert session.end(30) == 0
        assert_harmless(session)
        assert corpus.MARK.encode() in session.written


@pytest.mark.timeout(240)
def test_the_shared_corpus_of_escapes(tmp_path: Path) -> None:
    if not full.CHECKER.is_file():
        pytest.skip("the shared corpus is not beside this checkout")
    inputs = full.make_corpus(tmp_path)
    escapes = [path for path in inputs if path.parent.name == "esc"]
    assert len(escapes) > 30
    results = full.check_all(escapes, tmp_path / "home")
    assert {result.name: result.findings for result in results if result.findings} == {}
    shown = [result.name for result in results if result.status == 0]
    assert len(shown) >= len(full.readable(escapes))
