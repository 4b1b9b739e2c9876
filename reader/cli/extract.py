"""`reader extract`: the whole analysis, one document an article (the JSON contract of `reader.exports.contract`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader import __version__
from reader.cli.batch import given
from reader.cli.listing import Task, batch_of, corrections, looked_at
from reader.cli.narration import complain, remark
from reader.cli.output import emit
from reader.errors import UsageError
from reader.exports.as_json import dumps
from reader.exports.contract import document
from reader.tongue import _, ngettext, number

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.batch import Batch
    from reader.sources import Raw
    from reader.store import Library


def run(arguments: Namespace) -> int:
    """Print the documents of `arguments.sources` in `arguments.format`, or write them to `arguments.output`.

    Raises:
        UsageError: where options do not go together.
        OutputFileError: where the file cannot be written.
    """
    if arguments.output is None and arguments.resume:
        raise UsageError(_("--resume goes on with a file: name it with --output"))
    if arguments.output is not None and arguments.format == "json":
        raise UsageError(_("--output writes JSON Lines, which can be gone on with: leave out --format json"))
    if arguments.dask is not None and arguments.corrected:
        raise UsageError(_("the library's corrections are on this machine alone: leave out --corrected or --dask"))
    batch = batch_of(arguments)
    with corrections(kept=arguments.corrected) as store:
        task = Task(_document, store)
        if arguments.output is not None:
            return _write(batch, task, arguments)
        emit(arguments.format or "json", batch.each(task))
    return batch.failure


def _document(source: str | Raw, store: Library | None) -> dict[str, Any]:
    article, analysis = looked_at(source, store)
    return given(document(article, analysis), analysis)


def _write(batch: Batch, task: Task[dict[str, Any]], arguments: Namespace) -> int:
    from reader.cli.ledger import Ledger

    words = [__version__, arguments.sources, arguments.source_type, arguments.corrected]
    with Ledger.opened(Path(arguments.output), json.dumps(words), resume=arguments.resume) as ledger:
        if ledger.is_complete:
            return ledger.failure
        if ledger.done:
            remark(
                ngettext("{number} source is done already", "{number} sources are done already", ledger.done).format(
                    number=number(ledger.done)
                )
            )
        batch.is_done, batch.failure = ledger.is_done, ledger.failure
        try:
            for mark, outcome in batch.outcomes(task):
                lines = "".join(dumps(found) + "\n" for found in outcome.found)
                ledger.record(mark, lines, outcome.failed[0] if outcome.failed else 0)
        except KeyboardInterrupt:
            complain(
                _("interrupted: what was found stands in {part}, and --resume goes on with it").format(part=ledger.part)
            )
            raise
        ledger.finish()
    return batch.failure
