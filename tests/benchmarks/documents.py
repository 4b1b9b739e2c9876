"""Documents for the benchmarks of speed: as long as wanted, the same bytes every time, and like news in their mix."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = "The ferry to the outer islands will not sail this winter"
"""What the first paragraph of each begins with."""

LAST = "Here the report ends, number 31c."
"""What the last one says."""

_WHO = [
    "Mara Lindgren",
    "Tomas Velický",
    "Aoife Byrne",
    "João Sequeira",
    "Inès Carpentier",
    "Hanna Brandt",
    "Samir Nasser",
]
_BODY = [
    "the harbour board",
    "Skerry Lines",
    "the island council",
    "the finance ministry",
    "Northern Cable",
    "the rescue service",
]
_WHERE = ["Tromsø", "Aveiro", "Roscoff", "Galway", "Husum", "Visby", "Bodø"]
_WHAT = "the winter timetable|a second slipway|the fuel subsidy|the new breakwater|the night service|the grain store"
_DID = ["put off", "paid for", "argued over", "voted down", "took up", "gave away", "looked into"]


class _Newsroom:
    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)

    def _one_of(self, words: list[str]) -> str:
        return self._chance.choice(words)

    def sentence(self) -> str:
        who, body, where = self._one_of(_WHO), self._one_of(_BODY), self._one_of(_WHERE)
        what, did = self._one_of(_WHAT.split("|")), self._one_of(_DID)
        amount = self._chance.randrange(3, 900)
        match self._chance.randrange(5):
            case 0:
                return f"“Nobody asked us about {what} when {body} {did} it,” {who} said in {where}."
            case 1:
                return f"In {where}, {body} {did} {what}, at a price of {amount} million kroner."
            case 2:
                return f"{who}, who speaks for {body}, called {what} “a promise kept too late”."
            case 3:
                return f"Since {1990 + amount % 36} {body} has {did} {what} no less than {amount % 11 + 2} times."
            case _:
                return f"It was {who} of {where} who first {did} {what}, and {body} followed a year after."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self._chance.randint(2, 5)))

    def marked(self) -> str:
        """A paragraph with something emphasised, linked or set as code."""
        words = self.paragraph().split(" ")
        at = self._chance.randrange(1, len(words) - 1)
        form = self._one_of(["**{}**", "*{}*", "`{}`", "[{}](https://isles.example/n/7)"])
        return " ".join([*words[:at], form.format(words[at].strip("“”,.")), *words[at + 1 :]])

    def block(self) -> str:
        share = self._chance.random()
        if share < 0.8:
            return self.marked() if share < 0.3 else self.paragraph()
        if share < 0.88:
            return f"> {self.paragraph()}"
        if share < 0.97:
            return "\n".join(f"- {self.sentence()}" for _ in range(self._chance.randint(3, 6)))
        rows = "\n".join(f"| {self._one_of(_WHERE)} | {self._chance.randrange(999)} |" for _ in range(5))
        return f"| Port | Sailings |\n| --- | ---: |\n{rows}"


def markdown(size: int, seed: int = 11) -> Iterator[str]:
    """The blocks of a document of about `size` bytes."""
    room = _Newsroom(seed)
    yield "# A winter without a ferry"
    yield f"{FIRST}, {room.paragraph()}"
    written, left = 200, 0
    while written < size:
        left = left - 1 if left else 7
        block = room.block() if left else f"## {room.sentence()[:60].rsplit(' ', 1)[0].strip('“')}"
        written += len(block.encode()) + 2
        yield block
    yield LAST


def make(folder: Path) -> None:
    """Write the benchmarks' documents into `folder`: by their sizes in bytes, and one that is a single paragraph."""
    for name, size in (("10k", 10_000), ("100k", 100_000), ("1m", 1_000_000), ("10m", 10_000_000)):
        (folder / f"{name}.md").write_text("\n\n".join(markdown(size)) + "\n", encoding="utf-8")
    room, words, written = _Newsroom(12), [FIRST], 0
    while written < 1_000_000:
        words.append(room.paragraph())
        written += len(words[-1]) + 1
    (folder / "paragraph.txt").write_text(" ".join([*words, LAST]) + "\n", encoding="utf-8")
