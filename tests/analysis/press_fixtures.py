"""Reads the fixtures of press passages, which give the beginning of each quotation and who says it.

=== what the passage shows
a line is a block, marked as in the fixtures of quoted speech
-> first words = speaker [or another name for him]
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.analysis.speech_fixtures import FOLDER


@dataclass(frozen=True)
class Said:
    begins: str
    speakers: tuple[str | None, ...]
    """What is right: names or descriptions; None where nobody is named."""


@dataclass(frozen=True)
class Passage:
    language: str
    name: str
    lines: tuple[str, ...]
    said: tuple[Said, ...]


def passages(language: str) -> list[Passage]:
    text = (FOLDER / f"press.{language}.txt").read_text(encoding="utf-8")
    return [_passage(language, part) for part in text.split("=== ")[1:]]


def _passage(language: str, part: str) -> Passage:
    name, *lines = part.strip().splitlines()
    told = tuple(line for line in lines if line and not line.startswith("-> "))
    return Passage(language, name, told, tuple(_said(line[3:]) for line in lines if line.startswith("-> ")))


def _said(line: str) -> Said:
    begins, _, told = line.rpartition(" = ")
    return Said(begins, tuple(None if name == "?" else name for name in told.split(" or ")))
