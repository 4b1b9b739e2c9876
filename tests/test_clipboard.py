"""The clipboard's roads with invented programs: what is sent is exact, and no notice claims more than was seen."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import gate
from reader.clipboard import Receipt, copy, describe, first_road
from reader.clipboard.osc52 import sequence
from reader.config import CLIPBOARD_ROADS, OSC52_LIMIT
from reader.errors import UsageError
from reader.stopping import Stop

TEXT = "« Le bac part à six heures », a prévenu Maël\N{NO-BREAK SPACE}; 船 🛶 سفينة"

KEEPS = """#!/bin/sh
case "$*" in
  *-o*) cat "$KEPT" ;;
  *) cat > "$KEPT.new" && mv "$KEPT.new" "$KEPT" ;;
esac
"""
STAYS = """#!/bin/sh
case "$*" in
  *-o*) cat "$KEPT" ;;
  *) cat > "$KEPT"; sleep 60 & echo $! > "$KEPT.pid" ;;
esac
"""
HANGS = """#!/bin/sh
echo $$ > "$KEPT.pid"
exec sleep 60
"""
CLOSES_INPUT = """#!/bin/sh
exec 0<&-
echo "noise" ; echo "noise" >&2
echo $$ > "$KEPT.pid"
exec sleep 60
"""
FAILS = "#!/bin/sh\ncat > /dev/null\necho 'Error: Can not open display' >&2\nexit 1\n"
FAILS_UNREAD = "#!/bin/sh\nexit 1\n"
LIES = """#!/bin/sh
case "$*" in
  *-o*) printf 'what was there before' ;;
  *) cat > /dev/null ;;
esac
"""
TRIMS = """#!/bin/sh
case "$*" in
  *-o*) cat "$KEPT" ;;
  *) tr -d '\\n' > "$KEPT" ;;
esac
"""


class Desktop:
    """A display whose only clipboard program is invented."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.kept = folder / "kept"
        self.sent: list[str] = []
        self.environ = {
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "READER_HOME": str(folder / "home"),
            "KEPT": str(self.kept),
            "TERM": "xterm-256color",
            "DISPLAY": ":no",
        } | environ

    def install(self, name: str, script: str) -> None:
        path = self.bin / name
        path.write_text(script)
        path.chmod(0o755)

    def copy(self, text: str = TEXT, **options) -> Receipt:
        return copy(text, write=self.sent.append, environ=self.environ, **options)

    def running(self) -> bool:
        """Whether the program that noted its process number still runs."""
        stat = Path(f"/proc/{self.pid()}/stat")
        try:
            return stat.read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False

    def pid(self) -> int:
        """The number of that process, as soon as it is noted."""
        until(lambda: (note := Path(f"{self.kept}.pid")).exists() and note.read_text().endswith("\n"))
        return int(Path(f"{self.kept}.pid").read_text())

    def await_end(self) -> None:
        """Waits for the end of that process, which a kill brings a moment later."""
        until(lambda: not self.running())


def until(condition, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.01)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@pytest.fixture
def remote(tmp_path: Path) -> Desktop:
    desktop = Desktop(tmp_path, SSH_CONNECTION="192.0.2.1 50000 192.0.2.2 22")
    del desktop.environ["DISPLAY"]
    return desktop


def received(written: str) -> str:
    """The text that a terminal takes from one plain OSC 52."""
    match = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", written)
    assert match, written[:40]
    return base64.b64decode(match[1], validate=True).decode("utf-8")


# The desktop


def test_a_clipboard_that_gives_the_text_back_is_verified(desktop: Desktop) -> None:
    desktop.install("xclip", KEEPS)
    receipt = desktop.copy()
    assert receipt == Receipt("xclip", len(TEXT), confirmed=True, sent=True)
    assert receipt.notice() == f"Copied {len(TEXT)} characters (xclip), verified"
    assert desktop.kept.read_bytes() == TEXT.encode()
    assert desktop.sent == []


def test_a_program_that_stays_to_serve_the_text_is_not_waited_for_and_lives_on(desktop: Desktop) -> None:
    desktop.install("xclip", STAYS)
    begin = time.monotonic()
    assert desktop.copy(limit=30).confirmed
    assert time.monotonic() - begin < 20
    assert desktop.running()
    os.kill(desktop.pid(), 9)


@pytest.mark.parametrize("script", [HANGS, CLOSES_INPUT])
def test_a_program_that_hangs_is_killed_and_passed_over(desktop: Desktop, script: str) -> None:
    desktop.install("xclip", script)
    begin = time.monotonic()
    receipt = desktop.copy("x" * 70_000, limit=2)  # more than a pipe holds
    assert time.monotonic() - begin < 10
    assert not receipt.confirmed
    assert receipt.notice() == (
        "Sent 70,000 characters to the terminal (OSC 52), not confirmed; xclip gave no answer within 2 seconds"
    )
    desktop.await_end()
    assert received(*desktop.sent) == "x" * 70_000


def test_a_program_that_hangs_when_read_is_killed_and_passed_over(desktop: Desktop) -> None:
    desktop.install("xclip", HANGS.replace("echo", 'case "$*" in *-o*) ;; *) cat > /dev/null; exit ;; esac\necho'))
    receipt = desktop.copy(limit=2)
    desktop.await_end()
    assert receipt.notice().endswith("not confirmed; xclip gave no answer within 2 seconds")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (FAILS, "xclip gave nothing back"),
        (FAILS_UNREAD, "xclip gave nothing back"),
        (LIES, "xclip gave another text back"),
        (None, "no clipboard program is installed (xclip, xsel or wl-clipboard)"),
    ],
)
def test_what_fails_or_lies_is_never_said_to_have_copied(desktop: Desktop, script: str | None, why: str) -> None:
    desktop.environ["PATH"] = f"{desktop.bin}" if script is None else desktop.environ["PATH"]
    if script is not None:
        desktop.install("xclip", script)
    receipt = desktop.copy()
    assert receipt == Receipt("OSC 52", len(TEXT), confirmed=False, sent=True, detail=why)
    assert receipt.notice() == f"Sent {len(TEXT)} characters to the terminal (OSC 52), not confirmed; {why}"
    assert received(*desktop.sent) == TEXT


def test_a_lost_line_end_is_another_text(desktop: Desktop) -> None:
    desktop.install("xclip", TRIMS)
    assert desktop.copy("one\ntwo\n").detail == "xclip gave another text back"


def test_wayland_comes_before_x(desktop: Desktop) -> None:
    desktop.environ["WAYLAND_DISPLAY"] = "wayland-9"
    desktop.install("xclip", FAILS)
    desktop.install("wl-copy", KEEPS)
    desktop.install("wl-paste", '#!/bin/sh\ncat "$KEPT"\n')
    assert desktop.copy().notice() == f"Copied {len(TEXT)} characters (wl-copy), verified"


def test_a_pyperclip_beside_the_article_is_not_what_is_imported(desktop: Desktop, monkeypatch) -> None:
    trap = desktop.folder / "pyperclip.py"
    trap.write_text("import pathlib; pathlib.Path(__file__).with_name('caught').touch()")
    monkeypatch.chdir(desktop.folder)
    desktop.install("xclip", KEEPS)
    assert desktop.copy().confirmed
    assert not (desktop.folder / "caught").exists()


def test_copies_at_once_do_not_read_each_others_text(desktop: Desktop) -> None:
    desktop.install("xclip", KEEPS)
    receipts: list[Receipt] = []
    threads = [
        threading.Thread(target=lambda n=n: receipts.append(desktop.copy(f"text {n}", limit=30))) for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [receipt.confirmed for receipt in receipts] == [True] * 4


def test_leaving_does_not_wait_for_a_program_that_hangs(desktop: Desktop) -> None:
    desktop.install("xclip", HANGS)
    stop, receipts = Stop(), list[Receipt]()
    thread = threading.Thread(target=lambda: receipts.append(desktop.copy(limit=60, stop=stop)))
    thread.start()
    desktop.pid()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    desktop.await_end()
    assert receipts[0].notice() == "Not copied: the program was left"
    assert desktop.sent == []
    assert not (desktop.folder / "home").exists()


# The terminal


def test_over_ssh_the_terminal_is_sent_the_text_and_nothing_is_claimed(remote: Desktop) -> None:
    receipt = remote.copy()
    assert receipt == Receipt("OSC 52", len(TEXT), confirmed=False, sent=True)
    assert receipt.notice() == f"Sent {len(TEXT)} characters to the terminal (OSC 52), not confirmed"
    assert received(*remote.sent) == TEXT


def test_over_ssh_a_forwarded_display_is_not_taken_first(remote: Desktop) -> None:
    remote.environ["DISPLAY"] = "localhost:10.0"
    remote.install("xclip", KEEPS)
    assert remote.copy().road == "OSC 52"
    assert remote.copy("x" * (OSC52_LIMIT + 1)).notice() == (
        "Copied 74,995 characters (xclip), verified; 74,995 bytes are more than some terminals take (74,994)"
    )


def test_over_ssh_the_clipboard_of_a_desktop_where_nobody_sits_is_left_alone(remote: Desktop, monkeypatch) -> None:
    monkeypatch.setattr("reader.clipboard.local.sys.platform", "darwin")
    remote.install("pbcopy", KEEPS)
    receipt = remote.copy("x" * (OSC52_LIMIT + 1))
    assert (receipt.road, receipt.sent) == ("file", False)
    assert not remote.kept.exists()


def test_the_limit_counts_bytes_and_is_kept_to_the_byte(remote: Desktop) -> None:
    fits = "é" * (OSC52_LIMIT // 2)
    assert remote.copy(fits).sent
    assert received(remote.sent.pop()) == fits
    assert len(sequence(fits.encode(), {})) <= 100_000
    receipt = remote.copy(fits + "x")
    assert remote.sent == []
    path = remote.folder / "home" / "cache" / "clipboard.txt"
    assert receipt.notice() == (
        f"Not copied, the text lies in {path}: 74,995 bytes are more than some terminals take (74,994)"
    )
    assert path.read_text(encoding="utf-8") == fits + "x"
    assert remote.copy(fits + "x", osc52_limit=80_000).sent


def test_a_terminal_that_cannot_be_written_to_is_passed_over(remote: Desktop) -> None:
    def broken(text: str) -> None:
        raise RuntimeError("no driver")

    receipt = copy(TEXT, write=broken, environ=remote.environ)
    assert not receipt.sent
    assert receipt.detail == "the terminal could not be written to (no driver)"
    assert Path(receipt.file or "").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("term", ["dumb", "linux", None])
def test_a_terminal_without_a_clipboard_is_sent_nothing(remote: Desktop, term: str | None) -> None:
    del remote.environ["TERM"]
    if term:
        remote.environ["TERM"] = term
    receipt = remote.copy()
    assert remote.sent == []
    assert receipt.notice().endswith(f": a terminal of the type {term or '(none)'} has no clipboard")


def test_without_a_terminal_the_text_lies_in_a_file(remote: Desktop) -> None:
    code = (
        "import os, sys; from reader.clipboard import copy;"
        "print(copy(sys.argv[1], environ={**os.environ, **dict(zip(sys.argv[2::2], sys.argv[3::2]))}).notice())"
    )
    pairs = [word for pair in remote.environ.items() for word in pair]
    ended = subprocess.run(
        [sys.executable, "-c", code, TEXT, *pairs],
        capture_output=True,
        text=True,
        start_new_session=True,
        check=True,
    )
    assert ended.stdout.startswith("Not copied, the text lies in /")
    assert ": the terminal could not be written to (" in ended.stdout
    assert ended.stderr == ""


STUCK = """
import os, sys, time
from reader.clipboard import copy
os.open(sys.argv[1], os.O_RDWR)  # the first terminal that a session opens is its own
begin = time.monotonic()
receipt = copy("x" * 70_000, environ={**os.environ, "TERM": "xterm", "SSH_TTY": "x"}, limit=0.5)
print(receipt.sent, time.monotonic() - begin < 5, receipt.detail)
"""


def test_a_terminal_that_takes_nothing_is_not_waited_for(tmp_path: Path) -> None:
    keeper, terminal = os.openpty()
    try:
        ended = subprocess.run(
            [sys.executable, "-c", STUCK, os.ttyname(terminal)],
            capture_output=True,
            text=True,
            start_new_session=True,
            check=True,
            env={**os.environ, "READER_HOME": str(tmp_path)},
        )
    finally:
        os.close(keeper)
        os.close(terminal)
    assert ended.stdout == "False True the terminal could not be written to (it took nothing for 0.5 seconds)\n"


def test_screen_gets_the_sequence_in_pieces_that_it_passes_on() -> None:
    data = ("cité " * 900).encode()
    written = sequence(data, {"STY": "1.pts", "TERM": "screen"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", written, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == written
    assert max(map(len, pieces)) <= 256
    assert received("".join(pieces)) == data.decode()


def test_tmux_gets_the_plain_sequence_and_one_to_pass_on() -> None:
    written = sequence(TEXT.encode(), {"TMUX": "/tmp/x,1,0", "STY": "1.pts"})
    plain, _, wrapped = written.partition("\x1bPtmux;")
    assert received(plain) == TEXT
    assert received(wrapped.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")) == TEXT


# tmux


def test_a_dead_or_missing_tmux_is_passed_over(remote: Desktop) -> None:
    remote.environ["TMUX"] = f"{remote.folder}/no-socket,1,0"
    remote.install("tmux", "#!/bin/sh\necho 'no server running' >&2\nexit 1\n")
    receipt = remote.copy()
    assert receipt.notice().endswith("(OSC 52), not confirmed; tmux refused the text")
    remote.environ["PATH"] = str(remote.folder / "empty")
    assert remote.copy().detail == "the tmux command is not installed here"


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (HANGS, "tmux gave no answer within 2 seconds"),
        ('#!/bin/sh\n[ "$1" = load-buffer ] && cat > /dev/null || printf other\n', "tmux gave another text back"),
        ('#!/bin/sh\n[ "$1" = load-buffer ] && cat > /dev/null\n', "tmux did not give the text back"),
    ],
)
def test_a_tmux_that_hangs_or_lies_is_never_said_to_have_copied(remote: Desktop, script: str, why: str) -> None:
    remote.environ["TMUX"] = "/socket,1,0"
    remote.install("tmux", script)
    receipt = remote.copy(limit=2)
    assert (receipt.road, receipt.confirmed, receipt.detail) == ("OSC 52", False, why)


OLD_TMUX = """#!/bin/sh
case "$*" in
  "load-buffer -w -") exit 1 ;;
  "load-buffer -") cat > "$KEPT" ;;
  "save-buffer -") cat "$KEPT" ;;
esac
"""


def test_a_tmux_that_cannot_pass_the_text_on_still_takes_it(remote: Desktop) -> None:
    remote.environ["TMUX"] = "/socket,1,0"
    remote.install("tmux", OLD_TMUX)
    assert remote.copy().notice() == f"Copied {len(TEXT)} characters (tmux buffer), verified"


def test_in_tmux_on_a_desktop_both_are_filled(desktop: Desktop) -> None:
    desktop.environ["TMUX"] = "/socket,1,0"
    desktop.install("tmux", OLD_TMUX.replace("$KEPT", "$KEPT.tmux"))
    desktop.install("xclip", KEEPS)
    assert desktop.copy().notice() == f"Copied {len(TEXT)} characters (tmux buffer and xclip), verified"
    assert Path(f"{desktop.kept}.tmux").read_bytes() == desktop.kept.read_bytes() == TEXT.encode()


def test_in_tmux_what_the_desktop_did_not_take_is_said(desktop: Desktop) -> None:
    desktop.environ["TMUX"] = "/socket,1,0"
    desktop.install("tmux", OLD_TMUX)
    desktop.install("xclip", LIES)
    assert desktop.copy().notice() == (
        f"Copied {len(TEXT)} characters (tmux buffer), verified; xclip gave another text back"
    )
    assert desktop.sent == []


# The file, and roads by name


def test_the_file_is_private_and_replaces_what_was_there(remote: Desktop) -> None:
    elsewhere = remote.folder / "elsewhere"
    elsewhere.write_text("untouched")
    path = remote.folder / "home" / "cache" / "clipboard.txt"
    path.parent.mkdir(parents=True)
    path.symlink_to(elsewhere)
    receipt = remote.copy(road="file")
    assert receipt.notice() == f"Not copied, the text lies in {path}: the configuration asks for a file"
    assert receipt.file == str(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert not path.is_symlink()
    assert path.read_text(encoding="utf-8") == TEXT
    assert elsewhere.read_text() == "untouched"
    assert list(path.parent.iterdir()) == [path]


def test_where_no_file_can_be_written_the_notice_says_so(remote: Desktop) -> None:
    (remote.folder / "home").write_text("in the way")
    assert remote.copy(road="file").notice() == "Not copied: no file could be written either (Not a directory)"


def test_a_road_by_name_is_the_only_one_before_the_file(desktop: Desktop) -> None:
    desktop.install("xclip", KEEPS)
    assert desktop.copy(road="osc52").road == "OSC 52"
    assert not desktop.kept.exists()
    receipt = desktop.copy(road="tmux")
    assert receipt.detail == "the program does not run in tmux"
    assert receipt.file is not None
    assert desktop.copy(road="local").road == desktop.copy(road="auto").road == "xclip"


def test_a_road_that_is_none_is_a_usage_error(desktop: Desktop) -> None:
    with pytest.raises(UsageError, match="no clipboard road pigeon: take one of auto, tmux"):
        desktop.copy(road="pigeon")


def test_nothing_is_not_copied(desktop: Desktop) -> None:
    assert desktop.copy("").notice() == "Not copied: there is nothing to copy"
    assert desktop.sent == []


# What is sent


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (
            "a\x1b[31mb",
            "Sent 7 characters to the terminal (OSC 52), not confirmed; 1 control character became a symbol",
        ),
        ("\x07\x9b", "Sent 2 characters to the terminal (OSC 52), not confirmed; 2 control characters became symbols"),
        ("x", "Sent 1 character to the terminal (OSC 52), not confirmed"),
    ],
)
def test_control_characters_go_as_symbols_and_are_counted(remote: Desktop, text: str, notice: str) -> None:
    assert remote.copy(text).notice() == notice
    assert received(*remote.sent) == gate.visible(text)


articles = st.text(
    st.characters()
    | st.sampled_from(
        "漢字かな🧑‍🚀🇨🇭👩🏽‍🔧אבגعربي\u0301\u0327\u200d\u200b\u00a0\u202f«»’…\r\n\t\x1b\x00\x9b\u2028\u202e"
    ),
    min_size=1,
    max_size=300,
)


@given(articles)
def test_what_is_sent_is_what_is_shown_to_the_character(text: str) -> None:
    sent: list[str] = []
    receipt = copy(text, write=sent.append, environ={"SSH_TTY": "/dev/pts/9", "TERM": "xterm"})
    assert received(*sent) == gate.visible(text)
    assert receipt.characters == len(text)
    assert receipt.symbols == sum(a != b for a, b in zip(text, gate.visible(text), strict=True))
    assert gate.is_safe(receipt.notice())


# For doctor


def test_doctor_hears_of_every_road_in_the_order_of_trying(desktop: Desktop) -> None:
    desktop.install("xclip", KEEPS)
    roads = describe(desktop.environ)
    assert {road.name for road in roads} == set(CLIPBOARD_ROADS) - {"auto"}
    assert [(road.name, road.available) for road in roads] == [
        ("local", True),
        ("osc52", True),
        ("tmux", False),
        ("file", True),
    ]
    assert "xclip" in roads[0].why
    assert not (desktop.folder / "home").exists()


def test_doctor_hears_why_a_road_is_closed(remote: Desktop) -> None:
    remote.environ["TERM"] = "dumb"
    why = {road.name: road.why for road in describe(remote.environ) if not road.available}
    assert why == {
        "osc52": "a terminal of the type dumb has no clipboard",
        "tmux": "the program does not run in tmux",
        "local": "there is no display",
    }
    remote.environ |= {"DISPLAY": ":1", "PATH": str(remote.bin)}
    assert "no clipboard program is installed" in {road.name: road.why for road in describe(remote.environ)}["local"]


def test_the_module_loads_neither_textual_nor_pyperclip() -> None:
    code = "import sys, reader.clipboard; sys.exit(any(n in sys.modules for n in ('textual', 'pyperclip', 'sqlite3')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("environ", "asked", "road", "why"),
    [
        ({}, None, "osc52", "no display can be reached"),
        ({"SSH_TTY": "x"}, "auto", "osc52", "it runs over SSH"),
        ({"SSH_TTY": "x", "DISPLAY": ":1"}, None, "osc52", "it runs over SSH"),
        ({"DISPLAY": ":1"}, None, "local", "there is a display"),
        ({"DISPLAY": ":1", "TMUX": "x"}, None, "tmux and local", "the program runs in tmux, there is a display"),
        ({"TMUX": "x"}, None, "tmux", "the program runs in tmux"),
        ({"WAYLAND_DISPLAY": "w"}, None, "osc52", "no clipboard program is installed (xclip, xsel or wl-clipboard)"),
        ({"TERM": "dumb"}, None, "file", "a terminal of the type dumb has no clipboard"),
        ({"DISPLAY": ":1"}, "osc52", "osc52", "the configuration says so"),
        ({}, "tmux", "file", "the program does not run in tmux"),
    ],
)
def test_doctor_hears_which_road_is_first_and_a_copy_takes_it(
    environ: dict[str, str], asked: str | None, road: str, why: str, remote: Desktop
) -> None:
    del remote.environ["SSH_CONNECTION"]
    remote.environ["PATH"] = str(remote.bin)  # the programs of this test and no others
    remote.environ |= environ
    for name in ("cat", "mv", "sh"):
        (remote.bin / name).symlink_to(f"/bin/{name}")
    remote.install("which", '#!/bin/sh\n[ -x "$(dirname "$0")/$1" ]\n'.replace("dirname", "/usr/bin/dirname"))
    remote.install("xclip", KEEPS)
    remote.install("tmux", OLD_TMUX.replace("$KEPT", "$KEPT.tmux"))
    assert first_road(remote.environ, asked) == (road, why)
    taken = {"osc52": "OSC 52", "local": "xclip", "tmux": "tmux buffer", "tmux and local": "tmux buffer and xclip"}
    assert remote.copy(road=asked, limit=20).road == taken.get(road, road)


@pytest.mark.parametrize(
    ("receipt", "notice"),
    [
        (Receipt("xclip", 3, confirmed=True, sent=True), "Copied 3 characters (xclip), verified: the name"),
        (
            Receipt("OSC 52", 1, confirmed=False, sent=True, detail="xclip gave nothing back"),
            "Sent 1 character to the terminal (OSC 52), not confirmed: the name; xclip gave nothing back",
        ),
        (
            Receipt("file", 3, confirmed=False, sent=False, detail="it failed", file="/a/b", symbols=2),
            "Not copied, the text lies in /a/b: it failed; 2 control characters became symbols",
        ),
        (Receipt("", 3, confirmed=False, sent=False, detail="it failed"), "Not copied: it failed"),
    ],
)
def test_a_notice_says_what_was_copied_and_never_that_it_was_where_it_was_not(receipt: Receipt, notice: str) -> None:
    assert receipt.notice("the name") == notice
