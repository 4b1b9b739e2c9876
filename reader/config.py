"""What a reader may change, read from one TOML file that can be broken without keeping an article from opening.

Whatever is wrong in the file is a notice of one sentence, and the default stands in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from reader.actions import ACTIONS, RESERVED, TWINS, key_label, key_name
from reader.defaults import MEASURE, THEME
from reader.errors import said_of
from reader.facts import TYPE_CHECKING
from reader.gate import line
from reader.places import config_path
from reader.templates import COPY_FORMATS, TemplateError, template
from reader.tongue import INTERFACES, N_, _, number

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
            return None if isinstance(value, bool) else _("true or false")
        if isinstance(default, int):
            whole = isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most
            told = _("a whole number from {least} to {most}")
            return None if whole else told.format(least=number(self.least), most=number(self.most))
        if self.choices:
            return None if value in self.choices else _("one of {choices}").format(choices=", ".join(self.choices))
        return None if isinstance(value, str) and value.strip() else _("a name in quotation marks")


_TABLES = ("keys", "formats")
"""What the file holds beside settings."""

_FORMAT_NAME = re.compile(r"[\w-]{1,40}")

RULES: Mapping[str, _Rule] = {
    "interface": _Rule(
        N_("The language of Reader's own words: fr, en, or auto for that of the locale. An article's is its own."),
        choices=("auto", *INTERFACES),
    ),
    "measure": _Rule(N_("Columns of a line of text."), least=20, most=400),
    "theme": _Rule(N_("The theme at the start; T shows the others.")),
    "clipboard": _Rule(
        N_(
            "The road to the clipboard. auto finds it; tmux is tmux's paste buffer, local the desktop's clipboard,\n"
            "osc52 the terminal's (it works over SSH), file a file for the text."
        ),
        choices=CLIPBOARD_ROADS,
    ),
    "osc52_limit": _Rule(
        N_(
            "Most bytes that are sent to a terminal's clipboard. Some terminals silently drop more than the default,\n"
            "others take much more."
        ),
        least=1_000,
        most=100_000_000,
    ),
    "hyphenate": _Rule(N_("Whether words are divided at line ends; it needs Pyphen (reader-tui[hyphenation]).")),
    "justify": _Rule(N_("Whether lines are flush at the right.")),
    "plain": _Rule(
        N_(
            "Whether the screen does without bars, boxes and panes side by side: for screen readers and braille\n"
            "displays. reader open --plain does so once."
        ),
    ),
    "entities_marked": _Rule(N_("Whether people, organisations, places and works are marked in the text.")),
    "names": _Rule(
        N_(
            "What sees the names of people, bodies, places and works: built-in, or spaCy pipelines that are installed, "
            "by\ntheir names, such as fr_core_news_lg en_core_web_trf; each is used for articles in its language."
        ),
    ),
    "citation": _Rule(
        N_(
            "What Y copies a quotation as: plain, marked, cited, markdown, html, apa, mla, chicago, french, bibtex,\n"
            "biblatex, csl-json, link, or the name of a template below. Ctrl+Y chooses another one."
        ),
    ),
}
"""What each setting may be, by its name."""


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
            return Settings(), (_("{path} is no file, so the default settings are used").format(path=path),)
        data = path.read_bytes()
    except OSError as error:
        return Settings(), (
            _("{path} cannot be read ({why}), so the default settings are used").format(path=path, why=said_of(error)),
        )
    import tomllib

    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        why = _("it is not UTF-8") if isinstance(error, UnicodeDecodeError) else line(str(error), 120)
        return Settings(), (
            _("{path} is not valid TOML ({why}), so the default settings are used").format(path=path, why=why),
        )
    settings, notices = settings_of(found)
    return settings, tuple(_("{file}: {notice}").format(file=path.name, notice=notice) for notice in notices)


def settings_of(found: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """The settings that a parsed file stands for, and a sentence for each thing that is wrong in it."""
    defaults, notices, changes = Settings(), list[str](), dict[str, Any]()
    for name, value in found.items():
        if name in _TABLES:
            continue
        rule = RULES.get(name)
        if rule is None:
            notices.append(
                _("there is no setting {name}").format(name=line(name, 40)) + _near(name, [*RULES, *_TABLES])
            )
            continue
        default = getattr(defaults, name)
        if fault := rule.fault(value, default):
            notices.append(
                _("{name} must be {fault}, so {value} is used").format(name=name, fault=fault, value=toml(default))
            )
        else:
            changes[name] = value
    keys = found.get("keys", {})
    if isinstance(keys, dict):
        changes["actions"] = _remapped(keys, notices)
    else:
        notices.append(_("keys must be a table of actions, so the default keys are used"))
    changes["formats"] = _templates(found.get("formats", {}), notices)
    wanted, known = changes.get("citation"), [*COPY_FORMATS, *changes["formats"]]
    if wanted is not None and wanted not in known:
        notices.append(
            _("citation names no copy format ({name}){near}; cited is used").format(
                name=line(wanted, 40), near=_near(wanted, known)
            )
        )
        del changes["citation"]
    return replace(defaults, **changes), tuple(notices)


def _templates(table: object, notices: list[str]) -> dict[str, str]:
    """The templates that can stand; what is wrong with another is told in `notices`."""
    if not isinstance(table, dict):
        notices.append(_("formats must be a table of templates, so there are none"))
        return {}
    templates: dict[str, str] = {}
    for name, text in table.items():
        fault = None
        if not _FORMAT_NAME.fullmatch(name):
            fault = _("must be named with letters, digits and hyphens")
        elif name in COPY_FORMATS:
            fault = _("has the name of a format that there is")
        elif not isinstance(text, str) or not text.strip():
            fault = _("must be a text in quotation marks")
        else:
            try:
                template(text)
            except TemplateError as error:
                fault = str(error)
        if fault:
            notices.append(
                _("formats.{name} {fault}, so it is left out").format(name=line(name, 40), fault=line(fault, 400))
            )
        else:
            templates[name] = text
    return templates


def _remapped(table: Mapping[str, Any], notices: list[str]) -> tuple[Action, ...]:
    """The actions with the keys that `table` gives them; what cannot stand is told in `notices` and left out."""
    defaults = {action.name: action.keys for action in ACTIONS}
    wanted: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        if name not in defaults:
            notices.append(_("there is no action {name}").format(name=line(name, 40)) + _near(name, list(defaults)))
        elif fault := _keys_fault(name, value):
            notices.append(_("the keys of {name} {fault}, so its default keys are used").format(name=name, fault=fault))
        else:
            written = [value] if isinstance(value, str) else value
            wanted[name] = tuple(dict.fromkeys(named for each in written if (named := key_name(each))))
    while clash := _clash(defaults | wanted, wanted):
        loser, winner, key = clash
        notices.append(
            _("{key} is a key of {winner} already, so {loser} has its default keys").format(
                key=key_label(key), winner=winner, loser=loser
            )
        )
        del wanted[loser]
    return tuple(replace(action, keys=wanted.get(action.name, action.keys)) for action in ACTIONS)


def _keys_fault(name: str, value: Any) -> str | None:
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        return _("must be a list of names in quotation marks")
    for each in written:
        named = key_name(each)
        if named is None:
            return _("hold {name}, which is no key").format(name=line(each, 20) or _("an empty name"))
        if TWINS.get(named, named) in RESERVED:
            return _("hold {key}, which is kept for something else").format(key=key_label(named))
    if name == "leave" and not written:
        return _("must be one at least")
    if name == "section_number" and len(written) > len("123456789"):
        return _("must be nine at most")
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
    return _("; did you mean {name}?").format(name=match[0]) if match else ""


def toml(value: object) -> str:
    """`value` as the file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    text = str(value)
    quote = "'" if '"' in text else '"'
    return f"{quote}{text}{quote}"
