"""The table of actions: complete, without conflicts, and in Textual's own names for keys."""

from __future__ import annotations

import string
import subprocess
import sys
from collections import Counter

import pytest

from reader.actions import ACTIONS, Group, key_label, key_name, keys_label


def test_no_key_does_two_things() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_names_are_unique_and_usable_as_identifiers() -> None:
    names = [action.name for action in ACTIONS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name == name.lower() for name in names)


def test_every_action_says_what_it_does() -> None:
    for action in ACTIONS:
        assert action.keys
        assert action.description[0].isupper()
        assert not action.description.endswith(".")
        assert len(action.label) <= 14
    assert {action.group for action in ACTIONS} == set(Group)


def test_groups_stand_together() -> None:
    order = [action.group for action in ACTIONS]
    assert order == sorted(order, key=list(Group).index)


def test_default_keys_are_in_canonical_form() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert key_name(key) == key


def test_characters_are_named_as_textual_names_them() -> None:
    from textual.keys import _character_to_key

    for char in string.printable.strip() + "éÀß«»€":
        assert key_name(char) == _character_to_key(char)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/", "slash"),
        ("slash", "slash"),
        ("G", "G"),
        ("g", "g"),
        ("Ctrl+D", "ctrl+d"),
        ("PgDn", "pagedown"),
        ("ctrl++", "ctrl+plus"),
        ("+", "plus"),
        ("Shift+Ctrl+Left", "ctrl+shift+left"),
        ('alt+"', "alt+quotation_mark"),
        ("F5", "f5"),
        ("↓", "down"),
        ("Alt+←", "alt+left"),
        ("Ctrl+O", "ctrl+o"),
        (" ", "space"),
        ("", None),
        ("ctrl+", "ctrl+plus"),
        ("hold+x", None),
        ("ctrl+ctrl+x", None),
        ("jj", None),
        ("\x1b", None),
        ("f25", None),
    ],
)
def test_a_key_may_be_written_as_people_write_it(written: str, name: str | None) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("quotation_mark", '"'),
        ("alt+quotation_mark", 'Alt+"'),
        ("ctrl+d", "Ctrl+D"),
        ("down", "↓"),
        ("alt+left", "Alt+←"),
        ("J", "J"),
        ("j", "j"),
        ("f5", "F5"),
        ("plus", "+"),
        ("pagedown", "PgDn"),
    ],
)
def test_a_key_is_shown_as_people_know_it(key: str, label: str) -> None:
    assert key_label(key) == label


def test_a_run_of_digits_is_shown_as_a_range() -> None:
    assert keys_label(tuple("123456789")) == "1-9"
    assert keys_label(("j", "down")) == "j ↓"
    assert keys_label(("1", "3", "5")) == "1 3 5"


def test_the_table_loads_without_textual() -> None:
    code = "import sys, reader.actions; sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
