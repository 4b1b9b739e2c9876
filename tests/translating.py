"""The catalogues of what Reader says: `python -m tests.translating` brings them up to date with the source.

It takes what is said no more out of each reader/locale/*/LC_MESSAGES/reader.po, puts what is new in untranslated and
tells how much that is, and writes the .mo beside it. Entries stand in the order of their English, without line numbers,
so that two branches meet in few places. tests/test_translations.py holds catalogues and source together.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reader.across.statements import Relation
from reader.across.times import Unit
from reader.actions import ACTIONS
from reader.checking.findings import Verdict
from reader.checking.speakers import SpeakerVerdict
from reader.cli.library.records import ARTICLES
from reader.model import BlockKind, EntityType
from reader.moving.taking import Outcome
from reader.sources.plain.headings import card
from reader.store.records import State

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "reader"
MARKS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
"""The functions of `reader.tongue` that mark a message, and how many literals they take."""


_HEADERS = (b"Language:", b"Plural-Forms:", b"MIME-Version:", b"Content-Type:", b"Content-Transfer-Encoding:")
"""What a catalogue's head says; dates, teams and addresses are the repository's affair."""


def said() -> Catalog:
    """Every message that is marked in the source, and those of the tables that need no marks: actions, columns."""
    catalog = Catalog()
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id == "Column" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
                catalog.add(call.args[1].value)  # its heading
            if call.func.id in MARKS:
                words = [each.value for each in call.args if isinstance(each, ast.Constant)]
                if len(words) >= MARKS[call.func.id]:  # else it looks up what is marked elsewhere
                    _add(catalog, call.func.id, words)
    for action in ACTIONS:
        catalog.add(action.label)
        catalog.add(action.description)
    for each in chain(EntityType, BlockKind, Verdict, SpeakerVerdict, State, Outcome, Relation, Unit):
        catalog.add(each.value)  # what a table says in the columns that it calls its own
    for reason in card().said.values():
        catalog.add(reason)  # what spoke for a heading or a title
    for name in (column.name.replace("_", " ") for column in ARTICLES):
        catalog.add(name)  # what `reader library show` names its lines
    return catalog


def _add(catalog: Catalog, mark: str, words: list[str]) -> None:
    if mark == "ngettext":
        catalog.add((words[0], words[1]))
    elif mark == "pgettext":
        catalog.add(words[1], context=words[0])
    else:
        catalog.add(words[0])


def catalogues() -> dict[str, Path]:
    """The catalogue of each language, by its code."""
    return {path.parents[1].name: path for path in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/reader.po"))}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def compiled(catalog: Catalog) -> bytes:
    """What stands in the .mo."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    """What stands in the .po."""
    out = BytesIO()
    write_po(out, catalog, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    head, separator, body = out.getvalue().partition(b"\n\n")
    lines = [line for line in head.split(b"\n") if not line.startswith(b'"') or line[1:].startswith(_HEADERS)]
    return b"\n".join(line for line in lines if line.startswith((b'"', b"m"))) + separator + body


def update(path: Path) -> int:
    """Bring one catalogue up to date; gives the number of its messages that wait for a translation."""
    catalog = read(path)
    catalog.update(said(), no_fuzzy_matching=True)
    path.write_bytes(written(catalog))
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    return sum(1 for message in catalog if message.id and not all([message.string].pop() or [""]))


if __name__ == "__main__":
    waiting = {code: update(path) for code, path in catalogues().items()}
    sys.stdout.write("".join(f"{code}: {count} to translate\n" for code, count in waiting.items()))
