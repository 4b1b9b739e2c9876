"""`reader entities` over many sources at once: types, counts and mentions, one bad source among them, every format."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

FRENCH = "Hier, Léna Ostrevant est arrivée à Brest. La société Nordélia l’attend, et Mme Ostrevant le sait.\n"
ENGLISH = "Yesterday Omar Calloway was in Chicago. The company Marenta said that Calloway left Chicago.\n"
WANTED = [
    ("fr.txt", "Léna Ostrevant", "person", ["Léna Ostrevant", "Mme Ostrevant"]),
    ("fr.txt", "Brest", "place", ["Brest"]),
    ("fr.txt", "Nordélia", "organisation", ["Nordélia"]),
    ("en.md", "Omar Calloway", "person", ["Omar Calloway", "Calloway"]),
    ("en.md", "Chicago", "place", ["Chicago", "Chicago"]),
    ("en.md", "Marenta", "organisation", ["Marenta"]),
]


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """A French text, one that is not there, and an English one in Markdown."""
    texts = {"fr.txt": FRENCH, "en.md": ENGLISH}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in ("fr.txt", "gone.txt", "en.md")]


def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, int, str]]:
    """The source's name, the entity's, its type, how often it is named, and its first mention as the source has it."""
    found = []
    for row in rows:
        source = row["source"].rpartition("/")[2]
        first = {"fr.txt": FRENCH, "en.md": ENGLISH}[source][row["start"] : row["end"]]
        found.append((source, row["name"], row["type"], row["mentions"], first))
    return found


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_many_sources_with_a_bad_one_among_them(reader: Callable[..., Done], sources: list[str], form: str) -> None:
    done = reader("entities", *sources, "--format", form)
    assert done.returncode == 3
    assert done.stderr.count(b"\n") == 1
    assert b"gone.txt" in done.stderr
    rows = json.loads(done.stdout) if form == "json" else [json.loads(line) for line in done.stdout.splitlines()]
    assert told(rows) == [(source, name, kind, len(forms), forms[0]) for source, name, kind, forms in WANTED]
    done = reader("extract", sources[0], sources[2], "--format", "jsonl")
    for document in map(json.loads, done.stdout.splitlines()):
        for entity in document["entities"]:
            forms = [document["text"][each["start"] : each["end"]] for each in entity["mentions"]]
            assert (entity["name"], entity["type"], forms) in [each[1:] for each in WANTED]


def test_counts_in_csv_and_in_the_table(reader: Callable[..., Done], sources: list[str]) -> None:
    done = reader("entities", *sources, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [(row["name"], row["type"]) for row in rows] == [(name, kind) for _, name, kind, _ in WANTED]
    done = reader("entities", *sources)
    assert done.returncode == 3
    for _, name, kind, mentions in WANTED:
        (line,) = [each for each in done.stdout.decode().splitlines() if name in each]
        assert line.split()[-2:] == [str(len(mentions)), "0"], line
        assert kind in line


def test_types_and_names_are_chosen_over_all_sources(reader: Callable[..., Done], sources: list[str]) -> None:
    done = reader("entities", *sources, "--type", "person", "--format", "json")
    assert [row["name"] for row in json.loads(done.stdout)] == ["Léna Ostrevant", "Omar Calloway"]
    done = reader("entities", *sources, "--name", "chicago", "--format", "json")
    assert [row["name"] for row in json.loads(done.stdout)] == ["Chicago"]
    good = (sources[0], sources[2])
    assert reader("entities", *good).returncode == 0
    done = reader("entities", *good, "--type", "work")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"work" in done.stderr
