"""`reader quotes`: what is quoted, and by whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reader.cli.listing import Task, batch_of, corrections, ended, examined, list_records
from reader.cli.narration import remark
from reader.cli.output import emit, terminal_width, write
from reader.config import load
from reader.errors import UsageError
from reader.exports.bibliography import csl_item, key
from reader.exports.quoting import CSL, ENTRIES, QUOTING, formats, render
from reader.exports.reference import References
from reader.gate import visible
from reader.model.names import holds
from reader.tongue import _

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reader.exports.records import Record
    from reader.model import Article, Quotation, Speaker
    from reader.store import Library


def run(arguments: Namespace) -> int:
    """Print the quotations of `arguments.sources`, with `arguments.speaker` only those of these speakers."""
    named = arguments.speaker

    def wanted(record: Record) -> bool:
        speaker = record["speaker"]
        return not named or (isinstance(speaker, str) and any(holds(speaker, name) for name in named))

    missing = _("no quotation of {names}").format(names=_(" or ").join(named)) if named else _("no quotation")
    if arguments.copied is None:
        return list_records("quotations", arguments, wanted, missing)
    return _copy(arguments, lambda speaker: wanted({"speaker": speaker.name if speaker else None}), missing)


def _copy(arguments: Namespace, wanted: Callable[[Speaker | None], bool], missing: str) -> int:
    """Print the quotations as a copy in the format `arguments.copied` has them, an empty line between two.

    Raises:
        UsageError: where there is no such format.
    """
    templates, name = load()[0].formats, arguments.copied
    if name not in QUOTING and name not in templates:
        known = ", ".join([*QUOTING, *templates])
        raise UsageError(_("there is no copy format {name}: take one of {known}").format(name=name, known=known))
    batch, found = batch_of(arguments), 0
    written = _items if name == CSL else _pieces

    def articles(store: Library | None) -> Iterator[tuple[Article, list[Quotation]]]:
        nonlocal found
        for article, analysis in batch.each(Task(examined, store)):
            quotations = [each for each in analysis.quotations if wanted(each.speaker)]
            if name not in formats(article, templates):
                remark(
                    _("{name} has no address on the web, and so no link").format(
                        name=article.source.location or _("the article")
                    )
                )
                continue
            found += len(quotations)
            yield article, quotations

    with corrections(kept=arguments.corrected) as store:
        written(articles(store), name, templates)
    return ended(batch, found, missing)


def _pieces(articles: Iterable[tuple[Article, list[Quotation]]], name: str, templates: Mapping[str, str]) -> None:
    begun, seen = False, Counter[str]()
    for article, quotations in articles:
        references = References(article)
        for quotation in quotations:
            if name in ENTRIES:
                reference = references.of(quotation)
                text = ENTRIES[name](reference, _counted(seen, key(reference)))
            else:
                text = render(name, article, quotation, templates).rstrip("\n") + "\n"
            write(("\n" if begun else "") + (text if terminal_width() is None else visible(text)))
            begun = True


def _items(articles: Iterable[tuple[Article, list[Quotation]]], _: str, __: Mapping[str, str]) -> None:
    """One array for all articles, each item with an identifier of its own."""

    def items() -> Iterator[dict[str, Any]]:
        seen: Counter[str] = Counter()
        for article, quotations in articles:
            references = References(article)
            for quotation in quotations:
                reference = references.of(quotation)
                yield csl_item(reference, _counted(seen, key(reference)))

    emit("json", items())


def _counted(seen: Counter[str], name: str) -> int:
    """Which entry of that key this is, from 1."""
    seen[name] += 1
    return seen[name]
