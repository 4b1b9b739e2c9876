"""`reader library import`, `waiting` and `fetch`: articles are taken in, with what is found in them, and not opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.batch import Batch, media_type
from reader.cli.library.records import TAKEN, WAITING, taken, waiting
from reader.cli.listing import NOTHING_FOUND
from reader.cli.narration import Progress, complain, remark
from reader.cli.output import emit
from reader.errors import ReaderError, UsageError
from reader.keeping import take_in
from reader.moving.back import take_back
from reader.moving.folder import is_library
from reader.moving.taking import Outcome, Taken, take
from reader.sources import Raw
from reader.sources.feed.folder import is_folder
from reader.sources.fetch import is_address, raw_of, read
from reader.store.records import now
from reader.tongue import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from reader.store import Library
    from reader.store.waiting import Waiting


def run(arguments: Namespace, library: Library) -> int:
    """Take in what is at `arguments.sources`, show what waits, or fetch it."""
    if arguments.task == "waiting":
        return _waiting(arguments, library)
    intake = _Intake(library, arguments)
    emit(arguments.format, map(taken, intake.fetched() if arguments.task == "fetch" else intake.taken()), TAKEN)
    intake.tell()
    return intake.failure


def _waiting(arguments: Namespace, library: Library) -> int:
    for address in arguments.forget:
        if not library.waiting.remove(address):
            raise UsageError(
                _("{address} does not wait: `reader library waiting` shows what does").format(address=address)
            )
    found = library.waiting.all(arguments.most)
    emit(arguments.format, map(waiting, found), WAITING)
    if found or arguments.forget:
        return 0
    remark(_("nothing waits to be fetched"))
    return NOTHING_FOUND


class _Intake:
    """What one command takes in; `failure` is the exit code of the first that failed, 0 where none has."""

    def __init__(self, library: Library, arguments: Namespace) -> None:
        self.failure = 0
        self._library = library
        self._arguments = arguments
        self._begun = now()
        self._new: list[str] = []

    def taken(self) -> Iterator[Taken]:
        """What became of each article at the sources, and of each that another program's export holds."""
        plain: list[str | Raw] = []
        for source in self._arguments.sources:
            try:
                found = self._recognised(source)
            except ReaderError as error:
                self._failed(str(error), error.exit_code)
                continue
            if isinstance(found, (str, Raw)):
                plain.append(found)
                continue
            yield from self._articles(plain)
            plain.clear()
            yield from map(self._counted, self._tagged(found))
        yield from self._articles(plain)
        if self._arguments.fetch and self._new:
            yield from self._fetched([each for each in map(self._library.waiting.at, self._new) if each], named=False)

    def fetched(self) -> Iterator[Taken]:
        """What became of each address that waited, all or those that are named."""
        named = self._arguments.addresses
        found = [self._library.waiting.at(address) for address in named] if named else self._library.waiting.all()
        for address, each in zip(named, found, strict=False):
            if each is None:
                raise UsageError(
                    _("{address} does not wait: `reader library waiting` shows what does").format(address=address)
                )
        yield from self._fetched([each for each in found if each], named=bool(named))

    def tell(self) -> None:
        """Say how much waits, where anything does."""
        count = sum(self._library.waiting.at(address) is not None for address in self._new)
        if count:
            remark(
                ngettext(
                    "{count} article waits: `reader library fetch` fetches it",
                    "{count} articles wait: `reader library fetch` fetches them",
                    count,
                ).format(count=count)
            )

    def _recognised(self, source: str) -> str | Raw | Iterator[Taken]:
        """What comes of the export at `source`, else the source itself; standard input can be read only once."""
        if self._arguments.source_type or is_address(source):
            return source
        from reader.sources.saved import export_at, export_in

        if is_folder(source):
            if is_library(source):
                return take_back(Path(source), self._library)
            unpacked = export_at(source)
            return take(unpacked.items, self._library) if unpacked else source
        data = read(source)
        found = export_in(data, source)
        if found is not None:
            return take(found.items, self._library)
        return raw_of(data, source) if source == "-" else source

    def _articles(self, sources: Sequence[str | Raw]) -> Iterator[Taken]:
        batch = Batch(list(sources), media_type(self._arguments))
        yield from map(self._counted, self._tagged(batch.each(self._article)))
        self.failure = self.failure or batch.failure

    def _article(self, source: str | Raw) -> Taken:
        kept = take_in(source, self._library)
        outcome = Outcome.TAKEN if kept.kept_at >= self._begun else Outcome.KNOWN
        return Taken(outcome, kept.name, kept)

    def _tagged(self, found: Iterator[Taken]) -> Iterator[Taken]:
        """The same, with the tags of the command line."""
        tags = self._arguments.tag
        for each in found:
            if not tags or (each.article is None and each.outcome is not Outcome.WAITING):
                yield each
            elif each.article is not None:
                self._library.shelf.tag(each.article.source.sha256, tags)
                yield replace(each, article=self._library.shelf.article(each.article.source.sha256))
            elif each.saved is not None:
                saved = replace(each.saved, tags=(*each.saved.tags, *tags))
                self._library.waiting.add(saved)
                yield replace(each, saved=saved)

    def _fetched(self, found: Sequence[Waiting], *, named: bool) -> Iterator[Taken]:
        from reader.moving.fetching import fetched

        progress = Progress(len(found))
        for each in fetched(self._library, found, are_named=named):
            progress.show(each.name)
            progress.erase()
            yield self._counted(each)

    def _counted(self, found: Taken) -> Taken:
        if found.fault is not None:
            self._failed(found.fault, found.code)
        if found.outcome is Outcome.WAITING and found.saved is not None and found.saved.entry.location:
            self._new.append(found.saved.entry.location)
        return found

    def _failed(self, fault: str, code: int) -> None:
        complain(fault)
        self.failure = self.failure or code
