"""What the README says from tables: `python -m tests.documents` writes it, tests/test_readme.py holds it to them.

A part that is made so stands between `<!-- NAME -->` and `<!-- /NAME -->`.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from reader.actions import ACTIONS, Group, keys_label
from reader.app.guide import TASKS
from reader.config import RULES, Settings, toml
from reader.formats import ARCHIVES, ATOM, BULK_TYPES, JSON_LINES, MEDIA_TYPES, RSS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

README = Path(__file__).parents[1] / "README.md"


def keys() -> Iterator[str]:
    """Every action with its keys, by task."""
    for group in Group:
        yield f"| **{TASKS[group]}** | | |"
        yield from (
            f"| {_cell(keys_label(action.keys) or '–')} | {_cell(action.description)} | `{action.name}` |"
            for action in ACTIONS
            if action.group is group
        )


def settings() -> Iterator[str]:
    """Every setting with its default and what it means."""
    defaults = Settings()
    for setting in fields(Settings):
        if setting.name not in ("actions", "formats"):
            meaning = " ".join(RULES[setting.name].meaning.split())
            yield f"| `{setting.name} = {_cell(toml(getattr(defaults, setting.name)))}` | {_cell(meaning)} |"


def types() -> Iterator[str]:
    """Every word of `--type`, with the endings of names that say the same."""
    alike = {ATOM: RSS, "application/xhtml+xml": "text/html"}
    for word, media_type in BULK_TYPES.items():
        endings = [ending for ending, each in MEDIA_TYPES.items() if alike.get(each, each) == media_type]
        endings += ARCHIVES if media_type == JSON_LINES else ()
        yield f"| `{word}` | {' '.join(f'`{ending}`' for ending in endings) or 'anything else'} |"


PARTS: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "keys": ("| keys | | name in the configuration |\n|---|---|---|", keys),
    "settings": ("| setting and default | |\n|---|---|", settings),
    "types": ("| `--type` | names that end in |\n|---|---|", types),
}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def brought_up_to_date(text: str) -> str:
    """`text` with its parts as the tables have them now."""
    for name, (head, rows) in PARTS.items():
        part = "\n".join((head, *rows()))
        found = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text, count = found.subn(lambda match, part=part: f"{match[1]}{part}\n{match[2]}", text)
        if count != 1:
            raise ValueError(f"README.md has {count} parts called {name}")
    return text


if __name__ == "__main__":
    README.write_text(brought_up_to_date(README.read_text(encoding="utf-8")), encoding="utf-8")
