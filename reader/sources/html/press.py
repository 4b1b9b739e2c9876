"""Lines that papers print on their web pages: for subscribers only, sign up, share this.

Each is short. The words are the languages' data (`pages.toml`); on a page whose language is not known all count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reader.lang import LANGUAGES, entries, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 200
"""Characters of the longest line that is looked at."""


@dataclass(frozen=True, slots=True)
class Press:
    """How such lines read in one language, or in all."""

    locked: re.Pattern[str]
    around: re.Pattern[str]

    def is_locked(self, line: str) -> bool:
        """Whether `line` says that the rest is for those who pay."""
        return len(line) <= LONGEST and self.locked.search(line) is not None

    def is_around(self, line: str) -> bool:
        """Whether `line` is addressed to the reader of the page and not of the article."""
        return len(line) <= LONGEST and (self.around.match(line) is not None or self.is_locked(line))


@cache
def press(language: str | None) -> Press:
    """What is known of `language`; of all where it is None or nothing is known of it."""
    known = [language] if language and knowledge(language, "pages") else list(LANGUAGES)
    topics = [knowledge(code, "pages") for code in known]
    locked, around = (
        _choice(entry for topic in topics for entry in entries(topic.get(key, ""))) for key in ("locked", "around")
    )
    return Press(
        re.compile(rf"(?<!\w)(?:{locked})(?!\w)", re.IGNORECASE),
        re.compile(rf"\W*(?:{around})(?:(?<!\w)|(?!\w))", re.IGNORECASE),
    )


def _choice(lines: Iterable[str]) -> str:
    found = (re.escape(line).replace("’", "['’]").replace(r"\ ", r"\s+").replace(":", r"\s?:") for line in lines)
    return "|".join(found) or "(?!)"
