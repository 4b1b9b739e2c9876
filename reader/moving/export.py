"""Everything that a library holds, as plain files that outlive the program.

    index.md                        every article, with a link
    articles/NAME/source.*          an article's bytes as they were
    articles/NAME/article.md        the article to read, with what is known of it, its highlights and notes
    articles/NAME/facts.json        what was found in it: the JSON contract's document
    articles/NAME/library.json      what the library knows of it, for a way back without loss
    feeds.opml                      the feeds that are followed, for any program
    rest.json                       feeds with their entries, what waits, settings; articles that were only opened

The same library gives the same bytes. NAME is made of date and title, and of the beginning of the article's hash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.errors import LibraryError, ReaderError
from reader.exports import article_markdown, renderer
from reader.exports.as_json import dumps
from reader.exports.contract import document
from reader.exports.files import file_name
from reader.exports.markup import markdown_address, markdown_text
from reader.formats import EPUB, JSON_FEED, MEDIA_TYPES, PDF
from reader.keeping import NOBODY, raw_of
from reader.moving.folder import Target
from reader.sources import article_of
from reader.sources.feed.opml import write as opml
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reader.model import Analysis, Article, Placed
    from reader.sources import Raw
    from reader.store import Kept, Library

SHORT = 8
"""Characters of its hash that an article's name ends in."""

_SUFFIXES: Mapping[str, str] = {
    "text/plain": ".txt",
    **{media_type: suffix for suffix, media_type in reversed(list(MEDIA_TYPES.items()))},
    EPUB: ".epub",
    PDF: ".pdf",
    JSON_FEED: ".json",
}
"""The suffix of an article's own bytes, by their media type."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article that was written to the folder `name`, where `files` of it were new; or a fault and its exit code."""

    article: Kept
    name: str
    files: int = 0
    fault: str | None = None
    code: int = 0


def export(store: Library, folder: Path) -> Iterator[Written]:
    """Writes everything to `folder`, and gives each article when it is written; a bad one does not stop the others.

    Raises:
        UsageError: where the folder holds something else.
        ReaderError: where the folder cannot be written to.
        LibraryError: where the library cannot be read.
    """
    target, index = Target(folder), list[str]()
    others, is_whole = list[dict[str, Any]](), False
    used: set[str] = set()
    faults = 0
    try:
        for sha256, is_kept in store.whole.hashes():
            kept = store.shelf.article(sha256) if is_kept else None
            if kept is None:
                others.append({"sha256": sha256, **store.whole.about(sha256)})
                continue
            written = _article(store, kept, target, used)
            faults += written.fault is not None
            if not kept.is_removed and written.fault is None:
                index.append(_row(kept, written.name))
            yield written
        target.write("index.md", "".join([_INDEX_HEAD, *index]).encode("utf-8", "replace"))
        feeds = store.feeds.all()
        target.write("feeds.opml", opml((each.name, each.address, each.folder or None) for each in feeds).encode())
        target.write("rest.json", f"{dumps({**store.whole.rest(), 'opened': others})}\n".encode())
        is_whole = not faults
    finally:
        target.close(is_whole=is_whole)


def _article(store: Library, kept: Kept, target: Target, used: set[str]) -> Written:
    """Writes an article's files."""
    sha256, name = kept.source.sha256, kept.source.sha256
    try:
        raw = raw_of(sha256, store)
        about = store.whole.about(sha256)
        article, analysis = _facts(store, kept, raw, about)
        name = _name(article, sha256, used)
        highlights = store.highlights.placed(sha256, article.text)
        files = 0
        for file, data in _files(kept, article, analysis, raw, about, highlights):
            files += target.write(f"articles/{name}/{file}", data)
    except LibraryError:
        raise
    except ReaderError as error:
        fault = _("{name} was not exported: {why}").format(name=kept.name, why=error)
        return Written(kept, name, fault=fault, code=error.exit_code)
    return Written(kept, name, files)


def _facts(store: Library, kept: Kept, raw: Raw, about: dict[str, Any]) -> tuple[Article, Analysis]:
    """The article as it is read from its bytes, and what was found in it.

    Where they are read in another way than when it was kept, what was found then no longer fits, and it is read anew.
    """
    sha256, row = kept.source.sha256, about["kept"][0]
    article = replace(article_of(raw), metadata=kept.metadata)
    analysis = store.shelf.analysis(sha256, row["analysed_by"])
    if analysis is None or row["analysed_by"] == NOBODY or store.shelf.text(sha256) != article.text:
        from reader.analysis import analyse

        row["analysed_by"] = __version__
        return article, analyse(article)
    return article, analysis


def _files(
    kept: Kept,
    article: Article,
    analysis: Analysis,
    raw: Raw,
    about: Mapping[str, Any],
    highlights: Sequence[Placed],
) -> Iterator[tuple[str, bytes]]:
    yield f"source{_SUFFIXES.get(kept.source.media_type, '.bin')}", raw.data
    known = "".join(article_markdown.render(article, _front_matter(kept, len(highlights)), highlights))
    yield "article.md", known.encode("utf-8", "replace")
    yield "facts.json", "".join(renderer("json")([document(article, analysis, highlights)])).encode()
    record = {
        "sha256": kept.source.sha256,
        "charset": raw.charset,
        "reasons": [quotation.reason for quotation in analysis.quotations],
        **about,
    }
    yield "library.json", f"{dumps(record)}\n".encode()


def _front_matter(kept: Kept, highlights: int) -> dict[str, str | int | Sequence[str] | None]:
    known = kept.metadata
    return {
        "title": known.title,
        "authors": known.authors,
        "site": known.site,
        "date": known.date,
        "url": known.url,
        "language": known.language,
        "tags": kept.tags,
        "state": "archived" if kept.is_archived else kept.state.value,
        "read": round(100 * kept.furthest),
        "kept": kept.kept_at.date().isoformat(),
        "source": kept.source.location,
        "sha256": kept.source.sha256,
        "quotations": kept.quotations,
        "highlights": highlights or None,
    }


def _name(article: Article, sha256: str, used: set[str]) -> str:
    """A folder's name for an article, which every system takes, and no other article has."""
    words = " ".join(filter(None, (article.metadata.date, file_name(article))))
    name = f"{words} {sha256[:SHORT]}"
    if name.casefold() in used:
        name = f"{words} {sha256}"
    used.add(name.casefold())
    return name


_INDEX_HEAD = "# Library\n\n| Date | Article | Site | State | Tags |\n| --- | --- | --- | --- | --- |\n"


def _row(kept: Kept, name: str) -> str:
    known = kept.metadata
    path = f"articles/{name}/article.md".replace("%", "%25")
    link = f"[{_cell(kept.name)}]({markdown_address(path)})"
    state = "archived" if kept.is_archived else kept.state.value
    cells = [_cell(known.date or ""), link, _cell(known.site or ""), state, _cell(", ".join(kept.tags))]
    return f"| {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    return markdown_text(" ".join(text.split()))
