"""Citation styles for news: the quotation in its marks, and its source as a style of citing names it.

    apa       in the text by author and year, then the reference (Publication Manual of the APA, 7th edition)
    mla       in the text by author, then the work cited (MLA Handbook, 9th edition)
    chicago   a full note by author and title (The Chicago Manual of Style, 17th edition, 14.191: news)
    french    the order and the signs that French publishers use: author, « title », outlet, date

The words between the parts are data (`lang/*/citation.toml`). A part that is not known is left out; so is, in APA,
the n.d. for a date. None of them can set italics in plain text, so the outlet stands upright.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.exports.reference import marks, written_date
from reader.lang import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.exports.authors import Author
    from reader.exports.reference import Reference

_ENDS = tuple(".?!…")
_CLOSING = ("”", '"')

_NEUTRAL: Mapping[str, Any] = {
    "title": '"{}"',
    "section": "§ {}",
    "two_authors": ", ",
    "last_author": ", ",
    "more_authors": " et al.",
    "quoted_in": "{}, {}",
    "paragraph": "¶ {}",
}
"""How it is written where nothing is known of the language: in signs alone."""

_FEW = 2
_MANY = 3
"""Authors up to whom the styles name all in the text, and in a note."""


def apa(reference: Reference) -> str:
    """“Words” (Speaker, quoted in Author & Author, 2026, para. 3), then the reference."""
    ways = _ways(reference.language, "apa")
    year = str(reference.day.year) if reference.day else None
    source = [_names(reference.authors, ways, _FEW) or _title(reference, ways) or reference.site, year]
    listed = _joined([author.initialled for author in reference.authors], ways)
    date = written_date(reference, ways)
    head = [listed, f"({date})" if date else None, reference.title]
    if not listed:
        head = [reference.title, f"({date})" if date else None]
    return _with_reference(reference, ways, source, [*head, reference.site])


def mla(reference: Reference) -> str:
    """“Words” (Speaker, qtd. in Author and Author, par. 3), then the work cited."""
    ways = _ways(reference.language, "mla")
    source = [_names(reference.authors, ways, _FEW) or _title(reference, ways) or reference.site]
    names = [author.name if at else author.inverted for at, author in enumerate(reference.authors)]
    listed = names[0] + ways.get("more_listed", ways["more_authors"]) if len(names) > _FEW else _joined(names, ways)
    published = _listed([reference.site, written_date(reference, ways), reference.url], ways)
    cited = " ".join(_stopped(part, ways) for part in (listed, _title(reference, ways), published) if part)
    return _paragraphs(_in_text(reference, ways, source), cited)


def chicago(reference: Reference) -> str:
    """“Words”, then the note: Speaker, quoted in Author and Author, “Title,” Outlet, March 1, 2026, address."""
    return _note(reference, _ways(reference.language, "chicago"), reference.marks)


def french(reference: Reference) -> str:
    """« Mots », puis : Locuteur, dans Auteur et Auteur, « Titre », Journal, 1er mars 2026, adresse."""
    return _note(reference, _ways("fr", "french"), marks("fr"))


def _note(reference: Reference, ways: Mapping[str, Any], around: tuple[str, str]) -> str:
    names = _names(reference.authors, ways, _MANY, whole=True)
    rest = [reference.site, written_date(reference, ways), *_place(reference, ways), reference.url]
    source = _listed([names, _title(reference, ways), *rest], ways)
    voice = reference.voice
    if voice and (names or reference.title or reference.site):
        note = ways["quoted_in"].format(voice, source)
    else:
        note = _listed([voice, source], ways)
    return _paragraphs(around[0] + reference.words + around[1], _stopped(note, ways))


def _with_reference(
    reference: Reference, ways: Mapping[str, Any], source: Iterable[str | None], parts: Iterable[str | None]
) -> str:
    """The quotation with its citation in the text, and the reference as sentences, the address without a stop."""
    sentences = " ".join(_stopped(part, ways) for part in parts if part)
    return _paragraphs(_in_text(reference, ways, source), " ".join(filter(None, (sentences, reference.url))))


def _in_text(reference: Reference, ways: Mapping[str, Any], source: Iterable[str | None]) -> str:
    """The quotation in its marks and, in brackets, who says it, in what source and where."""
    named = _listed(source, ways)
    voice = reference.voice
    if voice and named:
        named = ways["quoted_in"].format(voice, named)
    inside = _listed([named or voice, *_place(reference, ways)], ways)
    opening, closing = reference.marks
    return f"{opening}{reference.words}{closing}" + (f" ({inside})" if inside else "")


def place_words(reference: Reference) -> list[str]:
    """The section and the paragraph in the words of the language, as far as they are known."""
    return _place(reference, _ways(reference.language, "chicago"))


def _place(reference: Reference, ways: Mapping[str, Any]) -> list[str]:
    section = [ways["section"].format(reference.section)] if reference.section else []
    return section + ([ways["paragraph"].format(reference.paragraph)] if reference.paragraph else [])


def _ways(language: str | None, style: str) -> Mapping[str, Any]:
    """How a style names things in a language."""
    known = knowledge(language, "citation")
    return {
        **_NEUTRAL,
        **{key: value for key, value in known.items() if not isinstance(value, dict)},
        **known.get(style, {}),
    }


def _names(authors: tuple[Author, ...], ways: Mapping[str, Any], most: int, *, whole: bool = False) -> str:
    """Authors as they are named in running text, the first alone where there are more than `most`."""
    named = [author.name if whole else author.short for author in authors]
    return f"{named[0]}{ways['more_authors']}" if len(named) > most else _joined(named, ways)


def _joined(names: list[str], ways: Mapping[str, Any]) -> str:
    """Names with the joints of a list; two are joined as more are where the first holds a comma of its own."""
    if len(names) <= 1:
        return "".join(names)
    joint = ways["last_author" if len(names) > _FEW or ", " in names[0] else "two_authors"]
    return str(joint.join((", ".join(names[:-1]), names[-1])))


def _title(reference: Reference, ways: Mapping[str, Any]) -> str | None:
    return ways["title"].format(reference.title) if reference.title else None


def _listed(parts: Iterable[str | None], ways: Mapping[str, Any]) -> str:
    """What is known of `parts`, with commas between."""
    known = [part for part in parts if part]
    return " ".join([*(_with_sign(part, ",", ways) for part in known[:-1]), *known[-1:]])


def _stopped(text: str, ways: Mapping[str, Any]) -> str:
    """`text` with a stop at its end; a sign that ends it takes the stop's place, in marks too."""
    if not text or text.endswith(_ENDS) or text.endswith(tuple(f"{end}{mark}" for end in _ENDS for mark in _CLOSING)):
        return text
    return _with_sign(text, ".", ways)


def _with_sign(text: str, sign: str, ways: Mapping[str, Any]) -> str:
    """`text` and a sign behind it, before a closing mark where the language's styles want it there."""
    if ways.get("stops_inside_marks") and text.endswith(_CLOSING):
        return f"{text[:-1]}{sign}{text[-1]}"
    return text + sign


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))
