"""The configuration file that `reader config` prints, written from the settings and actions that there are."""

from __future__ import annotations

from dataclasses import fields

from reader.actions import ACTIONS, key_label
from reader.config import RULES, Settings, toml
from reader.templates import FIELDS
from reader.tongue import _


def example() -> str:
    """A configuration file that holds every setting and key with its default, each said to mean what it does."""
    defaults = Settings()
    out = [
        _("# Reader's configuration. What a line gives is the default; what is left out keeps it."),
        "",
    ]
    for setting in fields(Settings):
        if setting.name in ("actions", "formats"):
            continue
        out += [*(f"# {each}" for each in _(RULES[setting.name].meaning).splitlines())]
        out += [f"{setting.name} = {toml(getattr(defaults, setting.name))}", ""]
    out += [
        _(
            "# Formats of your own for copying: a name, and a template. A field stands in {}, and a part in [] is "
            "left out\n# where a field in it is not known; the signs themselves are written twice. There are "
            "these fields:"
        ),
        *(f"#   {name:<10} {_(meaning)}" for name, meaning in FIELDS.items()),
        "[formats]",
        "# mine = '{marked}[ — {speaker}][, {role}][, {site}][, {date}]'",
        "",
        _(
            "# What is given here replaces all default keys of that action. A key is written as the character that it\n"
            "# types, or by name: space, tab, escape, up, down, left, right, home, end, pageup, pagedown, f1 to f24;\n"
            "# with ctrl+, alt+ or shift+ before it."
        ),
        "[keys]",
    ]
    for action in ACTIONS:
        out += [f"# {_(action.description)}", f"{action.name} = {toml([_written(key) for key in action.keys])}"]
    return "\n".join(out) + "\n"


def _written(key: str) -> str:
    """`key` as people write it in the file: by its character where that can be seen."""
    *modifiers, last = key.split("+")
    shown = key_label(last)
    return "+".join([*modifiers, shown if len(shown) == 1 and shown.isascii() else last])
