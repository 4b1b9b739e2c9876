"""`reader library` and `reader search`: what was taken in is listed, marked and found; damage is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from reader.model import Anchor, Highlight, Span
from reader.sources import load
from reader.store import Library
from tests.cli.conftest import ROOT
from tests.cli.test_json import CONTRACT, RECORDS_SCHEMA
from tests.sources import exports_elsewhere as elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Done

    Reader = Callable[..., Done]


@pytest.fixture
def filled(reader: Reader) -> Reader:
    """The command, with the samples taken in."""
    done = reader("library", "import", "--tag", "essai", "articles")
    assert (done.returncode, done.stderr) == (0, b"")
    return reader


def rows(done: Done) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    Draft202012Validator(RECORDS_SCHEMA).validate(found)
    return found


def listed(reader: Reader, *query: str) -> list[dict[str, Any]]:
    done = reader("library", "list", "--format", "json", *query)
    return [] if done.returncode == 1 else rows(done)


def test_what_is_taken_in_is_listed(filled: Reader) -> None:
    articles = listed(filled)
    assert len(articles) == len(list((ROOT / "articles").iterdir()))
    assert {article["state"] for article in articles} == {"unread"}
    assert {article["tags"] for article in articles} == {"essai"}
    table = filled("library", "list", "title:phare")
    assert "Le phare d’Ar Vran" in table.stdout.decode()
    assert len(table.stdout.splitlines()) == 2


def test_an_article_is_shown_by_the_beginning_of_its_id(filled: Reader) -> None:
    (article,) = listed(filled, "title:phare")
    assert rows(filled("library", "show", "--format", "json", article["id"][:5])) == [article]
    assert article["title"] in filled("library", "show", article["id"]).stdout.decode()
    for short in ("", "abc", "zzzz", "%", "0123456789"):
        done = filled("library", "show", short)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"is not the id of one article" in done.stderr


def test_marks(filled: Reader) -> None:
    (article,) = listed(filled, "title:phare")
    assert filled("library", "tag", article["id"], "--add", "mer", "--remove", "essai").returncode == 0
    assert [each["tags"] for each in listed(filled, "tag:mer")] == ["mer"]
    assert filled("library", "archive", article["id"]).returncode == 0
    assert [each["state"] for each in listed(filled, "is:archived")] == ["archived"]
    done = filled("library", "rm", article["id"])
    assert b"brings it back" in done.stderr
    assert listed(filled, "title:phare") == []
    assert filled("library", "restore", article["id"]).returncode == 0
    assert listed(filled, "title:phare")


def test_a_search_finds_articles_and_what_people_said(filled: Reader) -> None:
    found = rows(filled("search", "--format", "json", "sechoir", "solaire"))
    assert [each["kind"] for each in found] == ["article"]
    assert "séchoir solaire" in found[0]["text"]
    said = rows(filled("search", "--said", "--format", "json", 'speaker:"Firmin Delorge"'))
    quoted = rows(
        filled("quotes", "--format", "json", "--speaker", "Firmin Delorge", *map(str, (ROOT / "articles").iterdir()))
    )
    assert sorted(each["text"] for each in said) == sorted(each["text"] for each in quoted)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["search", "nulle-part"], 1, "nothing was found"),
        (["search", "nulle-part", "--quiet"], 1, ""),
        (["search", ""], 2, "nothing is asked"),
        (["search", "before:demain"], 2, "is no day"),
        (["library", "list", "tag:rien"], 1, "no article of the library is so"),
        (["library", "import", "nulle-part.txt"], 3, "does not exist"),
    ],
)
def test_what_is_said(filled: Reader, words: list[str], code: int, sentence: str) -> None:
    done = filled(*words)
    assert done.returncode == code
    assert sentence in done.stderr.decode()
    assert len(done.stderr.splitlines()) == bool(sentence)


def test_a_sound_library_is_called_so(filled: Reader) -> None:
    done = filled("library", "check")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"is sound: 4 articles" in done.stdout


def test_what_another_program_kept_is_taken_in(reader: Reader, tmp_path: Path) -> None:
    for name in ("pocket", "wallabag"):
        (tmp_path / name).write_bytes(getattr(elsewhere, name.upper()))
    done = reader("library", "import", "--format", "json", "--tag", "venu", str(tmp_path / "pocket"))
    assert [each["outcome"] for each in rows(done)] == ["waiting", "waiting"]
    assert done.stderr.decode() == "reader: 2 articles wait: `reader library fetch` fetches them\n"
    waiting = rows(reader("library", "waiting", "--format", "json"))
    assert [(each["address"], each["tags"]) for each in waiting] == [
        (elsewhere.UN, "patrimoine, mer, venu"),
        (elsewhere.DEUX, "venu"),
    ]
    done = reader("library", "import", "--format", "json", str(tmp_path / "wallabag"))
    assert done.returncode == 4
    found = json.loads(done.stdout)
    Draft202012Validator(RECORDS_SCHEMA).validate(found)
    assert [each["outcome"] for each in found] == ["taken", "waiting", "failed", "failed"]
    assert found[0]["tags"] == "mer, patrimoine, starred, venu"
    assert b"entry 3: ftp://presse.example/x is no web address" in done.stderr
    assert [each["title"] for each in listed(reader, "tag:venu")] == ["Le vieux moulin"]
    assert reader("library", "waiting", "--forget", elsewhere.DEUX).returncode == 0
    done = reader("library", "waiting")
    assert (done.returncode, done.stdout) == (1, b"")
    for words in (("waiting", "--forget", "https://nulle.part"), ("fetch", "https://nulle.part")):
        done = reader("library", *words)
        assert done.returncode == 2
        assert b"https://nulle.part does not wait" in done.stderr


def test_an_export_of_an_article_has_what_the_library_knows_of_it(filled: Reader, tmp_path: Path) -> None:
    (path,) = tmp_path.rglob("library.sqlite3")
    source = ROOT / "articles" / "le-phare-d-ar-vran.fr.txt"
    with Library.open(path) as library:
        article = load(str(source))
        at = article.text.index("phare")
        library.highlights.add(
            article.source.sha256, Highlight(Anchor.to(article.text, Span(at, at + 5)), "à \x1b[31mretenir")
        )
    (found,) = json.loads(filled("export", "--format", "json", str(source)).stdout)
    Draft202012Validator(CONTRACT).validate(found)
    assert [(each["text"], each["start"]) for each in found["highlights"]] == [("phare", at)]
    note = filled("export", "--format", "markdown", str(source)).stdout.decode()
    assert "## Highlights" in note
    assert "\x1b" not in note


def test_an_export_is_read_from_standard_input(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "pocket").write_bytes(elsewhere.POCKET_ZIP)
    with (tmp_path / "pocket").open("rb") as stdin:
        done = reader("library", "import", "--format", "jsonl", "-", stdin=stdin)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 3
    with (ROOT / "articles" / "la-scierie-de-brevonne.fr.txt").open("rb") as stdin:
        done = reader("library", "import", "--format", "json", "-", stdin=stdin)
    assert rows(done)[0]["outcome"] == "taken"


def test_everything_goes_out_and_comes_back(filled: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = filled("library", "export", str(folder))
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == f"reader: 4 articles are in {folder} (16 files are new)\n"
    assert [each["files"] for each in rows(filled("library", "export", "--format", "json", str(folder)))] == [0] * 4
    there = {"READER_HOME": str(tmp_path / "elsewhere")}
    taken = rows(filled("library", "import", "--format", "json", str(folder), env=there))
    assert {each["outcome"] for each in taken} == {"taken"}
    found = rows(filled("library", "list", "--format", "json", env=there))
    assert sorted(found, key=str) == sorted(listed(filled), key=str)
    done = filled("library", "export", str(ROOT))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_what_is_done_is_answered_where_that_is_asked(filled: Reader, tmp_path: Path) -> None:
    (article,) = listed(filled, "title:phare")
    for words in (("tag", "--add", "mer"), ("archive",), ("archive", "--undo"), ("rm",), ("restore",)):
        (found,) = rows(filled("library", *words, article["id"], "--format", "json"))
        assert found["id"] == article["id"]
        assert ("mer" in found["tags"], found["state"]) == (True, "archived" if words == ("archive",) else "unread")
    assert [each["fault"] for each in rows(filled("library", "check", "--format", "json"))] == [None]
    (found,) = rows(filled("library", "backup", str(tmp_path / "copy"), "--format", "json"))
    assert (found["file"], found["articles"]) == (str(tmp_path / "copy"), 4)


NEWS = {
    "a.md": ("2024-01-10", "« Le toit ne fuit plus et les artisans ont travaillé tout l’hiver », dit Anne Morvan."),
    "b.md": (
        "2024-03-02",
        (
            "Anne Morvan a répété : « Le toit ne fuit plus, et les ouvriers ont travaillé tout l’hiver. » "
            "Un voisin, Jean Morvan, a répondu : « Nous verrons bien au printemps prochain. »"
        ),
    ),
}


@pytest.fixture
def news(reader: Reader, tmp_path: Path) -> Reader:
    """The command, with two days' news of Kervélo taken in."""
    for name, (day, text) in NEWS.items():
        (tmp_path / name).write_text(f"---\ntitle: Kervélo\ndate: {day}\n---\nÀ Kervélo. {text}\n", encoding="utf-8")
    assert reader("library", "import", *(str(tmp_path / name) for name in NEWS)).returncode == 0
    return reader


def test_who_said_what_over_all_articles(news: Reader) -> None:
    done = news("library", "said", "Morvan", "--format", "json")
    assert (
        done.stderr.decode() == "reader: Morvan may be several, who are kept apart: Anne Morvan (2), Jean Morvan (1)\n"
    )
    found = rows(done)
    assert [(each["person"], each["statement"], each["relation"]) for each in found] == [
        ("Anne Morvan", 1, "first"),
        ("Anne Morvan", 1, "changed"),
        ("Jean Morvan", 2, "first"),
    ]
    assert "[-artisans-]{+ouvriers+}" in found[1]["difference"]
    assert "2 mars 2024" in found[1]["citation"]
    assert [each["date"] for each in rows(news("library", "said", "Anne Morvan", "after:2024-02", "--format", "json"))]
    done = news("library", "said", "Weil")
    assert (done.returncode, done.stderr.decode()) == (1, "reader: nothing is quoted of Weil\n")
    assert news("library", "said", "…").returncode == 2


def test_who_is_named_where_and_beside_whom(news: Reader) -> None:
    found = rows(news("library", "named", "Kervelo", "--format", "json"))
    assert [(each["date"], each["name"]) for each in found] == [("2024-01-10", "Kervélo"), ("2024-03-02", "Kervélo")]
    assert "Jean Morvan (1)" in found[1]["quoted"]
    beside = rows(news("library", "named", "Kervelo", "--people", "--format", "json"))
    assert [(each["name"], each["quotations"]) for each in beside] == [("Anne Morvan", 2), ("Jean Morvan", 1)]
    assert news("library", "named", "Brest").returncode == 1


def test_a_name_that_stands_nowhere_is_told_beside_the_trend_of_another(news: Reader) -> None:
    done = news("library", "trend", "Kervélo", "Zut")
    assert done.returncode == 0
    assert "Zut is named in no article" in done.stderr.decode()
    assert "Kervélo is named" not in done.stderr.decode()


def test_trends_and_voices_are_drawn_and_counted(news: Reader) -> None:
    periods = rows(news("library", "trend", "Kervélo", "--by", "month", "--format", "json"))
    assert [each["period"] for each in periods] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert [bool(each["mentions"]) for each in periods] == [True, False, True]
    voices = rows(news("library", "voices", "--format", "json"))
    assert {each["name"] for each in voices} == {"Anne Morvan", "Jean Morvan"}
    assert sum(each["share"] for each in voices) == 100
    for words in (("trend", "Kervélo", "Morvan"), ("voices",)):
        drawn = news("library", *words).stdout.decode()
        plain = news("library", *words, "--plain").stdout.decode()
        assert "█" in drawn
        assert "#" in plain
        assert not {*"▁▂▃▄▅▆▇█▏▎▍▌▋▊▉"} & {*plain}
        assert "\x1b" not in drawn + plain


def test_to_search_makes_no_library(reader: Reader, tmp_path: Path) -> None:
    done = reader("search", "phare")
    assert done.returncode == 1
    assert b"there is no library yet" in done.stderr
    assert not list(tmp_path.rglob("library.sqlite3"))


def test_a_copy_is_a_library(filled: Reader, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "library.sqlite3"
    copy.parent.mkdir()
    assert filled("library", "backup", str(copy)).returncode == 0
    assert filled("library", "backup", str(copy)).returncode == 2
    assert filled("library", "backup", "--force", str(copy)).returncode == 0
    done = filled("library", "list", "--format", "json", env={"READER_HOME": str(copy.parent)})
    assert rows(done) == listed(filled)
    done = filled("library", "backup", str(tmp_path / "no" / "folder"))
    assert done.returncode == 6
    assert b"was not written" in done.stderr


def test_damage_is_found_and_the_file_left_as_it_is(filled: Reader, tmp_path: Path) -> None:
    (path,) = tmp_path.rglob("library.sqlite3")
    data = bytearray(path.read_bytes())
    data[8192:40960] = bytes(32768)
    path.write_bytes(data)
    done = filled("library", "check")
    assert done.returncode == 6
    assert b"damaged" in done.stderr
    assert path.read_bytes() == data


def test_what_is_removed_is_forgotten_for_good_when_that_is_said(filled: Reader) -> None:
    (article,) = listed(filled, "title:phare")
    filled("library", "rm", article["id"])
    done = filled("library", "purge")
    assert (done.returncode, done.stdout) == (0, b"1 removed article is forgotten\n")
    assert filled("library", "restore", article["id"]).returncode == 2
    assert listed(filled)
