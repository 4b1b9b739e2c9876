"""`reader extract`: the whole analysis, one document an article (the JSON contract of `reader.exports.contract`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.batch import Batch
from reader.cli.output import emit
from reader.exports.contract import document

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the documents of `arguments.sources` in `arguments.format`."""
    from reader.extraction import examine

    batch = Batch(arguments.sources)
    emit(arguments.format, (document(article, analysis) for article, analysis in batch.each(examine)))
    return batch.failure
