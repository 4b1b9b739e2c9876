"""What the single lines say, and that nothing which could act on a terminal comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.actions import ACTIONS
from reader.app import describe
from reader.app.hits import Hits
from reader.gate import is_safe
from reader.model import Analysis, Article, Block, BlockKind, Metadata, Source, Span
from reader.reading import Reading
from reader.sources import Raw

hostile = st.text(st.sampled_from("aé \n\t\x1b]0;x\x07\x9b31m\u202e\u2028[/]"), max_size=30)
some = st.one_of(st.none(), hostile)


def reading(text: str = "Un texte.", metadata: Metadata = Metadata(), location: str | None = "x.txt") -> Reading:
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    article = Article(text, (block,), Source(location, "text/plain", "0" * 64), metadata)
    return Reading(Raw(text.encode("utf-8", "surrogatepass"), "text/plain", location), article, parts=1, is_whole=True)


def safe(*parts: tuple[describe.Run, ...] | str) -> bool:
    words = [part if isinstance(part, str) else "".join(text for text, _ in part) for part in parts]
    return all(is_safe(each) and "\n" not in each and "\t" not in each for each in words)


@given(some, st.lists(hostile, max_size=3).map(tuple), some, some, some, hostile)
def test_nothing_unsafe_comes_out(
    title: str | None, authors: tuple[str, ...], site: str | None, date: str | None, location: str | None, query: str
) -> None:
    one = reading(metadata=Metadata(title, authors, site, date), location=location)
    assert safe(*describe.title(one))
    assert safe(describe.progress(one, 0.5))
    assert safe(describe.hits(query, Hits([(0, 1)])), describe.hits(query, Hits()))


def test_a_title_or_else_the_name_of_the_file() -> None:
    def shown(one: Reading) -> str:
        return describe.title(one)[0][0][0]

    assert shown(reading(metadata=Metadata(title="Le moulin"))) == "Le moulin"
    assert shown(reading(location="/tmp/un dossier/moulin.txt")) == "moulin.txt"
    assert shown(reading(location="-")) == shown(reading(location=None)) == "standard input"


def test_what_is_known_of_an_article_stands_on_the_right() -> None:
    known = Metadata(site="L’Écho", authors=("Awen", "Lou", "Yann"), date="2026-03-01")
    assert describe.title(reading("x" * 2600, known))[1][0][0] == "L’Écho · 1 March 2026 · 2 min"
    assert describe.title(reading(metadata=replace(known, site=None)))[1][0][0].startswith("Awen, Lou · ")


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0 % · 10 min left"), (0.5, "50 % · 5 min left"), (0.999, "100 % · 1 min left"), (1.0, "100 %")],
)
def test_progress(share: float, said: str) -> None:
    assert describe.progress(reading("x" * 13_000), share)[0][0] == said


def test_progress_is_said_more_briefly_too() -> None:
    said = [text for text, _ in describe.progress(reading("x" * 13_000), 0.5)]
    assert said == ["50 % · 5 min left", "50 % · 5 min", "50 %"]


def test_how_long_an_article_is_while_it_arrives() -> None:
    arriving = replace(reading("x" * 100), raw=Raw(b"x" * 5000, "text/plain"), is_whole=False)
    assert arriving.characters == 5000
    assert arriving.as_whole().characters == 100


def words(runs: tuple[describe.Run, ...]) -> list[str]:
    return [text for text, _ in runs]


def test_lists_say_that_more_is_coming_and_when_there_is_nothing() -> None:
    under_way = reading()
    done = replace(under_way, is_analysed=True)
    assert words(describe.tabs((4, 0, 0), front=0, complete=False)) == ["Quotations 4…", "  ", "Entities 0…"]
    assert words(describe.tabs((4, 0, 2), front=2, complete=True))[-1] == "▎Highlights 2"
    assert describe.note(done, (), "nothing", "zo") == "No name begins so."
    assert describe.note(under_way, (), "nothing") == "Reading…"
    assert (describe.note(done, (), "nothing"), describe.note(done, (1,), "nothing")) == ("nothing", "")
    assert replace(done, analysis=Analysis()).analysis.quotations == ()


def test_hits_are_counted() -> None:
    ring = Hits([(0, 1), (5, 6)])
    ring.step(1, 3)
    assert describe.hits("mer", ring) == "“mer”: 2 of 2"
    assert describe.hits("mer", Hits()) == "“mer”: no hits"
    assert describe.hits("  ", Hits()) == ""


def test_the_status_line_reminds_of_keys_as_they_are_set() -> None:
    remapped = tuple(replace(a, keys=("f5",)) if a.name == "copy" else a for a in ACTIONS)
    without = tuple(replace(a, keys=()) if a.name == "search" else a for a in remapped)
    keys, notice = describe.status(without, "Voilà.", error=True)
    said = "".join(text for text, _ in keys)
    assert "F5 copy" in said
    assert "search" not in said
    assert notice == (("Voilà.", ("error",)),)
