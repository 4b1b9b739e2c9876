"""A role stands for somebody only where nobody else can be meant; the cases stand in fixtures/roles.*.txt.

=== what the case shows
a line is a block; [la maire = Anne Roux] is a role, and whose; whatever is not marked stands for nobody
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

import reader
from tests.analysis.speech_fixtures import FOLDER

_MARKED = re.compile(r"\[([^\]=]+) = ([^\]]+)\]")
FEWEST_TRAPS = 50


@dataclass(frozen=True)
class Case:
    language: str
    name: str
    text: str
    roles: tuple[tuple[int, str, str], ...]
    """Where each role begins, its words, and for whom it stands."""


def cases() -> list[Case]:
    found = []
    for language in ("fr", "en"):
        for part in (FOLDER / f"roles.{language}.txt").read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, marked = part.strip().partition("\n")
            text, roles, at = "", [], 0
            marked = marked.replace("\n", "\n\n")
            for match in _MARKED.finditer(marked):
                text += marked[at : match.start()]
                roles.append((len(text), match[1], match[2]))
                text += match[1]
                at = match.end()
            found.append(Case(language, name, text + marked[at:], tuple(roles)))
    return found


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.name}")
def test_roles_stand_for_whom_they_must_and_for_nobody_else(case: Case) -> None:
    found = reader.extract(case.text, language=case.language)
    roles = [
        (role["start"], found["text"][role["start"] : role["end"]], entity["name"])
        for entity in found["entities"]
        for role in entity["roles"]
    ]
    assert tuple(sorted(roles)) == case.roles


def test_most_cases_are_traps() -> None:
    assert sum(not case.roles for case in CASES) >= FEWEST_TRAPS
