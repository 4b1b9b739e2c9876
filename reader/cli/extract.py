"""`reader extract`: the whole analysis, one document an article (the JSON contract of `reader.exports.contract`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.batch import Batch
from reader.cli.listing import corrections, examined
from reader.cli.output import emit
from reader.exports.contract import document

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the documents of `arguments.sources` in `arguments.format`, with `arguments.corrected` as overruled."""
    batch = Batch(arguments.sources)
    with corrections(kept=arguments.corrected) as store:
        found = batch.each(lambda location: examined(location, store))
        emit(arguments.format, (document(article, analysis) for article, analysis in found))
    return batch.failure
