"""What the listings print as JSON holds to the schema that ships; every command that prints JSON is here."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from reader.cli import main
from reader.cli.arguments import build_parser
from reader.cli.check import COLUMNS
from reader.cli.feeds import FEEDS
from reader.cli.library.across import BESIDE, NAMED, SAYINGS
from reader.cli.library.plotting import TREND, VOICES
from reader.cli.library.records import ARTICLES, FILES, HIGHLIGHTS, HITS, TAKEN, WAITING, WRITTEN
from reader.exports.records import RECORDS

pytestmark = pytest.mark.usefixtures("facts_by_hand")


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("reader.exports").joinpath(name).read_text("utf-8"))
    return found


RECORDS_SCHEMA, CONTRACT = schema("records.schema.json"), schema("contract.schema.json")

COMMANDS = {
    "sections": (("sections",), "section", 0),
    "explain": (("sections", "--explain"), "judgement", 0),
    "quotes": (("quotes",), "quotation", 0),
    "entities": (("entities",), "entity", 0),
    "check": (("check", "draft", "--against"), "finding", 1),
    "extract": (("extract",), None, 0),
    "export": (("export",), None, 0),
}


def printed(words: tuple[str, ...], form: str, code: int, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    assert main([*words, "a/moulin.txt", "hostile", "--format", form]) == code
    out = capsys.readouterr().out
    found: list[Any] = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert found
    return found


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_prints_holds_to_its_schema(name: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, kind, code = COMMANDS[name]
    found = printed(words, form, code, capsys)
    if kind is None:
        each = Draft202012Validator(CONTRACT)
    else:
        each = Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": RECORDS_SCHEMA["$defs"]})
        Draft202012Validator(RECORDS_SCHEMA).validate(found)
    for record in found:
        each.validate(record)


def test_every_command_with_a_json_format_is_here() -> None:
    with_json = {
        name
        for name, command in build_parser()[1].items()
        if any("json" in (action.choices or ()) for action in command._actions)
    }
    assert with_json == {words[0] for words, _, _ in COMMANDS.values()} | {"search"}  # its is in test_library


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("section", [column.name for column in RECORDS["sections"].columns]),
        ("judgement", [column.name for column in RECORDS["structure"].columns]),
        ("quotation", [column.name for column in RECORDS["quotations"].columns]),
        ("entity", [column.name for column in RECORDS["entities"].columns]),
        ("finding", [*(column.name for column in COLUMNS), "edits"]),
        ("kept", [column.name for column in ARTICLES]),
        ("hit", [column.name for column in HITS]),
        ("taken", [column.name for column in TAKEN]),
        ("waiting", [column.name for column in WAITING]),
        ("highlight", [column.name for column in HIGHLIGHTS]),
        ("written", [column.name for column in WRITTEN]),
        ("file", [column.name for column in FILES]),
        ("saying", [column.name for column in SAYINGS]),
        ("naming", [column.name for column in NAMED]),
        ("beside", [column.name for column in BESIDE]),
        ("period", [column.name for column in TREND]),
        ("voice", [column.name for column in VOICES]),
        ("feed", [column.name for column in FEEDS]),
    ],
)
def test_the_schema_knows_every_key_in_its_order(kind: str, keys: list[str]) -> None:
    Draft202012Validator.check_schema(RECORDS_SCHEMA)
    assert RECORDS_SCHEMA["$defs"][kind]["required"] == keys
    assert list(RECORDS_SCHEMA["$defs"][kind]["properties"]) == keys


@pytest.mark.parametrize(("key", "value"), [("verdict", "fine"), ("start", -1), ("edits", None), ("speaker", 3)])
def test_the_schema_refuses_what_is_none(key: str, value: object, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(COMMANDS["check"][0], "json", 1, capsys)
    with pytest.raises(ValidationError):
        Draft202012Validator(RECORDS_SCHEMA).validate([{**found[0], key: value}])
