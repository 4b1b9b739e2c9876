"""The configuration: its defaults, its example, and that a broken file only ever costs a notice."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions import ACTIONS, RESERVED
from reader.cli.example import example
from reader.config import CLIPBOARD_ROADS, Settings, load, settings_of

if TYPE_CHECKING:
    from pathlib import Path

DEFAULTS = Settings()


def keys_of(settings: Settings, name: str) -> tuple[str, ...]:
    return settings.keys[name]


def test_no_file_means_defaults_and_no_notice(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == (DEFAULTS, ())


def test_the_users_own_file_is_found(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path))
    (tmp_path / "config.toml").write_text("measure = 60\n")
    assert load()[0].measure == 60


def test_the_example_gives_every_default() -> None:
    found = tomllib.loads(example())
    assert settings_of(found) == (DEFAULTS, ())
    assert list(found["keys"]) == [action.name for action in ACTIONS]
    named = {name for name in Settings.__dataclass_fields__ if name != "actions"}
    assert set(found) == named | {"keys"}


def test_the_example_writes_keys_as_people_type_them() -> None:
    assert 'search = ["/"]' in example()
    assert 'next_quotation = [\'"\', "."]' in example()
    assert 'previous_mention = ["#"]' in example()
    assert 'wider = ["+"]' in example()


def test_every_setting_can_be_changed() -> None:
    text = """
        measure = 60
        theme = "dusk"
        clipboard = "osc52"
        osc52_limit = 500_000
        entities_marked = false
        [keys]
        leave = "Q"
    """
    settings, notices = settings_of(tomllib.loads(text))
    assert notices == ()
    assert (settings.measure, settings.theme, settings.clipboard) == (60, "dusk", "osc52")
    assert (settings.osc52_limit, settings.entities_marked) == (500_000, False)
    assert keys_of(settings, "leave") == ("Q",)
    assert keys_of(settings, "copy") == ("y", "c")


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("measure = 'wide'", "measure must be a whole number from 20 to 400, so 72 is used"),
        ("measure = true", "measure must be a whole number from 20 to 400, so 72 is used"),
        ("measure = 3", "measure must be a whole number from 20 to 400, so 72 is used"),
        ("entities_marked = 1", "entities_marked must be true or false, so true is used"),
        ("theme = ''", 'theme must be a name in quotation marks, so "reader-dark" is used'),
        ("clipboard = 'pigeon'", f'clipboard must be one of {", ".join(CLIPBOARD_ROADS)}, so "auto" is used'),
        ("clipboard = ['auto']", f'clipboard must be one of {", ".join(CLIPBOARD_ROADS)}, so "auto" is used'),
        ("mesure = 60", "there is no setting mesure; did you mean measure?"),
        ("xyzzy = 60", "there is no setting xyzzy"),
        ("keys = 3", "keys must be a table of actions, so the default keys are used"),
        ("[keys]\nlaeve = 'Q'", "there is no action laeve; did you mean leave?"),
        ("[keys]\nleave = 7", "the keys of leave must be a list of names in quotation marks, so"),
        ("[keys]\nleave = ['Q', 7]", "the keys of leave must be a list of names in quotation marks, so"),
        ("[keys]\nleave = []", "the keys of leave must be one at least, so"),
        ("[keys]\nleave = ['quit']", "the keys of leave hold quit, which is no key, so"),
        ("[keys]\nleave = ['']", "the keys of leave hold an empty name, which is no key, so"),
        ("[keys]\nleave = ['Ctrl+C']", "the keys of leave hold Ctrl+C, which is kept for something else, so"),
        ("[keys]\nleave = ['ctrl+m']", "the keys of leave hold Ctrl+M, which is kept for something else, so"),
        ("[keys]\nsection_number = 'a b c d e f h i l m'", "the keys of section_number hold"),
        ("[keys]\nleave = 'j'", "j is a key of line_down already, so leave has its default keys"),
        ("[keys]\nleave = 'ctrl+i'", "Ctrl+I is a key of next_pane already, so leave has its default keys"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_keeps_the_default(text: str, notice: str) -> None:
    settings, notices = settings_of(tomllib.loads(text))
    assert settings == DEFAULTS
    assert len(notices) == 1
    assert notices[0].startswith(notice)


def test_one_wrong_setting_keeps_the_others() -> None:
    settings, notices = settings_of({"measure": 0, "theme": "dusk", "keys": {"zen": ["Z"], "leave": ["j"]}})
    assert (settings.measure, settings.theme) == (72, "dusk")
    assert keys_of(settings, "zen") == ("Z",)
    assert keys_of(settings, "leave") == ("q",)
    assert len(notices) == 2


def test_two_actions_may_change_places() -> None:
    settings, notices = settings_of({"keys": {"line_down": ["k", "up"], "line_up": ["j", "down"]}})
    assert notices == ()
    assert keys_of(settings, "line_down") == ("k", "up")
    assert keys_of(settings, "line_up") == ("j", "down")


def test_a_key_is_free_once_its_action_has_others() -> None:
    settings, notices = settings_of({"keys": {"zen": ["Q"], "leave": ["z"]}})
    assert (notices, keys_of(settings, "leave")) == ((), ("z",))


def test_dropping_one_remap_drops_those_that_counted_on_it() -> None:
    settings, notices = settings_of({"keys": {"leave": ["z"], "zen": ["j"]}})
    assert settings == DEFAULTS
    assert notices == (
        "j is a key of line_down already, so zen has its default keys",
        "z is a key of zen already, so leave has its default keys",
    )


def test_of_two_that_want_one_key_the_first_has_it() -> None:
    settings, notices = settings_of({"keys": {"zen": ["Q"], "help": ["Q"]}})
    assert (keys_of(settings, "zen"), keys_of(settings, "help")) == (("Q",), ("question_mark",))
    assert notices == ("Q is a key of zen already, so help has its default keys",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"measure = ", "is not valid TOML"),
        (b"\xff\xfe\x00", "it is not UTF-8"),
        (b"a = " + b"[" * 100_000, "is not valid TOML"),
        (b"\x1b]0;title\x07 = 1", "is not valid TOML"),
    ],
)
def test_a_broken_file_is_one_notice(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    settings, notices = load(path)
    assert settings == DEFAULTS
    assert len(notices) == 1
    assert says in notices[0]
    assert "\x1b" not in notices[0]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfmeasure = 60\n")
    assert load(path) == (Settings(measure=60), ())


def test_a_folder_or_a_pipe_in_its_place_is_one_notice_and_never_waits(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        settings, notices = load(path)
        assert settings == DEFAULTS
        assert notices == (f"{path} is no file, so the default settings are used",)


def test_an_unreadable_file_is_one_notice(monkeypatch, tmp_path: Path) -> None:
    def forbidden(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    path = tmp_path / "config.toml"
    path.write_text("measure = 60")
    monkeypatch.setattr(type(path), "read_bytes", forbidden)
    assert load(path) == (DEFAULTS, (f"{path} cannot be read (Permission denied), so the default settings are used",))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from([*DEFAULTS.keys, "measure", "theme", "clipboard", "osc52_limit"]) | st.text()
some_keys = st.lists(st.sampled_from("jkgGxXqz/ ") | st.sampled_from(["tab", "ctrl+i", "space", "enter"]), max_size=3)


@given(
    st.dictionaries(names, values, max_size=4),
    st.dictionaries(st.sampled_from(list(DEFAULTS.keys)), some_keys | values, max_size=8),
)
def test_no_file_can_break_the_settings_or_make_keys_clash(found: dict, keys: dict) -> None:
    settings, notices = settings_of({**found, "keys": keys})
    used = [key for action in settings.actions for key in action.keys]
    assert len(used) == len(set(used))
    assert not RESERVED & set(used)
    assert keys_of(settings, "leave")
    assert 20 <= settings.measure <= 400
    assert all("\n" not in notice for notice in notices)


def test_reading_it_loads_neither_textual_nor_the_sources() -> None:
    code = (
        "import sys, reader.config; reader.config.load();"
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'reader.sources', 'sqlite3', 'tomllib')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_templates_of_the_reader_s_own() -> None:
    settings, notices = settings_of({"citation": "mine", "formats": {"mine": "{words}[ ({site})]"}})
    assert (settings.citation, settings.formats, notices) == ("mine", {"mine": "{words}[ ({site})]"}, ())


@pytest.mark.parametrize(
    ("table", "notice"),
    [
        ({"a": "{wrds}"}, "formats.a has no field {wrds}: there are words, marked,"),
        ({"a": "{words.__class__}"}, "formats.a has no field {words.__class__}: there are"),
        ({"a": "{words!r}"}, "formats.a has no field {words!r}: there are"),
        ({"a": "{0}"}, "formats.a has no field {0}: there are"),
        ({"a": "{}"}, "formats.a has no field {}: there are"),
        ({"a": "{words"}, "formats.a has a { without its other half"),
        ({"a": "words}"}, "formats.a has a } without its other half"),
        ({"a": "[{words}"}, "formats.a has a [ without its other half"),
        ({"a": "[a[b]]"}, "formats.a has a [ without its other half"),
        ({"a": "x" * 3_000}, "formats.a is longer than 2,000 characters"),
        ({"a": 3}, "formats.a must be a text in quotation marks"),
        ({"a b": "x"}, "formats.a b must be named with letters, digits and hyphens"),
        ([], "formats must be a table of templates"),
    ],
)
def test_a_template_that_cannot_stand_is_one_sentence_and_left_out(table: object, notice: str) -> None:
    settings, notices = settings_of({"formats": table})
    assert settings.formats == {}
    assert len(notices) == 1
    assert notices[0].startswith(notice)


def test_the_example_s_template_stands() -> None:
    line = next(line for line in example().splitlines() if line.startswith("# mine = "))
    settings, notices = settings_of(tomllib.loads(f"[formats]\n{line[2:]}"))
    assert list(settings.formats) == ["mine"]
    assert notices == ()
