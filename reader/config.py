"""What a reader may change, read from one TOML file that can be broken without keeping an article from opening.

Whatever is wrong in the file is a notice of one sentence, and the default stands in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from typing import Any

from reader.actions import ACTIONS, RESERVED, TWINS, key_label, key_name
from reader.defaults import MEASURE, THEME
from reader.facts import TYPE_CHECKING
from reader.gate import line
from reader.places import config_path
from reader.templates import COPY_FORMATS, FIELDS, TemplateError, template
from reader.tongue import INTERFACES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.actions import Action

CLIPBOARD_ROADS: tuple[str, ...] = ("auto", "tmux", "local", "osc52", "file")
"""What `clipboard` may be; `reader.clipboard` says what each is."""

OSC52_LIMIT = 74_994
"""Bytes of UTF-8 that every terminal with OSC 52 takes: with base64 and its frame they make 100,000."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration file says, with the defaults where it says nothing.

    Attributes:
        interface: Language that Reader speaks, one of `reader.tongue.INTERFACES`; `auto` is the locale's.
        measure: Columns of a line of text.
        theme: Name of the theme that the app starts in.
        clipboard: Road to the clipboard: one of CLIPBOARD_ROADS.
        osc52_limit: Most bytes of UTF-8 that are sent to a terminal's clipboard by OSC 52.
        hyphenate: Whether words are divided at line ends.
        justify: Whether lines are flush at the right.
        plain: Whether nothing is drawn and nothing stands side by side, as screen readers want it.
        entities_marked: Whether entities are marked in the text at the start.
        names: What sees names: `built-in`, or installed spaCy pipelines by name, spaces between.
        citation: Name of the format that a quotation is copied in with its source.
        formats: Templates of the reader's own, by name (`reader.templates`).
        actions: Every action with the keys that it has now.
    """

    interface: str = "auto"
    measure: int = MEASURE
    theme: str = THEME
    clipboard: str = "auto"
    osc52_limit: int = OSC52_LIMIT
    hyphenate: bool = False
    justify: bool = False
    plain: bool = False
    entities_marked: bool = True
    names: str = "built-in"
    citation: str = "cited"
    formats: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[Action, ...] = ACTIONS

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """Each action's name with its keys."""
        return {action.name: action.keys for action in self.actions}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a setting may be, and the comment above it in the example."""

    meaning: str
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def fault(self, value: Any, default: object) -> str | None:
        """What `value` must be, where it is not."""
        if isinstance(default, bool):
            return None if isinstance(value, bool) else "true or false"
        if isinstance(default, int):
            whole = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
            return None if whole else f"a whole number from {self.least:,} to {self.most:,}"
        if self.choices:
            return None if value in self.choices else "one of " + ", ".join(self.choices)
        return None if isinstance(value, str) and value.strip() else "a name in quotation marks"


_TABLES = ("keys", "formats")
"""What the file holds beside settings."""

_FORMAT_NAME = re.compile(r"[\w-]{1,40}")

_RULES: Mapping[str, _Rule] = {
    "interface": _Rule(
        "The language of Reader's own words: fr, en, or auto for that of the locale. An article's is its own.",
        choices=("auto", *INTERFACES),
    ),
    "measure": _Rule("Columns of a line of text.", least=20, most=400),
    "theme": _Rule("The theme at the start; T shows the others."),
    "clipboard": _Rule(
        "The road to the clipboard. auto finds it; tmux is tmux's paste buffer, local the desktop's clipboard,\n"
        "osc52 the terminal's (it works over SSH), file a file for the text.",
        choices=CLIPBOARD_ROADS,
    ),
    "osc52_limit": _Rule(
        "Most bytes that are sent to a terminal's clipboard. Some terminals silently drop more than the default,\n"
        "others take much more.",
        least=1_000,
        most=100_000_000,
    ),
    "hyphenate": _Rule("Whether words are divided at line ends; it needs Pyphen (reader-tui[hyphenation])."),
    "justify": _Rule("Whether lines are flush at the right."),
    "plain": _Rule(
        "Whether the screen does without bars, boxes and panes side by side: for screen readers and braille\n"
        "displays. reader open --plain does so once."
    ),
    "entities_marked": _Rule("Whether people, organisations, places and works are marked in the text."),
    "names": _Rule(
        "What sees the names of people, bodies, places and works: built-in, or spaCy pipelines that are installed, by\n"
        "their names, such as fr_core_news_lg en_core_web_trf; each is used for articles in its language."
    ),
    "citation": _Rule(
        "What Y copies a quotation as: plain, marked, cited, markdown, html, apa, mla, chicago, french, bibtex,\n"
        "biblatex, csl-json, link, or the name of a template below. Ctrl+Y chooses another one."
    ),
}


def load(path: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and a sentence for each thing that is wrong in the file.

    Args:
        path: The file; by default the user's own. It need not be there.
    """
    path = config_path() if path is None else path
    try:
        if not path.exists():
            return Settings(), ()
        if not path.is_file():
            return Settings(), (f"{path} is no file, so the default settings are used",)
        data = path.read_bytes()
    except OSError as error:
        return Settings(), (f"{path} cannot be read ({error.strerror}), so the default settings are used",)
    import tomllib

    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else line(str(error), 120)
        return Settings(), (f"{path} is not valid TOML ({why}), so the default settings are used",)
    settings, notices = settings_of(found)
    return settings, tuple(f"{path.name}: {notice}" for notice in notices)


def settings_of(found: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """The settings that a parsed file stands for, and a sentence for each thing that is wrong in it."""
    defaults, notices, changes = Settings(), list[str](), dict[str, Any]()
    for name, value in found.items():
        if name in _TABLES:
            continue
        rule = _RULES.get(name)
        if rule is None:
            notices.append(f"there is no setting {line(name, 40)}{_near(name, [*_RULES, *_TABLES])}")
            continue
        default = getattr(defaults, name)
        if fault := rule.fault(value, default):
            notices.append(f"{name} must be {fault}, so {_toml(default)} is used")
        else:
            changes[name] = value
    keys = found.get("keys", {})
    if isinstance(keys, dict):
        changes["actions"] = _remapped(keys, notices)
    else:
        notices.append("keys must be a table of actions, so the default keys are used")
    changes["formats"] = _templates(found.get("formats", {}), notices)
    wanted, known = changes.get("citation"), [*COPY_FORMATS, *changes["formats"]]
    if wanted is not None and wanted not in known:
        notices.append(f"citation names no copy format ({line(wanted, 40)}){_near(wanted, known)}; cited is used")
        del changes["citation"]
    return replace(defaults, **changes), tuple(notices)


def _templates(table: object, notices: list[str]) -> dict[str, str]:
    """The templates that can stand; what is wrong with another is told in `notices`."""
    if not isinstance(table, dict):
        notices.append("formats must be a table of templates, so there are none")
        return {}
    templates: dict[str, str] = {}
    for name, text in table.items():
        fault = None
        if not _FORMAT_NAME.fullmatch(name):
            fault = "must be named with letters, digits and hyphens"
        elif name in COPY_FORMATS:
            fault = "has the name of a format that there is"
        elif not isinstance(text, str) or not text.strip():
            fault = "must be a text in quotation marks"
        else:
            try:
                template(text)
            except TemplateError as error:
                fault = str(error)
        if fault:
            notices.append(f"formats.{line(name, 40)} {line(fault, 400)}, so it is left out")
        else:
            templates[name] = text
    return templates


def _remapped(table: Mapping[str, Any], notices: list[str]) -> tuple[Action, ...]:
    """The actions with the keys that `table` gives them; what cannot stand is told in `notices` and left out."""
    defaults = {action.name: action.keys for action in ACTIONS}
    wanted: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        if name not in defaults:
            notices.append(f"there is no action {line(name, 40)}{_near(name, list(defaults))}")
        elif fault := _keys_fault(name, value):
            notices.append(f"the keys of {name} {fault}, so its default keys are used")
        else:
            written = [value] if isinstance(value, str) else value
            wanted[name] = tuple(dict.fromkeys(named for each in written if (named := key_name(each))))
    while clash := _clash(defaults | wanted, wanted):
        loser, winner, key = clash
        notices.append(f"{key_label(key)} is a key of {winner} already, so {loser} has its default keys")
        del wanted[loser]
    return tuple(replace(action, keys=wanted.get(action.name, action.keys)) for action in ACTIONS)


def _keys_fault(name: str, value: Any) -> str | None:
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        return "must be a list of names in quotation marks"
    for each in written:
        named = key_name(each)
        if named is None:
            return f"hold {line(each, 20) or 'an empty name'}, which is no key"
        if TWINS.get(named, named) in RESERVED:
            return f"hold {key_label(named)}, which is kept for something else"
    if name == "leave" and not written:
        return "must be one at least"
    if name == "section_number" and len(written) > len("123456789"):
        return "must be nine at most"
    return None


def _clash(keys: Mapping[str, tuple[str, ...]], wanted: Mapping[str, object]) -> tuple[str, str, str] | None:
    """The first remapped action one of whose keys another action has, that other action, and the key.

    What is not remapped wins, and among remapped actions the one that stands first in the file; so that dropping
    the loser again and again ends, at the latest with the defaults.
    """
    owners: dict[str, str] = {}
    for name in [*(name for name in keys if name not in wanted), *wanted]:
        for key in keys[name]:
            owner = owners.setdefault(TWINS.get(key, key), name)
            if owner != name:
                return name, owner, key
    return None


def _near(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    match = get_close_matches(name[:80], known, n=1)
    return f"; did you mean {match[0]}?" if match else ""


def example() -> str:
    """A configuration file that holds every setting and key with its default, each said to mean what it does."""
    defaults = Settings()
    out = [
        "# Reader's configuration. What a line gives is the default; what is left out keeps it.",
        "",
    ]
    for setting in fields(Settings):
        if setting.name in ("actions", "formats"):
            continue
        out += [*(f"# {each}" for each in _RULES[setting.name].meaning.splitlines())]
        out += [f"{setting.name} = {_toml(getattr(defaults, setting.name))}", ""]
    out += [
        "# Formats of your own for copying: a name, and a template. A field stands in {}, and a part in [] is left out",
        "# where a field in it is not known; the signs themselves are written twice. There are these fields:",
        *(f"#   {name:<10} {meaning}" for name, meaning in FIELDS.items()),
        "[formats]",
        "# mine = '{marked}[ — {speaker}][, {role}][, {site}][, {date}]'",
        "",
        "# What is given here replaces all default keys of that action. A key is written as the character that it",
        "# types, or by name: space, tab, escape, up, down, left, right, home, end, pageup, pagedown, f1 to f24;",
        "# with ctrl+, alt+ or shift+ before it.",
        "[keys]",
    ]
    for action in ACTIONS:
        out += [f"# {action.description}", f"{action.name} = {_toml([_written(key) for key in action.keys])}"]
    return "\n".join(out) + "\n"


def _written(key: str) -> str:
    """`key` as people write it in the file: by its character where that can be seen."""
    *modifiers, last = key.split("+")
    shown = key_label(last)
    return "+".join([*modifiers, shown if len(shown) == 1 and shown.isascii() else last])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    text = str(value)
    quote = "'" if '"' in text else '"'
    return f"{quote}{text}{quote}"
