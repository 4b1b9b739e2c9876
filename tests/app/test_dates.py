"""Days as they are printed, in the title line and the library alike."""

from __future__ import annotations

import pytest

from reader.app.dates import day_shown, month_shown
from reader.tongue import speaking


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2026-03-03", "3 March 2026", "3 mars 2026"),
        ("2026-08-01", "1 August 2026", "1er août 2026"),
        ("2025-12-31T08:00:00Z", "31 December 2025", "31 décembre 2025"),
        ("2026-13-03", "2026-13-03", "2026-13-03"),
        ("hier\x1b[31m", "hier␛[31m", "hier␛[31m"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_day_is_printed_in_the_readers_language(day: str | None, english: str, french: str) -> None:
    for language, shown in (("en", english), ("fr", french)):
        with speaking(language):
            assert day_shown(day) == shown


def test_a_month_is_too() -> None:
    with speaking("fr"):
        assert month_shown("2026-08") == "août 2026"
        assert month_shown("2026-00") == "2026-00"
