"""Processes as /proc shows them: which ones a program has started, whether they live, and how much they hold."""

from __future__ import annotations

import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
"""Bytes of a page of memory."""


def children(pid: int) -> list[int]:
    """The processes that `pid` has started and that have not been waited for."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, path.read_text().split())
        except OSError:  # the thread has ended
            continue
    return found


def is_alive(pid: int) -> bool:
    """Whether `pid` runs; one that has ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def held(pid: int) -> float:
    """MiB that `pid` holds and shares with nobody, in memory or swapped out."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    wanted = ("Private_Clean:", "Private_Dirty:", "Swap:")
    return sum(int(line.split()[1]) for line in lines if line.startswith(wanted)) / 1024


def resident(pid: int) -> float:
    """MiB of `pid` that are in memory, what it shares with others too."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):  # it has ended, or is about to
        return 0.0
    return int(pages) * PAGE / (1 << 20)
