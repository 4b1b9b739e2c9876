"""Standard input that ends, comes late or never, and a terminal that goes while keys are read from it."""

from __future__ import annotations

import os
import shlex
import signal
import time
from typing import TYPE_CHECKING

import pytest

from reader.gate import is_safe
from tests.app.stage import RAW
from tests.app.terminal import READER, Terminal
from tests.app.test_life import AT_MOST, article, home

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real

__all__ = ["article", "home"]


def shell(line: str, article: Path) -> list[str]:
    """A line for the shell, in which ARTICLE stands for a path and READER for the program."""
    return ["sh", "-c", line.replace("READER", shlex.join(READER)).replace("ARTICLE", shlex.quote(str(article)))]


@pytest.mark.parametrize("line", ["READER open - </dev/null", "printf '' | READER open -", "READER open - <&-"])
def test_nothing_on_standard_input_is_one_sentence(line: str, article: Path, home: dict[str, str]) -> None:
    with Terminal(shell(line, article), env=home) as terminal:
        assert terminal.end() in (3, 4)
        said = terminal.output.decode().replace("\r\n", "\n")
        assert said.startswith("reader: ")
        assert said.count("\n") == 1
        assert is_safe(said)
        assert terminal.restored


@pytest.mark.parametrize(
    "line", ["READER open ARTICLE </dev/null", "READER open ARTICLE <&-", ": | READER open ARTICLE"]
)
def test_keys_come_from_the_terminal_where_standard_input_has_ended(
    line: str, article: Path, home: dict[str, str]
) -> None:
    with Terminal(shell(line, article), env=home) as terminal:
        terminal.open()
        terminal.press("3")
        assert any(each[20:90].strip().startswith("Ce que dit la mer") for each in terminal.screen()[1:5])
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)


def test_a_pipe_that_ends_late_is_read_to_its_end(article: Path, home: dict[str, str]) -> None:
    line = "{ head -c 600 ARTICLE; sleep 1; tail -c +601 ARTICLE; } | READER open --no-library -"
    with Terminal(shell(line, article), env=home) as terminal:
        terminal.open()
        terminal.press("5")
        assert any("Les comptes" in each for each in terminal.screen())
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.give_back() == (True, True)


def test_a_pipe_that_never_ends_can_be_left(article: Path, tmp_path: Path, home: dict[str, str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ours = os.open(pipe, os.O_RDWR)
    try:
        os.write(ours, RAW.data[:1000])
        with Terminal(shell(f"exec READER open - <{shlex.quote(str(pipe))}", article), env=home) as terminal:
            terminal.settle(1.5)
            begun = time.monotonic()
            terminal.write("\x03")
            assert terminal.end() == 130
            assert time.monotonic() - begun < AT_MOST
            assert terminal.restored
            assert b"Traceback" not in terminal.output
    finally:
        os.close(ours)


@pytest.mark.parametrize("ignored", [False, True])
def test_a_terminal_that_goes_ends_it_though_the_article_came_by_a_pipe(
    ignored: bool, article: Path, tmp_path: Path, home: dict[str, str]
) -> None:
    said = tmp_path / "said"
    trap = "trap '' HUP; " if ignored else ""
    with Terminal(
        shell(f"{trap}exec READER open - <ARTICLE 2>{shlex.quote(str(said))}", article), env=home
    ) as terminal:
        terminal.open()
        begun = time.monotonic()
        terminal.hang_up()
        assert terminal.wait() == 128 + signal.SIGHUP
        assert time.monotonic() - begun < AT_MOST
    assert said.read_bytes() == b""
