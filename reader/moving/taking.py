"""What another program kept is taken in: what has words becomes an article, what has an address alone waits.

An article that is here already stays what it is; tags and highlights that it has not yet are laid on it, so that to
take the same in twice adds nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from reader.errors import NotAnArticleError, SourceError
from reader.exports.markup import markdown_text
from reader.keeping import keep, raw_of
from reader.model import Analysis, Article, Listing, ListingKind, Unreadable
from reader.sources import Raw, article_of
from reader.sources.feed.parser import raw_of as raw_of_entry
from reader.store.laying import Laid, laid_on, lay
from reader.store.query import Query, Term
from reader.tongue import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import Saved
    from reader.sources.saved.values import Items
    from reader.store import Kept, Library

_SAME_TITLE = 20
"""Articles whose title has the same words among which one is looked for."""


class Outcome(StrEnum):
    """What became of one thing that was taken in.

    `TAKEN`: it is an article of the library now. `COMPLETED`: it was here, and has tags or highlights more. `KNOWN`:
    nothing of it is new. `WAITING`: its address waits to be fetched. `FAILED`: nothing came of it.
    """

    TAKEN = "taken"
    COMPLETED = "completed"
    KNOWN = "known"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one thing that was taken in: the article that it is, or what waits, or a fault and its exit code.

    `name` is what to call it in a sentence.
    """

    outcome: Outcome
    name: str
    article: Kept | None = None
    saved: Saved | None = None
    laid: Laid = field(default_factory=Laid)
    fault: str | None = None
    code: int = 0


def failed(name: str, fault: object, code: int) -> Taken:
    """Says that nothing came of what is called `name`, and why."""
    return Taken(Outcome.FAILED, name, fault=_("{name}: {fault}").format(name=name, fault=fault), code=code)


def take(items: Items, store: Library) -> Iterator[Taken]:
    """Takes in what another program kept, and gives what became of each; a bad one does not stop the others.

    Raises:
        LibraryError: where the library does not take it.
    """
    for item in items:
        if isinstance(item, Unreadable):
            yield failed(item.where, item.why, NotAnArticleError.exit_code)
            continue
        try:
            yield take_one(item, store)
        except (NotAnArticleError, SourceError) as error:
            yield Taken(Outcome.FAILED, item.name, saved=item, fault=str(error), code=error.exit_code)


def take_one(saved: Saved, store: Library) -> Taken:
    """Takes in one article.

    Raises:
        NotAnArticleError: where it has neither words nor an address.
        SourceError: where it is too long to be kept.
        LibraryError: where the library does not take it.
    """
    here = _here(saved, store)
    if here is not None:
        return _completed(here, saved, store)
    if saved.entry.content:
        try:
            return _kept(raw_of_entry(_listing(saved), saved.entry), saved, store)
        except NotAnArticleError:
            if saved.entry.location is None:
                raise
    if saved.entry.location is None:
        return _kept(_passages(saved), saved, store)
    is_new = store.waiting.add(replace(saved, entry=replace(saved.entry, content=None)))
    return Taken(Outcome.WAITING if is_new else Outcome.KNOWN, saved.name, saved=saved)


def _here(saved: Saved, store: Library) -> Kept | None:
    """The article of the library that this is: by its address, or without one by its title."""
    location, title = saved.entry.location, saved.entry.title
    if location is not None:
        found = store.shelf.at(location)
        sha256 = None if found else store.waiting.became(location)
        return found[0] if found else store.shelf.article(sha256) if sha256 else None
    if title is None:
        return None
    wanted = Query(titles=tuple(Term(word) for word in title.split()))
    alike = store.shelf.articles(wanted, _SAME_TITLE)
    return next((each for each in alike if _is_same(each, title, saved.entry.authors)), None)


def _is_same(kept: Kept, title: str, authors: tuple[str, ...]) -> bool:
    """Whether a kept article has this title, and no other authors; what was made of passages alone is none."""
    known = kept.metadata
    is_ours = (kept.source.location or "").startswith(_SCHEME)
    same_authors = not (known.authors and authors) or {*map(str.casefold, known.authors)} & {
        *map(str.casefold, authors)
    }
    return not is_ours and bool(same_authors) and (known.title or "").casefold() == title.casefold()


def _completed(here: Kept, saved: Saved, store: Library) -> Taken:
    sha256 = here.source.sha256
    is_back = here.is_removed
    if is_back:
        store.shelf.remove(sha256, removed=False)
    article = article_of(raw_of(sha256, store)) if saved.passages else _without_text(here)
    laid = lay(store, article, saved, is_new=False)
    outcome = Outcome.COMPLETED if laid.is_anything or is_back else Outcome.KNOWN
    return Taken(outcome, saved.name, store.shelf.article(sha256), saved, laid)


def _without_text(here: Kept) -> Article:
    """An article of which only the source need be known."""
    return Article("", (), here.source, here.metadata)


def _kept(raw: Raw, saved: Saved, store: Library) -> Taken:
    article = article_of(raw)
    sha256 = article.source.sha256
    known = store.shelf.article(sha256)
    if known is not None:
        return _completed(known, saved, store)
    if not store.shelf.takes(article) or not keep(article, _found(article), raw, store, saved.saved_at):
        raise SourceError(_("{name} is too long to be kept").format(name=saved.name))
    lay(store, article, saved, is_new=True)
    return Taken(Outcome.TAKEN, saved.name, store.shelf.article(sha256), saved, laid_on(store, article))


def _found(article: Article) -> Analysis:
    """What is found in an article; a list of passages is nobody's article, and its words are nobody's quotations."""
    if (article.source.location or "").startswith(_SCHEME):
        return Analysis()
    from reader.analysis import analyse

    return analyse(article)


def _listing(saved: Saved) -> Listing:
    return Listing(ListingKind.CHOICE, (saved.entry,))


_SCHEME = "passages://"
"""How the place of an article begins that is made of passages, since only these were kept of a work."""


def _passages(saved: Saved) -> Raw:
    """The passages of a work of which nothing else is known, as an article of their own.

    Raises:
        NotAnArticleError: where there are none.
    """
    entry = saved.entry
    words = [passage.quote for passage in saved.passages if passage.quote]
    if not words:
        raise NotAnArticleError(_("{name} has neither an address nor words").format(name=saved.name))
    head = [f"title: {_yaml(entry.title or entry.id)}", *(["authors:"] if entry.authors else [])]
    head += [f"  - {_yaml(author)}" for author in entry.authors]
    body = "\n\n".join(markdown_text("\n".join(filter(None, map(str.strip, each.split("\n"))))) for each in words)
    text = "---\n" + "\n".join(head) + f"\n---\n\n{body}\n"
    where = "/".join(quote(part, safe="") for part in (*entry.authors, entry.title or entry.id))
    return Raw(text.encode("utf-8", "replace"), "text/markdown", _SCHEME + where)


def _yaml(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
