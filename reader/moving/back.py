"""A library comes back from the plain files that it was exported to, with nothing lost; what is here already stands.

The files may have been written by anybody: an article's bytes must have the hash that they are kept under, its words
are read from them anew, and what was found in it is taken only where it fits these.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.errors import NotAnArticleError, ReaderError
from reader.model import Analysis, Entity, EntityType, Metadata, Quotation, QuotationKind, Span, Speaker
from reader.moving.taking import Outcome, Taken, failed
from reader.sources import Raw, article_of
from reader.sources.fetch import read
from reader.store.laying import laid_on, settle
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reader.model import Article
    from reader.store import Library

_NO_SENSE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What a file that anybody may have written leads to, where it is read as one of ours."""


def take_back(folder: Path, store: Library) -> Iterator[Taken]:
    """Takes in what was exported to `folder`, and gives what became of each article.

    Raises:
        LibraryError: where the library does not take it.
    """
    for path in sorted(folder.glob("articles/*/library.json")):
        name = path.parent.name
        try:
            yield _article(path.parent, store)
        except ReaderError as error:
            if error.exit_code not in (NotAnArticleError.exit_code, 3):
                raise
            yield failed(name, error, error.exit_code)
    rest = folder / "rest.json"
    if rest.is_file():
        try:
            _put_rest(_json(rest), store)
        except NotAnArticleError as error:
            yield failed(rest.name, error, error.exit_code)


def _article(folder: Path, store: Library) -> Taken:
    record = _json(folder / "library.json")
    try:
        sha256, row = str(record["sha256"]), record["kept"][0]
        metadata, media_type = _metadata(row), str(row["media_type"])
        location = _text(record["articles"][0]["location"])
    except _NO_SENSE as error:
        raise NotAnArticleError(_("library.json is not as it was exported")) from error
    sources = sorted(folder.glob("source.*"))
    if not sources:
        raise NotAnArticleError(_("its source is missing"))
    raw = Raw(read(str(sources[0])), media_type, location, metadata.language, _text(record.get("charset")))
    if raw.source.sha256 != sha256:
        raise NotAnArticleError(_("its source is not what was exported: the hash is another"))
    known = store.shelf.article(sha256)
    article = replace(article_of(raw), metadata=metadata)
    if known is None:
        analysis, by = _findings(folder, article, record)
        store.shelf.keep(article, analysis, raw.data, charset=raw.charset, by=by)
    try:
        is_more = store.whole.put(sha256, record, is_new=known is None)
    except _NO_SENSE as error:
        raise NotAnArticleError(_("library.json is not as it was exported: {why}").format(why=error)) from error
    if known is None:
        settle(store, article)
    outcome = Outcome.TAKEN if known is None else Outcome.COMPLETED if is_more else Outcome.KNOWN
    kept = store.shelf.article(sha256)
    return Taken(outcome, kept.name if kept else folder.name, kept, laid=laid_on(store, article))


def _metadata(row: Mapping[str, Any]) -> Metadata:
    said = {name: _text(row[name]) for name in ("title", "site", "date", "url", "language")}
    return Metadata(authors=tuple(map(str, json.loads(row["authors"]))), **said)


def _findings(folder: Path, article: Article, record: Mapping[str, Any]) -> tuple[Analysis, str]:
    """What was found in the article when it was exported, where that fits its words, else what is found now."""
    try:
        (document,) = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        if document["text"] == article.text:
            return findings_of(document, record["reasons"]), str(record["kept"][0]["analysed_by"])
    except (OSError, *_NO_SENSE):
        pass  # it was changed, or is not there: the article is
    from reader.analysis import analyse

    return analyse(article), __version__


def findings_of(document: Mapping[str, Any], reasons: list[str]) -> Analysis:
    """What the JSON contract's `document` says was found, with the reasons that it does not hold.

    Raises:
        ValueError, KeyError, TypeError: where it is not such a document, or a place lies outside its text.
    """
    size = len(document["text"])

    def span(place: Mapping[str, Any]) -> Span:
        found = Span(int(place["start"]), int(place["end"]))
        if found.end > size:
            raise ValueError(f"no place in the text: {found}")
        return found

    def speaker(said: Mapping[str, Any]) -> Speaker:
        return Speaker(str(said["name"]), span(said), _text(said["entity"]), _text(said["role"]))

    quotations = [
        Quotation(
            str(each["id"]),
            QuotationKind(each["kind"]),
            tuple(map(span, each["spans"])),
            bool(each["fragment"]),
            tuple(map(span, each["repeats"])),
            speaker(each["speaker"]) if each["speaker"] else None,
            span(each["cue"]) if each["cue"] else None,
            str(reason),
        )
        for each, reason in zip(document["quotations"], reasons, strict=True)
    ]
    if not all(each.spans for each in quotations):
        raise ValueError("a quotation without a place")
    entities = [
        Entity(
            str(each["id"]),
            str(each["name"]),
            EntityType(each["type"]),
            tuple(map(span, each["mentions"])),
            tuple(map(span, each.get("roles", ()))),  # which no document of an older Reader has
        )
        for each in document["entities"]
    ]
    return Analysis(tuple(quotations), tuple(entities))


def _put_rest(rest: Any, store: Library) -> None:
    try:
        store.whole.put_rest(rest)
        known = {sha256 for sha256, _is_kept in store.whole.hashes()}
        for each in rest.get("opened", []):
            store.whole.put(each["sha256"], each, is_new=each["sha256"] not in known)
    except _NO_SENSE as error:
        raise NotAnArticleError(_("it is not as it was exported: {why}").format(why=error)) from error


def _json(path: Path) -> Any:
    try:
        found = json.loads(read(str(path)).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotAnArticleError(_("{file} is no JSON").format(file=path.name)) from error
    if not isinstance(found, dict):
        raise NotAnArticleError(_("{file} is no JSON").format(file=path.name))
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
