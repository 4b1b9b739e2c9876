"""`reader quotes`: what is quoted, and by whom."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from reader.cli.batch import Batch, media_type
from reader.cli.listing import NOTHING_FOUND, examined, list_records
from reader.cli.narration import remark
from reader.cli.output import emit, terminal_width, write
from reader.config import load
from reader.errors import UsageError
from reader.exports.bibliography import csl_item, key
from reader.exports.quoting import CSL, ENTRIES, QUOTING, formats, render
from reader.exports.reference import References
from reader.gate import visible

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reader.exports.records import Record
    from reader.model import Article, Quotation, Speaker

_WORD = re.compile(r"\w+")


def run(arguments: Namespace) -> int:
    """Print the quotations of `arguments.sources`, with `arguments.speaker` only those of these speakers."""
    named = [_words(name) for name in arguments.speaker]

    def wanted(record: Record) -> bool:
        return not named or any(_in_name(words, record["speaker"]) for words in named)

    missing = "no quotation of " + " or ".join(arguments.speaker) if named else "no quotation"
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
        raise UsageError(f"there is no copy format {name}: take one of {known}")
    batch, found = Batch(arguments.sources, media_type(arguments)), 0
    written = _items if name == CSL else _pieces

    def articles() -> Iterator[tuple[Article, list[Quotation]]]:
        nonlocal found
        for article, analysis in batch.each(lambda source: examined(source, None)):
            quotations = [each for each in analysis.quotations if wanted(each.speaker)]
            if name not in formats(article, templates):
                remark(f"{article.source.location or 'the article'} has no address on the web, and so no link")
                continue
            found += len(quotations)
            yield article, quotations

    written(articles(), name, templates)
    if batch.failure or found:
        return batch.failure
    remark(missing)
    return NOTHING_FOUND


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


def _in_name(words: list[str], speaker: object) -> bool:
    """Whether `words` stand in the speaker's name one after the other: a surname finds the full name."""
    name = _words(speaker) if isinstance(speaker, str) else []
    return bool(words) and any(name[at : at + len(words)] == words for at in range(len(name)))


def _words(name: str) -> list[str]:
    """The words of a name as one compares them: case and accents do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))
