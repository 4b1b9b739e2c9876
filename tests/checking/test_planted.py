"""Changes planted in drafts that quote the samples: each is told for what it is, and nothing else is accused."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from reader.analysis import analyse
from reader.checking import SpeakerVerdict, Verdict, check
from reader.sources import load
from tests.checking.drafting import Said, written

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = sorted((Path(__file__).parents[2] / "articles").glob("*.*"))
SOURCES = [(article, analyse(article)) for article in map(load, map(str, SAMPLES))]
STRANGER = "Zébulon Quintrec"


class Planted(NamedTuple):
    """A draft's quotation, what was done to it, and what is to be said of it."""

    what: str
    said: Said
    verdicts: tuple[Verdict, ...]
    speaker: SpeakerVerdict | None = None


WORDS = (Verdict.CHANGED,)
MARKS = (Verdict.TYPOGRAPHY,)
NAMED = re.compile(r"[^\W\d_]+ [^\W\d_]")


def quotations() -> Iterator[tuple[str, str, str | None]]:
    """The language, the words and the speaker of each quotation of the samples, a piece at a time."""
    for article, analysis in SOURCES:
        language = "en" if ".en." in str(article.source.location) else "fr"
        for quotation in analysis.quotations:
            for span in quotation.spans:
                yield language, article.passage([span]), quotation.speaker.name if quotation.speaker else None


def planted() -> Iterator[Planted]:
    for number, (language, words, speaker) in enumerate(quotations()):
        yield Planted("nothing", Said((words,), speaker, fragment=True), (Verdict.VERBATIM,))
        for what, changed in changes(words, language, number):
            yield Planted(what, Said((changed,), speaker, fragment=True), WORDS)
        for what, changed in typography(words):
            yield Planted(what, Said((changed,), speaker, fragment=True), MARKS)
        if speaker and NAMED.match(speaker) and speaker[0].isupper() and speaker.split()[-1][0].isupper():
            swapped = Said((words,), STRANGER, fragment=True)
            yield Planted("speaker", swapped, (Verdict.VERBATIM,), SpeakerVerdict.DIFFERENT)


def changes(words: str, language: str, number: int) -> Iterator[tuple[str, str]]:
    inner = list(re.finditer(r"(?<= )[^\W\d_]{4,}(?= )", words))
    if len(words.split()) < 4 or not inner:
        return
    one = inner[number % len(inner)]

    def instead(new: str) -> str:
        return words[: one.start()] + new + words[one.end() :]

    yield "word", instead("tramway")
    yield "word added", instead(f"{one[0]} tramway")
    yield "word dropped", instead("").replace("  ", " ")
    yield "letter", instead(one[0][:-1] + ("x" if one[0][-1] != "x" else "z"))
    yield "case", instead(one[0].swapcase())
    accent = unicodedata.normalize("NFD", one[0])
    bare = "".join(char for char in accent if not unicodedata.combining(char))
    yield "accent", instead(bare if bare != one[0] else unicodedata.normalize("NFC", one[0] + "\u0301"))
    yield "negation added", instead(f"{one[0]} {'pas' if language == 'fr' else 'not'}")
    yield "number", instead("1874")
    negation = re.search(r" (?:pas|ne|jamais|not|never|no) | n’", words)
    if negation and negation.start() > 0:
        rest = words[: negation.start()] + " " + words[negation.end() :]
        yield "negation dropped", rest
    yield "sign", instead(f"{one[0]} ?")


def typography(words: str) -> Iterator[tuple[str, str]]:
    for what, changed in (
        ("apostrophes", words.replace("’", "'")),
        ("spaces", words.replace(" ", "\u00a0")),
        ("spaces doubled", words.replace(" ", "  ")),
        ("capital", words[0].swapcase() + words[1:]),
        ("nested marks", words.replace("“", "‹").replace("”", "›")),
        ("soft hyphen", words[:1] + "\u00ad" + words[1:]),
        ("stop", re.sub(r"[.!?…]*$", "", words) + ("" if words.endswith((".", "!", "?", "…")) else ".")),
    ):
        if changed != words and not (what == "stop" and not changed.endswith(".")):
            yield what, changed


CASES = list(planted())


def test_there_are_enough_of_each_kind() -> None:
    found = Counter(each.what for each in CASES)
    assert sum(found.values()) - found["nothing"] >= 200
    assert all(found[kind] >= 10 for kind in ("word", "accent", "negation added", "speaker", "apostrophes", "nothing"))
    assert found["negation dropped"] >= 5


@pytest.mark.parametrize("what", sorted({each.what for each in CASES}))
def test_each_change_is_told_for_what_it_is(what: str) -> None:
    wrong = []
    cases = [each for each in CASES if each.what == what]
    findings = check(*written(*(each.said for each in cases)), SOURCES)
    for one, finding in zip(cases, findings, strict=True):
        accused = finding.speaker is SpeakerVerdict.DIFFERENT and one.speaker is None
        if finding.verdict not in one.verdicts or accused or (one.speaker and finding.speaker is not one.speaker):
            wrong.append((one.said.pieces, finding.verdict.value, finding.speaker.value, finding.differences))
    assert not wrong


def test_the_samples_quote_themselves_verbatim() -> None:
    for article, analysis in SOURCES:
        for finding in check(article, analysis, SOURCES):
            assert finding.verdict is Verdict.VERBATIM
            assert finding.speaker is not SpeakerVerdict.DIFFERENT
            assert finding.source is article
            assert finding.notes == ()
