"""A step of the analysis that fails costs what it would have found, and is told without a word of the article."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reader import analysis
from reader.analysis import STEPS, analyse, analyse_in_parts
from reader.model import Analysis, Gap
from reader.sources import Raw, article_of
from tests.invariants import check_analysis

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.analysis.draft import Draft
    from reader.model import Article

SECTION = """\
## Le moulin numéro {n}

« Le toit ne fuit plus depuis {n} ans », a déclaré Anne Lebreton, mairesse de Kervélo, devant la foule réunie.

Elle a remercié Paul Hervieu. « Il a travaillé tout l’hiver, {n} jours de suite », a-t-elle ajouté.
"""
ARTICLE = article_of(Raw("\n".join(SECTION.format(n=n) for n in range(1, 13)).encode(), "text/markdown"))
SECRET = "Lebreton"

INSIDE = (
    "reader.analysis.quotations.finding._marked",
    "reader.analysis.entities.names.seen_in",
    "reader.analysis.entities.names.shorten",
    "reader.analysis.entities.names.join",
    "reader.analysis.attribution.attributing.first_cue",
    "reader.analysis.attribution.attributing.Roster",
    "reader.analysis.entities.grouping._settle",
    "reader.analysis.findings._quotation",
)
"""What the steps call: a recogniser, a rule, what makes the facts."""


def failing(real: Callable[..., Any], *, at: int, every: bool = False) -> Callable[..., Any]:
    """`real`, which fails the `at`th time that it is called, or from then on."""
    calls = 0

    def fail(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at or (every and calls > at):
            raise ValueError(f"it fails with {SECRET}")
        return real(*given, **named)

    fail.__name__ = getattr(real, "__name__", "it")
    return fail


def broken(number: int, monkeypatch: pytest.MonkeyPatch, *, at: int = 1, every: bool = True) -> str:
    """Have the step of that number fail; its name."""
    steps = list(STEPS)
    steps[number] = failing(steps[number], at=at, every=every)
    monkeypatch.setattr(analysis, "STEPS", tuple(steps))
    return STEPS[number].__name__


def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "WINDOW", 500)
    monkeypatch.setattr(analysis, "WIDEST", 1000)


def sound(article: Article, found: Analysis) -> None:
    """Whatever is missing, what was found is in order."""
    check_analysis(article, replace(found, gaps=()))


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_what_a_failing_step_would_have_found_is_missing_and_the_rest_is_there(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, name = analyse(ARTICLE), broken(number, monkeypatch)
    found = analyse(ARTICLE)
    assert [gap.step for gap in found.gaps] == [name]
    sound(ARTICLE, found)
    spans = {each.spans for each in found.quotations}
    if name in ("find_quotations", "make_quotations"):
        assert not spans
    else:
        assert spans == {each.spans for each in whole.quotations}
    assert bool(found.entities) is (name not in ("find_names", "gather_entities"))


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_a_step_that_fails_once_leaves_the_other_windows_alone(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    small_windows(monkeypatch)
    whole = analyse(ARTICLE)
    broken(number, monkeypatch, at=2, every=False)
    found, windows = analyse(ARTICLE), len(list(analyse_in_parts(ARTICLE)))
    assert windows > 3
    (gap,) = found.gaps
    assert 0 < len(gap.span) < len(ARTICLE.text) / 2
    sound(ARTICLE, found)
    outside = {each.spans for each in whole.quotations if not each.span.overlaps(gap.span)}
    assert outside
    assert outside <= {each.spans for each in found.quotations}


@pytest.mark.parametrize("place", INSIDE)
def test_wherever_it_fails_what_was_found_is_in_order(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, _, name = place.rpartition(".")
    real = getattr(__import__(module, fromlist=[name]), name)
    chance = random.Random(place)  # reproducible
    for at in (1, 2, *(chance.randrange(3, 40) for _ in range(4))):
        with monkeypatch.context() as here:
            small_windows(here)
            here.setattr(place, failing(real, at=at, every=at % 2 == 0))
            found = Analysis()
            for findings in analyse_in_parts(ARTICLE):
                found = found.with_findings(findings)
                sound(ARTICLE, found)
            assert found.gaps or at > 2


def test_a_report_holds_no_word_of_the_article_and_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(1, monkeypatch)
    (gap,) = analyse(ARTICLE).gaps
    kind, *places = gap.report.splitlines()
    assert kind == "ValueError"
    assert places[0].startswith("reader/analysis/failing.py:")
    assert SECRET not in gap.report
    assert not any(each.startswith("/") for each in places)


@pytest.mark.parametrize("error", [RecursionError, MemoryError])
def test_what_the_machine_has_too_little_of_is_a_gap_too(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Draft) -> None:
        raise error

    monkeypatch.setattr(analysis, "STEPS", (STEPS[0], fail, *STEPS[2:]))
    found = analyse(ARTICLE)
    assert [type(gap) for gap in found.gaps] == [Gap]
    assert found.quotations
