"""Everything that a key can do, as one table, so that bindings, footer, help and palette never tell different stories.

A key is named as Textual names it: printable characters that are no letter or digit by their Unicode name
(`quotation_mark`), the others by themselves (`j`, `G`, `pagedown`), with `ctrl+`, `alt+` and `shift+` before them.
Nothing here imports Textual: the configuration is read, and its keys are judged, without it.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache

from reader.facts import TYPE_CHECKING, dataclass
from reader.tongue import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Group(StrEnum):
    """Under which heading help lists an action."""

    MOVING = "Moving"
    FINDING = "Finding"
    SELECTING = "Selecting"
    COPYING = "Copying"
    PANES = "Panes"
    DISPLAY = "Display"
    LIBRARY = "Library"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that the reader can do.

    `name` is what the configuration calls it, `keys` are what does it, `label` its name in the footer (a word or
    two), `description` what help and the palette say of it.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    description: str
    group: Group


_MOVING, _FINDING, _SELECTING, _COPYING = Group.MOVING, Group.FINDING, Group.SELECTING, Group.COPYING
_PANES, _DISPLAY, _LIBRARY, _PROGRAM = Group.PANES, Group.DISPLAY, Group.LIBRARY, Group.PROGRAM

ACTIONS: tuple[Action, ...] = (
    Action("line_down", ("j", "down"), "down", "Move down a line", _MOVING),
    Action("line_up", ("k", "up"), "up", "Move up a line", _MOVING),
    Action("half_page_down", ("d", "ctrl+d"), "½ page", "Move down half a page", _MOVING),
    Action("half_page_up", ("u", "ctrl+u"), "½ page up", "Move up half a page", _MOVING),
    Action("page_down", ("space", "pagedown"), "page", "Move down a page", _MOVING),
    Action("page_up", ("b", "pageup"), "page up", "Move up a page", _MOVING),
    Action("top", ("g", "home"), "top", "Go to the beginning", _MOVING),
    Action("bottom", ("G", "end"), "end", "Go to the end", _MOVING),
    Action("next_section", ("J", "right_square_bracket"), "section", "Go to the next section", _MOVING),
    Action("previous_section", ("K", "left_square_bracket"), "section back", "Go to the previous section", _MOVING),
    Action("section_number", tuple("123456789"), "section n", "Go to the section of that number", _MOVING),
    Action("back", ("ctrl+o", "alt+left"), "back", "Go back to where the last jump began", _MOVING),
    Action("forward", ("alt+right",), "forward", "Go forward again after going back", _MOVING),
    Action("mark", ("m",), "mark", "Mark this place with a letter", _MOVING),
    Action("go_to_mark", ("apostrophe",), "to mark", "Go to the place marked with a letter", _MOVING),
    Action("next_quotation", ("quotation_mark", "full_stop"), "quotation", "Choose the next quotation", _FINDING),
    Action(
        "previous_quotation",
        ("alt+quotation_mark", "comma"),
        "quotation back",
        "Choose the previous quotation",
        _FINDING,
    ),
    Action("next_mention", ("asterisk",), "mention", "Go to the next mention of the entity at hand", _FINDING),
    Action(
        "previous_mention",
        ("number_sign",),
        "mention back",
        "Go to the previous mention of the entity at hand",
        _FINDING,
    ),
    Action("explain", ("i",), "why", "Say who says the quotation at hand, and why", _FINDING),
    Action("follow", ("p",), "says", "Go to what a person says, or who says a quotation", _FINDING),
    Action("next_link", ("semicolon",), "link", "Choose a link or note on the screen by its letter", _FINDING),
    Action("open_link", ("o",), "open", "Open the link at hand in the browser, or the picture on the screen", _FINDING),
    Action("search", ("slash",), "search", "Search the article", _FINDING),
    Action("next_hit", ("n",), "next hit", "Go to the next hit of the search", _FINDING),
    Action("previous_hit", ("N",), "hit back", "Go to the previous hit of the search", _FINDING),
    Action("select", ("v",), "select", "Begin to select text, or end it", _SELECTING),
    Action("select_word", ("w", "right"), "word", "Select to the end of the next word", _SELECTING),
    Action("unselect_word", ("W", "left"), "word back", "Select back to the beginning of a word", _SELECTING),
    Action("select_sentence", ("right_parenthesis",), "sentence", "Select to the end of the sentence", _SELECTING),
    Action(
        "unselect_sentence", ("left_parenthesis",), "sentence back", "Select back to the sentence before", _SELECTING
    ),
    Action("select_paragraph", ("right_curly_bracket",), "paragraph", "Select to the end of the paragraph", _SELECTING),
    Action(
        "unselect_paragraph",
        ("left_curly_bracket",),
        "paragraph back",
        "Select back to the paragraph before",
        _SELECTING,
    ),
    Action(
        "highlight", ("h",), "highlight", "Highlight what is selected or at hand, or take a highlight away", _SELECTING
    ),
    Action("annotate", ("a",), "note", "Write a note on what is highlighted, selected or at hand", _SELECTING),
    Action("show_highlights", ("H",), "highlights", "Go to the list of highlights", _SELECTING),
    Action("correct", ("x",), "correct", "Correct the quotation or entity at hand", _SELECTING),
    Action("undo", ("U",), "undo", "Take the last correction, or a highlight's removal, back", _SELECTING),
    Action("overrule", ("X",), "heading?", "Make what stands at the top a heading, or none", _SELECTING),
    Action("copy", ("y", "c"), "copy", "Copy the quotation, entity, link, highlight or selection at hand", _COPYING),
    Action("copy_cited", ("Y",), "cite", "Copy what is at hand with its citation", _COPYING),
    Action("copy_format", ("ctrl+y",), "format", "Choose the format of citations, and copy what is at hand", _COPYING),
    Action("copy_section", ("alt+s",), "copy section", "Copy the section that is being read", _COPYING),
    Action("copy_speaker", ("alt+y",), "copy speaker", "Copy all quotations of the speaker at hand", _COPYING),
    Action("export", ("e",), "export", "Export sections, quotations and entities to a file", _COPYING),
    Action("pipe", ("vertical_line",), "pipe", "Give what is at hand to a command of your own", _COPYING),
    Action("toggle_sections", ("t",), "sections", "Show or hide the sections", _PANES),
    Action("toggle_sidebar", ("s",), "sidebar", "Show or hide the quotations and entities", _PANES),
    Action("next_pane", ("tab",), "pane", "Go to the next pane", _PANES),
    Action("previous_pane", ("shift+tab",), "pane back", "Go to the previous pane", _PANES),
    Action("filter", ("f",), "filter", "Narrow the list in front to names that are typed", _PANES),
    Action("arrange", ("S",), "order", "Put the list in front in another order", _PANES),
    Action("toggle_entities", ("E",), "marks", "Mark entities in the text, or not", _DISPLAY),
    Action("wider", ("plus",), "wider", "Make the lines longer", _DISPLAY),
    Action("narrower", ("minus",), "narrower", "Make the lines shorter", _DISPLAY),
    Action("reveal", ("I",), "hidden", "Show characters that cannot be seen, or not", _DISPLAY),
    Action("next_theme", ("T",), "theme", "Change the theme", _DISPLAY),
    Action("zen", ("z",), "zen", "Show the article and nothing else, or all again", _DISPLAY),
    Action("library", ("L",), "library", "Go to the library, or back to it", _LIBRARY),
    Action("feeds", ("F",), "feeds", "Go to the feeds that are followed", _LIBRARY),
    Action("tag", ("l",), "tags", "Write the tags of the article at hand", _LIBRARY),
    Action("mark_read", ("r",), "read", "Mark what is at hand as read, or as unread", _LIBRARY),
    Action("archive", ("A",), "archive", "Put the article at hand away, or back", _LIBRARY),
    Action("remove", ("D", "delete"), "remove", "Remove the article at hand, or follow the feed no longer", _LIBRARY),
    Action("add", ("O", "insert"), "add", "Take in an article, or follow a feed, by its address", _LIBRARY),
    Action(
        "refresh",
        ("R",),
        "refresh",
        "Look at the feed at hand, or go on with an article that was cut off",
        _LIBRARY,
    ),
    Action("refresh_all", ("ctrl+r",), "refresh all", "Look for new entries in all feeds", _LIBRARY),
    Action("other_version", ("V",), "version", "Show the article as its source has it now, or as it was", _LIBRARY),
    Action("palette", ("colon", "ctrl+p"), "palette", "Search all commands by their names", _PROGRAM),
    Action("help", ("question_mark",), "help", "Show all keys", _PROGRAM),
    Action("close", ("escape",), "close", "Close the topmost layer; never leaves the program", _PROGRAM),
    Action("leave", ("q",), "leave", "Leave the article, and the program where it was opened directly", _PROGRAM),
)
"""In the order in which help shows them."""

RESERVED: frozenset[str] = frozenset({"enter", "ctrl+c", "ctrl+q"})
"""Keys that no action can have: Enter chooses in lists, Ctrl+C copies and never leaves, Ctrl+Q always leaves."""

TWINS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""Keys that most terminals cannot tell from another one."""

_LABELS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "escape": N_("Esc"),
    "enter": N_("Enter"),
    "backspace": N_("Backspace"),
    "delete": N_("Del"),
    "insert": N_("Ins"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "home": N_("Home"),
    "end": N_("End"),
}
_NAMED = frozenset(_LABELS) | {f"f{n}" for n in range(1, 25)}
"""Keys that are no character; `space` and `tab` are named too, because nobody could see them in a file."""

_MODIFIERS = {
    "alt": N_("Alt"),
    "ctrl": N_("Ctrl"),
    "shift": N_("Shift"),
    "super": N_("Super"),
    "hyper": N_("Hyper"),
    "meta": N_("Meta"),
}
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Where Textual departs from the Unicode name."""


@cache
def _named_characters() -> dict[str, str]:
    """The name of each printable ASCII character that is no letter or digit, and the character."""
    return {_character_key(char): char for char in map(chr, range(0x21, 0x7F)) if not char.isalnum()}


def _character_key(char: str) -> str:
    if char.isalnum():
        return char
    name = unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def key_name(written: str) -> str | None:
    """The name of the key that a person wrote as `/`, `slash`, `G`, `PgDn`, `ctrl+d` or `Ctrl+D`; None for no key.

    Letters keep their case, since `g` and `G` are two keys; but after Ctrl a terminal does not tell them apart.
    """
    *modifiers, key = _split(written)
    held = _spoken(_MODIFIERS)
    lowered = sorted(held.get(modifier.lower(), modifier.lower()) for modifier in modifiers)
    if len(set(lowered)) < len(lowered) or not set(lowered) <= set(_MODIFIERS):
        return None
    named = "space" if key == " " else _spoken(_LABELS).get(key.lower(), key.lower())
    if named not in _NAMED and named not in _named_characters():
        if len(key) != 1 or not key.isprintable():
            return None
        named = _character_key(key.lower() if "ctrl" in lowered else key)
    return "+".join([*lowered, named]) if named else None


def _spoken(labels: Mapping[str, str]) -> dict[str, str]:
    """What a person may call each of `labels`, in English or the reader's language, and its name."""
    return {each.lower(): name for name, label in labels.items() for each in (label, _(label))}


def _split(written: str) -> list[str]:
    """`written` at its plus signs, of which the last may be the key itself."""
    if written.endswith("+"):
        return [*filter(None, written[:-1].removesuffix("+").split("+")), "+"]
    return written.split("+")


def key_label(key: str) -> str:
    """How a key is shown to people: `"` for quotation_mark, `Ctrl+D`, `↓`, `Alt+←`, `J`."""
    *modifiers, last = key.split("+")
    shown = _(_LABELS.get(last, "")) or _named_characters().get(last)
    if shown is None:
        shown = last.upper() if modifiers or last in _NAMED else last
    return "+".join([*(_(_MODIFIERS.get(modifier, modifier)) for modifier in modifiers), shown])


def keys_label(keys: tuple[str, ...]) -> str:
    """How an action's keys are shown to people: `j ↓`, and `1-9` for a run of digits."""
    if len(keys) > 2 and all(key.isdecimal() and int(key) == int(keys[0]) + at for at, key in enumerate(keys)):
        return f"{keys[0]}-{keys[-1]}"
    return " ".join(key_label(key) for key in keys)
