"""Every combination of missing parts, in five styles and two languages, against what is written here by hand.

Each style is a sentence whose pieces are strings that a person wrote out; what is missing falls away with the words
around it. Nothing of the program's own tables or code is used, and citations.txt holds whole examples beside it.
"""

from __future__ import annotations

from itertools import product

import pytest

from reader.exports.quoting import render
from tests.exports.test_quoting import NBSP, PARTS, STYLES, by_hand, quoted

FRENCH = {
    "words": "«~Le quai s’enfonce d’un pouce par an~»",
    "speaker": "Maud Keravel",
    "role": "éclusière",
    "title": "Le quai qui s’en va",
    "marked": "«~Le quai qui s’en va~»",
    "site": "La Vigie",
    "url": "https://vigie.example/quai",
    "section": "section «~Sous la ligne d’eau~»",
    "names": "Paul Ronarc’h et Iris de Brez",
    "surnames": "Ronarc’h et de Brez",
    "said in": ", propos cités dans ",
    "apa names": "Ronarc’h, P. et de Brez, I.",
    "apa date": "(2025, 1er novembre)",
    "apa place": "paragr.~2",
    "mla names": "Ronarc’h, Paul et Iris de Brez",
    "mla date": "1er nov. 2025",
    "mla place": "par.~2",
    "mla said in": ", propos cités dans ",
    "chicago date": "1er novembre 2025",
    "chicago place": "paragr.~2",
    "chicago section": "section «~Sous la ligne d’eau~»",
    "cited date": "1er novembre 2025",
    "cited names": "par Paul Ronarc’h et Iris de Brez",
    "cited in": "dans ",
}
ENGLISH = {
    "words": "“The quay sinks an inch a year”",
    "speaker": "Maud Keravel",
    "role": "lock keeper",
    "title": "The quay that leaves",
    "marked": "“The quay that leaves”",
    "site": "The Lookout",
    "url": "https://lookout.example/quay",
    "section": "section “Below the waterline”",
    "names": "Paul Ronan and Iris de Brez",
    "surnames": "Ronan and de Brez",
    "apa surnames": "Ronan & de Brez",
    "said in": ", quoted in ",
    "apa names": "Ronan, P., & de Brez, I.",
    "apa date": "(2025, November 1)",
    "apa place": "para. 2",
    "mla names": "Ronan, Paul, and Iris de Brez",
    "mla date": "1 Nov. 2025",
    "mla place": "par. 2",
    "mla said in": ", qtd. in ",
    "chicago date": "November 1, 2025",
    "chicago place": "para. 2",
    "chicago section": "under “Below the waterline”",
    "cited date": "1 November 2025",
    "cited names": "by Paul Ronan and Iris de Brez",
    "cited in": "in ",
}
IN_FRENCH = {
    "en": {
        "words": "«~The quay sinks an inch a year~»",
        "marked": "«~The quay that leaves~»",
        "names": "Paul Ronan et Iris de Brez",
        "section": "section «~Below the waterline~»",
    },
    "fr": {},
}
"""What French usage makes of an article in either language."""


def listed(*parts: str) -> str:
    """With commas; American style draws a comma and a stop into the marks before it."""
    return ", ".join(filter(None, parts)).replace("”, ", ",” ")


def stopped(text: str) -> str:
    if not text or text.endswith("."):
        return text
    return f"{text[:-1]}.”" if text.endswith("”") else f"{text}."


def expected(style: str, language: str, known: frozenset[str]) -> str:
    say = {"fr": FRENCH, "en": ENGLISH}[language]
    if style == "french":
        say = {**say, **IN_FRENCH[language]}

    def has(part: str, words: str | None = None) -> str:
        return (words or say[part]) if part in known else ""

    voice = listed(say["speaker"], has("role")) if "speaker" in known else ""
    title = has("title", say["marked"])
    return {"apa": apa, "mla": mla, "chicago": note, "french": note, "cited": cited}[style](
        style, say, known, has, voice, title
    )


def apa(style, say, known, has, voice, title):
    who = has("authors", say.get("apa surnames", say["surnames"])) or title or has("site")
    source = listed(who, has("date", "2025"))
    said = voice + say["said in"] + source if voice and source else voice or source
    inside = listed(said, has("section"), say["apa place"])
    names, date, name = has("authors", say["apa names"]), has("date", say["apa date"]), has("title")
    order = [names, date, name] if names else [name, date]
    reference = " ".join([*(stopped(each) for each in [*order, has("site")] if each), has("url")]).strip()
    return f"{say['words']} ({inside})" + (f"\n\n{reference}" if reference else "")


def mla(style, say, known, has, voice, title):
    source = has("authors", say["surnames"]) or title or has("site")
    said = voice + say["mla said in"] + source if voice and source else voice or source
    inside = listed(said, has("section"), say["mla place"])
    published = listed(has("site"), has("date", say["mla date"]), has("url"))
    work = " ".join(stopped(each) for each in (has("authors", say["mla names"]), title, published) if each)
    return f"{say['words']} ({inside})" + (f"\n\n{work}" if work else "")


def note(style, say, known, has, voice, title):
    chicago = style == "chicago"
    date, place = (say["chicago date"], say["chicago place"]) if chicago else ("1er novembre 2025", "§~2")
    section = say["chicago section"] if chicago else say["section"]
    source = listed(has("authors", say["names"]), title, has("site"), has("date", date))
    rest = listed(has("section", section), place, has("url"))
    if voice and {"authors", "title", "site"} & known:
        told = voice + (say["said in"] if chicago else ", dans ") + listed(source, rest)
    else:
        told = listed(voice, source, rest)
    return f"{say['words']}\n\n{stopped(told)}"


def cited(style, say, known, has, voice, title):
    joint = say["cited in"] if voice and title else ""
    parts = [voice, joint + title, has("section"), has("site"), has("authors", say["cited names"])]
    parts += [has("date", say["cited date"]), has("url")]
    citation = ", ".join(filter(None, parts))
    return say["words"] + (f" — {citation}" if citation else "")


COMBINATIONS = [
    frozenset(part for part, flag in zip(PARTS, flags, strict=True) if flag)
    for flags in product((False, True), repeat=len(PARTS))
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("style", STYLES)
def test_every_combination_by_hand(style: str, language: str) -> None:
    assert len(COMBINATIONS) == 256
    for known in COMBINATIONS:
        shown = render(style, *quoted(language, known)).rstrip("\n").replace(NBSP, "~")
        assert shown == expected(style, language, known), sorted(known)


def test_the_examples_and_the_sentences_agree() -> None:
    for style, language, missing, example in by_hand():
        assert expected(style, language, frozenset(PARTS) - frozenset(missing.split())) == example
