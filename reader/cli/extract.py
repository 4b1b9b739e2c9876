"""`reader extract`: the whole analysis, one document an article (the JSON contract of `reader.exports.contract`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.batch import Batch, media_type
from reader.cli.listing import corrections, examined
from reader.cli.output import emit
from reader.exports.contract import document

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the documents of `arguments.sources` in `arguments.format`, with `arguments.corrected` as overruled."""
    batch = Batch(arguments.sources, media_type(arguments))
    with corrections(kept=arguments.corrected) as store:
        found = batch.each(lambda source: examined(source, store))
        emit(arguments.format, (document(article, analysis) for article, analysis in found))
    return batch.failure
