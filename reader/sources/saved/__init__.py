"""What other programs export of the articles that they kept, told by its form and never by its name.

    values.py      what stands in a field: an address, a time, tags
    tables.py      CSV: Pocket's of 2025, Instapaper's, Readwise's two
    documents.py   JSON: Wallabag's, Pocket's annotations, Omnivore's metadata
    pages.py       HTML: Pocket's of before
    bundles.py     several files: an archive or the folder that it was unpacked to; Omnivore's pages and highlights

What makes no sense in an export is told of, a piece at a time, and does not stop the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.formats import EPUB
from reader.sources.archive import EXPORT, Archive
from reader.sources.detection import by_signature
from reader.sources.saved import documents, pages, tables
from reader.sources.saved.bundles import Folder, export_of

if TYPE_CHECKING:
    from reader.sources.saved.values import Export

_ZIP = b"PK\x03\x04"


def export_in(data: bytes, name: str) -> Export | None:
    """The export that the file `data` is; None where it is something else.

    Args:
        data: Its bytes.
        name: What to call it in a sentence.

    Raises:
        NotAnArticleError: where it is a broken archive, or one that is made to do harm.
    """
    if data.startswith(_ZIP):
        return None if by_signature(data) == EPUB else export_of(Archive(data, name, EXPORT))
    return tables.read(data) or documents.read(data) or pages.read(data)


def export_at(folder: str) -> Export | None:
    """The export that was unpacked to `folder`; None where there is none."""
    return export_of(Folder(Path(folder)))
