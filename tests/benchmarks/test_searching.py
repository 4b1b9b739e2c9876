"""A search holds up a key as little in ten megabytes as in one."""

from __future__ import annotations

from tests.benchmarks.searching import measured, text_of

OF_A_KEY = 0.1
"""Seconds after which a key feels late; the search may take a part of them, on any machine that this runs on."""


def test_what_a_key_waits_does_not_depend_on_the_texts_length() -> None:
    short, long = text_of(0.3), text_of(6)
    measured(short, "e")
    few = min(measured(short, "e").longest for _ in range(3))
    many = min(measured(long, "e").longest for _ in range(3))
    assert many < max(4 * few, OF_A_KEY / 4)
    assert measured(long, "e").hits > 15 * measured(short, "e").hits
