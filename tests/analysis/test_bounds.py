"""More names than anybody looks through: so many are found, the rest is told, and no word goes to the wrong person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.analysis import analyse, analyse_in_parts, failing
from reader.analysis.draft import Draft
from reader.analysis.entities import register
from reader.analysis.entities.register import Register
from reader.model import Gap, Span
from reader.sources import Raw, article_of

if TYPE_CHECKING:
    from reader.model import Analysis, Article

MOST = 4

TEXT = """\
The harbour master Paul Martin met Anna Keller, Ruth Olsen and Peter Brandt on the quay.

Later Ines Martin came with Sven Falk, and Ruth Olsen left.

“The ferry sails whatever the wind does,” Martin said.

“It has always sailed,” said Anna Keller.
"""
"""Names five and six come first in the second paragraph."""


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (register, failing):
        monkeypatch.setattr(module, "MOST_NAMES", MOST)


def found_in(text: str) -> tuple[Article, Analysis]:
    article = article_of(Raw(text.encode(), "text/plain", language="en"))
    return article, analyse(article)


@pytest.mark.usefixtures("_few")
def test_the_first_names_are_found_wherever_they_stand_and_the_rest_is_a_gap() -> None:
    article, found = found_in(TEXT)
    assert [entity.name for entity in found.entities] == ["Paul Martin", "Anna Keller", "Ruth Olsen", "Peter Brandt"]
    assert [len(entity.mentions) for entity in found.entities] == [1, 2, 2, 1]
    (gap,) = found.gaps
    assert gap == Gap("find_names", Span(TEXT.index("Ines Martin"), len(article.text)), bound=MOST)
    assert not gap.is_fault
    assert gap.notice == "More than 4 names: those that come first behind them are not listed."


@pytest.mark.usefixtures("_few")
def test_a_surname_is_not_given_to_a_namesake_where_its_own_name_was_not_taken() -> None:
    _, found = found_in(TEXT)
    first, second = found.quotations
    assert first.speaker is not None
    assert (first.speaker.name, first.speaker.entity) == ("Martin", None)
    assert second.speaker is not None
    assert (second.speaker.name, second.speaker.entity) == ("Anna Keller", found.entities[1].id)


def test_without_the_bound_it_is_the_namesake_s() -> None:
    _, found = found_in(TEXT)
    assert not found.gaps
    assert {entity.name for entity in found.entities} >= {"Paul Martin", "Ines Martin", "Sven Falk"}
    assert found.quotations[0].speaker is not None
    assert found.quotations[0].speaker.name == "Ines Martin"


def test_what_is_remembered_of_words_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "MOST_IDLE", 3)
    monkeypatch.setattr(register, "MOST_LOWERED", 3)
    known = Register()
    for at, word in enumerate(("one", "two", "three", "four", "five", "one")):
        known.lower({word})
        known.idle((word,), Span(at, at + 1))
    assert known.lowered == {"one", "two", "three"}
    assert list(known.dormant) == [("one",), ("two",), ("three",)]
    assert list(known.dormant["one",]) == [Span(0, 1), Span(5, 6)]


@pytest.mark.usefixtures("_few")
def test_nothing_grows_with_the_names_that_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = list[Draft]()
    article = article_of(Raw("\n\n".join(f"## H{number}" for number in range(30_000)).encode(), "text/markdown"))
    monkeypatch.setattr("reader.analysis.Draft", lambda *given: drafts.append(Draft(*given)) or drafts[-1])
    found = [each for each in analyse_in_parts(article) if each.last]
    assert [len(each.gaps) for each in found] == [1]
    known = drafts[0].register
    assert len(known.things) == len(known.numbered) == MOST
    assert len(known.forms) <= MOST
    assert len(drafts[0].entities) == MOST
