"""`reader library said` and `named`: what a person said in all articles, and where an entity is named, beside whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.across.people import is_same, meant, people
from reader.across.statements import Relation, statements
from reader.checking.findings import Change, word_diff
from reader.cli.library.records import SHORT
from reader.cli.listing import NOTHING_FOUND
from reader.cli.narration import remark
from reader.cli.output import emit
from reader.errors import UsageError
from reader.exports.copying import cited
from reader.exports.records import Column
from reader.model import Article, Block, BlockKind, Quotation, QuotationKind, Span, Speaker
from reader.model.names import words_of
from reader.store.query import Term, joined, parse
from reader.store.shelf import address_of
from reader.tongue import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from reader.across.people import Person
    from reader.across.statements import Said
    from reader.exports.records import Record
    from reader.store import Hit, Library
    from reader.store.naming import Naming
    from reader.store.query import Query


def _how(relation: str) -> str:
    """How a quotation stands to an earlier one, as people read it."""
    return _("said again") if relation == Relation.SAME else _(relation)


SAYINGS = (
    Column("statement", "#", number=True),
    Column("relation", "How", told=_how),
    Column("date", "Date"),
    Column("speaker", "Speaker"),
    Column("text", "Words", spacious=True),
    Column("difference", "Difference", spacious=True),
    Column("title", "Article", spacious=True),
    Column("person"),
    Column("role"),
    Column("times"),
    Column("earlier"),
    Column("id", "Id"),
    Column("quotation"),
    Column("citation"),
    Column("site"),
    Column("start"),
    Column("end"),
    Column("source"),
    Column("url"),
)
"""A quotation with the statement that it makes; `earlier` is the one that it is held against."""

NAMED = (
    Column("id", "Id"),
    Column("date", "Date"),
    Column("title", "Article", spacious=True),
    Column("name", "Name"),
    Column("type", "Type", told=_),
    Column("mentions", "Mentions", number=True),
    Column("quoted", "Quoted there", spacious=True),
    Column("entity"),
    Column("site"),
    Column("source"),
    Column("url"),
)

BESIDE = (
    Column("name", "Quoted", spacious=True),
    Column("articles", "Articles", number=True),
    Column("quotations", "Quotations", number=True),
    Column("first", "First"),
    Column("last", "Last"),
    Column("entity", "Beside"),
)

MOST = 20_000
"""Quotations or namings that are looked at."""


def run(arguments: Namespace, library: Library) -> int:
    """Print who said what, or who is named where."""
    return _said(arguments, library) if arguments.task == "said" else _named(arguments, library)


def term_of(name: str) -> Term:
    """The word of a name that every form of it has: its last.

    Raises:
        UsageError: where it has no word.
    """
    found = words_of(name)
    if not found:
        raise UsageError(_("{name} is no name").format(name=name or "''"))
    return Term(found[-1])


def _said(arguments: Namespace, library: Library) -> int:
    query = parse(joined(arguments.query))
    asked = replace(query, speakers=(*query.speakers, term_of(arguments.name)))
    hits = _latest(library.shelf.said(asked, MOST))
    known = people(Counter(hit.speaker for hit in hits if hit.speaker))
    wanted = meant(arguments.name, known)
    tell_apart(arguments.name, wanted)
    number, records = 0, list["Record"]()
    for person in wanted:
        own = [hit for hit in hits if hit.speaker in person.names]
        found = statements([hit.excerpt for hit in own])
        records += sorted(_sayings(person, own, found, number), key=lambda each: int(each["statement"] or 0))
        number += len({each.statement for each in found})
    emit(arguments.format, records[: arguments.most], SAYINGS)
    if records:
        return 0
    remark(_("nothing is quoted of {name}").format(name=arguments.name))
    return NOTHING_FOUND


def tell_apart(name: str, found: Sequence[Person]) -> None:
    """Say it where a name means several, so that nobody takes the words of one for the other's."""
    clear = [person for person in found if not person.is_unclear]
    if len(clear) > 1:
        names = ", ".join(f"{person.name} ({person.count})" for person in clear)
        remark(_("{name} may be several, who are kept apart: {names}").format(name=name, names=names))
    for person in found:
        if person.is_unclear:
            remark(
                ngettext(
                    "{count} more is of {name}, and which of them that is no article says",
                    "{count} more are of {name}, and which of them that is no article says",
                    person.count,
                ).format(count=person.count, name=person.name)
            )


def _latest(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those in older versions of an article."""
    newest: dict[str, tuple[str, str]] = {}
    for hit in hits:
        where = _address(hit)
        version = hit.article.kept_at.isoformat(), hit.article.source.sha256
        newest[where] = max(newest.get(where, version), version)
    return [hit for hit in hits if newest[_address(hit)][1] == hit.article.source.sha256]


def _address(hit: Hit) -> str:
    known = hit.article
    return address_of(known.metadata.url or known.source.location) or known.source.sha256


def _sayings(person: Person, hits: Sequence[Hit], found: Sequence[Said], before: int) -> Iterator[Record]:
    times = Counter(said.statement for said in found)
    for hit, said in zip(hits, found, strict=True):
        known, span = hit.article.metadata, hit.span
        changed = any(edit.change is not Change.KEPT for edit in said.edits)
        yield {
            "statement": before + said.statement + 1,
            "relation": said.relation.value,
            "date": known.date,
            "speaker": hit.speaker,
            "text": hit.excerpt,
            "difference": word_diff(said.edits) if changed and said.relation is Relation.CHANGED else None,
            "title": hit.article.name,
            "person": person.name,
            "role": hit.role,
            "times": times[said.statement],
            "earlier": _place(hits[said.earlier]) if said.earlier is not None else None,
            "id": hit.article.source.sha256[:SHORT],
            "quotation": hit.fact,
            "citation": _citation(hit),
            "site": known.site,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "source": hit.article.source.location,
            "url": known.url,
        }


def _place(hit: Hit) -> str:
    """The ids of an article and of a quotation in it."""
    return f"{hit.article.source.sha256[:SHORT]}/{hit.fact}"


def _citation(hit: Hit) -> str:
    """The quotation with its source, as a copy has it; the section is not known without the article's text."""
    whole = Span(0, len(hit.excerpt))
    block = Block(BlockKind.PARAGRAPH, whole, (whole,))
    article = Article(hit.excerpt, (block,), hit.article.source, hit.article.metadata)
    speaker = Speaker(hit.speaker, whole, role=hit.role) if hit.speaker else None
    return cited(article, Quotation("", QuotationKind.DIRECT, (whole,), speaker=speaker))


def named_as(name: str, query: Query, library: Library) -> tuple[list[Naming], list[Person]]:
    """Where `name` may be named, and who or what that is: two of one name and another type are two."""
    found = library.names.named(term_of(name), query, MOST)
    wanted: list[Person] = []
    for kind in dict.fromkeys(each.type for each in found):
        counts = Counter[str]()
        for each in found:
            if each.type is kind:
                counts[each.name] += each.mentions
        wanted += [replace(person, names=person.names) for person in meant(name, people(counts))]
    return found, wanted


def _named(arguments: Namespace, library: Library) -> int:
    found, wanted = named_as(arguments.name, parse(joined(arguments.query)), library)
    tell_apart(arguments.name, wanted)
    namings = [(person, each) for person in wanted for each in found if each.name in person.names]
    quoted = library.names.quoted_in(each.number for _person, each in namings)
    if arguments.people:
        emit(arguments.format, list(_beside(namings, quoted))[: arguments.most], BESIDE)
    else:
        emit(arguments.format, list(_naming(namings, quoted))[: arguments.most], NAMED)
    if namings:
        return 0
    remark(_("{name} is named in no article of the library").format(name=arguments.name))
    return NOTHING_FOUND


def _naming(namings: Iterable[tuple[Person, Naming]], quoted: dict[int, list[tuple[str, int]]]) -> Iterator[Record]:
    for person, each in namings:
        known = each.article.metadata
        others = [f"{name} ({count})" for name, count in quoted.get(each.number, []) if not is_same(person.name, name)]
        yield {
            "id": each.article.source.sha256[:SHORT],
            "date": known.date,
            "title": each.article.name,
            "name": each.name,
            "type": each.type.value,
            "mentions": each.mentions,
            "quoted": ", ".join(others) or None,
            "entity": person.name,
            "site": known.site,
            "source": each.article.source.location,
            "url": known.url,
        }


def _beside(namings: Sequence[tuple[Person, Naming]], quoted: dict[int, list[tuple[str, int]]]) -> Iterator[Record]:
    for person in dict.fromkeys(person for person, _naming in namings):
        days = {each.number: each.day for one, each in namings if one == person}
        counts, places = Counter[str](), dict[str, list[str]]()
        for number, day in days.items():
            for name, count in quoted.get(number, []):
                if not is_same(person.name, name):
                    counts[name] += count
                    places.setdefault(name, []).append(day)
        for other in people(counts):
            where = sorted(day for name in other.names for day in places[name])
            yield {
                "name": other.name,
                "articles": len(where),
                "quotations": other.count,
                "first": where[0],
                "last": where[-1],
                "entity": person.name,
            }
