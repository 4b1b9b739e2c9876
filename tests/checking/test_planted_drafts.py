"""The same plants as in test_planted.py, in drafts that are written, read and analysed like any other text.

A draft says of one quotation of a sample who says it, in one of four ways; in it one thing was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from reader.checking import SpeakerVerdict, Verdict, check
from reader.extraction import examine_beside
from reader.model import EntityType
from reader.sources import Raw, article_of
from tests.checking.test_planted import SOURCES, changes, typography

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Analysis, Article

FORMS = {
    "fr": (
        "« {words} », a déclaré {speaker}.",
        "{speaker} l’affirme : « {words} »",
        "Selon {speaker}, « {words} ».",
        "« {words} », explique {speaker} au téléphone.",
    ),
    "en": (
        "“{words},” {speaker} said.",
        "{speaker} said: “{words}.”",
        "According to {speaker}, “{words}.”",
        "“{words},” said {speaker} by phone.",
    ),
}
HEADS = {
    "fr": "Un titre de brouillon\n\nUn mot d’introduction sur le sujet du jour, sans citer qui que ce soit.\n\n",
    "en": "A heading of the draft\n\nA word of introduction to the subject of the day, which quotes nobody at all.\n\n",
}


class Case(NamedTuple):
    what: str
    source: tuple[Article, Analysis]
    draft: str
    verdict: Verdict
    speaker: SpeakerVerdict


def cases() -> Iterator[Case]:
    for source in SOURCES:
        article, analysis = source
        language = "en" if ".en." in str(article.source.location) else "fr"
        people = {each.id: each.name for each in analysis.entities if each.type is EntityType.PERSON}
        people = {key: name for key, name in people.items() if re.fullmatch(r"[^\W\d_]\S* [^\W\d_]\S*", name)}
        for number, quotation in enumerate(analysis.quotations):
            speaker = quotation.speaker
            words = article.passage(quotation.spans[:1]).rstrip(".,")
            if speaker is None or speaker.entity not in people or re.search("[\n«“]", words):
                continue
            if len(words.split()) < 4:
                continue  # in another sentence so few words in marks may be irony
            name = people[speaker.entity]

            def case(
                what: str, words: str, verdict: Verdict, said=SpeakerVerdict.SAME, name=name, number=number,
                language=language, source=source,
            ) -> Case:  # fmt: skip
                form = FORMS[language][(number + len(what)) % 4]
                return Case(what, source, HEADS[language] + form.format(words=words, speaker=name), verdict, said)

            yield case("nothing", words, Verdict.VERBATIM)
            for what, changed in changes(words, language, number):
                yield case(what, changed, Verdict.CHANGED)
            for what, changed in typography(words):
                if what in ("apostrophes", "spaces", "spaces doubled", "soft hyphen"):
                    yield case(what, changed, Verdict.TYPOGRAPHY)
            others = [each for key, each in people.items() if key != speaker.entity]
            if others:
                other = others[number % len(others)]
                yield case("speaker", words, Verdict.VERBATIM, SpeakerVerdict.DIFFERENT, name=other)


CASES = list(cases())


def test_there_are_two_hundred_plants() -> None:
    found = Counter(each.what for each in CASES)
    assert sum(found.values()) - found["nothing"] >= 200
    assert all(found[what] >= 10 for what in ("word", "accent", "negation added", "speaker", "apostrophes"))


@pytest.mark.parametrize("what", sorted({each.what for each in CASES}))
def test_each_plant_is_told_for_what_it_is(what: str) -> None:
    wrong = []
    for case in (each for each in CASES if each.what == what):
        draft = article_of(Raw(case.draft.encode(), "text/plain", "draft.txt"))
        found = [
            (each.verdict, each.speaker)
            for each in check(draft, examine_beside(draft, [case.source[0]]), [case.source])
        ]
        if found != [(case.verdict, case.speaker)]:
            wrong.append((found, case.draft.rpartition("\n\n")[2]))
    assert not wrong
