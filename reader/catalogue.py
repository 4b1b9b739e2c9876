"""What can be opened where nothing was named: the articles of a folder, or the samples that ship with Reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.errors import NotAnArticleError, ReaderError, SourceError
from reader.reading import open_reading
from reader.sources.fetch import MEDIA_TYPES

SUFFIXES = frozenset({".txt", ".text", *MEDIA_TYPES})
"""What the names of articles in a folder end in."""

SAMPLES = (Path(__file__).parent / "articles", Path(__file__).parent.parent / "articles")
"""Where the samples are: in an installed package, and in a checkout."""

MOST = 2_000
"""Articles of one folder that are offered."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that can be opened: what is known of it without reading it whole. `characters` is an estimate."""

    location: str
    title: str
    language: str | None
    characters: int
    sha256: str


def articles_in(folder: Path) -> list[str]:
    """The articles in `folder`, by name; not those in folders below it.

    Raises:
        NotAnArticleError: where there is none.
        SourceError: where the folder cannot be read.
    """
    try:
        names = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    except OSError as error:
        raise SourceError(f"cannot list {folder}: {error.strerror}; name an article instead") from error
    if not names:
        kinds = ", ".join(sorted(SUFFIXES))
        raise NotAnArticleError(f"{folder} holds no articles ({kinds}): name a file, or another folder")
    return [str(name) for name in names[:MOST]]


def offered() -> list[str]:
    """The articles of ./articles where there is such a folder that has any, else the samples."""
    for folder in (Path("articles"), *SAMPLES):
        try:
            if folder.is_dir():
                return articles_in(folder)
        except ReaderError:
            continue
    raise NotAnArticleError("there is no folder ./articles here and no sample is installed: name an article to open")


def candidate(location: str) -> Candidate | None:
    """What can be said of the article at `location`; None where it is none."""
    try:
        reading = open_reading(location)
    except ReaderError:
        return None
    article = reading.article
    title, language = article.title or Path(location).name, article.metadata.language
    return Candidate(location, title, language, max(len(article.text), len(reading.raw.data)), article.source.sha256)
